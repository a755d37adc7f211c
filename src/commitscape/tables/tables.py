"""All tables of a build, and how they follow from articles and positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

import pandas as pd

from commitscape.codebook import load_codebook
from commitscape.errors import UsageError
from commitscape.records import Article, Position, Reject, Silence
from commitscape.tables import frames, names, summaries


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables that `columns.yaml` describes, each a data frame."""

    articles: pd.DataFrame
    blocks: pd.DataFrame
    positions: pd.DataFrame
    machine: pd.DataFrame
    coded: pd.DataFrame
    cells: pd.DataFrame
    reversals: pd.DataFrame
    conflicts: pd.DataFrame
    conditions: pd.DataFrame
    quantities: pd.DataFrame
    sources: pd.DataFrame
    silences: pd.DataFrame
    rejects: pd.DataFrame
    actors: pd.DataFrame
    instruments: pd.DataFrame
    stances: pd.DataFrame
    codes: pd.DataFrame

    def named(self) -> dict[str, pd.DataFrame]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def assemble(
    *,
    topic: Path,
    articles: Sequence[Article],
    texts: Mapping[str, str],
    positions: Iterable[Position],
    machine: Iterable[Position] = (),
    coded: Iterable[Position] = (),
    coded_ids: Iterable[str] = (),
    copies: Mapping[str, str] | None = None,
    follow_ups: Mapping[str, str] | None = None,
    silences: Iterable[Silence] = (),
    rejects: Sequence[Reject] = (),
    window: int = 1,
) -> Tables:
    """Every table of a build.

    `texts` holds each file's decoded text, `positions` what is published, `coded_ids` the articles
    coded by hand, `copies` the article that each copy repeats, `follow_ups` the article that each follow-up passes on,
    `window` the days of a current stance.
    """
    codebook, articles_table = load_codebook(topic), frames.articles_frame(articles, coded=coded_ids, copies=copies, follow_ups=follow_ups)
    published = frames.positions_frame(positions)
    return Tables(
        articles=articles_table,
        blocks=frames.blocks_frame(articles, texts),
        positions=published,
        machine=frames.positions_frame(machine, table="machine"),
        coded=frames.positions_frame(coded, table="coded"),
        **summarised(published, articles_table, window),
        silences=frames.silences_frame(silences, {a.article_id: a.file for a in articles}, texts),
        rejects=frames.rejects_frame(rejects),
        actors=names.actors(published, names.actor_names(topic)),
        instruments=names.instruments(codebook),
        stances=names.stances(codebook),
        codes=names.codes(codebook),
    )


def focus(
    tables: Tables, *, since: str | None = None, until: str | None = None, actors: Iterable[str] | None = None,
    instruments: Iterable[str] | None = None, origin: str = "published", window: int = 1,
) -> Tables:
    """The same tables for a narrower question; every summary is worked out anew.

    `since` and `until` are days (ISO 8601, both included; positions of unknown day then drop out),
    `actors` and `instruments` codes to keep, `origin` "published" or "machine". Raises UsageError on an unknown value.
    """
    if origin not in ("published", "machine"):
        raise UsageError(f"unknown origin {origin!r}", remedy="use published or machine")
    if window < 1:
        raise UsageError(f"a window of {window} days", remedy="use 1 or more")
    kept = tables.machine if origin == "machine" else tables.positions
    everyone = sorted({*tables.actors["code"], *tables.machine["actor"]})
    kept = only(kept, "actor", actors, everyone)
    kept = only(kept, "instrument", instruments, list(tables.instruments["code"]))
    if since or until:
        first, last = days_of(since, until)
        days = summaries.dated(kept, tables.articles).set_index("position_id")["day"].reindex(kept["position_id"]).set_axis(kept.index)
        inside = days.notna() & (days >= first if first is not None else True) & (days <= last if last is not None else True)
        kept = kept[inside]
    kept = kept.reset_index(drop=True)
    known = {str(row["code"]): (str(row["name"]), str(row["kind"])) for row in tables.actors.to_dict("records")}
    return replace(tables, positions=kept, actors=names.actors(kept, known), **summarised(kept, tables.articles, window))


def summarised(positions: pd.DataFrame, articles: pd.DataFrame, window: int = 1) -> dict[str, pd.DataFrame]:
    """The tables that follow from positions and articles alone."""
    return {
        "cells": summaries.cells(positions, articles, window=window),
        "reversals": summaries.reversals(positions, articles),
        "conflicts": summaries.conflicts(positions, articles),
        "conditions": summaries.conditions(positions, articles),
        "quantities": summaries.quantities(positions, articles),
        "sources": summaries.sources(positions, articles),
    }


def only(data: pd.DataFrame, column: str, codes: Iterable[str] | None, known: Sequence[str]) -> pd.DataFrame:
    """Rows whose `column` holds one of the codes; all where none is given. Raises UsageError for a code that is not `known`."""
    if codes is None:
        return data
    wanted = [codes] if isinstance(codes, str) else list(codes)
    unknown = [code for code in wanted if code not in known]
    if unknown:
        raise UsageError(f"unknown {column} {unknown[0]!r}", remedy=f"use {', '.join(known)}")
    return data[data[column].isin(wanted)] if wanted else data


def days_of(since: str | None, until: str | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """First and last day, None where it is open. Raises UsageError where one is no day, or the first is later than the last."""
    first, last = _day(since, "since"), _day(until, "until")
    if first is not None and last is not None and first > last:
        raise UsageError(f"since {since} is later than until {until}", remedy="swap them")
    return first, last


def _day(text: str | None, name: str) -> pd.Timestamp | None:
    if not text:
        return None
    try:
        return pd.Timestamp(date.fromisoformat(text))
    except (TypeError, ValueError):
        raise UsageError(f"{name}={text!r} is no day", remedy="write it as 2025-09-01") from None
