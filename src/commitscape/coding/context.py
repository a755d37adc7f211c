"""What an article has said before the sentence at hand, and which instruments a word that points back may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commitscape.coding.clauses import LIMIT, children, governors
from commitscape.coding.instruments import Instrument
from commitscape.coding.plans import Plans
from commitscape.coding.scene import Scene
from commitscape.coding.surroundings import company
from commitscape.coding.times import times

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

RECALLED = 5  # instruments of earlier sentences that are kept in mind
BESIDE = 2  # instruments of earlier sentences that a sentence with instruments of its own may mean too
GROUP_KINDS = ("group",)
FRAMING = frozenset({"under", "in", "per", "to", "by", "within", "of"})  # prepositions that make a plan the frame of what is told
NEAR_PLAN = 3  # sentences
ELSEWHERE = 6  # sentences from a party from which on it does not matter how many there are
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj")


@dataclass
class Context:
    """What the article has said before the sentence at hand."""

    plans: Plans  # whose plans the article speaks of
    spoken: Counter[str] = field(default_factory=Counter)  # in how many sentences so far each actor is named
    topic: tuple[str, ...] = ()  # the actor of the headline of whom the article has spoken most
    group: tuple[str, ...] = ()  # the last group of actors named
    subject: tuple[str, ...] = ()  # who held or did something last
    holders: tuple[str, ...] = ()  # all who held something in the last sentence in which anybody did
    instruments: tuple[str, ...] = ()  # of the last sentence that named some
    age: int = 0  # sentences since
    named: Counter[str] = field(default_factory=Counter)  # how often each instrument was named outright so far
    title: frozenset[str] = frozenset()  # instruments of the headline
    titled: frozenset[str] = frozenset()  # actors of the headline
    plural: dict[str, bool] = field(default_factory=dict)  # whether the last words for an instrument were a plural
    held: dict[str, list[str]] = field(default_factory=dict)  # by actor: instruments on which it was the one who acts or speaks, the last one last
    origins: dict[str, int] = field(default_factory=dict)  # by instrument: the sentence that named it last
    tied: dict[str, str] = field(default_factory=dict)  # by instrument: another that the article has made one matter with it
    heading: tuple[str, ...] = ()  # instruments of the heading above
    heading_actors: tuple[str, ...] = ()
    plan: tuple[str, ...] = ()  # whose plan, proposal or draft is meant here
    plan_age: int = 99  # sentences since one was named
    terms: str = "none"  # how near the sentence stands to a plan whose terms it may tell
    done: set[tuple[str, str]] = field(default_factory=set)  # actor and instrument of commitments reported so far
    told: dict[str, str] = field(default_factory=dict)  # by instrument: the stance that somebody was said to hold last
    told_at: dict[str, int] = field(default_factory=dict)  # by instrument: the sentence that said so
    newest: frozenset[str] = frozenset()  # instruments of the last sentence that named some
    latest: int = 0  # how many they are
    density: float = 0.0  # share of the article's sentences that name an instrument outright
    setting: dict[int, list[str]] = field(default_factory=dict)  # by sentence: features of how near the topic's own parties stand and of when it plays
    near: dict[int, int] = field(default_factory=dict)  # by sentence: how many of its two neighbours do
    sentences: int = 0  # of the article
    opens: frozenset[int] = frozenset()  # sentences that open a paragraph
    spread: Counter[str] = field(default_factory=Counter)  # by instrument: how many sentences of the whole article name it outright
    paragraphs: dict[str, int] = field(default_factory=dict)  # by instrument: the paragraph that named it last
    taken: Counter[str] = field(default_factory=Counter)  # by instrument: in how many sentences so far somebody held something on it

    def hold(self, actor: str, instrument: str) -> None:
        """Note that an actor acts or speaks on an instrument."""
        known = self.held.setdefault(actor, [])
        if instrument in known:
            known.remove(instrument)
        known.append(instrument)


def survey(scenes: Sequence[Scene], plans: Plans, published: str | None = None) -> Context:
    """How much of an article is about instruments and the topic's own parties at all: in one that hardly is, a mention seldom is a position."""
    told = times(scenes, int(published[:4]) if published else None)
    outright = {scene.sentence.index: {i.code for i in scene.instruments if not i.weak} for scene in scenes}
    named = {index: bool(codes) for index, codes in outright.items()}
    paragraphs = [scene.sentence.paragraph for scene in scenes]
    titles = [scene for scene in scenes if scene.sentence.block == "title"]
    return Context(
        plans=plans,
        sentences=len(scenes),
        opens=frozenset(s.sentence.index for n, s in enumerate(scenes) if not n or paragraphs[n] != paragraphs[n - 1]),
        spread=Counter(code for codes in outright.values() for code in codes),
        title=frozenset(code for s in titles for code in outright[s.sentence.index]),
        titled=frozenset(code for s in titles for m in s.actors for code in m.codes),
        density=sum(named.values()) / max(1, len(scenes)),
        near={index: named.get(index - 1, False) + named.get(index + 1, False) for index in named},
        setting={index: [*near, *told[index]] for index, near in _settings(scenes).items()},
    )


