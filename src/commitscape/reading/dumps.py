"""Takes the dump of a feed reader's page apart: headline, date line, body; teasers between them.

Before most articles such a page shows a bullet with the feed's name, one with the headline and a cut-off teaser.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from commitscape.reading.blocks import is_sentence
from commitscape.reading.datelines import Dateline, read_dateline
from commitscape.reading.entries import Entry, is_long_title, is_prose, is_title, key, trim
from commitscape.reading.furniture import feed_name, is_byline, is_interface
from commitscape.reading.lines import Line

_OUTLET_WORDS = 8


@dataclass(frozen=True, slots=True)
class Head:
    """An article's headline and date line, as indices of lines."""

    title: int
    dateline: Dateline
    outlet: str | None  # named between the two, or in the date line


@dataclass(frozen=True, slots=True)
class Teaser:
    """A teaser's lines, from its first to before `end`, and the feed that it names."""

    start: int
    end: int
    outlet: str | None


def dump_entries(lines: list[Line]) -> list[Entry]:
    """The entries of a feed reader's page; none where the document is not one.

    Signs of a feed reader are its bullets and interface lines. Without them, two headlines with date and time make
    a dump when no prose stands before the first (a page's comments are dated too).
    """
    marked = any(line.bullet and feed_name(line) for line in lines)
    heads = _heads(lines, marked)
    if not heads:
        return []
    teasers = _teasers(lines, {head.title for head in heads})
    before = lines[: heads[0].title]
    signs = bool(teasers) or any(is_interface(line) for line in before)
    timed = [head for head in heads if head.dateline.timed]
    if not signs and (len(timed) < 2 or any(is_prose(line) for line in before)):
        return []
    heads = timed if len(timed) > 1 else heads
    starts = [teaser.start for teaser in teasers]
    outlets = {teaser.outlet for teaser in teasers if teaser.outlet}
    common = next(iter(outlets)) if len(outlets) == 1 else None
    entries = []
    for number, head in enumerate(heads):
        stop = heads[number + 1].title if number + 1 < len(heads) else len(lines)
        after = bisect_right(starts, head.title)
        stop = min(stop, starts[after]) if after < len(starts) else stop
        above = bisect_left(starts, head.title) - 1
        own = teasers[above].outlet if above >= 0 and _right_above(teasers[above], head.title, lines) else None
        entries.append(Entry(trim(lines[head.title : stop], interface=True), lines[head.title], head.dateline, head.outlet or own or common))
    return entries


def _heads(lines: list[Line], marked: bool) -> list[Head]:
    bullets = {key(line.text) for line in lines if line.bullet}
    dated = [(index, dateline) for index, line in enumerate(lines) if not line.marker and (dateline := read_dateline(line.text))]
    # What stands above or before several dates is the feed's name, not a headline.
    names = Counter(key(name) for index, dateline in dated for name in {dateline.place, lines[_above(index, lines)].text} if name)
    heads = []
    for index, dateline in dated:
        above = _above(index, lines)
        outlet = dateline.place if names[key(dateline.place)] > 1 else None
        if above > 0 and names[key(lines[above].text)] > 1 and lines[above - 1].after_blank and is_title(lines[above - 1]):
            outlet, above = lines[above].text, above - 1
        announced = marked and key(lines[above].text) in bullets and is_long_title(lines[above])
        if above < index and (announced or is_title(lines[above])):
            heads.append(Head(above, dateline, outlet))
    return heads


def _above(index: int, lines: list[Line]) -> int:
    """The nearest line above a date line that names no author; the line itself where there is none."""
    above = index - 1
    while above >= 0 and is_byline(lines[above]):
        above -= 1
    return above if above >= 0 else index


def _teasers(lines: list[Line], titles: set[int]) -> list[Teaser]:
    """All teasers, in order: by the feed's mark, or by a bullet that repeats a headline."""
    wanted = {key(lines[title].text) for title in titles}
    repeats = Counter(lines[index - 1].text for index, line in enumerate(lines) if index and line.bullet and key(line.text) in wanted)
    teasers: list[Teaser] = []
    for index, line in enumerate(lines):
        if not line.bullet or (teasers and index < teasers[-1].end):
            continue
        outlet = feed_name(line)
        if outlet is None and index + 1 < len(lines) and _announces(line, lines[index + 1], wanted, repeats):
            outlet = line.text
        if outlet is None and key(line.text) not in wanted:
            continue
        end = index + 1
        while end < len(lines) and end not in titles and (lines[end].indent > line.indent or (end == index + 1 and outlet and lines[end].bullet)):
            end += 1
        teasers.append(Teaser(index, end, outlet))
    return teasers


def _announces(line: Line, following: Line, wanted: set[str], repeats: Counter[str]) -> bool:
    """Whether a bullet without a mark names the feed of the headline in the next bullet."""
    if not following.bullet or key(following.text) not in wanted or is_sentence(line.text) or len(line.text.split()) > _OUTLET_WORDS:
        return False
    return line.after_blank or repeats[line.text] > 1


def _right_above(teaser: Teaser, title: int, lines: list[Line]) -> bool:
    return all(is_interface(line) or line.bullet or line.indent for line in lines[teaser.end : title])
