"""CSV and JSON Lines with a column of texts: every row is a document."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.datelines import stated_day
from commitscape.reading.formats.markup import looks_like_markup, markup_to_text
from commitscape.reading.formats.parts import Part, stated, with_title
from commitscape.reading.formats.text import decode

_COLUMNS = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article_text", "maintext", "story", "article"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication", "site", "sitename", "medium", "domain"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "publish_date", "date_publish", "pubdate", "datetime", "timestamp"),
    "url": ("url", "link", "source_url"),
    "language": ("language", "lang"),
}


def read_csv(content: bytes) -> list[Part]:
    """Rows of a table with a header; commas, semicolons or tabs, whichever the header holds most of."""
    text, encoding = decode(content)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=lambda sign: (head.count(sign), sign == ","))
    csv.field_size_limit(limits.TEXT_SIGNS)
    try:
        rows = list(_bounded(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise ReadingError(f"is not a CSV table ({error})", remedy="mend its quotes") from None
    if not rows or len(rows) < 2:
        raise ReadingError("holds no rows", remedy="give a header and a row for each text")
    names = [name.strip().casefold() for name in rows[0]]
    return _parts(((number, dict(zip(names, row, strict=False))) for number, row in enumerate(rows[1:], start=2)), names, encoding)


def read_json_lines(content: bytes) -> list[Part]:
    """Objects, one a line."""
    text, encoding = decode(content)
    rows: list[tuple[int, Mapping[str, object]]] = []
    for number, line in _bounded(enumerate(text.split("\n"), start=1)):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            raise ReadingError(f"is not JSON Lines (line {number})", remedy="write one JSON object on each line") from None
        if not isinstance(value, dict):
            raise ReadingError(f"holds no object in line {number}", remedy="write one JSON object on each line")
        rows.append((number, {str(name).casefold(): item for name, item in value.items()}))
    return _parts(rows, list(dict.fromkeys(name for _, row in rows for name in row)), encoding)


def _bounded(rows: Iterable) -> Iterable:
    for number, row in enumerate(rows):
        if number > limits.ENTRIES:
            raise ReadingError(f"holds more than {limits.ENTRIES:,} rows", remedy="split it")
        yield row


def _parts(rows: Iterable[tuple[int, Mapping[str, object]]], names: list[str], encoding: str) -> list[Part]:
    columns = {ours: next((name for name in theirs if name in names), None) for ours, theirs in _COLUMNS.items()}
    if columns["text"] is None:
        raise ReadingError("has no column of texts", remedy=f"name one of its columns {' or '.join(_COLUMNS['text'][:3])}")
    parts = []
    for number, row in rows:
        values = {ours: row.get(name) for ours, name in columns.items() if name}
        text = values.pop("text")
        if not isinstance(text, str) or not text.strip():
            continue
        published = values.pop("published", None)
        text = markup_to_text(text) if looks_like_markup(text) else text
        said = stated(**values, published=stated_day(str(published)) if published else None)
        text = with_title(said.get("title"), text.replace("\r\n", "\n").replace("\r", "\n"))
        parts.append(Part(name=str(number), text=text, stated=said, encoding=encoding))
    if not parts:
        raise ReadingError("holds no text in any row", remedy="fill its column of texts")
    return parts
