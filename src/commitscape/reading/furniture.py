"""Lines that belong to a page or a feed reader, not to an article."""

from __future__ import annotations

import re
from functools import cache

from commitscape.reading.lines import BLANK, Line
from commitscape.reading.vocabulary import pattern, vocabulary

LONGEST = 300  # no furniture line is longer; the rest is prose


def is_interface(line: Line) -> bool:
    """A line that a feed reader shows around its articles ("Normal view", "Yesterday")."""
    return len(line.text) <= LONGEST and pattern("furniture", "interface").fullmatch(line.text) is not None


def is_furniture(line: Line) -> bool:
    """A line that a page shows around or between its paragraphs ("Share", "Post a Comment"), or a ruler."""
    return line.rule or (len(line.text) <= LONGEST and pattern("furniture", "page").fullmatch(line.text) is not None)


def is_end(line: Line) -> bool:
    """A line after which no article goes on."""
    return len(line.text) <= LONGEST and not line.bullet and pattern("furniture", "end").fullmatch(line.text) is not None


def is_byline(line: Line) -> bool:
    """A line that names who wrote the article."""
    return len(line.text) <= 120 and pattern("furniture", "byline").fullmatch(line.text) is not None


def feed_name(line: Line) -> str | None:
    """The feed's name where the line is a feed reader's bullet ("• ✇Outlet")."""
    found = _feed_mark().match(line.text)
    return line.text[found.end() :].strip(BLANK) or None if found else None


@cache
def _feed_mark() -> re.Pattern[str]:
    return re.compile(rf"{vocabulary('furniture')['feed_mark']}[\ufe0e\ufe0f]?\s*(?=\S)")
