"""Who speaks where in an article: quotations, reported speech, credits and acts of speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from spacy.tokens import Token

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence

OPENING, CLOSING = "“«„", "”»"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for words: a mention, or, where nobody known is named, the description as it stands.

    `verb` is the lemma that reports ("" for "according to", a colon or a dash); `says` tells a verb
    of speech (a country as its subject speaks) from one that only acts.
    """

    mention: Mention | None
    description: str
    verb: str
    says: bool
    quoted: bool = False
    sentence: int = -1  # where the mention stands


class Quote(NamedTuple):
    """A quotation: code points of the document, across sentences of one or more paragraphs."""

    start: int
    end: int


class Speech:
    """Frames of speech of an article. `cues` is the content of cues/attribution.yaml."""

    def __init__(self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any]) -> None:
        self.sentences, self.mentions = sentences, mentions
        self.say = frozenset(cues.get("say", ()))
        self.act = frozenset(cues.get("act", ()))
        self.nouns = frozenset(cues.get("act_nouns", ()))
        self._by_token = [{i: mention for mention in found for i in range(mention.start, mention.end)} for found in mentions]
        self.quotes = _quotes(sentences)
        self._frames = [self._frames_of(sentence) for sentence in sentences]
        self._credits = [self._credit_of(sentence) for sentence in sentences]
        self._quoted: dict[Quote, Source | None] = {}

    def mention_at(self, index: int, token: int) -> Mention | None:
        return self._by_token[index].get(token)

    def at(self, index: int, token: Token) -> Source | None:
        """Who speaks at a token of sentence `index`; None where the article itself does."""
        sentence = self.sentences[index]
        quote = self._quote(sentence, token)
        frames = self._frames[index]
        node, origin = token, token
        while True:
            frame = frames.get(node.i)
            if frame is not None and (node.i == token.i or not _is_subject_branch(origin)):
                if quote is None or self._quote(sentence, node) == quote:
                    return frame
            if node.dep_ == "ROOT" or node.head.i == node.i:
                break
            origin, node = node, node.head
        if quote is not None and (speaker := self._speaker(quote)) is not None:
            return speaker
        return self._credits[index]

    # -- quotations

    def _quote(self, sentence: ParsedSentence, token: Token) -> Quote | None:
        place = sentence.offset + token.idx
        return next((quote for quote in self.quotes if quote.start <= place < quote.end), None)

    def _speaker(self, quote: Quote) -> Source | None:
        if quote not in self._quoted:
            self._quoted[quote] = self._find_speaker(quote)
        return self._quoted[quote]

    def _find_speaker(self, quote: Quote) -> Source | None:
        touching = [s for s in self.sentences if s.span.start < quote.end and s.span.end > quote.start]
        for sentence in reversed(touching):
            for place, frame in self._frames[sentence.index].items():
                token = sentence.tokens.doc[place]
                if frame.says and frame.mention is not None and self._quote(sentence, token) is None:
                    return _quoted(frame)
        if touching and self._credits[touching[-1].index] is not None:
            return self._credits[touching[-1].index]
        for sentence in reversed(touching):
            for _, frame in self._frames[sentence.index].items():
                if frame.mention is not None and self._quote(sentence, sentence.tokens.doc[_]) is None:
                    return _quoted(frame)
        if not touching:
            return None
        first, last = touching[0], touching[-1]
        if last.index + 1 < len(self.sentences) and self.sentences[last.index + 1].paragraph == last.paragraph:
            after = [frame for frame in self._frames[last.index + 1].values() if frame.says and frame.mention is not None]
            if after and first.index and self.sentences[first.index - 1].paragraph != first.paragraph:
                return _quoted(after[0])
        for index in range(first.index - 1, max(-1, first.index - 6), -1):
            for frame in self._frames[index].values():
                if frame.mention is not None:
                    return _quoted(frame)
            if self._credits[index] is not None:
                return self._credits[index]
        return None

    # -- frames

    def _frames_of(self, sentence: ParsedSentence) -> dict[int, Source]:
        """Frames by the token that opens them: a verb or a noun of speech; everything below it is theirs."""
        frames: dict[int, Source] = {}
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX") and (lemma in self.say or lemma in self.act):
                subject = _subject(token)
                mention = self._who(sentence, subject) if subject is not None else None
                if mention is None and lemma in self.say:
                    mention = self._beside(sentence, token)
                if mention is not None:
                    frames[token.i] = Source(mention, mention.text, lemma, lemma in self.say, sentence=sentence.index)
            elif token.pos_ == "NOUN" and lemma in self.nouns:
                owner = next((child for child in token.children if child.dep_ == "poss"), None)
                mention = self._who(sentence, owner) if owner is not None else None
                if mention is not None:
                    frames[token.i] = Source(mention, mention.text, lemma, False, sentence=sentence.index)
        return frames

    def _who(self, sentence: ParsedSentence, token: Token) -> Mention | None:
        mention = self._by_token[sentence.index].get(token.i)
        if mention is not None and mention.kind == "demonym":
            return None
        return mention

    def _beside(self, sentence: ParsedSentence, verb: Token) -> Mention | None:
        """The mention right after or before a verb of speech whose subject the parse missed: ", says X"."""
        for place in (verb.i + 1, verb.i + 2, verb.i - 1):
            if place == verb.i + 2 and sentence.tokens.doc[min(place - 1, len(sentence.tokens.doc) - 1)].lower_ not in ("the", "a", "an", "one"):
                continue
            mention = self._by_token[sentence.index].get(place)
            if mention is not None and mention.kind not in ("demonym",) and (mention.start >= verb.i or verb.dep_ in ("ROOT", "parataxis", "ccomp")):
                return mention
        return None

    def _credit_of(self, sentence: ParsedSentence) -> Source | None:
        """A credit that covers the sentence: "according to X", a headline's "X: ..." or "... - X"."""
        doc, found = sentence.tokens.doc, self.mentions[sentence.index]
        for token in sentence.tokens:
            if token.lower_ == "according" and token.i + 2 < sentence.tokens.end and doc[token.i + 1].lower_ == "to":
                for mention in found:
                    if mention.start > token.i and mention.start <= token.i + 5:
                        return Source(mention, mention.text, "", True, sentence=sentence.index)
        people = [mention for mention in found if mention.kind not in ("demonym", "pronoun", "noun")]
        for mention in people:
            after = doc[mention.end] if mention.end < sentence.tokens.end else None
            if mention.start <= sentence.tokens.start + 1 and after is not None and after.text == ":":
                return Source(mention, mention.text, "", True, sentence=sentence.index)
            before = doc[mention.start - 1] if mention.start > sentence.tokens.start else None
            if mention.end == sentence.tokens.end and sentence.block in ("title", "heading") and before is not None and before.text in ("–", "—", "-"):
                return Source(mention, mention.text, "", True, sentence=sentence.index)
        return None


