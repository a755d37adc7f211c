"""Markdown: the text as it is; its front matter states title, outlet, author and date."""

from __future__ import annotations

from commitscape.reading.formats.frontmatter import read_front_matter
from commitscape.reading.formats.parts import Part
from commitscape.reading.formats.text import decode


def read_markdown(content: bytes) -> list[Part]:
    text, encoding = decode(content)
    return [Part(text=text, stated=read_front_matter(text).stated, encoding=encoding)]


def read_text(content: bytes) -> list[Part]:
    text, encoding = decode(content)
    return [Part(text=text, encoding=encoding)]
