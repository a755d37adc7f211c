"""Faults of a topic folder, and the files in which they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from commitscape import topicfiles
from commitscape.errors import TopicError

PLACE = re.compile(r"(?P<file>.*?)(?:, (?:line|row) (?P<line>\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """What is wrong, in which file of the topic folder and on which line (0: the file as a whole), and the remedy."""

    file: str
    line: int = 0
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return " ".join(f"{place}: {self.what}; {self.remedy}".split())


def fault_of(error: TopicError, topic: Path, file: str) -> Fault:
    """The fault that a loader reports, its place put as seen from the topic folder."""
    place = PLACE.fullmatch(error.where)
    named = Path(place["file"]) if place and place["file"] else None
    inside = named is not None and named.is_relative_to(topic)
    name = named.relative_to(topic).as_posix() if inside and named is not None else file
    return Fault(file=name, line=int(place["line"] or 0) if place else 0, what=error.what, remedy=error.remedy)


@dataclass(frozen=True)
class Sheet:
    """One YAML file of a topic: its content with what it takes over, and the lines of its own entries."""

    topic: Path
    name: str
    content: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def open(cls, topic: Path, name: str, faults: list[Fault]) -> Sheet:
        """Read a file; where that fails, the sheet is empty and the fault is in the list."""
        try:
            return cls(topic, name, topicfiles.read_yaml(topic, name, optional=True))
        except TopicError as error:
            faults.append(fault_of(error, topic, name))
            return cls(topic, name)

    @cached_property
    def lines(self) -> dict[tuple[str, ...], int]:
        path = self.topic / self.name
        return topicfiles.lines(path) if path.is_file() else {}

    def owns(self, *place: str) -> bool:
        """Whether the file itself says this; what is taken over is checked where it comes from."""
        return place in self.lines

    def section(self, name: str) -> dict[str, Any]:
        """A section that is a mapping; anything else counts as empty."""
        found = self.content.get(name)
        return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}

    def fault(self, *place: object, what: str, remedy: str) -> Fault:
        """A fault at an entry of the file, or at the nearest entry above it that has a line."""
        keys = tuple(map(str, place))
        line = next((self.lines[keys[:size]] for size in range(len(keys), 0, -1) if keys[:size] in self.lines), 0)
        return Fault(file=self.name, line=line, what=what, remedy=remedy)

    def unknown(self, *place: object, codes: Any, known: Any, kind: str) -> Iterator[Fault]:
        """A fault for every code of a list (or a single code) that is not known."""
        for number, code in enumerate(codes if isinstance(codes, list) else [codes]):
            if code not in known:
                listed = ", ".join(sorted(map(str, known)))
                remedy = f"use one of {listed}" if len(listed) < 300 else f"use a code of the {kind}s"
                yield self.fault(*place, number, what=f"unknown {kind} {code!r}", remedy=remedy)