def _gaps(named: Sequence[bool]) -> list[int]:
    """For each sentence, how many sentences it is to the nearest that is `named`, as far as it matters."""
    return [next((gap for gap in range(ELSEWHERE) if any(named[max(0, n - gap) : n + gap + 1])), ELSEWHERE) for n in range(len(named))]


def _settings(scenes: Sequence[Scene]) -> dict[int, list[str]]:
    """For each sentence, how near the parties stand whom the topic is about: who receives, and the other classes whose mind is taken as known."""
    if not scenes:
        return {}
    receives = [any(receiver for _, receiver, _ in company(scene)) for scene in scenes]
    party = [any(known for _, _, known in company(scene)) for scene in scenes]
    of_receiver, of_parties = share(sum(receives) / len(scenes)), share(sum(party) / len(scenes))
    to_receiver, to_party = _gaps(receives), _gaps(party)
    paragraphs = {scene.sentence.paragraph for scene, told in zip(scenes, receives, strict=True) if told}
    return {
        scene.sentence.index: [
            f"receiver.gap={to_receiver[n]}", f"party.gap={to_party[n]}", f"receiver.paragraph={scene.sentence.paragraph in paragraphs}",
            f"party={party[n]}.{any(party[max(0, n - 2) : n])}", f"receiver.near={any(receives[max(0, n - 3) : n + 1])}", f"receiver={receives[n]}",
            f"receiver.share={of_receiver}", f"party.share={of_parties}", f"receiver.opening={any(receives[:2])}",
        ]
        for n, scene in enumerate(scenes)
    }


def share(part: float) -> str:
    """A share in steps, as features tell it."""
    return next((str(limit) for limit in (0.1, 0.2, 0.3, 0.4, 0.55, 0.7) if part <= limit), "most")


def follow(context: Context, scene: Scene, quoted: bool) -> None:
    """Note whose plan the sentence speaks of and how: as what acts, as the frame ("under the plan"), by the way, or in what stands after it.

    `quoted` says that the sentence is a quotation of which nobody is the speaker, as clauses of a document are quoted.
    """
    words = context.plans.read(scene.sentence, scene.mentions)
    if words:
        codes = [code for word in words for code in word.codes]
        context.plan, context.plan_age = tuple(dict.fromkeys(codes))[:3] or context.plan, 0
        frames = [word.token for word in words if word.token.dep_ == "pobj" and word.token.head.lower_ in FRAMING]
        acts = any(word.token.dep_ in ("nsubj", "nsubjpass") for word in words)
        context.terms = "frame" if frames else "acts" if acts else "named"
        return
    context.plan_age += 1
    near = context.plan_age <= NEAR_PLAN
    if context.plan:
        context.terms = ("quoted" if quoted else "after") if near else "quoted.far" if quoted else "far"


