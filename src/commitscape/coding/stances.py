"""Which stance cue governs an instrument, and what stance it gives there.

A cue is a phrase of `cues/stances.yaml`. From an instrument the tree is climbed to the cues above it; negation,
modality, tense and outer cues of the same clause chain then decide what the cue means.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commitscape.coding.chains import DEED, carries, of_itself, outer_cues
from commitscape.coding.clauses import (
    children,
    ends,
    governors,
    is_finite_break,
    is_negated,
    only_these,
    others_do,
    predicate,
    subjects,
)
from commitscape.coding.contrast import denies
from commitscape.coding.cues import read_groups
from commitscape.coding.deeds import deed
from commitscape.coding.moods import announces, in_hypothesis, modality, only_if, rather, sided, unreal
from commitscape.coding.patterns import Lexicon, Word
from commitscape.errors import TopicError

if TYPE_CHECKING:
    from commitscape.coding.tree import Block, Token

NEUTRAL = "!neutral"  # what only takes a place away from shorter cues
HEAD_RANK = {"VERB": 3, "NOUN": 3, "PROPN": 3, "ADJ": 2, "AUX": 2, "ADP": 1, "ADV": 1}
WHEN_NEGATED = {
    "committed": "undecided",
    "willing": "refused",
    "considering": "refused",
    "undecided": "undecided",
    "reluctant": "willing",
    "refused": "considering",
    "opposed": "willing",
    "advocated": "reluctant",
    DEED: "refused",
}
UNDER_NEGATED_DEED = {"refused": "considering", "committed": "refused", "willing": "refused", "considering": "refused", "advocated": "opposed"}
AGAINST = frozenset({"refused", "opposed", "reluctant"})
DEED_REACH = 4.5
BREAK_COST, PREDICATE_COST, MODIFIER_COST, LINEAR_COST = 5.0, 1.2, 2.2, 9.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A stance cue in a sentence: its group, the stance of the group, its tokens and the token that heads it."""

    group: str
    stance: str
    start: int
    end: int
    head: int
    frame: bool = False
    parties: bool = False
    voiced: bool = False  # a judgement or need: it belongs to the one who voices it
    negates: bool = False  # it spells its negation itself ("has no plans")
    grieves: bool = False  # a feeling about what others do: "furious that", "regrets that"


@dataclass(frozen=True, slots=True)
class Reading:
    """The stance of one instrument mention as one cue gives it."""

    cue: Cue
    stance: str
    link: str  # governs | predicate | modifier | linear
    cost: float  # how far the cue stands from the instrument
    negated: bool
    modal: str
    outer: str  # the group of an outer cue that changed the stance, or ""
    holder: int  # token whose subject or possessor holds the stance
    hypothetical: bool
    need: bool = False  # must, should: the one who says it advocates


