"""What changed since an earlier edition, or since a day: documents, cells and stances, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from commitscape.charts import markup
from commitscape.charts.markup import Html, chip, counted, element, join, link, listed
from commitscape.charts.tables import grid, quoted, stance_chip
from commitscape.charts.view import UNKNOWN_OUTLET, View, actor_link, day_text, instrument_link, records
from commitscape.tables.editions import REASONS, Changes, compare_editions
from commitscape.tables.recorded import Edition, earlier
from commitscape.tables.tables import Tables

ORDER = {"changed": 0, "came": 1, "went": 2}
TOLD = 12  # changed stances that stand in words; the table has all


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two editions and what lies between them. `name` is the earlier edition's, or `day` the last day that it knows."""

    view: View
    old: Edition | Tables
    changes: Changes
    name: str
    day: date | None

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """Changed cells with names, the stances that changed first."""
        rows = [{**row, "actor_name": self._actor(row["actor"]), "label": self._instrument(row["instrument"])} for row in records(self.changes.cells)]
        return sorted(rows, key=lambda row: (ORDER[row["change"]], row["actor_name"], row["label"]))

    @property
    def since(self) -> str:
        """Since when, in words."""
        if self.day == date.max:
            return "in documents of unknown date"
        return f"since edition {self.name}" if self.day is None else f"since {day_text(pd.Timestamp(self.day))}"

    def _actor(self, code: str) -> str:
        return self.view.actor_names.get(code) or _name(self.old.actors, "name", code)

    def _instrument(self, code: str) -> str:
        return self.view.instrument_labels.get(code) or _name(self.old.instruments, "label", code)


def against(view: View, tables: str | Path, edition: str = "") -> Comparison:
    """The build compared with a recorded edition, or with what it would have shown on a day (see `recorded.earlier`)."""
    old, name, day = earlier(Path(tables).parent / "topic", view.tables, edition)
    return Comparison(view=view, old=old, changes=compare_editions(old, view.tables), name=name, day=day)


def headline(page: Comparison) -> Html:
    if not page.changes:
        return markup.headline(f"Nothing changed {page.since}")
    kinds = Counter(row["change"] for row in page.cells)
    parts = [counted(kinds["changed"], "stance changed", "stances changed"), f"{kinds['came']} came", *([f"{kinds['went']} went"] if kinds["went"] else [])]
    return markup.headline(f"{listed(parts)} {page.since}")


def prose(page: Comparison) -> Html:
    """Documents, reasons, and what moved beneath the surface."""
    kinds = Counter(page.changes.articles["change"])
    reasons = Counter(reason for row in page.cells for reason in row["reasons"])
    came = f"{counted(kinds['came'], 'article')} came" + (f", {kinds['went']} went" if kinds["went"] else "")
    came += f", {kinds['changed']} with another text" if kinds["changed"] else ""
    silent = len(page.changes.positions) - sum(row["came"] + row["went"] for row in page.cells)
    if page.day is not None:
        first = "The report is compared with what the same documents say up to that day."
    else:
        first = "The earlier edition stands beside the topic, as it was published."
    return markup.prose(
        first, f"{came}." if page.changes else "",
        f"Why: {listed(f'{reason} ({number})' for reason, number in reasons.most_common())}." if reasons else "",
        f"{counted(silent, 'more position')} came or went without changing what {'its cell shows' if silent == 1 else 'their cells show'}." if silent else "",
    )


def told(page: Comparison) -> Html:
    """The changed stances, a sentence each."""
    items = [element("li", join(_told(page, row))) for row in page.cells[:TOLD]]
    if len(page.cells) > TOLD:
        items.append(element("li", f"and {len(page.cells) - TOLD} more, in the table."))
    return element("ul", join(items), class_="cs-latest") if items else element("p", "No cell shows anything else than before.", class_="cs-empty")


def cells_table(page: Comparison) -> Html:
    """Every cell that shows something else than before."""
    view = page.view
    return grid(
        ["Actor", "Instrument", "Change", "Before", "Now", "Why", "Positions", "Sentence"],
        (
            [
                _actor(page, row), _instrument(page, row), row["change"], _stance(page, row["old_stance"]), _stance(page, row["new_stance"]),
                ", ".join(row["reasons"]), f"+{row['came']} −{row['went']}", _sentence(view, row),
            ]
            for row in page.cells
        ),
        label="Cells that changed", empty="No cell changed.",
    )


def documents_table(page: Comparison) -> Html:
    """Articles that came, went or changed their text."""
    here = {row["article_id"]: row for row in records(page.view.tables.articles)}

    def rows() -> Iterator[list[object]]:
        for row in records(page.changes.articles):
            article = here.get(row["article_id"], {})
            title = row["title"] or f"Untitled, in {row['file']}"
            yield [
                link(title, f"evidence-{row['article_id']}.html" if article else None), row["change"], article.get("outlet") or "",
                day_text(article["day"]) if article else "", element("code", row["file"]),
            ]

    return grid(["Article", "Change", "Outlet", "Published", "Document"], rows(), label="Articles that came, went or changed", empty="No article came or went.")


def reasons_table(page: Comparison) -> Html:
    """What each reason means, and how many cells it moved."""
    counts = Counter(reason for row in page.cells for reason in row["reasons"])
    return grid(["Why", "What it means", "Cells"], ([reason, meaning, counts[reason]] for reason, meaning in REASONS.items()), label="Reasons")


def _told(page: Comparison, row: dict[str, Any]) -> Iterator[object]:
    yield join([_actor(page, row), " on ", link(page.view.spoken(row["instrument"]), instrument_link(row["instrument"])), ": "])
    if row["old_stance"]:
        yield join([_stance(page, row["old_stance"]), " → " if row["new_stance"] else " is gone"])
    if row["new_stance"]:
        yield join([_stance(page, row["new_stance"]), "" if row["old_stance"] else " for the first time"])
    yield join([" ", element("small", ", ".join(row["reasons"])), " ", _sentence(page.view, row)])


def _actor(page: Comparison, row: dict[str, Any]) -> Html:
    return link(row["actor_name"], actor_link(row["actor"]) if row["actor"] in page.view.actor_names else None)


def _instrument(page: Comparison, row: dict[str, Any]) -> Html:
    held = set(page.view.tables.positions["instrument"])
    return link(row["label"], instrument_link(row["instrument"]) if row["instrument"] in held else None)


def _stance(page: Comparison, code: str | None) -> Html:
    if not code:
        return element("span", "nothing", class_="cs-unknown")
    known = set(page.view.tables.stances["code"])
    return stance_chip(page.view, code) if code in known else chip(code, _name(page.old.stances, "label", code))


def _sentence(view: View, row: dict[str, Any]) -> Html:
    """The sentence with its outlet and its date."""
    shown = view.by_id.get(row["new_position_id"] or "")
    if not shown:
        return Html("")
    return join([quoted(shown["quote"], shown["href"]), " ", element("small", f"{shown['outlet'] or UNKNOWN_OUTLET}, {day_text(shown['day'])}")])


def _name(table: pd.DataFrame, column: str, code: str) -> str:
    return str(dict(zip(table["code"], table[column], strict=True)).get(code, code))
