"""Recorded editions: what a published build showed, kept small beside the topic (`editions/<name>.jsonl`) for version control.

A later build compares itself with the last of them, so that "what changed" is derived from committed files and is the same
in every run. An edition holds the columns that `editions.compare_editions` reads, one row a line, in a stable order.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from commitscape.errors import TopicError, UsageError
from commitscape.tables.tables import Tables, summarised

FOLDER = "editions"
COLUMNS = {
    "articles": ("article_id", "file", "title"), "positions": ("position_id", "article_id", "actor", "instrument", "stance", "origin", "quote"),
    "cells": ("actor", "instrument", "stance", "position_id"), "actors": ("code", "name"), "instruments": ("code", "label"), "stances": ("code", "label"),
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The tables of an earlier build as far as a comparison needs them (see `COLUMNS`)."""

    articles: pd.DataFrame
    positions: pd.DataFrame
    cells: pd.DataFrame
    actors: pd.DataFrame
    instruments: pd.DataFrame
    stances: pd.DataFrame


def record_edition(topic: Path, name: str, tables: Tables) -> Path:
    """Write a build's edition into the topic folder. Raises UsageError for a name that is taken or none."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot name an edition", where="edition", remedy="use letters, digits, dots and dashes, such as 2025-12")
    path = topic / FOLDER / f"{name}.jsonl"
    if path.exists():
        raise UsageError(f"the edition {name!r} exists", where=str(path), remedy="choose another name; what was published stays as it was")
    lines = (
        json.dumps({"table": table, **{column: row[column] for column in columns}}, ensure_ascii=False) + "\n"
        for table, columns in COLUMNS.items() for row in getattr(tables, table).to_dict("records")
    )
    path.parent.mkdir(exist_ok=True)
    staged = path.with_name(f".{path.name}.new")
    staged.write_bytes("".join(lines).encode("utf-8", "surrogatepass"))
    staged.replace(path)
    return path


def read_edition(path: Path) -> Edition:
    """A recorded edition. Raises TopicError that names the faulty line."""
    rows: dict[str, list[dict[str, str]]] = {table: [] for table in COLUMNS}
    for number, line in enumerate(path.read_bytes().decode("utf-8", "surrogatepass").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows[row["table"]].append({column: row[column] for column in COLUMNS[row["table"]]})
        except (ValueError, KeyError, TypeError) as fault:
            raise TopicError(f"unreadable ({fault})", where=f"{FOLDER}/{path.name}, line {number}", remedy="restore it from version control") from None
    return Edition(**{table: pd.DataFrame(rows[table], columns=list(columns), dtype=object) for table, columns in COLUMNS.items()})


def editions_of(topic: Path) -> list[str]:
    """Names of the recorded editions, in their order; the last is the latest."""
    return sorted(path.stem for path in (topic / FOLDER).glob("*.jsonl"))


def as_of(tables: Tables, day: date) -> Tables:
    """What the same build would show from the articles published until `day`; articles of unknown date count as known before."""
    articles = tables.articles[tables.articles["day"].isna() | (tables.articles["day"] <= pd.Timestamp(day))].reset_index(drop=True)
    positions = tables.positions[tables.positions["article_id"].isin(articles["article_id"])].reset_index(drop=True)
    return replace(tables, articles=articles, positions=positions, **summarised(positions, articles))


def earlier(topic: Path, tables: Tables, edition: str = "") -> tuple[Edition | Tables, str, date | None]:
    """What to compare a build with, the edition's name, and the day where it is one.

    `edition` is the name of a recorded edition or a day (ISO 8601); empty stands for the last recorded edition, and where
    there is none for the day before the newest article. Raises UsageError, with the list of what there is.
    """
    known = editions_of(topic)
    name = edition or (known[-1] if known else "")
    if name in known:
        return read_edition(topic / FOLDER / f"{name}.jsonl"), name, None
    days = tables.articles["day"].dropna()
    try:
        day = date.fromisoformat(name) if name else (days.max() - pd.Timedelta(days=1)).date() if len(days) else date.max
    except (TypeError, ValueError):
        raise UsageError(f"unknown edition {edition!r}", where="edition", remedy=f"use a day such as 2025-09-01{''.join(f', {k}' for k in known)}") from None
    return as_of(tables, day), "", day
