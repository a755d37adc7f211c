"""Lines that belong to a page or a feed reader, not to an article."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from commitscape.reading.datelines import read_dateline
from commitscape.reading.lines import BLANK, Line
from commitscape.reading.vocabulary import pattern, vocabulary

_LINKS = re.compile(r"(?:!?\[(?:!\[[^\[\]]*\]\([^()\s]*\))?[^\[\]]*\]\([^()\s]*\)[\s|·•,/-]*)+")  # Markdown's links and pictures alone
LONGEST = 300  # no furniture line is longer; the rest is prose


def is_interface(line: Line) -> bool:
    """A line that a feed reader shows around its articles ("Normal view", "Yesterday")."""
    return _matches("interface", line.text)


def is_furniture(line: Line) -> bool:
    """A line that a page shows around or between its paragraphs ("Share", "Post a Comment"), or a ruler."""
    if line.rule or _LINKS.fullmatch(line.text):
        return True
    return _matches("page", line.text) and read_dateline(line.text) is None


def is_end(line: Line) -> bool:
    """A line after which no article goes on."""
    return not line.bullet and (_matches("end", line.text) or _matches("comments", line.text))


def is_comment_section(line: Line) -> bool:
    """A line that opens the comments below an article."""
    return not line.bullet and _matches("comments", line.text)


def opens_box(line: Line) -> bool:
    """The head of a box of other articles in the midst of one."""
    return _matches("box_start", line.text)


def closes_box(line: Line) -> bool:
    return _matches("box_end", line.text)


def is_byline(line: Line) -> bool:
    """A line that names who wrote the article."""
    return len(line.text) <= 120 and _matches("byline", line.text)


def feed_name(line: Line) -> str | None:
    """The feed's name where the line is a feed reader's bullet ("• ✇Outlet")."""
    found = _feed_mark().match(line.text)
    return line.text[found.end() :].strip(BLANK) or None if found else None


def _matches(key: str, text: str) -> bool:
    return len(text) <= LONGEST and _whole_line(key, text)


@lru_cache(maxsize=8192)
def _whole_line(key: str, text: str) -> bool:
    return pattern("furniture", key).fullmatch(text) is not None


@cache
def _feed_mark() -> re.Pattern[str]:
    return re.compile(rf"{vocabulary('furniture')['feed_mark']}[\ufe0e\ufe0f]?\s*(?=\S)")
