"""Reads a text as one article for the tests of coding."""

from __future__ import annotations

import re
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
LINKS = {"and", "but", "while", "whereas", "before", "after", "as", "when"}
MARKED = re.compile(r"\[([^\]]+)\]\{[^}]+\}")


@cache
def _table() -> ActorTable:
    return ActorTable.load(TOPIC)


@dataclass(frozen=True)
class Reading:
    text: str
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

    def whose_words(self) -> str:
        """The text with who says what: "Marlow [said that lamps would come]{Marlow}", with a question mark after people without a name.

        Marks of punctuation and conjunctions at the edge of somebody's words are nobody's.
        """
        runs: list[tuple[str, list[Span]]] = []
        for sentence in self.sentences:
            for token in sentence.tokens:
                if token.is_punct or token.is_space:
                    continue
                found = self.attributor.attribute(sentence.index, token, "")
                who = "" if found.speaker is None else found.speaker + "?" * (found.attribution == "anonymous")
                if not runs or runs[-1][0] != who or "\n" in self.text[runs[-1][1][-1].end : sentence.offset + token.idx]:
                    runs.append((who, []))
                runs[-1][1].append(sentence.locate(token))
        said = []
        for who, spans in runs:
            while spans and spans[0].of(self.text).lower() in LINKS:
                del spans[0]
            while spans and spans[-1].of(self.text).lower() in LINKS:
                del spans[-1]
            if who and spans:
                said.append((spans[0].start, spans[-1].end, who))
        return self._marked(said)

    def who_is_named(self) -> str:
        """The text with every actor and person in it: "[Mira Marlow]{BLF Mira Marlow} met [her partners]{LEAGUE}"."""
        found = [
            (sentence.locate(sentence.tokens.doc[mention.start], sentence.tokens.doc[mention.end - 1]), mention)
            for sentence, mentions in zip(self.sentences, self.mentions, strict=True) for mention in mentions
        ]
        said = [(span.start, span.end, " ".join(filter(None, ("+".join(sorted(m.codes)), m.person)))) for span, m in found if m.codes or m.person]
        return self._marked(said)

    def _marked(self, spans: list[tuple[int, int, str]]) -> str:
        text = self.text
        for start, end, words in sorted(spans, reverse=True):
            text = f"{text[:start]}[{text[start:end]}]{{{words}}}{text[end:]}"
        return text


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
    return Reading(text, sentences, mentions, Attributor(sentences, mentions, _table().attribution, outlet=outlet))


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


@pytest.fixture(scope="session")
def read_marked() -> Callable[[str], Reading]:
    """`read_marked(row)`: how a row is read whose marks are those of `whose_words` or `who_is_named`; "# " begins a headline."""
    return lambda row: _read(MARKED.sub(r"\1", row.removeprefix("# ")), title=row.startswith("# "))
