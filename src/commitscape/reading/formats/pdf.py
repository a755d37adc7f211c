"""PDF files whose text can be selected."""

from __future__ import annotations

import io

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.formats.parts import Part, stated
from commitscape.reading.formats.unwrap import unwrap

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
        lines.extend(page.extract_text().splitlines())
        if sum(map(len, lines)) > limits.TEXT_SIGNS:
            raise ReadingError(f"holds more than {limits.TEXT_SIGNS:,} characters", remedy="split it")
    information = reader.metadata
    said = stated(title=information.title if information else None, author=information.author if information else None)
    text = unwrap(line.replace("\0", "") for line in lines)
    title = said.get("title")
    if title and (len(title) < _SHORTEST_TITLE or title.casefold() not in " ".join(text.split()).casefold()):  # "Microsoft Word - draft.doc"
        del said["title"]
    return [Part(text=text, stated=said)]