def pointing_back(scene: Scene, context: Context, pointers: dict[str, frozenset[str]]) -> Iterable[Instrument]:
    """Marks on the words that point back, one for each instrument that they may mean."""
    here = {i.code: i for i in scene.instruments if not i.weak}
    for code, mark in here.items():
        if (other := context.tied.get(code)) is not None and other not in here:
            yield Instrument(other, mark.start, mark.end, mark.head, "back_tied", True)
    if not (context.instruments or context.heading):
        return
    pronoun = noun = None
    for token in scene.sentence.tokens:
        if noun is None and token.pos_ == "NOUN" and token.lemma_.lower() in pointers["nouns"]:
            noun = token
        elif pronoun is None and token.pos_ in ("PRON", "DET") and token.lower_ in pointers["pronouns"] and token.dep_ in ARGUMENTS:
            pronoun = token
    token = noun or pronoun or _said(scene.sentence.tokens.root)
    kind = "back_noun" if noun is not None else "back_pronoun" if pronoun is not None else "back_free"
    recalled = context.instruments if context.age <= 3 else ()
    codes = dict.fromkeys(c for code in recalled for c in (code, context.tied.get(code, code)))
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
    if context.named and (main := context.named.most_common(1)[0][0]) not in codes:
        yield Instrument(main, token.i, token.i + 1, token.i, f"{kind}_topic", True)


def _said(verb: Token) -> Token:
    """The verb of what is said, promised or refused: "said that it would" is about what it would."""
    for _ in range(LIMIT):
        below = children(verb, "xcomp") or children(verb, "ccomp")
        if not below or below[-1].pos_ not in ("VERB", "AUX", "ADJ"):
            break
        verb = below[-1]
    return verb


def _made_of(scene: Scene, mark: Instrument, other: str) -> bool:
    """Whether a sentence makes two instruments one matter: both in the same word, or one of them in the phrase or under the verb of the other."""
    above = {token.i for token in governors(scene.doc[mark.head])} | {mark.head}
    heads = [m.head for m in scene.instruments if m.code == other and not m.weak]
    return any(head in above or mark.head in {token.i for token in governors(scene.doc[head])} for head in heads)


def remember(context: Context, scene: Scene) -> None:
    """Note what the sentence has said, for those after it."""
    strong = tuple(dict.fromkeys(i.code for i in scene.instruments if not i.weak))
    context.named.update(strong)
    for mark in scene.instruments:
        other = scene.lexicon.joined.get(mark.code) if not mark.weak else None
        if other is not None and other not in context.tied and _made_of(scene, mark, other):
            context.tied |= {mark.code: other, other: mark.code}
        nouns = [token.tag_ for token in scene.doc[mark.start : mark.end] if token.pos_ in ("NOUN", "PROPN")]
        if nouns and not mark.weak:
            context.plural[mark.code] = nouns[-1] in ("NNS", "NNPS")
    kind = scene.sentence.block
    if kind in ("title", "heading"):
        context.heading = strong
        context.heading_actors = tuple(dict.fromkeys(c for m in scene.actors for c in m.codes))[:3] if kind == "heading" else ()
    if strong:
        context.instruments = tuple(dict.fromkeys((*strong[:4], *(context.instruments if context.age <= 2 else ()))))[:RECALLED]
        context.origins |= dict.fromkeys(strong, scene.sentence.index)
        context.paragraphs |= dict.fromkeys(strong, scene.sentence.paragraph)
        context.newest, context.latest = frozenset(strong), len(strong)
        context.age = 0
    context.age += 1
    here = {c for m in scene.actors for c in m.codes}
    context.spoken.update(here)
    context.topic = tuple(sorted(context.titled, key=lambda code: (-context.spoken[code], code))[:1])
    groups = [m for m in scene.actors if m.kind in GROUP_KINDS]
    if groups:
        context.group = groups[-1].codes
    subjects = [m for m in scene.actors if scene.doc[m.head].dep_ in ("nsubj", "nsubjpass", "agent")]
    if subjects:
        context.subject = subjects[0].codes
