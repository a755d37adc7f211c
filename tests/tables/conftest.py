"""Miniature articles, positions and topics."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commitscape.records import Article, Block, Condition, Position, Quantity, Span, content_id

CODEBOOK = """
    version: 1
    topic: Tea for the station
    stances:
      committed: has promised it
      willing: is ready
      considering: weighs it
      undecided: does not say
      reluctant: is cautious
      refused: rules it out
      opposed: objects to others doing it
      advocated: asks for it
    instruments:
      kettle: a kettle
      tray: a tray
      unspecified: help, unnamed
    attribution: {named: a, anonymous: b, other_actor: c, reporter: d}
    conditions: {water: running water, other: any other}
"""


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    folder = tmp_path / "topic"
    folder.mkdir()
    (folder / "codebook.yaml").write_text(textwrap.dedent(CODEBOOK), encoding="utf-8")
    return folder


class World:
    """Articles whose text grows by one sentence for every position."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.articles: list[Article] = []
        self.positions: list[Position] = []

    def article(self, day: str | None = "2025-09-01", *, outlet: str | None = "The Kettle", title: str = "Tea") -> int:
        """Start a new article in a file of its own; its number is what `position` takes."""
        number = len(self.articles)
        self.texts[f"{number}.txt"] = f"{title}\n"
        self.articles.append(Article(
            article_id=content_id("a", number), file=f"{number}.txt", start=0, end=len(title) + 1, title=title, outlet=outlet, published=day,
            published_basis="stated" if day else "unknown: not given", sha256="0" * 64, blocks=(Block(kind="title", span=Span(0, len(title))),),
        ))
        return number

    def position(self, stance: str, *, article: int = -1, quote: str | None = None, amounts: tuple[Quantity, ...] = (), **given: Any) -> Position:
        """A position in an article, its quote a new sentence of the text."""
        home = self.articles[article]
        sentence = quote or f"Sentence {len(self.positions)} about {stance}."
        start = len(self.texts[home.file])
        self.texts[home.file] += sentence + "\n"
        self.articles[article] = home = replace(home, end=len(self.texts[home.file]))
        conditions = tuple(Condition(code=code) for code in given.pop("conditions", ()))
        fields = {"actor": "FRA", "instrument": "kettle", "attribution": "named", "speaker": "Ann Lee", **given}
        if fields["attribution"] == "reporter":
            fields["speaker"] = None
        found = Position(
            article_id=home.article_id, file=home.file, spans=(Span(start, start + len(sentence)),), quote=sentence, stance=stance, conditions=conditions,
            quantities=amounts, rule="made", confidence=0.9, **fields,
            position_id=content_id("p", home.article_id, start, *sorted(map(str, fields.values())), stance),
        )
        self.positions.append(found)
        return found


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def new_world() -> Callable[[], World]:
    return World
