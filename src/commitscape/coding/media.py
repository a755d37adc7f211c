"""Which outlet a sentence credits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Token

LOOK_BACK = 12  # sentences within which "the report" finds its outlet
CREDITING = frozenset({"to", "with", "by", "in", "for", "on", "of", "from"})
CREDITED = frozenset({"according", "speak", "tell", "write", "publish", "report", "quote", "say", "obtain", "see", "cite", "leak", "give"})
CITING = ("told", "citing", "quoting", "per", "via")
CLOSING = ("–", "—", "-", "|", "(")


class Media:
    """The outlets credited in an article; `outlet` is its own, which is never one."""

    def __init__(self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any], outlet: str | None) -> None:
        own = _bare(outlet or "")
        self._sentences = sentences
        self._outlets = [[mention for mention in found if mention.kind == "outlet" and _bare(mention.person or "") != own] for found in mentions]
        self._report, self._nouns, self._interview = (frozenset(cues.get(key, ())) for key in ("report", "report_nouns", "interview"))

    def of(self, index: int) -> str | None:
        """The outlet that sentence `index` credits, None where it credits none or the article's own."""
        sentence = self._sentences[index]
        credited = next((mention.person for mention in self._outlets[index] if self._credited(sentence, mention)), None)
        if credited is not None or not any(self._points_back(sentence, token) for token in sentence.tokens):
            return credited
        return next((found[-1].person for found in reversed(self._outlets[max(0, index - LOOK_BACK) : index]) if found), None)

    def _points_back(self, sentence: ParsedSentence, token: Token) -> bool:
        """ "the report emphasizes", "told the publication"."""
        if token.lower_ not in self._nouns or token.i == sentence.tokens.start or sentence.tokens.doc[token.i - 1].lower_ not in ("the", "that", "this"):
            return False
        after = sentence.tokens.doc[token.i + 1] if token.i + 1 < sentence.tokens.end else None
        if (token.dep_ == "nsubj" and token.head.lemma_.lower() in self._report) or (after is not None and after.lemma_.lower() in self._report):
            return True
        verb = token.head.head.lower_ if token.head.lower_ == "to" else ""
        return token.dep_ in ("dobj", "dative", "pobj") and (token.head.lemma_ == "tell" or verb in ("according", "spoke", "speaking"))

    def _credited(self, sentence: ParsedSentence, mention: Mention) -> bool:
        doc, head = sentence.tokens.doc, sentence.tokens.doc[mention.head]
        verb = head.head.lemma_.lower()
        if head.dep_ in ("nsubj", "conj", "agent") and verb in self._report:
            return True
        if head.dep_ in ("dobj", "dative") and verb in ("tell", "cite", "quote", "give"):
            return True
        if head.dep_ == "poss" and head.head.dep_ == "nsubj" and head.head.head.lemma_.lower() in self._report:
            return True
        after = doc[mention.end] if mention.end < sentence.tokens.end else None
        if after is not None and (after.lemma_.lower() in self._report | self._interview or after.lower_ in ("reports", "said", "reported")):
            return True
        if after is not None and after.text == ":" and mention.start == sentence.tokens.start:
            return True
        return mention.start > sentence.tokens.start and self._introduced(sentence, mention)

    def _introduced(self, sentence: ParsedSentence, mention: Mention) -> bool:
        """Whether the words before an outlet credit it: "according to the FT", "in an interview with", a headline's dash."""
        doc, start = sentence.tokens.doc, sentence.tokens.start
        before = doc[mention.start - 1]
        rest = doc[mention.end : sentence.tokens.end]
        if before.text in CLOSING and len(rest) <= 2 and all(token.is_punct for token in rest):
            return True
        if before.lower_ == "the" and before.i > start:
            before = doc[before.i - 1]
        if before.lower_ not in CREDITING:
            return before.lower_ in CITING
        chain = {before.head.lower_, *[node.lemma_.lower() for node in before.ancestors][:2]}
        return (before.i > start and doc[before.i - 1].lower_ == "according") or bool(chain & (self._interview | CREDITED))


def _bare(outlet: str) -> str:
    return outlet.lower().removeprefix("the ").strip()
