"""Counts independent reports: copies, follow-ups and the same speaker's same words count once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

import pandas as pd

Row = dict[str, Any]
SAME_STORY = timedelta(days=14)  # two articles that credit one outlet within it follow the same story
SAME_WORDS = 0.5  # share of the shorter quote's words that stand in the other, for one speaker
_QUOTED = re.compile("[“\"«„]([^“”\"«»„]+)[”\"»“]")
_WORD = re.compile(r"\w+")


def count_reports(rows: Sequence[Row]) -> int:
    """How many independent reports stand behind dated positions."""
    return len(set(reports(rows)))


def reports(rows: Sequence[Row]) -> list[int]:
    """For each dated position the place of the first position of the same report.

    Two positions are one report when they stand in one article, in copies of it or in follow-ups to it, when one credits
    the outlet of the other or both credit the same outlet within fourteen days, or when both give the
    same speaker's same words; and so are those that a chain of such pairs connects.
    """
    first = list(range(len(rows)))

    def root(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    for i, j in combinations(range(len(rows)), 2):
        one, other = root(i), root(j)
        if one != other and same_report(rows[i], rows[j]):
            first[max(one, other)] = min(one, other)
    return [root(i) for i in range(len(rows))]


def same_report(one: Row, other: Row) -> bool:
    """Whether two dated positions are the same report; see `reports`."""
    return bool(_texts(one) & _texts(other)) or _follows(one, other) or _same_words(one, other)


def _texts(row: Row) -> set[str]:
    """The article, and those that it repeats or passes on."""
    return {row[name] for name in ("article_id", "copy_of", "reports") if row[name]}


def _follows(one: Row, other: Row) -> bool:
    first, second = _name(one["medium"]), _name(other["medium"])
    credited = bool(first and first in (second, _name(other["outlet"]))) or bool(second and second == _name(one["outlet"]))
    return credited and (pd.isna(one["day"]) or pd.isna(other["day"]) or abs(one["day"] - other["day"]) <= SAME_STORY)


def _same_words(one: Row, other: Row) -> bool:
    if not one["speaker"] or not other["speaker"] or _surname(one["speaker"]) != _surname(other["speaker"]):
        return False
    first, second = sorted((_words(one["quote"]), _words(other["quote"])), key=len)
    return bool(first) and len(first & second) / len(first) >= SAME_WORDS


def _words(quote: str) -> frozenset[str]:
    """The words inside quotation marks, or all words where nothing is quoted."""
    said = " ".join(_QUOTED.findall(quote)) or quote
    return frozenset(_WORD.findall(said.casefold()))


def _surname(speaker: str) -> str:
    return (_WORD.findall(speaker.casefold()) or [speaker])[-1]


def _name(outlet: str | None) -> str:
    return re.sub(r"^the |\W+", "", outlet.casefold()) if outlet else ""
