"""Who might hold a position on what, sentence by sentence: the candidates among which the rules and the model choose.

A candidate joins an actor and an instrument of one sentence by the reading of the stance cue that lies between
them. Each carries the name of the rule that proposes it and the features by which it is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commitscape.coding.clauses import first_conjunct, governors, is_negated
from commitscape.coding.context import RECALLED, Context, follow, pointing_back, remember, survey
from commitscape.coding.echoes import echoes
from commitscape.coding.features import HOLDING, describe
from commitscape.coding.instruments import Instrument
from commitscape.coding.mentions import Mention
from commitscape.coding.plans import Plans
from commitscape.coding.quotations import OPENERS
from commitscape.coding.scene import Scene
from commitscape.coding.settling import settle
from commitscape.coding.stances import AGAINST, Reading
from commitscape.coding.wording import head_subject, sentence_words

if TYPE_CHECKING:
    from commitscape.coding.tree import Block, Token

ROLE_COST = {
    "subject": 0.0,
    "agent": 0.0,
    "possessor": 0.2,
    "subject_shared": 0.3,
    "subject_control": 0.3,
    "clause_own": 0.8,
    "clause_control": 0.8,
    "clause_shared": 0.8,
    "party": 0.6,
    "subject_object": 1.0,
    "subject_antecedent": 1.0,
    "clause_antecedent": 1.2,
    "clause_object": 1.2,
    "speaker": 0.3,
    "subject_owner": 0.3,
    "clause_owner": 0.6,
    "bearer": 0.8,
    "with": 2.0,
    "giver": 2.0,
    "owner": 2.0,
    "patient": 5.0,
    "object": 7.0,
    "recipient": 11.0,
    "other": 13.0,
    "source": 9.0,
    "planner": 13.0,
    "plan_owner": 12.0,
    "plan_subject": 1.5,
    "subject_before": 13.5,
    "plan_before": 13.5,
    "holder_before": 13.5,
    "heading": 14.0,
    "topic": 14.0,
}
TELLING = frozenset({"frame", "acts", "named", "quoted", "quoted.far"})  # how a sentence stands to a plan whose terms it tells whoever acts in it
FAR = frozenset({"none", "far"})
PART_COST, OTHER, UNREAD, WEAK_COST = 1.0, 13.0, 12.0, 3.0
READINGS = 8  # no instrument has more cues that matter


@dataclass(slots=True)
class Candidate:
    """A possible position: `sentence` counts in the article, `mention` is None where the actor stands in the context."""

    sentence: int
    actor: str
    instrument: str
    stance: str
    rule: str
    role: str
    mention: Mention | None
    mark: Instrument
    reading: Reading | None
    origin: int | None = None  # the sentence that names the instrument, where this one only points back
    features: dict[str, float] = field(default_factory=dict)

    def above(self, doc: Block) -> set[int]:
        """The heads of its instrument and of what holds its stance, and all tokens above them: what hangs on one of these may be tied to it."""
        heads = [self.mark.head] if self.reading is None else [self.mark.head, self.reading.holder]
        return {token.i for head in heads for token in (doc[head], *governors(doc[head]))}


class Voices:
    """Whose words a sentence is: `main` at its root, `at` any of its tokens; None where the article speaks."""

    def __init__(self, scene: Scene, ask: Callable[[int, Token], Mention | None]) -> None:
        self._scene, self._ask = scene, ask
        self._known: dict[int, Mention | None] = {}

    @property
    def main(self) -> Mention | None:
        return self.at(self._scene.sentence.tokens.root.i)

    def at(self, index: int) -> Mention | None:
        voice = self.anybody(index)
        return voice if voice is not None and voice.codes else None

    @property
    def orphaned(self) -> bool:
        """Whether the sentence opens a quotation of which nobody outside it is the speaker."""
        tokens = self._scene.sentence.tokens
        voice = self.anybody(tokens.root.i)
        return tokens[0].text in OPENERS and (voice is None or any(voice.start == mention.start for mention in self._scene.mentions))

    def anybody(self, index: int) -> Mention | None:
        """Who speaks at a token, also one who speaks for no actor."""
        if index not in self._known:
            self._known[index] = self._ask(self._scene.sentence.index, self._scene.doc[index])
        return self._known[index]


def candidates(
    scenes: Sequence[Scene], voices: Sequence[Voices], pointers: dict[str, frozenset[str]], plans: Plans, published: str | None = None
) -> Iterator[Candidate]:
    """Every candidate of an article. `voices` says whose words each sentence is; `plans` has read nothing yet."""
    context = survey(scenes, plans, published)
    for scene, voice in zip(scenes, voices, strict=True):
        yield from _of_sentence(scene, voice, context, pointers)
        remember(context, scene)


def _of_sentence(scene: Scene, voices: Voices, context: Context, pointers: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    follow(context, scene, voices.orphaned)
    marks = [*scene.instruments, *pointing_back(scene, context, pointers)]
    holders = list(_holders(scene, voices.main, context)) if marks else []
    best: dict[tuple[str, str], tuple[float, Candidate]] = {}
    for mark in marks:
        back = mark.group.startswith("back_")
        free = not mark.weak and head_subject(scene, mark) != "actor"  # nobody in the sentence holds what it says
        terms = not mark.weak and (context.terms in TELLING or (context.terms == "after" and voices.main is None))
        for mention, actor, rule in holders:
            if mention is None and rule != "voice" and not (free or (rule == "plan_owner" and back) or (terms and rule.startswith("plan_"))):
                continue
            key = (actor, mark.code)
            readings: Sequence[Reading | None] = scene.readings_for(mention, mark)[:READINGS] or [None]
            for rank, reading in enumerate(readings):
                least = (reading.cost if reading else UNREAD) + (WEAK_COST if mark.weak else 0.0)
                if key in best and best[key][0] <= least:
                    break  # readings come by cost, and no role takes from it
                role = _role(scene, voices, mention, actor, rule, reading, mark, pointers)
                cost = least + _role_cost(role)
                if key in best and best[key][0] <= cost:
                    continue
                name = rule if role == "other" else role
                found = Candidate(scene.sentence.index, actor, mark.code, "", f"back:{name}" if back else name, role, mention, mark, reading)
                found.features = {"_rank": float(rank), "_cost": cost}
                best[key] = (cost, found)
    chosen = [c for _, c in best.values()]
    for c in chosen:
        c.stance = settle(c.reading, c.actor, c.mark, scene, voices, c.role)
        if c.mark.group.startswith("back_") and not c.mark.group.endswith("_heading"):
            c.origin = context.origins.get(c.instrument)
    echoes(chosen, scene, context.told)
    _own_deeds(chosen, scene, context)
    words = sentence_words(scene) if chosen else []
    for candidate in chosen:
        candidate.features |= describe(candidate, scene, voices.main, chosen, context, words, _speaker(voices, candidate))
    for c in chosen:
        if c.role in HOLDING and not c.mark.weak and c.reading is not None:
            context.hold(c.actor, c.instrument)
    context.taken.update({c.instrument for c in chosen if not c.mark.weak and c.role in HOLDING and c.reading is not None and c.reading.link == "governs"})
    if holding := dict.fromkeys(c.actor for c in chosen if c.role in HOLDING and c.reading is not None and c.reading.link == "governs"):
        context.holders = tuple(holding)[:RECALLED]
    told = {c.instrument: c.stance for c in chosen if c.role in HOLDING and (c.reading is not None or "echo=same" in c.features)}
    context.told |= told
    context.told_at |= dict.fromkeys(told, scene.sentence.index)
    yield from chosen


def _role(
    scene: Scene, voices: Voices, mention: Mention | None, actor: str, rule: str, reading: Reading | None, mark: Instrument,
    pointers: dict[str, frozenset[str]],
) -> str:
    """How an actor stands to a reading, or to the clauses of the instrument where no cue joins them."""
    role = rule
    if reading is not None:
        role = _speaking(scene.role(mention, reading, mark) if mention is not None else rule, actor, reading, voices)
        if rule == "plan_owner" and _plan_speaks(scene, reading, pointers):
            role = "plan_subject"
    if role in ("mention", "other") and mention is not None:
        role = scene.standing(mention, mark) or role
        if reading is not None and reading.need and voices.at(reading.holder) is None and _holds_that(scene, mention, reading):
            role = "speaker"
    return role


def _holds_that(scene: Scene, mention: Mention, reading: Reading) -> bool:
    """Whether a need stands in a clause that an actor holds true, though nobody is quoted: "Atlantis insists that lamps are vital"."""
    own = first_conjunct(scene.doc[mention.head])
    clauses = (t for t in (scene.doc[reading.holder], *governors(scene.doc[reading.holder])) if t.dep_ == "ccomp")
    doubted = is_negated(own.head) or any(cue.head == own.head.i and cue.stance in AGAINST for cue in scene.cues)
    return own.dep_ == "nsubj" and not doubted and any(t.head is own.head and t.i > own.head.i for t in clauses)


def _own_deeds(chosen: Sequence[Candidate], scene: Scene, context: Context) -> None:
    """Praise for what the actor itself has done, or a call for it, is still its commitment; receivers may go on asking."""
    for c in chosen:
        voiced = c.reading is None or c.reading.need or c.reading.cue.group in ("praise_verb", "support_verb")
        if c.stance == "advocated" and voiced and (c.actor, c.instrument) in context.done and not scene.lexicon.receives(c.actor):
            c.stance = "committed"
    context.done |= {
        (c.actor, c.instrument) for c in chosen if c.stance == "committed" and c.role in HOLDING and c.reading is not None and c.reading.link == "governs"
    }


def _speaking(role: str, actor: str, reading: Reading, voices: Voices) -> str:
    """A need belongs to the one who voices it; what others are said to do does not."""
    voice = voices.at(reading.holder)
    if voice is None or actor not in voice.codes:
        return "other" if reading.need and voice is not None and role != "other" and voice.codes else role
    if reading.need:
        return "speaker"
    return "source" if role == "other" else role


def _speaker(voices: Voices, candidate: Candidate) -> str:
    """Whose words the instrument stands in: the article's, the actor's own, another actor's, a stranger's, an outlet's."""
    voice = voices.anybody(candidate.mark.head)
    if voice is None:
        return "article"
    if candidate.actor in voice.codes:
        return "unnamed" if voice.unnamed else "own"
    if voice.codes:
        return "other"
    return "outlet" if voice.kind == "outlet" else "people" if voice.unnamed else "stranger"


