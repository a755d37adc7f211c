"""What one sentence holds, found once and shared by every rule: mentions, instruments, cues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from commitscape.coding.clauses import LIMIT, agents, children, first_conjunct, governors, is_passive, subjects
from commitscape.coding.cues import ActorClass
from commitscape.coding.instruments import Instrument, InstrumentLexicon
from commitscape.coding.listing import Listing, find_listing
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.patterns import Tester, Word, visible
from commitscape.coding.stances import Cue, Reading, StanceLexicon

if TYPE_CHECKING:
    from commitscape.coding.tree import Block, Token

NOMINAL = frozenset({"compound", "amod", "poss", "nmod", "appos", "npadvmod", "nummod", "conj", "quantmod"})
RECIPIENT = frozenset({"to", "for", "in", "into", "inside", "on", "onto", "across", "within"})
WITHIN = frozenset({"of", "from", "by", "including", "include", "like", "as", "among", "such", "especially", "notably"})
WITH = frozenset({"with", "alongside"})
PARTY = frozenset({"between", "among", "with", "by", "of", "from", "involving", "including"})


@dataclass
class Scene:
    """A sentence with its mentions, instruments and cues. Token indices count in the sentence's Doc."""

    sentence: ParsedSentence
    mentions: Sequence[Mention]
    words: list[Word]
    instruments: list[Instrument]
    cues: list[Cue]
    stances: StanceLexicon
    lexicon: InstrumentLexicon
    cache: dict[str, Any] = field(default_factory=dict)  # what other rules found in it

    @classmethod
    def look(cls, sentence: ParsedSentence, mentions: Sequence[Mention], instruments: InstrumentLexicon, stances: StanceLexicon) -> Scene:
        words = visible(sentence.tokens)
        tester = actor_tester(mentions, instruments.classes)
        doc = sentence.tokens.doc
        return cls(sentence, mentions, words, instruments.find(doc, words, tester), stances.find(doc, words), stances, instruments)

    @property
    def doc(self) -> Block:
        return self.sentence.tokens.doc

    def is_of(self, classes: Mapping[str, ActorClass]) -> Tester:
        """What a pattern asks: whether a mention of a class of actors covers a token."""
        return actor_tester(self.mentions, classes)

    @cached_property
    def actors(self) -> list[Mention]:
        """Mentions that stand for an actor; things that only look like a body, and "non-" members, are none."""
        doc, things = self.doc, self.lexicon.pointers["plans"]
        return [
            m
            for m in self.mentions
            if m.codes
            and not (m.kind in ("pronoun", "body", "noun") and doc[m.head].lemma_.lower() in things)
            and not (m.start > 1 and doc[m.start - 1].text == "-" and doc[m.start - 2].lower_ == "non")
            and doc[m.start - 1 if m.start else 0].lower_ != "non"
        ]

    def readings(self, instrument: Instrument) -> list[Reading]:
        key = (instrument.head, instrument.start, instrument.end, instrument.group)
        if key not in self._readings:
            span = (instrument.head, instrument.head) if instrument.group.startswith("back_") else (instrument.start, instrument.end)
            turned = "reverse" in self.lexicon.groups.get(instrument.group, {})
            self._readings[key] = self.stances.readings(self.doc, instrument.head, self.cues, span, turned=turned)
        return self._readings[key]

    def readings_for(self, mention: Mention | None, instrument: Instrument) -> list[Reading]:
        """The readings that may concern an actor; those of a camp's words for one whom a sentence lists as its member."""
        found = self.readings(instrument)
        listing = self.listing if mention is not None and found else None
        if listing is None or mention is None or mention.head not in listing.members or instrument.head >= listing.end:
            return found
        return listing.readings(found, self.cues, self.sentence.tokens) or found

    @cached_property
    def listing(self) -> Listing | None:
        return find_listing(self.sentence.tokens, self.mentions, self.cues)

    @cached_property
    def _readings(self) -> dict[tuple[int, int, int, str], list[Reading]]:
        return {}

    def role(self, mention: Mention, reading: Reading, instrument: Instrument) -> str:
        """How a mention stands to the cue that holds the stance: subject, agent, possessor, party, owner, recipient, ..."""
        key = (mention.start, reading.holder, reading.cue.head, instrument.start, instrument.end, instrument.head)
        if key not in self._roles:
            self._roles[key] = self._role(mention, reading, instrument)
        return self._roles[key]

    @cached_property
    def _roles(self) -> dict[tuple[int, ...], str]:
        return {}

    def _role(self, mention: Mention, reading: Reading, instrument: Instrument) -> str:
        doc = self.doc
        top = doc[reading.holder]
        if self.listing is not None and mention.head in self.listing.members and self.listing.says(reading):
            return "subject"
        spots = self.holders(reading.holder)
        if reading.cue.head != reading.holder:
            spots = spots + [s for s in self.holders(reading.cue.head) if s[0] in ("agent", "giver", "with", "possessor", "party")]
        head = doc[mention.head]
        for role, tokens in spots:
            for token in tokens:
                if token.i == mention.head or mention.start <= token.i < mention.end:
                    return role
        chain = self._chain(mention.head)
        for role, tokens in spots:
            if any(t.i in chain for t in tokens):
                return f"{role}_part"
        if (
            instrument.head in chain
            or any(i in chain for i in range(instrument.start, instrument.end))
            or mention.head in range(instrument.start, instrument.end)
        ):
            return "owner"
        if head.dep_ in ("dobj", "dative") and head.head.i == top.i:
            return "object"
        if self._beside_object(mention, top):
            return "with"
        if head.dep_ == "pobj" and head.head.lower_ in RECIPIENT:
            return "recipient"
        return "other"

    def _beside_object(self, mention: Mention, top: Token) -> bool:
        """Whether a partner stands with what a verb is about: "negotiates a treaty with X", "met them to discuss the lamps with X"."""
        first = first_conjunct(self.doc[mention.head])
        if first.dep_ != "pobj" or first.head.lower_ not in WITH or top.pos_ not in ("VERB", "AUX"):
            return False
        for thing in governors(first.head):
            if thing.i == top.i:
                return True
            if thing.pos_ not in ("NOUN", "PROPN", "ADP"):
                return False
        return False

    def standing(self, mention: Mention, instrument: Instrument) -> str:
        """How a mention stands to the clauses above an instrument where no cue joins them: "bare_subject", "bare_agent"; "" for not at all."""
        key = (mention.start, instrument.head)
        if key not in self._roles:
            self._roles[key] = self._standing(mention, instrument)
        return self._roles[key]

    def _standing(self, mention: Mention, instrument: Instrument) -> str:
        token = self.doc[instrument.head]
        chain = self._chain(mention.head)
        for depth in range(2):
            while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
                token = token.head
            for role, tokens in self.holders(token.i):
                if any(t.i == mention.head or mention.start <= t.i < mention.end for t in tokens):
                    return f"bare_{role.partition('_')[0]}{depth or ''}"
                if any(t.i in chain for t in tokens):
                    return f"bare_{role.partition('_')[0]}_part"
            if token.head.i == token.i:
                break
            token = token.head
        return ""

    def _chain(self, index: int) -> set[int]:
        if index not in self._chains:
            self._chains[index] = _nominal_chain(self.doc[index])
        return self._chains[index]

    @cached_property
    def _chains(self) -> dict[int, set[int]]:
        return {}

    def holders(self, index: int) -> list[tuple[str, list[Token]]]:
        """Tokens that may hold what the token at `index` says, by role, the best role first."""
        if index not in self._spots:
            self._spots[index] = self._find_holders(self.doc[index])
        return self._spots[index]

    @cached_property
    def _spots(self) -> dict[int, list[tuple[str, list[Token]]]]:
        return {}

    def _find_holders(self, top: Token) -> list[tuple[str, list[Token]]]:
        """Tokens that may hold the stance headed by `top`, by role, the best role first."""
        spots: list[tuple[str, list[Token]]] = []
        if top.pos_ in ("NOUN", "PROPN") or (top.pos_ == "VERB" and top.dep_ in ("compound", "amod") and top.tag_ == "VBG"):
            owners = children(top, "poss", "amod", "compound", "nmod")
            parties = [g for c in children(top, "prep", "agent") if c.lower_ in PARTY for g in children(c, "pobj")]
            parties += [g for c in children(top, "acl") if c.lower_ in PARTY for g in children(c, "dobj")]  # "talks involving X"
            spots.append(("possessor", owners))
            spots.append(("party", [m for p in parties for m in _list(p)]))
            found, how = subjects(top)
            if not any(o.dep_ == "poss" and o.pos_ != "PRON" for o in owners):  # "the neighbour's request" is not what another makes of it
                spots.append((f"clause_{how}", [t for t in found if t.i != top.i]))
            if top.dep_ == "pobj" and top.head.head.pos_ in ("NOUN", "PROPN"):
                spots.append(("bearer", [top.head.head]))  # "X in talks"
            return spots
        verb = top
        if top.pos_ in ("ADJ", "ADP", "ADV") and top.head.pos_ in ("VERB", "AUX"):
            verb = top.head
        by = agents(verb)
        found, how = subjects(verb)
        if by:
            spots.append(("agent", by))
            spots.append(("patient", found))
        elif (is_passive(verb) and how == "own") or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and not children(verb, "aux", "auxpass")):
            spots.append(("patient", found))
        else:
            spots.append((f"subject_{how}" if how != "own" else "subject", found))
        partners = [g for c in children(verb, "prep") if c.lower_ in WITH for g in children(c, "pobj")]
        if partners:
            spots.append(("with", [m for p in partners for m in _list(p)]))
        givers = [g for c in children(verb, "prep") if c.lower_ == "from" for g in children(c, "pobj")]
        if givers:
            spots.append(("giver", [m for g in givers for m in _list(g)]))
        objects = children(verb, "dobj", "dative")
        if objects:
            spots.append(("object", [m for o in objects for m in _list(o)]))
        return spots


def _list(token: Token) -> list[Token]:
    members = [token]
    for member in members:
        members += [c for c in member.children if c.dep_ == "conj" and len(members) < LIMIT]
    return members


def _nominal_chain(token: Token) -> set[int]:
    """The tokens of the noun phrases in which a token stands as a modifier."""
    chain: set[int] = set()
    for _ in range(4):
        if token.dep_ in NOMINAL or (token.dep_ == "pobj" and token.head.lower_ in WITHIN) or (token.dep_ in ("prep", "prt", "dep") and token.lower_ in WITHIN):
            token = token.head
            chain.add(token.i)
        else:
            break
    return chain


def actor_tester(mentions: Sequence[Mention], classes: Mapping[str, ActorClass]) -> Tester:
    covered = {i: m for m in mentions for i in range(m.start, m.end) if m.codes}
    return lambda name, index: index in covered and classes[name](covered[index].codes)
