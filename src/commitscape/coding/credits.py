"""Credits that cover a whole sentence: "according to X", "in X's view", a headline's "X: ..."."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.sources import Finder, Source, refers_back
from commitscape.coding.tree import Token

DASHES = ("–", "—", "-", "|")
SILENT = ("demonym", "plan", "pronoun", "noun", "people")  # kinds that a headline's colon or dash does not credit
JOINING = ("and", "&", ",")
FINITE = ("VBD", "VBZ", "VBP", "VBN")
CLAUSE = ("VBD", "VBZ", "VBP", "MD")
PERFECT = ("has", "have", "had")
COMMAS = (",", "”", '"', "“", "’", "–", "—")
REPORTED = ("ccomp", "xcomp", "dobj", "oprd", "prep", "npadvmod", "advmod", "advcl")  # but "as he put it to me"
UNHEARD = ("demonym", "plan", "noun", "outlet")
BEFORE_NAME = ("NUM", "PUNCT", "DET", "SYM")  # a live blog's time before "X: ..."


class Credits:
    """Finds the credit of a sentence. `cues` is the content of cues/attribution.yaml."""

    def __init__(self, finder: Finder, cues: dict[str, Any]) -> None:
        self._finder = finder
        self._views, self._clocks = frozenset(cues.get("view_nouns", ())), frozenset(cues.get("clocks", ()))
        self._marks = ("according", *sorted(self._views))

    def of(self, sentence: ParsedSentence, frames: Mapping[int, Source]) -> Source | None:
        """Who is credited for the whole sentence, whose frames are `frames`; None where nobody is."""
        text = sentence.tokens.text.lower()
        if any(word in text for word in self._marks):
            for token in sentence.tokens:
                if (source := self._according(sentence, token) or self._view(sentence, token)) is not None:
                    return source
        if (source := self._as(sentence, frames)) is not None:
            return source
        for token in sentence.tokens[-2:]:
            if (source := self._mistagged(sentence, token)) is not None:
                return source
        found = self._finder.mentions[sentence.index]
        cited = self._finder.cited(sentence)
        if cited is not None and any(mention.kind == "outlet" for mention in found):
            return Source(cited, "", sentence.index)
        return next((source for mention in found if (source := self._headline(sentence, mention)) is not None), None)

    def _according(self, sentence: ParsedSentence, token: Token) -> Source | None:
        doc, last = sentence.tokens.doc, sentence.tokens.end
        if token.lower_ != "according" or token.i + 2 >= last or doc[token.i + 1].lower_ != "to":
            return None
        stop = next((other.i for other in sentence.tokens if other.i > token.i and other.is_punct), last)
        found = self._finder.mentions[sentence.index]
        after = next((mention for mention in found if token.i < mention.start < stop and mention.kind != "demonym"), None)
        if after is None:
            return None
        cited = self._finder.cited(sentence) if after.kind == "outlet" else self._vouched(sentence, after) if not after.person and not after.unnamed else None
        return Source(cited or after, "", sentence.index, refers_back=refers_back(sentence, after))

    def _vouched(self, sentence: ParsedSentence, document: Mention) -> Mention | None:
        """The unnamed people by whom a document that is credited was confirmed, described or shared."""
        doc = sentence.tokens.doc
        for mention in self._finder.mentions[sentence.index]:
            by = doc[mention.head].head
            if mention.start > document.end and mention.unnamed and by.dep_ == "agent" and by.head.tag_ == "VBN":
                return mention
        return None

    def _as(self, sentence: ParsedSentence, frames: Mapping[int, Source]) -> Source | None:
        """ "..., as one of them put it": a clause of speech with nothing of its own to report."""
        for place, frame in frames.items():
            verb = sentence.tokens.doc[place]
            by = any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
            if by and frame.says and not any(child.dep_ in REPORTED and child.lower_ not in ("it", "this", "to", "in", "at") for child in verb.children):
                return frame
        return None

    def _view(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """ "In his view", "in the words of Marlow"."""
        if token.lower_ not in self._views or token.dep_ != "pobj" or token.head.lower_ not in ("in", "to"):
            return None
        owner = self._finder.owner(sentence, token)
        return Source(owner, "", sentence.index) if owner is not None else None

    def _mistagged(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """ ", X claims." where the verb was tagged as a noun."""
        if token.lower_ not in self._finder.forms or token.i + 2 < sentence.tokens.end or token.pos_ not in ("NOUN", "PROPN"):
            return None
        mention = self._finder.tail(sentence, token)
        return Source(mention, self._finder.forms[token.lower_], sentence.index) if mention is not None else None

    def set_off(self, sentence: ParsedSentence, frames: Mapping[int, Source]) -> tuple[Source, range] | None:
        """The speaker of "..., X told a round table on Thursday" or "..., said X", words of speech set off by a comma, and where these stand.

        `frames` are those of the sentence; where the parse sees none, a mention before a form of a verb of speech counts as one.
        """
        doc, first, last = sentence.tokens.doc, sentence.tokens.start, sentence.tokens.end
        found = [(frame.mention, place, frame) for place, frame in frames.items() if frame.says]
        for mention in self._finder.mentions[sentence.index]:
            place = mention.end
            while place < last and (doc[place].pos_ == "ADV" or doc[place].lower_ in PERFECT):
                place += 1
            if place < last and doc[place].tag_ in FINITE and doc[place].lower_ in self._finder.forms:
                verb = self._finder.forms[doc[place].lower_]
                found.append((mention, place, Source(mention, verb, sentence.index, refers_back=refers_back(sentence, mention))))
        for mention, place, source in found:
            start, end = min(mention.start, place), max(mention.end, place + 1)
            while start > first and (doc[start - 1].pos_ == "DET" or doc[start - 1].tag_ == "PRP$"):
                start -= 1
            if mention.kind in UNHEARD or start == first or doc[start - 1].text not in COMMAS or any(t.text in COMMAS for t in doc[start:end]):
                continue
            stop = next((i for i in range(end, last) if doc[i].text in COMMAS or doc[i].text in ".:;"), last)
            reports = any(t.tag_ in (*CLAUSE, "VBG", "TO") for t in doc[end:stop])  # "..., X said that ..."
            if not reports and any(t.tag_ in CLAUSE for t in doc[first:start]):
                return source, range(start - 1, stop)
        return None

    def _headline(self, sentence: ParsedSentence, mention: Mention) -> Source | None:
        """ "X: ..." at the start, "... - X" at the end of a headline."""
        if mention.kind in SILENT:
            return None
        doc, first, last = sentence.tokens.doc, sentence.tokens.start, sentence.tokens.end
        if mention.end < last and doc[mention.end].text == ":":
            beside = [m for m in self._finder.mentions[sentence.index] if m.end <= mention.start and m.kind not in SILENT]  # "Marlow and Harbour: ..."
            named = {i for m in beside for i in range(m.start, m.end)}
            words = [token for token in doc[first : mention.start] if token.i not in named and token.lower_ not in JOINING]
            dated = any(token.text in DASHES for token in words)  # "MILDENDO – X: ..."
            opens = all(token.pos_ in BEFORE_NAME or token.text in self._clocks or (dated and token.text.isupper()) for token in words)
            return Source(mention, ":", sentence.index, others=tuple(beside)) if opens else None
        ends = mention.end == last and mention.start > first and doc[mention.start - 1].text in DASHES
        return Source(mention, "", sentence.index) if ends and sentence.block in ("title", "heading") else None