class StanceLexicon:
    """The stance cues of a topic."""

    def __init__(self, groups: dict[str, dict[str, Any]], neutral: Sequence[str] = (), *, where: str = "") -> None:
        self.groups, self.without = groups, frozenset[str]()
        self._lexicon = Lexicon({**{name: group["patterns"] for name, group in groups.items()}, NEUTRAL: neutral}, where=where)

    @classmethod
    def load(cls, topic: Path, codes: set[str]) -> StanceLexicon:
        """Read `cues/stances.yaml`. Raises TopicError where a stance is unknown."""
        path = topic / "cues" / "stances.yaml"
        raw, groups = read_groups(topic, path.stem)
        for name, group in groups.items():
            for stance in (group.get("stance"), *(group.get(key, DEED) for key in ("negated", "modal", "controlling", "received", "object", "hinging"))):
                if stance not in codes | {DEED}:
                    raise TopicError(f"group {name!r} has the unknown stance {stance!r}", where=str(path), remedy="use a stance of the codebook, or deed")
        return cls(groups, raw.get("neutral") or (), where=str(path))

    def find(self, doc: Block, words: list[Word]) -> list[Cue]:
        """The cues of a sentence in reading order; a cue inside a longer one falls away."""
        matches = [m for m in self._lexicon.find(words) if m.group not in self.without]
        cues: list[Cue] = []
        for match in matches:
            size = match.end - match.start
            if any(o is not match and o.start <= match.start and match.end <= o.end and o.end - o.start > size for o in matches):
                continue
            if match.group == NEUTRAL:
                continue
            group = self.groups[match.group]
            head = _head(doc, match.start, match.end)
            if group.get("attributive") and head.dep_ not in ("amod", "compound"):
                continue
            if head.dep_ == "amod" and head.tag_ == "VBN" and group["stance"] not in ("considering", "committed"):
                continue
            cues.append(
                Cue(
                    match.group,
                    group["stance"],
                    match.start,
                    match.end,
                    head.i,
                    group.get("kind") == "frame",
                    group.get("holder") == "parties",
                    group.get("holder") == "speaker",
                    match.negates,
                    bool(group.get("grieves")),
                )
            )
        return cues

    def readings(self, doc: Block, head: int, cues: list[Cue], span: tuple[int, int], *, turned: bool = True) -> list[Reading]:
        """Every reading of an instrument mention headed by token `head`, the nearest cue first.

        `turned` tells that a verb at the head is the instrument's own ("lift the ban"), which says no more about it.
        """
        token = doc[head]
        path = {t.i: depth for depth, t in enumerate((token, *governors(token)))}
        told, inside = {DEED, "committed"} if turned else {DEED, "committed", "willing", *AGAINST}, range(span[0], span[1])
        told = {c.group for c in cues if c.stance in told and self.groups[c.group].get("negated") != "committed"} if token.pos_ == "VERB" else set()
        outside = [c for c in cues if c.head != head or c.group in told or c.start not in inside or c.end - 1 not in inside]
        found = [self._read(doc, path, cue, cues, span) for cue in outside if not _of_another(doc[cue.head], path, cues)]
        found = [r for r in found if not self._overreaches(token, r)]
        near = {"governs": DEED_REACH, "predicate": 2.5}
        found = [r for r in found if r.cue.stance != DEED or r.cost <= near.get(r.link, 0.0) or denies(doc[r.cue.head])]
        return sorted(found, key=lambda r: (r.cost, r.cue.start))

    def alone(self, doc: Block, cue: Cue, cues: list[Cue]) -> Reading:
        """What a cue says where it stands, whatever it is about."""
        return self._resolve(doc, cue, cues, "governs", 0.0)

    def _overreaches(self, token: Token, reading: Reading) -> bool:
        """Whether a cue that does not reach into statements of fact would have to."""
        if reading.link != "governs" or self.groups[reading.cue.group].get("finite", True):
            return False
        for step in (token, *governors(token)):
            if step.i == reading.cue.head:
                return False
            if step.dep_ == "ccomp" and is_finite_break(step) and not carries(step):
                return True
        return False

    def _read(self, doc: Block, path: dict[int, int], cue: Cue, cues: list[Cue], span: tuple[int, int]) -> Reading:
        top = doc[cue.head]
        clause = predicate(top)
        if cue.head in path:
            link, cost, at = "governs", float(path[cue.head]), cue.head
        elif clause.i in path:
            link, cost, at = "predicate", PREDICATE_COST + path[clause.i], clause.i
        elif top.dep_ == "xcomp" and top.head.i in path and top.head.lemma_ == "be" and modality(top) == "will":
            link, cost, at = "governs", float(path[top.head.i]), top.head.i  # "lamps are to be sent"
        elif top.head.i in path and path[top.head.i] <= 2:
            link, cost, at = "modifier", MODIFIER_COST + path[top.head.i], top.head.i
        else:
            link, at = "linear", -1
            cost = LINEAR_COST + min(abs(cue.start - span[1]), abs(span[0] - cue.end)) / 3
        if at >= 0:
            cost += BREAK_COST * sum(1 for i, depth in path.items() if depth < path[at] and is_finite_break(doc[i]))
        if cue.stance == DEED:
            cost += 0.5
        reading = self._resolve(doc, cue, cues, link, cost)
        between = [doc[i] for i, depth in path.items() if link == "governs" and 0 <= depth < path[at]]
        undone = any(t.pos_ in ("VERB", "AUX") and is_negated(t) for t in between)
        if reading.stance == "advocated" and not undone:
            undone = any(ends(t) and not span[0] <= t.i < span[1] and not any(c.head == t.i for c in cues) for t in between)
        if cue.stance != DEED and undone and not reading.negated:
            reading = replace(reading, stance=UNDER_NEGATED_DEED.get(reading.stance, reading.stance))
        return reading

    def _resolve(self, doc: Block, cue: Cue, cues: list[Cue], link: str, cost: float) -> Reading:
        top = doc[cue.head]
        group = self.groups[cue.group]
        modal, negated = modality(top), is_negated(top if top.dep_ not in ("aux", "auxpass") else top.head) and not cue.negates
        if negated and any(o.negates and o.start <= c.i < o.end for c in children(top, "neg") for o in cues if doc[o.head] in governors(top)):
            negated = False  # "no reason not to send": the other cue has counted it
        need = False
        if cue.stance == DEED:
            stance, need = deed(top, modal, negated)
        else:
            stance = cue.stance
            if negated:
                stance = group.get("negated", WHEN_NEGATED[stance])
                if stance == "opposed" and cue.voiced and any(o.head == top.head.i and o.stance in AGAINST for o in cues):
                    stance = "advocated"  # "should not be delayed"
                if modal == "will" and (cue.stance, stance) == ("committed", "undecided"):
                    stance = "refused"  # "will not sign"; "has not signed" may come yet
                if modal == "must":
                    stance, need = ("advocated" if cue.stance in AGAINST else "opposed"), True  # "should not be delayed", "must not be signed"
                if group.get("sided") and modal == "would" and rather(top):
                    stance = "reluctant"
            elif group.get("sided"):
                stance = sided(top, modal) or stance
            elif modal in ("would", "could", "may") and "modal" in group:
                stance = group["modal"]
            elif modal == "must" and stance in ("committed", "willing", "considering"):
                stance, need = "advocated", True
        outers = [] if cue.stance == DEED and announces(top) else outer_cues(doc, cue, cues)
        if modal == "to" and "modal" in group and not negated and top.dep_ != "ROOT" and not any(o.stance == "committed" for o in outers):
            stance = group["modal"]
        if stance in ("committed", "considering", "refused") and modal in ("will", "would") and only_if(top):
            stance = "willing"
        if cue.stance in (DEED, "committed") and stance == "committed" and (in_hypothesis(top) or (cue.stance == DEED and unreal(top))):
            stance = "considering"
        need = need or cue.voiced
        holder, outer = cue, ""
        for other in outers:
            changed, need_too = self._compose(doc, stance, holder, other)
            if changed:
                stance, holder, outer, need = changed, other, other.group, need_too or other.voiced
        return Reading(cue, stance, link, cost, negated, modal, outer, holder.head, in_hypothesis(top), need)

    def _compose(self, doc: Block, inner: str, cue: Cue, other: Cue) -> tuple[str, bool]:
        """The stance when `other` stands over `cue` in one chain ("refuse to commit", "will continue to send"), "" where it stays."""
        top = doc[other.head]
        negated = is_negated(top) and not other.negates
        if other.stance == DEED:
            bare = cue.stance == DEED and (modality(doc[cue.head]) == "to" or doc[cue.head].tag_ == "VBG")
            return deed(top, modality(top), negated) if bare else ("", False)
        outer = self.groups[other.group].get("negated", WHEN_NEGATED[other.stance]) if negated else other.stance
        if self.groups[other.group].get("controlling") and not negated and subjects(doc[cue.head])[1] in ("object", "own"):
            outer = self.groups[other.group]["controlling"]
        if not negated and cue.stance != DEED and "chained" in self.groups[other.group]:
            return self.groups[other.group]["chained"].get(inner, ""), False  # "threatened to send", "threatened to veto"
        if inner in AGAINST and not negated and (other.grieves or self.groups[other.group].get("turns")) and others_do(doc[cue.head], top):
            return "advocated", False  # "condemned them for blocking", "furious that they will not pay"
        if cue.stance == DEED and outer == "advocated" and inner != "refused" and only_these(doc[cue.head]):
            return "opposed", False
        if not negated and modality(top) in ("would", "could", "may"):
            outer = self.groups[other.group].get("modal", outer)  # "could agree to send"
        if not negated and (itself := self.groups[other.group].get("itself")) and of_itself(doc[cue.head], top):
            outer = itself
        if other.frame and cue.stance != DEED and self.groups[other.group].get("transparent"):
            return inner, False  # "those ready to send lamps include": what is listed has its stance already
        if cue.stance == DEED or (self.groups[cue.group].get("transparent") and inner == cue.stance):
            return (UNDER_NEGATED_DEED.get(outer, outer) if inner == "refused" else outer), False
        if self.groups[cue.group].get("sided") and inner == cue.stance:
            return outer, False
        if self.groups[cue.group].get("answered") and inner == cue.stance and cue.head in {t.i for t in children(top, "dobj", "nsubjpass", "prep")}:
            return {"opposed": "refused", "committed": "committed"}.get(outer, outer), False
        if outer == "committed" and inner == "undecided" and is_negated(doc[cue.head]) and not negated:
            return "refused", False  # "promised never to ratify"
        if outer == "opposed" and inner == "opposed" and self.groups[cue.group].get("answered"):
            return "advocated", False  # "rejects demands to give up"
        if outer == "opposed":
            return ("opposed" if inner in ("committed", "willing", "considering") else ""), False
        if outer == "refused":
            vow = inner == "committed" and self.groups[cue.group].get("negated") == "undecided"
            return ("undecided" if vow or inner == "undecided" else "considering" if inner == "refused" else "refused"), False
        if outer == "advocated" and inner in ("refused", "opposed") and subjects(doc[cue.head])[1] in ("object", "own"):
            return "opposed", False  # asking others to stop or not to begin
        if outer == "willing" and inner == "undecided":
            return "", False  # "prefers to wait", "wants to keep its options open"
        if outer in ("undecided", "reluctant", "advocated", "willing"):
            return (outer if inner not in ("refused", "opposed", "reluctant") or outer == "undecided" else ""), False
        if outer == "considering":
            return ("considering" if inner in ("committed", "willing", "considering") else ""), False
        return "", False


def _of_another(verb: Token, path: dict[int, int], cues: list[Cue]) -> bool:
    """Whether what a verb promises, plans or refuses is told by another cue beside the instrument: "vowed to block it"."""
    heads = {c.head for c in cues if c.stance != DEED or denies(verb.doc[c.head])}
    return any(t.i in heads and t.i > verb.i and t.i not in path for t in children(verb, "xcomp"))


def _head(doc: Block, start: int, end: int) -> Token:
    tokens = [doc[i] for i in range(start, end)]
    tops = [t for t in tokens if t.head.i < start or t.head.i >= end or t.head == t]
    return max(tops or tokens, key=lambda t: (HEAD_RANK.get(t.pos_, 0), -t.i))
