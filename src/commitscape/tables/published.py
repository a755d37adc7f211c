"""Chooses the positions that the report publishes."""

from __future__ import annotations

from collections.abc import Iterable

from commitscape.records import Position
from commitscape.tables.coded import Coded


def choose(coded: Coded, machine: Iterable[Position]) -> tuple[Position, ...]:
    """Coded positions for articles that were coded, the machine's for others; reviewers' decisions come on top."""
    return (*coded.positions, *(p for p in machine if p.article_id not in coded.article_ids))
