"""RSS and Atom files: every entry is a document."""

from __future__ import annotations

import io

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.datelines import stated_day
from commitscape.reading.formats.markup import looks_like_markup, markup_to_text
from commitscape.reading.formats.parts import Part, one_line, stated, with_title


def read_feed(content: bytes) -> list[Part]:
    if b"<!ENTITY" in content[:10_000].upper():
        raise ReadingError("defines entities of its own", remedy="save the feed without a document type")
    import feedparser

    parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        raise ReadingError("is no RSS or Atom feed with entries", remedy="save the feed itself, not its page")
    if len(parsed.entries) > limits.ENTRIES:
        raise ReadingError(f"holds more than {limits.ENTRIES:,} entries", remedy="split it")
    parts = []
    for number, entry in enumerate(parsed.entries, start=1):
        texts = [piece.get("value", "") for piece in entry.get("content", [])] + [entry.get("summary", "")]
        text = max((_plain(text) for text in texts), key=len)
        source = entry.get("source", {}).get("title") if isinstance(entry.get("source"), dict) else None
        title = one_line(_plain(entry.get("title", ""))) or None
        said = stated(
            title=title,
            outlet=source or parsed.feed.get("title"),
            author=entry.get("author"),
            published=stated_day(entry.get("published") or entry.get("updated") or "") or "",
            url=entry.get("link"),
            language=entry.get("language") or parsed.feed.get("language"),
        )
        if text.strip():
            parts.append(Part(name=str(number), text=with_title(title, text), stated=said))
    if not parts:
        raise ReadingError("holds no text in any entry", remedy="save a feed with full texts")
    return parts


def _plain(text: str) -> str:
    return markup_to_text(text) if looks_like_markup(text) or "&" in text else text.strip()
