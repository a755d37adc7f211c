"""Parses an article block by block and keeps, for every sentence, its place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from commitscape.coding.tree import Block, Token, Tokens
from commitscape.records import Article, BlockKind, Span

if TYPE_CHECKING:
    from spacy.language import Language

UNCODED: frozenset[BlockKind] = frozenset({"caption", "dateline"})
LONGEST = 400  # tokens of a sentence that is coded; the longest of real texts list all members of an alliance and stay below 250
BATCH = 128  # blocks


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence: its tokens (in the tree of its block) and its place in the document."""

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


def of_length(sentences: list[ParsedSentence]) -> tuple[list[ParsedSentence], list[Span]]:
    """The sentences that a person could have written, numbered anew, and the beginnings of those that nobody reads to their end.

    Every instrument of a sentence is weighed against every cue in it: one of thousands of words would take hours.
    """
    if all(len(s.tokens) <= LONGEST for s in sentences):
        return sentences, []
    kept = [s for s in sentences if len(s.tokens) <= LONGEST]
    endless = [s.locate(s.tokens[0], s.tokens[LONGEST - 1]) for s in sentences if len(s.tokens) > LONGEST]
    return [replace(s, index=number) for number, s in enumerate(kept)], endless


def parse_article(article: Article, text: str, nlp: Language) -> list[ParsedSentence]:
    """Every sentence of the blocks that can carry a position, in reading order.

    `text` is the whole decoded document; white space at the edges belongs to no sentence.
    """
    return next(parse_articles([(article, text)], nlp))


def parse_articles(articles: Sequence[tuple[Article, str]], nlp: Language) -> Iterator[list[ParsedSentence]]:
    """What `parse_article` gives for each article and its document's text; a block's parse does not depend on what is parsed beside it."""
    blocks = [[(number, block) for number, block in enumerate(article.blocks) if block.kind not in UNCODED] for article, _ in articles]
    docs = nlp.pipe((block.span.of(text) for here, (_, text) in zip(blocks, articles, strict=True) for _, block in here), batch_size=BATCH)
    for here in blocks:
        sentences: list[ParsedSentence] = []
        for number, block in here:
            tree = Block.of(next(docs))
            for tokens in tree.sents:
                start, end = tokens.start, tokens.end
                while start < end and tree[start].is_space:
                    start += 1
                while end > start and tree[end - 1].is_space:
                    end -= 1
                if start < end:
                    sentences.append(ParsedSentence(len(sentences), number, block.kind, tree.span(start, end), block.span.start))
        yield sentences
