"""PDF files whose text can be selected."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from statistics import median
from typing import Any

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.formats.parts import Part, stated
from commitscape.reading.formats.unwrap import unwrap

_WIDE = 1.3  # times the usual gap between lines: a paragraph's end
_SHORTEST_TITLE = 10  # "x", "Page 1"


def read_pdf(content: bytes) -> list[Part]:
    """The text of all pages, lines joined to paragraphs. A PDF states when the file was made, not when its text appeared."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ReadingError("is protected by a password", remedy="save it without")
    if len(reader.pages) > limits.PAGES:
        raise ReadingError(f"has more than {limits.PAGES} pages", remedy="split it")
    lines: list[str] = []
    for page in reader.pages:
        lines.extend(_page_lines(page))
        if sum(map(len, lines)) > limits.TEXT_SIGNS:
            raise ReadingError(f"holds more than {limits.TEXT_SIGNS:,} characters", remedy="split it")
    information = reader.metadata
    said = stated(title=information.title if information else None, author=information.author if information else None)
    text = unwrap(line.replace("\0", "") for line in lines)
    title = said.get("title")
    if title and (len(title) < _SHORTEST_TITLE or title.casefold() not in " ".join(text.split()).casefold()):  # "Microsoft Word - draft.doc"
        del said["title"]
    return [Part(text=text, stated=said)]


def _page_lines(page: Any) -> list[str]:
    """The page's lines, a blank one where the gap between two is wider than usual."""
    pieces: list[tuple[str, float]] = []
    page.extract_text(visitor_text=lambda text, cm, tm, _font, _size: pieces.append((text, tm[4] * cm[1] + tm[5] * cm[3] + cm[5])))
    lines: list[tuple[str, float]] = []
    text, height = "", 0.0
    for piece, at in pieces:
        for part in re.split(r"(\n)", piece):
            if part == "\n":
                lines.append((text, height))
                text = ""
            else:
                height = at if part.strip() and not text.strip() else height
                text += part
    lines = [line for line in (*lines, (text, height)) if line[0].strip()]
    gaps = [abs(upper - lower) for (_, upper), (_, lower) in pairwise(lines)]
    usual = median(gap for gap in gaps if gap) if any(gaps) else 0.0
    spaced: list[str] = []
    for (line, _), gap in zip(lines, [0.0, *gaps], strict=False):
        ended = gap > _WIDE * usual and not line.lstrip()[0].islower()  # the lines of a large headline stand wide, too
        spaced += ["", line] if ended else [line]
    return spaced
