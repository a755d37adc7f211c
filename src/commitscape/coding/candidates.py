"""Who might hold a position on what, sentence by sentence: the candidates among which the rules and the model choose.

A candidate joins an actor and an instrument of one sentence by the reading of the stance cue that lies between
them. Each carries the name of the rule that proposes it and the features by which it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from commitscape.coding.features import describe
from commitscape.coding.instruments import Instrument
from commitscape.coding.mentions import Mention
from commitscape.coding.scene import Scene
from commitscape.coding.stances import Reading

ROLE_COST = {
    "subject": 0.0, "agent": 0.0, "possessor": 0.2, "subject_shared": 0.3, "subject_control": 0.3, "clause_own": 0.8, "clause_control": 0.8, "clause_shared": 0.8,
    "party": 0.6, "subject_object": 1.0, "subject_antecedent": 1.0, "clause_antecedent": 1.2, "clause_object": 1.2, "owner": 2.0, "patient": 3.0, "object": 4.0,
    "recipient": 6.0, "other": 7.0,
}
PART_COST = 1.0
READINGS = 5  # no instrument has more cues that matter
GROUP_KINDS = ("group",)


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
    features: dict[str, float] = field(default_factory=dict)


@dataclass
class Context:
    """What the article has said before the sentence at hand."""

    group: tuple[str, ...] = ()  # the last group of actors named
    subject: tuple[str, ...] = ()  # who held or did something last
    instruments: tuple[str, ...] = ()  # of the last sentence that named some
    age: int = 0  # sentences since
    heading: tuple[str, ...] = ()  # instruments of the heading above
    heading_actors: tuple[str, ...] = ()


def candidates(scenes: Sequence[Scene], voices: Sequence[Mention | None], pointers: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    """Every candidate of an article. `voices` says whose words a sentence is, None where the article speaks."""
    context = Context()
    for scene, voice in zip(scenes, voices, strict=True):
        yield from _of_sentence(scene, voice, context, pointers)
        _remember(context, scene)


def _of_sentence(scene: Scene, voice: Mention | None, context: Context, pointers: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    marks = [i for i in scene.instruments]
    if not any(not i.weak for i in marks):
        marks += _pointing_back(scene, context, pointers)
    best: dict[tuple[str, str], tuple[float, Candidate]] = {}
    for mark in marks:
        readings = scene.readings(mark)[:READINGS]
        for mention, actor, rule in _holders(scene, voice, context):
            for rank, reading in enumerate(readings or [None]):
                role = scene.role(mention, reading, mark) if mention is not None and reading is not None and rule == "mention" else rule
                cost = _role_cost(role) + (reading.cost if reading else 12.0) + (3.0 if mark.weak else 0.0)
                key = (actor, mark.code)
                if key in best and best[key][0] <= cost:
                    continue
                name = role if rule == "mention" else rule
                if mark.group.startswith("back_"):
                    name = f"{mark.group}:{name}"
                found = Candidate(scene.sentence.index, actor, mark.code, reading.stance if reading else "", name, role, mention, mark, reading)
                found.features = {"_rank": float(rank), "_cost": cost}
                best[key] = (cost, found)
    chosen = [c for _, c in best.values()]
    for candidate in chosen:
        candidate.features |= describe(candidate, scene, voice, chosen, context)
    yield from chosen


def _role_cost(role: str) -> float:
    if role.endswith("_part"):
        return ROLE_COST.get(role.removesuffix("_part"), 7.0) + PART_COST
    return ROLE_COST.get(role, 7.0)


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
                yield voice, code, "voice"
    for rule, codes in (("planner", context.group), ("subject_before", context.subject), ("heading", context.heading_actors)):
        for code in codes:
            if code not in here:
                here.add(code)
                yield None, code, rule


def _pointing_back(scene: Scene, context: Context, pointers: dict[str, frozenset[str]]) -> Iterable[Instrument]:
    """Marks on the words that point back, one for each instrument that they may mean."""
    if context.age > 3 and not context.heading:
        return
    tokens = [t for t in scene.sentence.tokens if not t.is_punct and not t.is_space]
    pronoun = next((t for t in tokens if t.lower_ in pointers["pronouns"] and t.pos_ in ("PRON", "DET") and t.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")), None)
    noun = next((t for t in tokens if t.lemma_.lower() in pointers["nouns"] and t.pos_ == "NOUN"), None)
    token = noun or pronoun or (scene.sentence.tokens.root)
    kind = "back_noun" if noun is not None else "back_pronoun" if pronoun is not None else "back_free"
    codes = dict.fromkeys(context.instruments if context.age <= 3 else ())
    for code in codes:
        yield Instrument(code, token.i, token.i + 1, token.i, kind, True)
    for code in context.heading:
        if code not in codes:
            yield Instrument(code, token.i, token.i + 1, token.i, f"{kind}_heading", True)


def _remember(context: Context, scene: Scene) -> None:
    strong = tuple(dict.fromkeys(i.code for i in scene.instruments if not i.weak))
    kind = scene.sentence.block
    if kind in ("title", "heading"):
        context.heading = strong
        context.heading_actors = tuple(dict.fromkeys(c for m in scene.actors for c in m.codes))[:3] if kind == "heading" else ()
    if strong:
        context.instruments, context.age = strong[:4], 0
    context.age += 1
    groups = [m for m in scene.actors if m.kind in GROUP_KINDS]
    if groups:
        context.group = groups[-1].codes
    subjects = [m for m in scene.actors if scene.doc[m.head].dep_ in ("nsubj", "nsubjpass", "agent")]
    if subjects:
        context.subject = subjects[0].codes
