"""Finds the articles in a document: one, or many where it is the dump of a feed reader's page."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from commitscape.reading.blocks import cut_blocks, is_caption, is_headline, is_sentence
from commitscape.reading.datelines import Dateline, read_dateline
from commitscape.reading.dates import Published, published_of
from commitscape.reading.formats.frontmatter import read_front_matter
from commitscape.reading.furniture import feed_name, is_byline, is_end, is_furniture, is_interface
from commitscape.reading.lines import Line, split_lines
from commitscape.reading.metadata import Metadata
from commitscape.records import Article, Document, Span, content_id

TITLE_WORDS = 40  # no headline is longer
_NO_PROSE = ("title", "dateline", "caption")
HEAD_LINES = 6  # a single article's date stands among its first lines


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's lines, before they are cut into blocks."""

    lines: list[Line]
    title: Line | None
    dateline: Dateline | None
    outlet: str | None


def find_articles(document: Document, metadata: Metadata | None = None) -> tuple[Article, ...]:
    """The articles of a document, in order; what the text does not state comes from `metadata`.

    Teasers, interface lines and page furniture lie in no article. A document without any prose has none.
    """
    front = read_front_matter(document.text) if document.format == "md" else None
    lines = split_lines(document.text, front.body if front else 0)
    entries = _dump(lines) or _single(lines, document, front.title if front else None)
    seen: Counter[str] = Counter()
    articles = []
    for entry in entries:
        if not entry.lines:
            continue
        article = _article(entry, document, metadata or Metadata())
        if all(block.kind in _NO_PROSE for block in article.blocks):  # a collapsed entry: its headline alone
            continue
        seen[article.article_id] += 1
        if seen[article.article_id] > 1:  # the same text again in the same file
            article = replace(article, article_id=content_id("a", article.article_id, seen[article.article_id]))
        articles.append(article)
    return tuple(articles)


def _article(entry: Entry, document: Document, metadata: Metadata) -> Article:
    start, end = entry.lines[0].span.start, entry.lines[-1].span.end
    stated_title = document.stated.get("title")
    blocks = cut_blocks(entry.lines, entry.title.span if entry.title else None)
    title = entry.title.text if entry.title else stated_title
    text = document.text[start:end]
    row = metadata.row(document.file, title)
    published: Published = published_of(entry.dateline, document.stated, row)
    return Article(
        article_id=content_id("a", document.file, text),
        file=document.file,
        start=start,
        end=end,
        title=(row.new_title if row else None) or title,
        outlet=(row.outlet if row and row.outlet else None) or entry.outlet or document.stated.get("outlet"),
        published=published.day,
        published_basis=published.basis,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        blocks=blocks,
    )


def _dump(lines: list[Line]) -> list[Entry]:
    """The entries of a feed reader's page; none where the document is not one."""
    heads = _heads(lines)
    teasers = _teasers(lines, {title for title, _ in heads})
    if not heads:
        return []
    signs = bool(teasers) or any(is_interface(line) for line in lines[: heads[0][0]])
    timed = [head for head in heads if head[1][1].timed]
    if not signs and len(timed) < 2:  # headings that are dates, as in a chronology, are no articles
        return []
    heads = timed if len(timed) > 1 else heads
    starts = sorted(teasers)
    outlets = {name for name, _ in teasers.values() if name}
    common = next(iter(outlets)) if len(outlets) == 1 else None
    entries = []
    for number, (title, (_, dateline)) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        after = bisect_right(starts, title)
        stop = min(stop, starts[after]) if after < len(starts) else stop
        body = _trim(lines[title:stop], interface=True)
        named = teasers.get(_teaser_above(title, lines, teasers, starts))
        entries.append(Entry(body, lines[title], dateline, (named and named[0]) or common))
    return entries


def _heads(lines: list[Line]) -> list[tuple[int, tuple[int, Dateline]]]:
    """Index of a title line, index and content of the date line below it."""
    heads = []
    for index, line in enumerate(lines):
        dateline = None if line.marker else read_dateline(line.text)
        if dateline is None:
            continue
        above = index - 1
        while above >= 0 and is_byline(lines[above]):
            above -= 1
        if above >= 0 and _is_title(lines[above]):
            heads.append((above, (index, dateline)))
    return heads


def _is_title(line: Line) -> bool:
    if line.bullet or is_interface(line) or is_furniture(line) or is_caption(line.text) or read_dateline(line.text):
        return False
    return is_headline(line.text, longest=TITLE_WORDS)


def _teasers(lines: list[Line], titles: set[int]) -> dict[int, tuple[str | None, int]]:
    """Index of a teaser's first line -> feed's name, index after its last line."""
    teasers: dict[int, tuple[str | None, int]] = {}
    wanted = {_key(lines[title].text) for title in titles}
    for index, line in enumerate(lines):
        name = feed_name(line) if line.bullet else None
        if name is None and not (line.bullet and _key(line.text) in wanted):
            continue
        if index and teasers.get(index - 1, (None, 0))[0]:
            continue  # the title bullet below the feed's name
        end = index + 1
        while end < len(lines) and end not in titles and (lines[end].indent > line.indent or (end == index + 1 and name and lines[end].bullet)):
            end += 1
        teasers[index] = (name, end)
    return teasers


def _teaser_above(title: int, lines: list[Line], teasers: dict[int, tuple[str | None, int]], starts: list[int]) -> int:
    """The teaser that ends right above a title, -1 where there is none."""
    before = bisect_left(starts, title)
    if not before:
        return -1
    start = starts[before - 1]
    return start if all(is_interface(line) for line in lines[teasers[start][1] : title]) else -1


def _trim(lines: list[Line], *, interface: bool = False) -> list[Line]:
    """Without the furniture at both edges, and without what follows a page's end mark."""
    ends = [index for index, line in enumerate(lines) if is_end(line) and index >= len(lines) // 2]
    if ends:
        lines = lines[: ends[0]]
    first, last = 0, len(lines)
    while first < last and _outside(lines[first], interface):
        first += 1
    while last > first and _outside(lines[last - 1], interface):
        last -= 1
    return lines[first:last]


def _outside(line: Line, interface: bool) -> bool:
    return is_furniture(line) or (interface and is_interface(line))


def _single(lines: list[Line], document: Document, front_title: Span | None) -> list[Entry]:
    """The whole document as one article; its title may stand in the front matter above its lines."""
    lines = _trim(lines)
    if not lines:
        return []
    stated = document.stated.get("title")
    title = next((line for line in lines[:3] if stated and _key(line.text) == _key(stated)), None)
    if title is None and front_title:
        title = Line(front_title, front_title.of(document.text), 0, "", True)
        lines = [title, *lines]
    elif title is None and len(lines) > 1 and _is_title(lines[0]):
        title = lines[0]
    return [Entry(lines, title, _head_date(lines[:HEAD_LINES]), None)]


def _head_date(lines: list[Line]) -> Dateline | None:
    """The date above an article's prose; one below a heading in its midst dates what is told there."""
    sentences = 0
    for index, line in enumerate(lines):
        dateline = read_dateline(line.text)
        if dateline:
            return dateline
        sentences += is_sentence(line.text)
        if sentences > 1 or (sentences and index and not is_sentence(line.text) and not is_byline(line) and not is_furniture(line)):
            return None
    return None


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
