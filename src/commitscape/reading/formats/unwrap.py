"""Joins lines that a mail program or a page layout broke into the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BULLET = re.compile(r"\s*(?:[•◦‣▪●*–-]|\d{1,2}[.)])\s+\S")
_DIVIDED = 0.05  # of a page's lines end in a hyphen where it divides words
_STOP = re.compile(r"[.!?:]['\"”’»)]*$")


def unwrap(lines: Iterable[str]) -> str:
    """Paragraphs, a line each, a blank line between them.

    A line ends a paragraph where a blank line or a bullet follows, or where the next line's first word would
    have fitted onto it and does not begin in lower case. Words divided at a line's end are joined, their hyphen goes
    where the page divides words often (else it is the compound's own).
    """
    lines = list(lines)
    divided = sum(line.rstrip().endswith("-") for line in lines) > _DIVIDED * len(lines)
    paragraphs: list[str] = []
    stretch: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            stretch.append(line.strip())
        elif stretch:
            paragraphs.extend(_join(stretch, divided))
            stretch = []
    return "\n\n".join(paragraphs)


def _join(stretch: list[str], divided: bool) -> list[str]:
    width = max(len(line) for line in stretch)
    joined: list[str] = []
    previous = ""
    for line in stretch:
        if not previous or _BULLET.match(line) or _ended(previous, line, width):
            joined.append(line)
        elif previous.endswith("-") and previous[-2:-1].isalpha() and line[0].islower():
            joined[-1] = joined[-1][: -1 if divided else None] + line
        else:
            joined[-1] += f" {line}"
        previous = line
    return joined


def _ended(line: str, following: str, width: int) -> bool:
    """Whether a line was left short on purpose; letters of unequal width make lines of unequal length."""
    if following[0].islower():
        return False
    room = 0.95 if _STOP.search(line) else 0.8
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) < room * width
