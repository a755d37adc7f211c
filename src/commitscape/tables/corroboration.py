"""Counts independent reports: copies, follow-ups and the same speaker's same words count once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations, pairwise
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

    Two positions are one report when `same_report` holds, and so are those that a chain of such pairs connects. Only
    positions that share an article, a credited outlet or a speaker are compared, so that large cells stay quick.
    """
    groups = _Groups(len(rows))
    by_text: dict[str, list[int]] = defaultdict(list)
    credits: dict[str, list[int]] = defaultdict(list)
    speakers: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        for text in _texts(row):
            by_text[text].append(i)
        if row["medium"]:
            credits[_name(row["medium"])].append(i)
        if row["speaker"]:
            speakers[_surname(row["speaker"])].append(i)
    own: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if row["outlet"] and _name(row["outlet"]) in credits:
            own[_name(row["outlet"])].append(i)
    for alike in by_text.values():
        groups.join(alike)
    for name, crediting in credits.items():
        _join_story(rows, crediting, own[name], groups)
    for said in speakers.values():
        words = {i: _words(rows[i]["quote"]) for i in said}
        for i, j in combinations(said, 2):
            if not groups.joined(i, j) and _alike(words[i], words[j]):
                groups.join([i, j])
    return [groups.root(i) for i in range(len(rows))]


class _Groups:
    """Groups of places, each known by its first."""

    def __init__(self, size: int) -> None:
        self._first = list(range(size))

    def root(self, i: int) -> int:
        while self._first[i] != i:
            self._first[i] = self._first[self._first[i]]
            i = self._first[i]
        return i

    def joined(self, i: int, j: int) -> bool:
        return self.root(i) == self.root(j)

    def join(self, places: Sequence[int]) -> None:
        for other in places[1:]:
            one, two = self.root(places[0]), self.root(other)
            self._first[max(one, two)] = min(one, two)


def _join_story(rows: Sequence[Row], crediting: list[int], own: list[int], groups: _Groups) -> None:
    """Join those who credit an outlet with each other and with the outlet's own, where days are near or unknown.

    Along time it is enough to join neighbours: whoever is near enough to skip one is near enough to join it.
    """
    undated = [i for i in crediting if pd.isna(rows[i]["day"])]
    if undated:
        groups.join([*undated, *crediting, *own])
        return
    along = sorted(crediting, key=lambda i: rows[i]["day"])
    days = [rows[i]["day"] for i in along]
    for earlier, later in pairwise(range(len(along))):
        if days[later] - days[earlier] <= SAME_STORY:
            groups.join([along[earlier], along[later]])
    for i in own:
        if pd.isna(rows[i]["day"]):
            groups.join([i, *crediting])
            continue
        place = bisect_left(days, rows[i]["day"])
        near = (n for n in (place - 1, place) if 0 <= n < len(days))
        groups.join([i, *(along[n] for n in near if abs(days[n] - rows[i]["day"]) <= SAME_STORY)])


def same_report(one: Row, other: Row) -> bool:
    """Whether two dated positions are the same report.

    They are when they stand in one article, in copies of it or in follow-ups to it, when one credits the outlet of the other
    or both credit the same outlet within fourteen days, or when both give the same speaker's same words.
    """
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
    return _alike(_words(one["quote"]), _words(other["quote"]))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) / shorter >= SAME_WORDS


def _words(quote: str) -> frozenset[str]:
    """The words inside quotation marks, or all words where nothing is quoted."""
    said = " ".join(_QUOTED.findall(quote)) or quote
    return frozenset(_WORD.findall(said.casefold()))


def _surname(speaker: str) -> str:
    return (_WORD.findall(speaker.casefold()) or [speaker])[-1]


def _name(outlet: str | None) -> str:
    return re.sub(r"^the |\W+", "", outlet.casefold()) if outlet else ""
