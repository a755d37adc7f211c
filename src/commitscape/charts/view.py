"""What a notebook looks at: the tables of a build, narrowed by its parameters, with names and links on every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from commitscape.charts.topic import Topic, load_topic
from commitscape.codebook import POLARITY
from commitscape.tables import summaries
from commitscape.tables.store import load_tables
from commitscape.tables.tables import Tables, focus

Row = dict[str, Any]
RANK = {stance: rank for rank, stance in enumerate(POLARITY)}
UNKNOWN_DAY, UNKNOWN_OUTLET = "date unknown", "outlet unknown"


@dataclass(frozen=True, kw_only=True)
class View:
    """The tables that a notebook's parameters leave, and the topic's words."""

    tables: Tables
    topic: Topic
    narrowed: str = ""  # what the parameters leave out, in words; empty where nothing

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Dated positions with names, labels and the link to their sentence."""
        return _named(summaries.dated(self.tables.positions, self.tables.articles), self)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Cells with names and the link to the sentence that shows the current stance, in the order of actors and instruments."""
        return self._placed(self.tables.cells, "position_id")

    @cached_property
    def reversals(self) -> pd.DataFrame:
        return self._placed(self.tables.reversals, "to_position_id")

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        return self._placed(self.tables.conflicts, "second_position_id")

    @cached_property
    def conditions(self) -> pd.DataFrame:
        return self._placed(self.tables.conditions, "position_id")

    @cached_property
    def quantities(self) -> pd.DataFrame:
        return self._placed(self.tables.quantities, "position_id")

    @cached_property
    def by_id(self) -> dict[str, dict[str, Any]]:
        """Positions by id, each as a plain dictionary."""
        return {row["position_id"]: row for row in records(self.positions)}

    @cached_property
    def actor_names(self) -> dict[str, str]:
        return dict(zip(self.tables.actors["code"], self.tables.actors["name"], strict=True))

    @cached_property
    def actor_kinds(self) -> dict[str, str]:
        return dict(zip(self.tables.actors["code"], self.tables.actors["kind"], strict=True))

    @cached_property
    def instrument_labels(self) -> dict[str, str]:
        return dict(zip(self.tables.instruments["code"], self.tables.instruments["label"], strict=True))

    @cached_property
    def actor_codes(self) -> list[str]:
        """Countries first, each kind by number of positions."""
        return list(self.tables.actors.sort_values("order")["code"])

    @cached_property
    def instrument_codes(self) -> list[str]:
        """In the order of the codebook."""
        return list(self.tables.instruments.sort_values("order")["code"])

    def actor(self, code: str) -> str:
        return self.actor_names.get(code, code)

    def instrument(self, code: str) -> str:
        return self.instrument_labels.get(code, code.replace("_", " "))

    def spoken(self, code: str) -> str:
        """An instrument as it stands inside a sentence."""
        return self.topic.spoken("instruments", code)

    def stance(self, code: str) -> str:
        return self.topic.label("stances", code)

    def held(self, code: str) -> str:
        """A stance as it stands inside a sentence."""
        return self.topic.spoken("stances", code)

    def href(self, position_id: str) -> str:
        return self.by_id[position_id]["href"] if position_id in self.by_id else ""

    def _placed(self, rows: pd.DataFrame, shown: str) -> pd.DataFrame:
        """Names on rows that carry actor and instrument, in the order of actors and of the codebook."""
        actors = dict(zip(self.tables.actors["code"], self.tables.actors["order"], strict=True))
        instruments = dict(zip(self.tables.instruments["code"], self.tables.instruments["order"], strict=True))
        named = rows.assign(
            actor_name=rows["actor"].map(self.actor), actor_kind=rows["actor"].map(lambda code: self.actor_kinds.get(code, "group")),
            instrument_label=rows["instrument"].map(self.instrument), href=rows[shown].map(self.href),
            _a=rows["actor"].map(actors), _i=rows["instrument"].map(instruments),
        )
        return named.sort_values(["_a", "_i"], kind="stable", ignore_index=True).drop(columns=["_a", "_i"])


def open_view(
    tables: str | Path, *, since: str | None = None, until: str | None = None, actors: Sequence[str] = (), instruments: Sequence[str] = (),
    origin: str = "published",
) -> View:
    """Load a build's tables and keep what the parameters of a notebook ask for (see `tables.focus`)."""
    loaded = load_tables(Path(tables))
    chosen: dict[str, Any] = {"since": since, "until": until, "actors": _listed(actors), "instruments": _listed(instruments)}
    chosen |= {"origin": origin} if origin != "published" else {}
    kept = {name: value for name, value in chosen.items() if value}
    words = "; ".join(f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in kept.items())
    return View(tables=focus(loaded, **kept) if kept else loaded, topic=load_topic(Path(tables).parent / "topic"), narrowed=words)


def _listed(codes: Sequence[str]) -> list[str] | None:
    """Codes as a list, also where one alone was given; None for all."""
    return [codes] if isinstance(codes, str) and codes else list(codes) or None


def records(rows: pd.DataFrame) -> list[Row]:
    """Rows as plain dictionaries, unknown days as None."""
    columns = [[None if value is pd.NaT else value for value in column.tolist()] for _, column in rows.items()]
    names = list(map(str, rows.columns))
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows as `records` gives them by the values of some columns; groups and their rows in the order met."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found


def evidence_link(article_id: str, position_id: str) -> str:
    return f"evidence-{article_id}.html#{position_id}"


def actor_link(code: str) -> str:
    return f"actor-{code.lower()}.html"


def instrument_link(code: str) -> str:
    return f"instrument-{code}.html"


def day_text(day: Any) -> str:
    """"4 September 2025", or the words for an unknown day."""
    return UNKNOWN_DAY if pd.isna(day) else f"{day.day} {day:%B %Y}"


def short_day(day: Any) -> str:
    return UNKNOWN_DAY if pd.isna(day) else f"{day.day} {day:%b %Y}"


def iso(day: Any) -> str | None:
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"


def _named(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    return rows.assign(
        actor_name=rows["actor"].map(view.actor), actor_kind=rows["actor"].map(lambda code: view.actor_kinds.get(code, "group")),
        instrument_label=rows["instrument"].map(view.instrument), stance_label=rows["stance"].map(view.stance), rank=rows["stance"].map(RANK),
        attribution_label=rows["attribution"].map(lambda code: view.topic.label("attribution", code)),
        day_text=rows["day"].map(day_text), href=[evidence_link(a, p) for a, p in zip(rows["article_id"], rows["position_id"], strict=True)],
    )
