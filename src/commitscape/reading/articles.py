"""Finds the articles in a document: one, or many where it is the dump of a feed reader's page."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

from commitscape.reading.blocks import cut_blocks, is_sentence
from commitscape.reading.datelines import Dateline, read_dateline, run_in_dateline
from commitscape.reading.dates import published_of
from commitscape.reading.dumps import dump_entries
from commitscape.reading.entries import Entry, is_title, same, trim, without_menus
from commitscape.reading.formats.frontmatter import read_front_matter
from commitscape.reading.formats.parts import one_line
from commitscape.reading.furniture import is_byline, is_furniture
from commitscape.reading.lines import Line, split_lines
from commitscape.reading.metadata import Metadata
from commitscape.records import Article, Document, Span, content_id

_NO_PROSE = ("title", "dateline", "caption")
_HEAD_LINES = 6  # a single article's date stands among its first lines


def find_articles(document: Document, metadata: Metadata | None = None) -> tuple[Article, ...]:
    """The articles of a document, in order; what the text does not state comes from `metadata`.

    Teasers, interface lines and page furniture lie in no article. A document without any prose has none.
    """
    front = read_front_matter(document.text) if document.format == "md" else None
    lines = split_lines(document.text, front.body if front else 0)
    entries = dump_entries(lines) or _single(lines, document, front.title if front else None)
    seen: Counter[str] = Counter()
    articles = []
    for entry in entries:
        article = _article(entry, document, metadata or Metadata()) if entry.lines else None
        if article is None or all(block.kind in _NO_PROSE for block in article.blocks):  # a collapsed entry: its headline alone
            continue
        seen[article.article_id] += 1
        if seen[article.article_id] > 1:  # the same text again in the same file
            article = replace(article, article_id=content_id("a", article.article_id, seen[article.article_id]))
        articles.append(article)
    return tuple(articles)


def _article(entry: Entry, document: Document, metadata: Metadata) -> Article:
    start, end = entry.lines[0].span.start, entry.lines[-1].span.end
    text = document.text[start:end]
    title = entry.title.text if entry.title else document.stated.get("title")
    row = metadata.row(document.file, title)
    published = published_of(entry.dateline, document.stated, row)
    return Article(
        article_id=content_id("a", document.file, text),
        file=document.file,
        start=start,
        end=end,
        title=one_line((row and row.new_title) or title or "") or None,
        outlet=one_line((row and row.outlet) or entry.outlet or document.stated.get("outlet") or "") or None,
        published=published.day,
        published_basis=published.basis,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        blocks=cut_blocks(entry.lines, entry.title.span if entry.title else None),
    )


def _single(lines: list[Line], document: Document, front_title: Span | None) -> list[Entry]:
    """The whole document as one article; its title may stand in the front matter above its lines."""
    lines = trim(without_menus(trim(lines)))
    if not lines:
        return []
    stated = document.stated.get("title")
    title = next((line for line in lines[:3] if stated and same(line.text, stated)), None)
    if title is None and front_title:
        title = Line(front_title, front_title.of(document.text), 0, "", True)
        lines = [title, *lines]
    elif title is None and len(lines) > 1 and is_title(lines[0]):
        title = lines[0]
    return [Entry(lines, title, _head_date(lines[:_HEAD_LINES]), None)]


def _head_date(lines: list[Line]) -> Dateline | None:
    """The date above an article's prose; one below a heading in its midst dates what is told there."""
    sentences = 0
    for index, line in enumerate(lines):
        dateline = read_dateline(line.text)
        if dateline:
            return dateline
        opening = run_in_dateline(line.text)
        if opening:
            return opening[0]
        sentences += is_sentence(line.text)
        if sentences > 1 or (sentences and index and not is_sentence(line.text) and not is_byline(line) and not is_furniture(line)):
            return None
    return None
