"""Tells, before anything is parsed, in which articles no sentence can name an instrument, so that they need no parsing.

Without an instrument there is no candidate, no position and no silence, whatever else an article says; so an article
may be passed over exactly where no instrument pattern can match in it. That is settled in two steps, each of which errs
towards parsing:

1. By words alone. A token's lemma is fixed by its letters and its part of speech, so the forms that it may have under
   any part of speech are known without a tagger, and so are the actors that may occur (every code of every name, phrase and
   default in the article). A pattern that cannot match with all of these allowed matches in no parse.
2. Where few blocks are left, those are parsed alone, and patterns are matched with their real parts of speech; classes
   of actors stay open, because who a pronoun means is not known yet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from commitscape.coding.actors import ActorTable
from commitscape.coding.instruments import InstrumentLexicon
from commitscape.coding.parsing import BATCH, UNCODED
from commitscape.coding.patterns import TAGS, TRANSPARENT, forms, visible
from commitscape.coding.tree import Block
from commitscape.reading import language
from commitscape.records import Article

if TYPE_CHECKING:
    from spacy.tokens import Token

KNOWN = 200_000  # words whose forms are kept in memory
FEW = 3  # blocks up to which, and
SHARE = 0.4  # the share of an article's blocks up to which, a look at them alone is cheaper than at the whole article

Forms = tuple[frozenset[str], ...]  # of each visible token


class Vocabulary:
    """The tokens of a stretch without white space, and the forms that each may have under any part of speech."""

    def __init__(self) -> None:
        self._nlp: Any = language.load_model()
        lemmatizer: Any = self._nlp.get_pipe("lemmatizer")
        ruler: Any = self._nlp.get_pipe("attribute_ruler")
        self._lemmas = lemmatizer.lemmatize
        tables = {key for name in ("lemma_index", "lemma_exc", "lemma_rules") for key in lemmatizer.lookups.get_table(name)}
        self._tags = sorted(tag for tag in TAGS if self._nlp.vocab.strings[tag.lower()] in tables)
        self._listed, self._formed = _exceptions(ruler.patterns)
        self._known: dict[str, Forms] = {}

    def forms(self, stretches: Iterable[str]) -> list[Forms]:
        """The forms of each stretch's tokens."""
        if len(self._known) > KNOWN:
            self._known.clear()
        found, known = [], self._known
        for stretch in stretches:
            if (forms_here := known.get(stretch)) is None:
                forms_here = known[stretch] = tuple(self._of(token) for token in self._nlp.tokenizer(stretch) if token.text not in TRANSPARENT)
            found.append(forms_here)
        return found

    def _of(self, token: Token) -> frozenset[str]:
        text, lower = token.text, token.lower_
        lemmas = {text, *self._listed.get(lower, ()), *(lemma for form, lemma in self._formed if form.search(lower))}
        for tag in self._tags:
            token.pos_ = tag
            lemmas.add(self._lemmas(token)[0])
        return frozenset().union(*(forms(lemma, text) for lemma in lemmas))


def _exceptions(patterns: Iterable[dict[str, Any]]) -> tuple[dict[str, set[str]], list[tuple[re.Pattern[str], str]]]:
    """Lemmas that the model's attribute ruler gives to words: by the word, and by a regular expression."""
    listed: dict[str, set[str]] = defaultdict(set)
    formed: list[tuple[re.Pattern[str], str]] = []
    for rule in patterns:
        for pattern in rule["patterns"] if "LEMMA" in rule["attrs"] else ():
            lower, lemma = pattern[rule["index"]].get("LOWER", {"REGEX": ""}), rule["attrs"]["LEMMA"]
            if isinstance(lower, str) or "IN" in lower:
                for word in [lower] if isinstance(lower, str) else lower["IN"]:
                    listed[word].add(lemma)
            else:
                formed.append((re.compile(lower.get("REGEX", "")), lemma))
    return listed, formed


class Sieve:
    """Says which articles may name an instrument, by the actors and instrument cues of a topic."""

    def __init__(self, actors: ActorTable, instruments: InstrumentLexicon) -> None:
        self._actors, self._instruments = actors, instruments
        self._vocabulary = Vocabulary()

    def passing(self, articles: Sequence[tuple[Article, str]]) -> list[bool]:
        """Whether a sentence of each article may name an instrument; an article comes with the whole decoded document."""
        settled, doubtful = [], []
        for number, (article, text) in enumerate(articles):
            blocks = [block.span.of(text) for block in article.blocks if block.kind not in UNCODED]
            classes = self._actors.classes_in("\n".join(blocks), self._instruments.classes)
            left = self._left(blocks, classes)
            settled.append(left is None)
            doubtful += [(block, (number, classes)) for block in left or ()]
        for doc, (number, classes) in language.load_model().pipe(doubtful, as_tuples=True, batch_size=BATCH):
            settled[number] = settled[number] or any(self._instruments.may_match(visible(sentence), classes) for sentence in Block.of(doc).sents)
        return settled

    def _left(self, blocks: Sequence[str], classes: set[str]) -> list[str] | None:
        """The blocks that may name an instrument by their words, None where they are too many to be looked at alone."""
        left: list[str] = []
        for block in blocks:
            if self._instruments.may_be_named([forms for stretch in self._vocabulary.forms(block.split()) for forms in stretch], classes):
                left.append(block)
            if len(left) > FEW or len(left) > SHARE * len(blocks):
                return None
        return left
