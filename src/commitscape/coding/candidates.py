"""Who might hold a position on what, sentence by sentence: the candidates among which the rules and the model choose.

A candidate joins an actor and an instrument of one sentence by the reading of the stance cue that lies between
them. Each carries the name of the rule that proposes it and the features by which it is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commitscape.coding.features import HOLDING, describe
from commitscape.coding.instruments import Instrument
from commitscape.coding.mentions import Mention
from commitscape.coding.scene import Scene
from commitscape.coding.settling import settle
from commitscape.coding.stances import Reading
from commitscape.coding.wording import sentence_words

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    "heading": 14.0,
}
PART_COST, OTHER = 1.0, 13.0
RECALLED = 5  # instruments of earlier sentences that are kept in mind
BESIDE = 2  # instruments of earlier sentences that a sentence with instruments of its own may mean too
READINGS = 8  # no instrument has more cues that matter
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
    origin: int | None = None  # the sentence that names the instrument, where this one only points back
    features: dict[str, float] = field(default_factory=dict)


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

    def anybody(self, index: int) -> Mention | None:
        """Who speaks at a token, also one who speaks for no actor."""
        if index not in self._known:
            self._known[index] = self._ask(self._scene.sentence.index, self._scene.doc[index])
        return self._known[index]


@dataclass
class Context:
    """What the article has said before the sentence at hand."""

    group: tuple[str, ...] = ()  # the last group of actors named
    subject: tuple[str, ...] = ()  # who held or did something last
    instruments: tuple[str, ...] = ()  # of the last sentence that named some
    age: int = 0  # sentences since
    named: Counter[str] = field(default_factory=Counter)  # how often each instrument was named outright so far
    title: frozenset[str] = frozenset()  # instruments of the headline
    plural: dict[str, bool] = field(default_factory=dict)  # whether the last words for an instrument were a plural
    held: dict[str, list[str]] = field(default_factory=dict)  # by actor: instruments on which it was the one who acts or speaks, the last one last
    origin: int | None = None  # that sentence
    heading: tuple[str, ...] = ()  # instruments of the heading above
    heading_actors: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()  # whose plan, proposal or draft was named last
    done: set[tuple[str, str]] = field(default_factory=set)  # actor and instrument of commitments reported so far
    density: float = 0.0  # share of the article's sentences that name an instrument outright
    near: dict[int, int] = field(default_factory=dict)  # by sentence: how many of its two neighbours do


def _survey(scenes: Sequence[Scene]) -> Context:
    """How much of an article is about instruments at all: in one that hardly is, a mention seldom is a position."""
    named = {scene.sentence.index: any(not i.weak for i in scene.instruments) for scene in scenes}
    return Context(
        density=sum(named.values()) / max(1, len(scenes)),
        near={index: named.get(index - 1, False) + named.get(index + 1, False) for index in named},
    )


def candidates(scenes: Sequence[Scene], voices: Sequence[Voices], pointers: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    """Every candidate of an article. `voices` says whose words each sentence is."""
    context = _survey(scenes)
    for scene, voice in zip(scenes, voices, strict=True):
        yield from _of_sentence(scene, voice, context, pointers)
        _remember(context, scene, pointers)


def _of_sentence(scene: Scene, voices: Voices, context: Context, pointers: dict[str, frozenset[str]]) -> Iterator[Candidate]:
    marks = list(scene.instruments)
    marks += _pointing_back(scene, context, pointers, {i.code for i in marks if not i.weak})
    best: dict[tuple[str, str], tuple[float, Candidate]] = {}
    for mark in marks:
        readings = scene.readings(mark)[:READINGS]
        back = mark.group.startswith("back_")
        for mention, actor, rule in _holders(scene, voices.main, context, pointers):
            if back and mention is None and rule != "plan_owner":
                continue  # neither who nor what stands in the sentence
            for rank, reading in enumerate(readings or [None]):
                role = scene.role(mention, reading, mark) if mention is not None and reading is not None else rule
                role = _speaking(role, actor, reading, voices) if reading is not None else role
                if rule == "plan_owner" and reading is not None and _plan_speaks(scene, reading, pointers):
                    role = "plan_subject"
                if role in ("mention", "other") and mention is not None:
                    role = scene.standing(mention, mark) or role
                cost = _role_cost(role) + (reading.cost if reading else 12.0) + (3.0 if mark.weak else 0.0)
                key = (actor, mark.code)
                if key in best and best[key][0] <= cost:
                    continue
                name = rule if role == "other" else role
                if mark.group.startswith("back_"):
                    name = f"{mark.group}:{name}"
                stance = settle(reading, actor, mark, scene, voices)
                found = Candidate(scene.sentence.index, actor, mark.code, stance, name, role, mention, mark, reading)
                if mark.group.startswith("back_") and not mark.group.endswith("_heading"):
                    found.origin = context.origin
                found.features = {"_rank": float(rank), "_cost": cost}
                best[key] = (cost, found)
    chosen = [c for _, c in best.values()]
    _own_deeds(chosen, scene, context)
    words = sentence_words(scene) if chosen else []
    for candidate in chosen:
        candidate.features |= describe(candidate, scene, voices.main, chosen, context, words, _speaker(voices, candidate))
    for c in chosen:
        if c.role in HOLDING and not c.mark.weak and c.reading is not None:
            known = context.held.setdefault(c.actor, [])
            if c.instrument in known:
                known.remove(c.instrument)
            known.append(c.instrument)
    yield from chosen


def _own_deeds(chosen: Sequence[Candidate], scene: Scene, context: Context) -> None:
    """Praise for what the actor itself has done, or a call for it, is still its commitment; receivers may go on asking."""
    receives = scene.lexicon.classes.get(scene.lexicon.receivers)
    for c in chosen:
        voiced = c.reading is None or c.reading.need or c.reading.cue.group == "praise_verb"
        if c.stance == "advocated" and voiced and (c.actor, c.instrument) in context.done and not (receives and receives((c.actor,))):
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


def _holders(scene: Scene, voice: Mention | None, context: Context, pointers: dict[str, frozenset[str]]) -> Iterator[tuple[Mention | None, str, str]]:
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
    for rule, codes in (
        ("plan_owner", context.plan if _plans(scene, pointers) else ()),
        ("planner", context.group),
        ("subject_before", context.subject),
        ("heading", context.heading_actors),
    ):
        for code in codes:
            if code not in here:
                here.add(code)
                yield None, code, rule


def _plans(scene: Scene, pointers: dict[str, frozenset[str]]) -> list[Token]:
    """The words of a sentence that name a plan, proposal or draft."""
    if "plans" not in scene.cache:
        scene.cache["plans"] = [t for t in scene.sentence.tokens if t.pos_ == "NOUN" and t.lemma_.lower() in pointers["plans"]]
    found: list[Token] = scene.cache["plans"]
    return found


def _plan_speaks(scene: Scene, reading: Reading, pointers: dict[str, frozenset[str]]) -> bool:
    """Whether a plan is the subject of the cue: "the draft proposes"; it speaks for those whose plan it is."""
    return any(
        t.lemma_.lower() in pointers["plans"] for role, tokens in scene.holders(reading.holder) if role.startswith(("subject", "clause")) for t in tokens
    )


def _pointing_back(scene: Scene, context: Context, pointers: dict[str, frozenset[str]], here: set[str]) -> Iterable[Instrument]:
    """Marks on the words that point back, one for each instrument that they may mean; `here` are those that the sentence names itself."""
    tokens = [t for t in scene.sentence.tokens if not t.is_punct and not t.is_space]
    pronoun = next(
        (t for t in tokens if t.lower_ in pointers["pronouns"] and t.pos_ in ("PRON", "DET") and t.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")), None
    )
    noun = next((t for t in tokens if t.lemma_.lower() in pointers["nouns"] and t.pos_ == "NOUN"), None)
    token = noun or pronoun or (scene.sentence.tokens.root)
    kind = "back_noun" if noun is not None else "back_pronoun" if pronoun is not None else "back_free"
    codes = dict.fromkeys(context.instruments if context.age <= 3 else ())
    if here:
        if kind != "back_free":
            for code in [c for c in codes if c not in here][:BESIDE]:
                yield Instrument(code, token.i, token.i + 1, token.i, f"{kind}_beside", True)
        return
    for code in codes:
        yield Instrument(code, token.i, token.i + 1, token.i, kind, True)
    for code in context.heading:
        if code not in codes:
            codes[code] = None
            yield Instrument(code, token.i, token.i + 1, token.i, f"{kind}_heading", True)
    if not codes and context.named:
        yield Instrument(context.named.most_common(1)[0][0], token.i, token.i + 1, token.i, f"{kind}_topic", True)


def _remember(context: Context, scene: Scene, pointers: dict[str, frozenset[str]]) -> None:
    strong = tuple(dict.fromkeys(i.code for i in scene.instruments if not i.weak))
    context.named.update(strong)
    context.plural |= {i.code: scene.doc[i.head].tag_ in ("NNS", "NNPS") for i in scene.instruments if not i.weak}
    kind = scene.sentence.block
    if kind == "title":
        context.title = frozenset(strong)
    if kind in ("title", "heading"):
        context.heading = strong
        context.heading_actors = tuple(dict.fromkeys(c for m in scene.actors for c in m.codes))[:3] if kind == "heading" else ()
    if strong:
        context.instruments = tuple(dict.fromkeys((*strong[:4], *(context.instruments if context.age <= 2 else ()))))[:RECALLED]
        context.age, context.origin = 0, scene.sentence.index
    context.age += 1
    groups = [m for m in scene.actors if m.kind in GROUP_KINDS]
    if groups:
        context.group = groups[-1].codes
    for token in _plans(scene, pointers):
        owners = {t.i for _, tokens in scene.holders(token.i)[:2] for t in tokens}
        codes = [c for m in scene.actors if owners & set(range(m.start, m.end)) for c in m.codes]
        if codes:
            context.plan = tuple(dict.fromkeys(codes))[:3]
    subjects = [m for m in scene.actors if scene.doc[m.head].dep_ in ("nsubj", "nsubjpass", "agent")]
    if subjects:
        context.subject = subjects[0].codes
