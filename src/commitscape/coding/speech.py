"""Who speaks where in an article: reported speech, acts of speech, credits, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from commitscape.coding.clauses import predicate
from commitscape.coding.credits import Credits
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.quotations import Quote, find_quotes
from commitscape.coding.sources import Finder, Source
from commitscape.coding.tree import Token
from commitscape.coding.voices import FIRST_PERSON, Voices

BREAKS = frozenset({"conj", "advcl", "relcl", "acl", "parataxis"})
SUBJECT_SIDE = frozenset({"nsubj", "nsubjpass", "agent", "poss", "csubj"})
BACKSHIFTED = frozenset({"would", "could", "should", "might", "had"})
GOING_ON = frozenset({"he", "she", "it", "they"})
SCARE = 16  # code points; what is quoted for its wording alone is shorter
LOOK_BACK = 4  # sentences, for the speaker of a quotation that names none


class Speech:
    """Frames of speech of an article. `cues` is the content of cues/attribution.yaml."""

    def __init__(self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any]) -> None:
        self.sentences, self.mentions = sentences, mentions
        finder = Finder(mentions, cues)
        self.quotes = find_quotes(sentences)
        self.frames = [finder.frames(sentence) for sentence in sentences]
        credits = Credits(finder, cues)
        self.credits = [credits.of(sentence, frames) for sentence, frames in zip(sentences, self.frames, strict=True)]
        self._ordinals, self._sets_out, self._contrast = (frozenset(cues.get(key, ())) for key in ("ordinals", "sets_out", "contrast"))
        self._set_off = [credits.set_off(sentence, frames) for sentence, frames in zip(sentences, self.frames, strict=True)]
        self._carry_credits()
        self._answers()
        voices = Voices(sentences, mentions, cues, self.quotes)
        self._voice: Source | None = None
        self._voice_from = 0
        if (voice := voices.statement() or voices.interview()) is not None:
            self._voice, self._voice_from = voice
        self._speakers: dict[Quote, Source | None] = {}

    def at(self, index: int, token: Token) -> Source | None:
        """Who speaks at a token of sentence `index`; None where the article itself does."""
        sentence = self.sentences[index]
        quote = self.quote(sentence, token)
        found = self._governing(sentence, token)
        if quote is not None:
            speaker = self.speaker(quote)
            if found is not None and (found.place is not None and quote.holds(sentence.offset + sentence.tokens.doc[found.place].idx)) and speaker is not None:
                return speaker
            return found or speaker or self.credits[index]
        credit = self.credits[index]
        if found is not None and not found.says and credit is not None and credit.mention.unnamed:
            return credit  # "X, according to two people present, backed the first"
        if found is not None and found.mention.text in FIRST_PERSON and self._voice is not None and index >= self._voice_from:
            return self._voice
        heard = self._beside(sentence, token)  # "..., said X, according to the Herald"
        found = found or (heard if credit is not None and credit.mention.kind == "outlet" else None) or credit or heard or self._indirect(sentence, token)
        return found or (self._voice if index >= self._voice_from and not self._of_voice(index) else None)

    def own(self, index: int, token: Token, holder: str) -> Source | None:
        """A person of the actor `holder` who speaks elsewhere in a sentence, or is its subject and has words in quotation marks in it.

        Not where the clause of `token` has a subject that is another actor's.
        """
        subjects = {child.i for child in predicate(token).children if child.dep_ in ("nsubj", "nsubjpass")}
        others = any(mention.head in subjects and mention.codes and holder not in mention.codes for mention in self.mentions[index])
        if others or any(frame.mention.kind == "outlet" for frame in self.frames[index].values()):
            return None
        spoken = (frame for frame in self.frames[index].values() if frame.says and frame.mention.person and holder in frame.mention.codes)
        if (frame := next(spoken, None)) is not None or any(holder not in other.mention.codes for other in self.frames[index].values()):
            return frame
        sentence = self.sentences[index]
        if not any(sentence.span.start <= quote.start < sentence.span.end and quote.end - quote.start > SCARE for quote in self.quotes):
            return None
        doc = sentence.tokens.doc
        people = [mention for mention in self.mentions[index] if mention.person and mention.kind != "outlet"]
        if len({mention.key or mention.person for mention in people}) != 1 or holder not in people[0].codes or doc[people[0].head].dep_ != "nsubj":
            return None
        return Source(people[0], "", index, says=False)

    def _indirect(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """Who goes on in free indirect speech: "He would not be drawn on it", right after his reported words in the same paragraph."""
        index, shifted = sentence.index, any(child.dep_ == "aux" and child.lower_ in BACKSHIFTED for child in predicate(token).children)
        if not shifted or not index or self.frames[index] or self.sentences[index - 1].paragraph != sentence.paragraph:
            return None
        root = next((t for t in sentence.tokens if t.dep_ == "ROOT"), token)
        if not any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in GOING_ON for child in root.children):
            return None
        doc = self.sentences[index - 1].tokens.doc
        spoken = next((frame for place, frame in self.frames[index - 1].items() if doc[place].dep_ == "ROOT" and frame.says), None)
        heard = spoken is not None and (spoken.mention.person or spoken.mention.unnamed or spoken.mention.on_record)
        return spoken if heard else None

    def _beside(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """Who speaks in a clause beside words of speech that are set off by commas: all before them, and after them what "would" or "could" be."""
        found = self._set_off[sentence.index]
        clause = predicate(token)
        if found is None or clause.i in found[1] or token.i in found[1] or token.is_punct:
            return None
        shifted = any(child.dep_ == "aux" and child.lower_ in BACKSHIFTED for child in clause.children)
        same = any(node.tag_ == "VBD" and _of_subject(node) for node in (clause, *clause.ancestors) if node.i > found[1].start)
        return found[0] if token.i < found[1].start or shifted or same else None

    def quote(self, sentence: ParsedSentence, token: Token) -> Quote | None:
        place = sentence.offset + token.idx
        return next((quote for quote in self.quotes if quote.holds(place)), None)

    def speaker(self, quote: Quote) -> Source | None:
        """Who is quoted."""
        if quote not in self._speakers:
            self._speakers[quote] = self._find_speaker(quote)
        return self._speakers[quote]

    def _governing(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """The frame that governs a token: the outermost verb of speech above it, else the nearest act of speech."""
        frames = self.frames[sentence.index]
        if not frames:
            return None
        found: Source | None = None
        node, origin = token, None
        while True:
            frame = frames.get(node.i)
            outranks = frame is not None and (found is None or (frame.says and frame.mention.kind not in ("outlet", "plan")))
            if frame is not None and outranks and (origin is None or _governs(frame, node, origin)):
                found = frame
            if node.dep_ in BREAKS and _own_subject(node) and (found is not None or any(child.lower_ in self._contrast for child in node.children)):
                break
            if node.head.i == node.i:
                break
            origin, node = node, node.head
        return found

    def _find_speaker(self, quote: Quote) -> Source | None:
        touching = [s for s in self.sentences if s.span.start < quote.end and s.span.end > quote.start]
        if not touching:
            return None
        first, last = touching[0], touching[-1]
        for sentence in (last, *touching[:-1]):
            outside = [frame for place, frame in self.frames[sentence.index].items() if not quote.holds(sentence.offset + sentence.tokens.doc[place].idx)]
            if best := _nearest(sentence, outside, quote):
                return best
            if (credit := self.credits[sentence.index]) is not None:
                return credit
        if (named := self._before_colon(first, quote)) is not None:
            return named
        following = self.sentences[last.index + 1] if last.index + 1 < len(self.sentences) else None
        opens = first.index == 0 or self.sentences[first.index - 1].paragraph != first.paragraph
        if following is not None and following.paragraph == last.paragraph and opens:
            after = [frame for frame in self.frames[following.index].values() if frame.says]
            if after:
                return after[0]
        if opens and first.index and (subject := self._subject(first.index - 1)) is not None:
            return subject
        for index in range(first.index - 1, max(-1, first.index - LOOK_BACK), -1):
            spoken = [frame for frame in self.frames[index].values() if frame.mention.person or frame.mention.unnamed or frame.mention.kind == "plan"]
            if spoken:
                return spoken[0]
            if (credit := self.credits[index]) is not None:
                return credit
        return None

    def _subject(self, index: int) -> Source | None:
        """The person who is the subject of the sentence before a paragraph of quotation, if nobody speaks in it."""
        if self.frames[index] or self.credits[index] is not None:
            return None
        doc = self.sentences[index].tokens.doc
        people = (m for m in self.mentions[index] if m.person and m.kind != "outlet" and doc[m.head].dep_ == "nsubj" and doc[m.head].head.dep_ == "ROOT")
        mention = next(people, None)
        return Source(mention, "", index) if mention is not None else None

    def _before_colon(self, sentence: ParsedSentence, quote: Quote) -> Source | None:
        """The person in the words that end in a colon before a quotation."""
        before = [token for token in sentence.tokens if sentence.offset + token.idx < quote.start]
        if not before or before[-1].text != ":":
            return None
        people = [mention for mention in self.mentions[sentence.index] if mention.person and mention.kind != "outlet" and mention.end <= before[-1].i + 1]
        return Source(people[-1], "", sentence.index) if people else None

    def _carry_credits(self) -> None:
        """Items of a list that somebody set out, and what stands between two credits to the same unnamed people, are theirs."""
        carried: Source | None = None
        for sentence in self.sentences:
            index = sentence.index
            opening = [token.lower_ for token in sentence.tokens[:3]]
            if self.frames[index] or self.credits[index] is not None:
                spoken = [frame for frame in self.frames[index].values() if frame.mention.person and frame.verb in self._sets_out]
                carried = spoken[0] if spoken else None
            elif carried is not None and self._ordinals.intersection(opening[:1] if opening[:1] != ["the"] else opening[1:2]):
                self.credits[index] = carried
        described: list[tuple[int, Source]] = []
        for sentence in self.sentences:
            index = sentence.index
            source = self.credits[index] or next((frame for frame in self.frames[index].values() if frame.mention.unnamed and frame.says), None)
            if source is None or not source.mention.unnamed:
                continue
            if not source.refers_back:
                described.append((index, source))
                continue
            earlier = next((pair for pair in reversed(described) if self._same_people(pair[1], source)), None)
            if earlier is None:
                continue
            for between in range(earlier[0] + 1, index):
                if not self.frames[between] and self.credits[between] is None and any(token.tag_ == "MD" for token in self.sentences[between].tokens):
                    self.credits[between] = earlier[1]

    def _answers(self) -> None:
        """Words after "X:" at the head of a paragraph are his to its end, as in an interview."""
        current: Source | None = None
        for sentence, before in zip(self.sentences, (None, *self.sentences), strict=False):
            if before is None or before.paragraph != sentence.paragraph:
                credit = self.credits[sentence.index]
                current = credit if credit is not None and credit.verb == ":" and sentence.block not in ("title", "heading") else None
            elif current is not None and self.credits[sentence.index] is None:
                self.credits[sentence.index] = current

    def _of_voice(self, index: int) -> bool:
        """Whether a sentence speaks about the one whose statement or interview the article is."""
        key = self._voice.mention.key if self._voice is not None else ""
        return bool(key) and any(mention.key == key and mention.text not in FIRST_PERSON for mention in self.mentions[index])

    def _same_people(self, described: Source, source: Source) -> bool:
        """Whether a short reference ("the officials", "the people") may mean people described before."""
        one, other = (self.sentences[s.sentence].tokens.doc[s.mention.end - 1].lemma_.lower() for s in (described, source))
        return one == other or (other in ("person", "people") and described.mention.kind == "officials")

    def first_described(self, source: Source) -> Source:
        """The fullest earlier description of the people to whom a source refers back, else the source."""
        if not source.refers_back:
            return source
        for index in range(source.sentence, -1, -1):
            for earlier in (self.credits[index], *self.frames[index].values()):
                if earlier is None or earlier.refers_back or earlier.sentence >= source.sentence:
                    continue
                if earlier.mention.unnamed and self._same_people(earlier, source):
                    return earlier
        return source


def _nearest(sentence: ParsedSentence, frames: Iterable[Source], quote: Quote) -> Source | None:
    """Of the frames outside a quotation, the verb of speech nearest to its marks."""
    def distance(frame: Source) -> tuple[bool, int]:
        place = sentence.offset + sentence.tokens.doc[frame.place or 0].idx
        return not frame.says, min(abs(place - quote.start), abs(place - quote.end))

    return min(frames, key=distance, default=None)


def _governs(frame: Source, node: Token, origin: Token) -> bool:
    """Whether what hangs from a frame's token `node` by `origin` is the speaker's."""
    content = origin.dep_ == "acl" and node.pos_ == "NOUN"  # "fears that ..."
    if origin.dep_ in BREAKS and not content and _own_subject(origin) and not _goes_on(origin):
        return False  # but "said that A, and that B"
    inverted = origin.i < node.i < frame.mention.start  # "No lamps before a storm, says X"
    return (origin.dep_ not in SUBJECT_SIDE or inverted) and not _cut(origin, node)


def _cut(origin: Token, verb: Token) -> bool:
    """Whether a colon, a semicolon or "and" before its own subject parts a verb from what hangs from it before it."""
    if origin.i > verb.i:
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i), None)
    edge = subject.left_edge.i if subject is not None else verb.i
    return any(token.text in (":", ";") for token in verb.doc[origin.i:verb.i]) or (edge > origin.i and verb.doc[edge - 1].dep_ == "cc")


def _goes_on(clause: Token) -> bool:
    """Whether a coordinated clause opens with "that", as in "told the board that A, but that B"."""
    first = clause.doc[clause.left_edge.i]
    return (clause.dep_ == "conj" and first.lower_ == "that") or any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)


def _of_subject(clause: Token) -> bool:
    """Whether a clause goes on about the one spoken of: "Lilliput was ready, he said, but it expected ..."."""
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("it", "they") for child in clause.children)


def _own_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.children)
