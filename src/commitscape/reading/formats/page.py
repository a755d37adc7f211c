"""HTML pages as a browser saves them."""

from __future__ import annotations

import re

from commitscape.errors import ReadingError
from commitscape.reading.datelines import stated_day
from commitscape.reading.formats.parts import Part, stated, with_title
from commitscape.reading.formats.text import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_LATEST = "2100-01-01"  # of dates; without it htmldate asks today's clock


def read_page(content: bytes) -> list[Part]:
    """The article of a page, found by trafilatura; nothing that the page names is loaded."""
    declared = _CHARSET.search(content[:4000])
    markup, encoding = decode(content, declared=declared[1].decode("ascii") if declared else None)
    import trafilatura

    found = trafilatura.bare_extraction(
        markup.replace("\0", ""),
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LATEST},
    )
    if found is None or not (found.text or "").strip():
        raise ReadingError("holds no article that can be told from the page around it", remedy="copy its text into a .txt file")
    said = stated(
        title=found.title,
        outlet=found.sitename,
        author=found.author,
        published=stated_day(found.date or ""),
        url=found.url,
        language=found.language,
    )
    paragraphs = (line.strip() for line in found.text.split("\n"))
    text = "\n\n".join(line for line in paragraphs if line)
    return [Part(text=with_title(said.get("title"), text), stated=said, encoding=encoding)]
