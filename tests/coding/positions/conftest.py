"""A small bench for table-driven tests: one sentence in, what the rules see in it out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from commitscape.coding.coder import Coder, Study
from commitscape.coding.parsing import parse_article
from commitscape.reading.language import load_model
from commitscape.records import Article, Block, Span

PARAGRAPH = re.compile(r"(?:\A|(?<=\n\n))(# )?(.+?)(?=\n\n|\Z)", re.DOTALL)
TOPIC = Path(__file__).resolve().parents[3] / "data" / "ukraine"


@cache
def _coder() -> Coder:
    return Coder(TOPIC)


def _article(text: str) -> Article:
    """An article of the paragraphs that blank lines part; one that begins with # is the headline."""
    parts = [(match.group(1) or "", Span(*match.span(2))) for match in PARAGRAPH.finditer(text)] or [("", Span(0, len(text)))]
    return Article(
        article_id="a1", file="one.txt", start=0, end=len(text), title=None, outlet="Test Wire", published="2025-10-10", published_basis="stated", sha256="",
        blocks=tuple(Block(kind="title" if mark else "paragraph", span=span) for mark, span in parts),
    )


@cache
def _study(text: str) -> Study:
    article = _article(text)
    return _coder().study(article, text, parse_article(article, text, load_model()))


class Bench:
    """The topic's coder, and questions to it about one text."""

    topic = TOPIC

    @property
    def coder(self) -> Coder:
        return _coder()

    def article(self, text: str) -> Article:
        return _article(text)

    def study(self, text: str) -> Study:
        return _study(text)

    def stance(self, text: str, actor: str, instrument: str) -> str | None:
        """The stance of the last candidate for an actor and an instrument, None where there is none."""
        found = [c.stance for c in _study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
        return found[-1] if found else None

    def instruments(self, text: str) -> set[str]:
        return {mark.code for scene in _study(text).scenes for mark in scene.instruments}


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()
