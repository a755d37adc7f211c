"""Articles that are one person's words from end to end: statements and interviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.quotations import Quote
from commitscape.coding.sources import Source

FIRST_PERSON = frozenset({"I", "we", "We", "my", "My", "our", "Our", "me", "us"})
INTRODUCTION = 4  # sentences that present the one interviewed
SHARE, LEAST = 0.15, 4  # of sentences in the first person, outside quotation marks, from which an article is an interview


class Voices:
    """Finds whose words an article is. `cues` is the content of cues/attribution.yaml."""

    def __init__(self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any], quotes: Sequence[Quote]) -> None:
        self._sentences, self._mentions, self._quotes = sentences, mentions, quotes
        self._statements = frozenset(cues.get("statements", ()))
        self._interviews = tuple(str(words).lower() for words in cues.get("interviews", ()))

    def statement(self) -> tuple[Source, int] | None:
        """Whose statement its headline says the article is ("Statement by X"), and from which sentence on."""
        if not self._sentences or self._sentences[0].block != "title":
            return None
        title, found = self._sentences[0].tokens, self._mentions[0]
        noun = next((token for token in title if token.lower_ in self._statements), None)
        if noun is None:
            return None
        for mention in found:
            if (mention.codes or mention.person) and mention.start > noun.i and title.doc[mention.start - 1].lower_ in ("by", "from", "of", "the"):
                beside = {token.i for place in (mention.head, mention.end - 1) for token in title.doc[place].conjuncts}
                others = tuple(other for other in found if other.codes and beside.intersection(range(other.start, other.end)))
                return Source(mention, "", 0, others=others, on_record=True), 0
        return None

    def interview(self) -> tuple[Source, int] | None:
        """The one interviewed, and the sentence from which on the unmarked first person is his."""
        opening = self._sentences[:INTRODUCTION]
        text = " ".join(sentence.text.lower() for sentence in opening)
        if not any(words in text for words in self._interviews):
            return None
        own = sum(self._first_person(sentence) for sentence in self._sentences)
        if own < LEAST or own < SHARE * len(self._sentences):
            return None
        for index in range(len(opening)):
            for mention in self._mentions[index]:
                if mention.person and mention.kind == "person":
                    return Source(mention, "", index), index + 1
        for index in range(len(opening)):  # "The foreign minister has been asked about nothing else"
            for mention in self._mentions[index]:
                if mention.kind == "role" and mention.codes and not mention.plural:
                    return Source(mention, "", index), index + 1
        return None

    def _first_person(self, sentence: ParsedSentence) -> bool:
        """Whether a sentence is in the first person outside quotation marks."""
        return any(
            token.text in FIRST_PERSON and token.pos_ == "PRON" and not any(quote.holds(sentence.offset + token.idx) for quote in self._quotes)
            for token in sentence.tokens
        )
