"""Learns the gist of sentences: linear rows over words, each article told by what the others teach."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from commitscape.coding.gist import Gist, of_actor, of_position, of_sentence, who_of
from commitscape.coding.lessons import CodedSentence, Example
from commitscape.coding.linear import Linear
from commitscape.coding.sheet import Part, Sheet

ENOUGH = 50  # articles, below which words would only be learnt by heart
RARE, CLOSE, LEAST, DIGITS = 3, 1e-2, 0.15, 2  # what is asked of a word, how exactly it is weighed, and which weights are kept
STRENGTH, HOLDING = 0.3, 0.1  # of the solver: the more, the less words are held back
FEW = 8  # an instrument that fewer sentences have has no words of its own
PROMINENT = 10  # actors that have words of their own: those of the most candidates


def learn_gists(sentences: Sequence[CodedSentence], examples: Sequence[Example], folds: Sequence[Collection[str]]) -> list[Gist]:
    """The gist of coded sentences, then for each fold of articles the gist of all others, by which the fold's examples are told.

    Features are added to `examples`, which come from these sentences. No gist, and no features, where that is too little to learn from.
    """
    articles = {sentence.article for sentence in sentences}
    if len(articles) < ENOUGH or not any(example.coded for example in examples):
        return []
    desk = _Desk(sentences, examples)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the solver holds no lock
        whole, *parts = pool.map(desk.learn, [articles, *(articles.difference(fold) for fold in folds)])
    for gist, fold in zip(parts, folds, strict=True):
        _tell(gist, [s for s in sentences if s.article in fold], [e for e in examples if e.article in fold])
    return [whole, *parts]


def _tell(gist: Gist, sentences: Sequence[CodedSentence], examples: Sequence[Example]) -> None:
    """Add to the features of the examples of these sentences what a gist says of them."""
    candidates: dict[str, list[Example]] = {}
    for example in examples:
        candidates.setdefault(example.article, []).append(example)
    words: dict[str, dict[int, tuple[str, ...]]] = {}
    for sentence in sentences:
        words.setdefault(sentence.article, {})[sentence.index] = sentence.words
    for article, found in candidates.items():
        gist.tell([example.candidate for example in found], words[article])


class _Desk:
    """The sentences and examples as matrices, of which any articles' share can be learnt."""

    def __init__(self, sentences: Sequence[CodedSentence], examples: Sequence[Example]) -> None:
        self.sentences, self.examples = sentences, examples
        self.prominent = frozenset(actor for actor, _ in Counter(e.candidate.actor for e in examples).most_common(PROMINENT))
        words = {(sentence.article, sentence.index): sentence.words for sentence in sentences}
        self.by_words = Sheet([_bag(of_sentence(sentence.words)) for sentence in sentences])
        places = [(e.article, e.candidate.sentence, self._who(e)) for e in examples]
        heard = {(article, index, who): _bag(of_actor(words[article, index], who)) for article, index, who in set(places)}  # candidates share them
        self.by_actor = Sheet([heard[place] for place in places])
        self.positions = [e for e in examples if e.coded]
        self.by_position = Sheet([
            _bag(of_position(words[e.article, e.candidate.sentence], self._who(e), e.candidate.instrument)) for e in self.positions
        ])

    def _who(self, example: Example) -> str:
        return who_of(example.candidate.actor, self.prominent)

    def learn(self, articles: Collection[str]) -> Gist:
        """The gist of some articles."""
        lines = [row for row, sentence in enumerate(self.sentences) if sentence.article in articles]
        codes = [{code for _, code in self.sentences[row].coded} for row in lines]
        rows = [row for row, example in enumerate(self.examples) if example.article in articles]
        positions = [row for row, example in enumerate(self.positions) if example.article in articles]
        stances = [self.positions[row].taught for row in positions]
        by_words, by_position = self.by_words.part(lines, rare=RARE), self.by_position.part(positions, rare=RARE)
        return Gist(
            place=_learn(by_words, map(bool, codes), level=True),
            instruments={
                code: _learn(by_words, (code in here for here in codes), level=True)
                for code, times in sorted(Counter(code for here in codes for code in here).items()) if times >= FEW
            },
            holders=_learn(self.by_actor.part(rows, rare=RARE), (bool(self.examples[row].coded) for row in rows), level=True, strength=HOLDING),
            stances={stance: _learn(by_position, (one == stance for one in stances), level=False) for stance in sorted(set(stances))},
            prominent=self.prominent,
        )


def _learn(part: Part, right: Iterable[bool], *, level: bool, strength: float = STRENGTH) -> Linear:
    """What speaks for the rows that are right; with `level`, nothing is said where nothing is known."""
    return part.fit(list(right), strength=strength, least=LEAST, close=CLOSE, digits=DIGITS, level=level)


def _bag(words: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(words, 1.0)
