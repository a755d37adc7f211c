"""Who vouches for a position: attribution, speaker and credited outlet (coding rules 1 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.speech import Source, Speech


@dataclass(frozen=True, slots=True)
class Attributed:
    attribution: str  # named | anonymous | other_actor | reporter
    speaker: str | None
    medium: str | None


class Attributor:
    """Attributes the positions of one article.

    `sentences` and `mentions` as given to and by `find_mentions`; `cues` is `ActorTable.attribution`;
    `outlet` is the article's own outlet, which is never a medium.
    """

    def __init__(self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any], *, outlet: str | None = None) -> None:
        self._speech = Speech(sentences, mentions, cues)
        self.sentences, self.mentions = sentences, mentions
        self.outlet = (outlet or "").lower().removeprefix("the ")
        self._report = frozenset(cues.get("report", ()))
        self._report_nouns = frozenset(cues.get("report_nouns", ()))
        self._interview = frozenset(cues.get("interview", ()))

    def speech(self, sentence_index: int, token: Token) -> Source | None:
        """Who speaks at a token (of that sentence's Doc); None where the article itself does."""
        return self._speech.at(sentence_index, token)

    def attribute(self, sentence_index: int, token: Token, holder: str) -> Attributed:
        """Attribution of the stance at `token` (the word that carries it) held by actor code `holder`."""
        source = self._speech.at(sentence_index, token)
        medium = self.medium(sentence_index)
        if source is None or source.mention is None:
            return Attributed("reporter", None, medium)
        mention = source.mention
        if mention.kind == "outlet":
            return Attributed("reporter", None, medium)
        if mention.unnamed and not mention.person:
            return Attributed("anonymous", self._describe(source), medium)
        if mention.person is None and not source.says and not mention.on_record and mention.kind != "capital":
            return Attributed("reporter", None, medium)
        speaker = mention.person or self._describe(source)
        if holder in mention.codes:
            return Attributed("named", speaker, medium)
        if not mention.codes and mention.person is None:
            return Attributed("reporter", None, medium)
        return Attributed("other_actor", speaker, medium)

    def medium(self, sentence_index: int) -> str | None:
        """The outlet that a sentence credits, None where it credits none or the article's own."""
        doc = self.sentences[sentence_index].tokens.doc
        for mention in self.mentions[sentence_index]:
            if mention.kind != "outlet" or (mention.person or "").lower().removeprefix("the ") == self.outlet:
                continue
            token = doc[mention.head]
            if token.dep_ == "nsubj" and token.head.lemma_ in self._report or token.dep_ in ("dobj", "dative", "pobj") and token.head.lemma_ in ("tell", "to", "with", "by", "in") or token.dep_ in ("compound", "ROOT", "appos"):
                return mention.person
        return None

    def _describe(self, source: Source) -> str:
        text = source.mention.text if source.mention else source.description
        for article in ("the ", "a ", "an ", "The ", "A ", "An "):
            text = text.removeprefix(article)
        return text.removesuffix("'s").removesuffix("’s")