def _role_cost(role: str) -> float:
    if role.startswith("bare_"):
        return OTHER - 1.0
    if role.endswith("_part"):
        return ROLE_COST.get(role.removesuffix("_part"), OTHER) + PART_COST
    return ROLE_COST.get(role, OTHER)


def _holders(scene: Scene, voice: Mention | None, context: Context) -> Iterator[tuple[Mention | None, str, str]]:
    here: set[str] = set()
    for mention in scene.actors:
        here.update(mention.codes)
        for code in mention.codes:
            yield mention, code, "mention"
    if voice is not None:
        for code in voice.codes:
            if code not in here:
                here.add(code)
                yield None, code, "voice"  # who speaks here is named elsewhere
    for rule, codes in (
        ("plan_owner", context.plan if not context.plan_age else ()),
        ("plan_before", context.plan if context.terms not in FAR else ()),
        ("planner", context.group),
        ("subject_before", context.subject),
        ("plan_before", context.plan),
        ("holder_before", context.holders),
        ("heading", context.heading_actors),
        ("topic", context.topic),
    ):
        for code in codes:
            if code not in here:
                here.add(code)
                yield None, code, rule


def _plan_speaks(scene: Scene, reading: Reading, pointers: dict[str, frozenset[str]]) -> bool:
    """Whether a plan is the subject of the cue: "the draft proposes"; it speaks for those whose plan it is."""
    return any(
        t.lemma_.lower() in pointers["plans"] for role, tokens in scene.holders(reading.holder) if role.startswith(("subject", "clause")) for t in tokens
    )
