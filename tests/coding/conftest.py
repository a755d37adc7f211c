"""Reads a text as one article for the tests of coding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from commitscape.coding.actors import ActorTable
from commitscape.coding.attribution import Attributed, Attributor
from commitscape.coding.coreference import find_mentions
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence, parse_article
from commitscape.reading.language import load_model
from commitscape.records import Article, Block, Span

TOPIC = Path(__file__).resolve().parents[2] / "data" / "ukraine"


@cache
def _table() -> ActorTable:
    return ActorTable.load(TOPIC)


@dataclass(frozen=True)
class Reading:
    sentences: list[ParsedSentence]
    mentions: list[list[Mention]]
    attributor: Attributor

    def codes(self, words: str) -> tuple[str, ...]:
        """Codes of the last mention whose words these are."""
        return self.mention(words).codes

    def mention(self, words: str) -> Mention:
        found = [m for mentions in self.mentions for m in mentions if m.text == words]
        assert found, f"{words!r} is not among {[m.text for mentions in self.mentions for m in mentions]}"
        return found[-1]

    def attribution(self, word: str, holder: str) -> Attributed:
        """Attribution of a stance at the last token that is `word`."""
        spots = [(s.index, token) for s in self.sentences for token in s.tokens if token.text == word]
        assert spots, f"no token {word!r}"
        return self.attributor.attribute(*spots[-1], holder)


def _read(text: str, *, published: str | None = "2025-11-03", title: bool = False, outlet: str | None = None) -> Reading:
    """An article whose lines are its paragraphs, the first a title where `title` says so."""
    blocks, place = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            blocks.append(Block(kind="title" if title and number == 0 else "paragraph", span=Span(place, place + len(line))))
        place += len(line) + 1
    article = Article(
        article_id="a", file="a.txt", start=0, end=len(text), title=None, outlet=outlet, published=published, published_basis="stated",
        sha256="", blocks=tuple(blocks),
    )
    sentences = parse_article(article, text, load_model())
    mentions = find_mentions(sentences, _table(), published)
    return Reading(sentences, mentions, Attributor(sentences, mentions, _table().attribution, outlet=outlet))


@pytest.fixture(scope="session")
def topic() -> Path:
    """The first topic's folder."""
    return TOPIC


@pytest.fixture(scope="session")
def table() -> ActorTable:
    return _table()


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """`read(text, published=..., title=..., outlet=...)`: what an article's lines are read as."""
    return _read
