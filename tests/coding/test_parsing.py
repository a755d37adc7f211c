"""Which blocks and sentences are coded, and where they stand in their document."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc

from commitscape.coding.parsing import LONGEST, ParsedSentence, of_length, parse_article
from commitscape.coding.tree import Block as Tree
from commitscape.reading.language import load_model
from commitscape.records import Article, Block, BlockKind, Span

TEXT = "Lamps sold out\nMILDENDO, Nov 3\n Marlow left.  Snow fell. \nA lamp by night\n"


def article(*blocks: tuple[BlockKind, int, int]) -> Article:
    return Article(
        article_id="a", file="a.txt", start=0, end=len(TEXT), title=None, outlet=None, published=None, published_basis="unknown", sha256="",
        blocks=tuple(Block(kind=kind, span=Span(start, end)) for kind, start, end in blocks),
    )


def test_sentences_keep_their_place_without_the_white_space_around_them() -> None:
    lines = [0, *(at + 1 for at, letter in enumerate(TEXT) if letter == "\n")]
    kinds: list[BlockKind] = ["title", "dateline", "paragraph", "caption"]
    found = parse_article(article(*((kind, lines[n], lines[n + 1] - 1) for n, kind in enumerate(kinds))), TEXT, load_model())
    expected = [(0, 0, "title", "Lamps sold out"), (1, 2, "paragraph", "Marlow left."), (2, 2, "paragraph", "Snow fell.")]
    assert [(s.index, s.paragraph, s.block, s.text) for s in found] == expected
    assert [s.span.of(TEXT) for s in found] == [s.text for s in found]
    assert [found[1].locate(found[1].tokens[0]).of(TEXT), found[1].locate(found[1].tokens[0], found[1].tokens[1]).of(TEXT)] == ["Marlow", "Marlow left"]


def sentence(index: int, length: int) -> ParsedSentence:
    doc: Any = Doc(load_model().vocab, words=["lamp"] * length, sent_starts=[True] + [False] * (length - 1))
    return ParsedSentence(index, 0, "paragraph", Tree.of(doc).span(0, length), 10)


@pytest.mark.parametrize(("lengths", "kept"), [((3, 2), [0, 1]), ((LONGEST, 2), [0, 1]), ((3, LONGEST + 1, 2), [0, 2]), ((LONGEST + 9,), [])])
def test_sentences_that_nobody_reads_to_their_end_are_left_out(lengths: tuple[int, ...], kept: list[int]) -> None:
    sentences = [sentence(index, length) for index, length in enumerate(lengths)]
    found, endless = of_length(sentences)
    assert [s.tokens for s in found] == [sentences[index].tokens for index in kept]
    assert [s.index for s in found] == list(range(len(kept)))
    assert endless == [Span(10, 10 + 5 * LONGEST - 1)] * (len(lengths) - len(kept)), "told by as many words as a sentence may have"
