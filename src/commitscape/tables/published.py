"""Chooses the positions that the report publishes."""

from __future__ import annotations

from collections.abc import Iterable

from commitscape.errors import UsageError
from commitscape.records import Position
from commitscape.tables.coded import Coded

ORIGINS = ("published", "machine")


def choose(coded: Coded, reviewed: Iterable[Position], machine: Iterable[Position], origin: str = "published") -> tuple[Position, ...]:
    """Coded positions for articles that were coded, the machine's, as reviewed, for others.

    `reviewed` holds the machine's positions after reviews were applied; origin "machine" gives the
    machine's alone, everywhere.
    """
    if origin not in ORIGINS:
        raise UsageError(f"unknown origin {origin!r}", remedy=f"use {' or '.join(ORIGINS)}")
    if origin == "machine":
        return tuple(machine)
    return (*coded.positions, *(p for p in reviewed if p.article_id not in coded.article_ids))
