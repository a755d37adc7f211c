"""Parses an article block by block and keeps, for every sentence, its place in the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitscape.records import Article, BlockKind, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

UNCODED: frozenset[BlockKind] = frozenset({"caption", "dateline"})


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence: its tokens (a spaCy span over its block's Doc) and its place in the document."""

    index: int  # running number in the article
    paragraph: int  # running number of the block in the article
    block: BlockKind
    tokens: Tokens
    offset: int  # of the block's first character in the document

    @property
    def span(self) -> Span:
        return Span(self.offset + self.tokens.start_char, self.offset + self.tokens.end_char)

    @property
    def text(self) -> str:
        return self.tokens.text

    def locate(self, first: Token, last: Token | None = None) -> Span:
        """Where tokens of this sentence stand in the document."""
        last = last or first
        return Span(self.offset + first.idx, self.offset + last.idx + len(last))


def parse_article(article: Article, text: str, nlp: Language) -> list[ParsedSentence]:
    """Every sentence of the blocks that can carry a position, in reading order.

    `text` is the whole decoded document; white space at the edges belongs to no sentence.
    """
    blocks = [(number, block) for number, block in enumerate(article.blocks) if block.kind not in UNCODED]
    sentences: list[ParsedSentence] = []
    for (number, block), doc in zip(blocks, nlp.pipe(block.span.of(text) for _, block in blocks), strict=True):
        for tokens in doc.sents:
            start, end = tokens.start, tokens.end
            while start < end and doc[start].is_space:
                start += 1
            while end > start and doc[end - 1].is_space:
                end -= 1
            if start < end:
                sentences.append(ParsedSentence(len(sentences), number, block.kind, doc[start:end], block.span.start))
    return sentences
