"""Joins lines that a mail program or a page layout broke into the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BULLET = re.compile(r"\s*(?:[•◦‣▪●*–-]|\d{1,2}[.)])\s+\S")
_STOP = re.compile(r"[.!?:]['\"”’»)]*$")


def unwrap(lines: Iterable[str]) -> str:
    """Paragraphs, a line each, a blank line between them.

    A line ends a paragraph where a blank line or a bullet follows, or where it is clearly shorter than the
    others of its stretch; a word divided at a line's end is joined.
    """
    paragraphs: list[str] = []
    stretch: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            stretch.append(line.strip())
        elif stretch:
            paragraphs.extend(_join(stretch))
            stretch = []
    return "\n\n".join(paragraphs)


def _join(stretch: list[str]) -> list[str]:
    width = max(len(line) for line in stretch)
    joined: list[str] = []
    open_ = False
    for line in stretch:
        if not open_ or _BULLET.match(line):
            joined.append(line)
        elif joined[-1].endswith("-") and len(joined[-1]) > 1 and joined[-1][-2].isalpha() and line[0].islower():
            joined[-1] = joined[-1][:-1] + line
        else:
            joined[-1] += f" {line}"
        short = len(line) < (0.75 if _STOP.search(line) else 0.5) * width
        open_ = not short
    return joined
