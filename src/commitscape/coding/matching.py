"""Finds many wordings in a text in one pass, whatever their case, diacritics and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import ahocorasick

EntryKind = Literal["name", "demonym", "people", "capital", "person", "noun", "outlet"]
SAME = {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\xa0": " ", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i", "đ": "d", "\n": " "}
RUNS = re.compile("[\x00-\x7f]+|[^\x00-\x7f]+")  # plain letters are folded much faster where no other stands before them
ACRONYM = 5  # letters up to which an upper-case wording wants exactly itself ("US" is not "us")


@dataclass(frozen=True, slots=True)
class Person:
    """A person in (or out of) an office; `since` and `until` are ISO dates, empty where open."""

    name: str
    code: str
    office: str
    since: str = ""
    until: str = ""
    gender: str = ""

    def held(self, day: str) -> bool:
        return (not self.since or self.since <= day) and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a wording stands for. `office`, `sorts` and `plural` describe nouns (office, bodies, unnamed, ...)."""

    kind: EntryKind
    codes: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    office: str = ""
    sorts: frozenset[str] = frozenset()
    name: str = ""  # canonical name of an outlet, singular of a noun
    plural: bool = False
    alone: bool = True  # a surname that may stand without the full name before it
    on_record: bool = False  # a palace, ministry or parliament, not a mere capital


class Hit(NamedTuple):
    """A wording found in a text: code points [start, end)."""

    start: int
    end: int
    entry: Entry


class _Folding(dict[int, str]):
    """Code point -> one lower-case letter without diacritics; keeps lengths equal."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = SAME.get(chr(point)) or unicodedata.normalize("NFD", chr(point))[0].lower()[0]
        return folded


FOLDING = _Folding()


def fold(text: str) -> str:
    """The text in lower case without diacritics and with plain apostrophes, of equal length."""
    return "".join([part.translate(FOLDING) for part in RUNS.findall(text)])


class Matcher:
    """Finds many wordings in one pass. A wording that starts with a capital wants a capital; an acronym wants itself."""

    def __init__(self) -> None:
        self._entries: dict[str, list[tuple[str, Entry]]] = defaultdict(list)

    def add(self, wording: str, entry: Entry) -> None:
        wording = " ".join(wording.split())
        if wording and (wording, entry) not in self._entries[fold(wording)]:
            self._entries[fold(wording)].append((wording, entry))

    @cached_property
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton()
        for folded, entries in self._entries.items():
            automaton.add_word(folded, (len(folded), entries))
        automaton.make_automaton()
        return automaton

    def wordings(self, codes: Collection[str]) -> Iterator[str]:
        """The wordings that name one of these actors, or somebody who speaks for it."""
        wanted = set(codes)
        yield from (wording for entries in self._entries.values() for wording, entry in entries if not wanted.isdisjoint(entry.codes))

    def entries_in(self, text: str) -> list[Entry]:
        """Every entry with a wording in the text, also where wordings overlap; each once or more often."""
        folded, found = fold(text), []
        for last, (length, entries) in self._automaton.iter(folded) if self._entries else ():
            start, end = last + 1 - length, last + 1
            if not ((start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum())):
                found += [entry for wording, entry in entries if _written_as(wording, text[start:end])]
        return found

    def hits(self, text: str) -> list[Hit]:
        """Leftmost, longest, not overlapping."""
        if not self._entries:
            return []
        folded = fold(text)
        found: list[Hit] = []
        for last, (length, entries) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if (start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()):
                continue
            entry = next((entry for wording, entry in entries if _written_as(wording, text[start:end])), None)
            if entry is not None:
                found.append(Hit(start, end, entry))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        chosen: list[Hit] = []
        for hit in found:
            if not chosen or hit.start >= chosen[-1].end:
                chosen.append(hit)
        return chosen


def is_acronym(wording: str) -> bool:
    """Whether a wording is found only in its own letters."""
    letters = wording.replace(".", "")
    return letters.isupper() and len(letters) <= ACRONYM


def _written_as(wording: str, found: str) -> bool:
    if is_acronym(wording):
        return found == wording
    return not wording[0].isupper() or found[0].isupper()
