"""Word documents (.docx)."""

from __future__ import annotations

import io
import zipfile

from commitscape.reading import limits
from commitscape.reading.formats.parts import Part, stated


def read_word(content: bytes) -> list[Part]:
    """Paragraphs, a line each. The file states when it was made, not when its text appeared."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        limits.check_size(sum(member.file_size for member in archive.infolist()), limits.ARCHIVE_BYTES)
    import docx

    document = docx.Document(io.BytesIO(content))
    lines = []
    for paragraph in document.paragraphs:
        style = (paragraph.style.name if paragraph.style is not None else None) or ""
        text = " ".join(paragraph.text.split())
        if text:
            lines.append(f"• {text}" if style.startswith("List") else text)
    said = stated(title=document.core_properties.title, author=document.core_properties.author)
    if said.get("title") and said["title"] not in lines[:3]:
        del said["title"]
    return [Part(text="\n\n".join(lines), stated=said)]
