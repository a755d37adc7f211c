"""Sentences that list who belongs to a camp: "countries ready to sail include Atlantis and Lemuria", "supporters of the idea are ..."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commitscape.coding.chains import DEED
from commitscape.coding.clauses import is_negated, subjects, with_conjuncts
from commitscape.coding.mentions import Mention
from commitscape.coding.stances import WHEN_NEGATED, Cue, Reading
from commitscape.coding.tree import Token, Tokens

VERBS = frozenset({"include", "comprise", "be"})
BEFORE = frozenset({"those", "others"})
COST = 1.0


@dataclass(frozen=True, slots=True)
class Listing:
    """The camp's words [start, end), the verb at `end`, and the listed actors by their heads."""

    start: int
    end: int
    members: frozenset[int]

    def says(self, reading: Reading) -> bool:
        return self.start <= reading.cue.head < self.end

    def readings(self, found: Sequence[Reading], cues: Sequence[Cue], tokens: Tokens) -> list[Reading]:
        """What the camp's own words say of an instrument, where they say anything: the readings of its listed members."""
        own = [cue for cue in cues if self.start <= cue.head < self.end and cue.stance in WHEN_NEGATED]
        best = next((cue for cue in own if cue.stance != DEED), None)
        here = next((r for r in found if best is not None and r.cue.head == best.head and r.link == "governs"), None)
        if best is None or not found:
            return []
        negated = is_negated(tokens.doc[best.head])
        stance = WHEN_NEGATED[best.stance] if negated else best.stance
        return [here or replace(found[0], cue=best, stance=stance, negated=negated, link="governs", cost=COST, holder=best.head, outer="", modal="")]


def find_listing(tokens: Tokens, mentions: Sequence[Mention], cues: Sequence[Cue]) -> Listing | None:
    """The list of members of a sentence, None where it has none."""
    covered = {i: m for m in mentions for i in range(m.start, m.end)}
    for verb in tokens:
        if verb.lemma_.lower() not in VERBS:
            continue
        camp = next((t for t in subjects(verb)[0] if t.i < verb.i and _camp(t, covered, cues)), None)
        listed = [t for c in verb.children if c.dep_ in ("dobj", "attr") and c.i > verb.i for t in with_conjuncts(c)]
        members = frozenset(t.i for t in listed if t.i in covered and covered[t.i].codes)
        if camp is not None and members and len(members) == len(listed):
            return Listing(camp.left_edge.i, verb.i, members)
    return None


def _camp(token: Token, covered: dict[int, Mention], cues: Sequence[Cue]) -> bool:
    """Whether a word stands for people or states who are not named."""
    mention = covered.get(token.i)
    if mention is not None:
        return mention.plural and not mention.codes
    return token.lower_ in BEFORE or (token.tag_ == "NNS" and any(cue.head == token.i for cue in cues))