def _quoted(source: Source) -> Source:
    return Source(source.mention, source.description, source.verb, True, True, source.sentence)


def _subject(verb: Token) -> Token | None:
    """The logical subject of a verb: its own, its agent in the passive, or that of the verb it hangs from."""
    node, seen = verb, 0
    while seen < 5:
        children = list(node.children)
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in children):
            agent = next((child for child in children if child.dep_ == "agent"), None)
            if agent is not None:
                return next((child for child in agent.children if child.dep_ == "pobj"), None)
            if node is verb:
                return None
        subject = next((child for child in children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            if subject.tag_ in ("WDT", "WP") and node.dep_ == "relcl":
                return node.head
            return subject
        if node.dep_ in ("relcl", "acl") and node.head.pos_ in ("NOUN", "PROPN"):
            return node.head
        if node.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp") or node.head.i == node.i:
            return None
        node, seen = node.head, seen + 1
    return None


def _is_subject_branch(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass", "agent", "poss")


def _quotes(sentences: Sequence[ParsedSentence]) -> list[Quote]:
    """Quotations by their marks, paragraph by paragraph; one left open goes on in the next paragraph if that opens with a mark."""
    quotes: list[Quote] = []
    docs: dict[int, ParsedSentence] = {}
    for sentence in sentences:
        docs.setdefault(sentence.paragraph, sentence)
    for sentence in docs.values():
        text, start = sentence.tokens.doc.text, -1
        for place, letter in enumerate(text):
            if letter == '"':
                opens = start < 0
            elif letter in OPENING:
                opens = True
            elif letter in CLOSING:
                opens = False
            else:
                continue
            if opens and start < 0:
                start = place
            elif not opens:
                if start < 0 and not quotes_before(text, place):
                    start = 0  # the opening mark is missing
                if start >= 0:
                    quotes.append(Quote(sentence.offset + start, sentence.offset + place + 1))
                start = -1
        if start >= 0:
            quotes.append(Quote(sentence.offset + start, sentence.offset + len(text)))
    return quotes


def quotes_before(text: str, place: int) -> bool:
    """Whether any opening mark stands before a closing one."""
    return any(mark in text[:place] for mark in OPENING)
