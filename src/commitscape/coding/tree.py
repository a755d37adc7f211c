"""The parse of a block as plain objects, which are much quicker to ask than spaCy's own.

`Block`, `Tokens` and `Token` answer what spaCy's `Doc`, `Span` and `Token` answer, by the same names, as far as the coding
asks. They are made once from a parsed Doc; tests/coding/test_tree.py compares every answer with spaCy's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

KNOWN = 100_000  # strings that are kept in memory
WORD = attrgetter("text", "lower_", "is_alpha", "is_punct", "is_space", "is_title", "is_upper")  # of a lexeme
TAGGED: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX"]


class Token:
    """A word or mark. `i` counts in the block, `idx` is its first character there; `children` stand in reading order."""

    __slots__ = (
        "block", "children", "dep_", "head", "i", "idx", "is_alpha", "is_punct", "is_space", "is_title", "is_upper", "lemma_", "lower_",
        "pos_", "sent", "tag_", "text",
    )
    block: Block
    children: tuple[Token, ...]
    head: Token
    sent: Tokens
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    is_alpha: bool
    is_punct: bool
    is_space: bool
    is_title: bool
    is_upper: bool

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def doc(self) -> Block:
        return self.block

    @property
    def rights(self) -> Iterator[Token]:
        return (child for child in self.children if child.i > self.i)

    @property
    def left_edge(self) -> Token:
        """The first token of what hangs from this one."""
        return self.block[self.block.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last token of what hangs from this one."""
        return self.block[self.block.source[self.i].right_edge.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """This token and all that hangs from it, from left to right."""
        before = True
        for child in self.children:
            if before and child.i > self.i:
                before = False
                yield self
            yield from child.subtree
        if before:
            yield self

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The other members of the list in which this token stands."""
        start = self
        while start.dep_ == "conj" and start.head is not start:
            start = start.head
        members = [start]
        for member in members:
            members += [child for child in member.children if child.i > member.i and child.dep_ == "conj"]
        return tuple(member for member in members if member is not self)


class _Kept(dict[int, Any]):
    """What a vocabulary tells of hashes, which mean the same in every vocabulary; asked once, as long as there is room."""

    def __init__(self, ask: Callable[[Vocab, int], Any]) -> None:
        self._ask = ask

    def of(self, vocab: Vocab) -> _Kept:
        if len(self) > KNOWN:
            self.clear()
        self._vocab = vocab
        return self

    def __missing__(self, key: int) -> Any:
        self[key] = found = self._ask(self._vocab, key)
        return found


_STRINGS = _Kept(lambda vocab, key: intern(vocab.strings[key]))
_WORDS = _Kept(lambda vocab, key: WORD(vocab[key]))


class Tokens(list[Token]):
    """Neighbouring tokens of a block, [start, end)."""

    def __init__(self, block: Block, start: int, end: int) -> None:
        super().__init__(block[start:end])
        self.doc, self.start, self.end = block, start, end

    @property
    def start_char(self) -> int:
        return self[0].idx if self else self.doc[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        return self[-1].idx + len(self[-1].text) if self else self.start_char

    @cached_property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @cached_property
    def root(self) -> Token:
        """The token that stands highest in the tree, the first of several; a mark or space from which nothing hangs only where there is no other."""
        tops = [token for token in self if token.head is token or not self.start <= token.head.i < self.end]
        if len(tops) < 2:
            return tops[0] if tops else self.doc[self.start]
        return next((token for token in tops if token.head is token), None) or min(tops, key=self._depth)

    def _depth(self, token: Token) -> int:
        if (token.is_space or token.is_punct) and not token.children:
            return len(self.doc) - 1
        return sum(1 for _ in token.ancestors)


class Block(list[Token]):
    """The tokens of a block, and its sentences."""

    text: str
    sents: list[Tokens]
    source: Doc

    @classmethod
    def of(cls, doc: Doc) -> Block:
        """The tree of a parsed Doc, which is kept as `source`."""
        block = cls()
        block.text, block.source = doc.text, doc
        strings, words, table = _STRINGS.of(doc.vocab), _WORDS.of(doc.vocab), doc.to_array(TAGGED)
        heads = table[:, TAGGED.index("HEAD")].astype("int64").tolist()  # as seen from each token
        for i, (orth, lemma, pos, tag, dep, _, idx) in enumerate(table.tolist()):
            token = Token()
            token.block, token.i, token.idx = block, i, idx
            token.text, token.lower_, token.is_alpha, token.is_punct, token.is_space, token.is_title, token.is_upper = words[orth]
            token.lemma_, token.pos_, token.tag_, token.dep_ = strings[lemma], strings[pos], strings[tag], strings[dep]
            block.append(token)
        below: list[list[Token]] = [[] for _ in block]
        for token, step in zip(block, heads, strict=True):
            token.head = block[token.i + step]
            if step:
                below[token.i + step].append(token)
        for token, children in zip(block, below, strict=True):
            token.children = tuple(children)
        block.sents = [Tokens(block, sent.start, sent.end) for sent in doc.sents]
        for sent in block.sents:
            for token in sent:
                token.sent = sent
        return block

    def span(self, start: int, end: int) -> Tokens:
        return Tokens(self, start, end)
