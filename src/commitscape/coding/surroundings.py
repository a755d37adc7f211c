"""Where in the article a candidate stands, as features: near the opening, on the article's main instrument, beside which actors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.context import Context
    from commitscape.coding.scene import Scene

OPENING = 2  # sentences after the first that still open an article
CLOSING = 3  # its last sentences
FAR = 7  # sentences from which on it does not matter how many lie between


def surroundings(candidate: Candidate, scene: Scene, context: Context) -> list[str]:
    """Features of a candidate's place in the article."""
    code, role, sentence = candidate.instrument, candidate.role, scene.sentence
    part = _part(sentence.index, context.sentences)
    spread = _rank(context.spread, code)
    beside = _company(candidate.actor, scene)
    names = [
        f"part={part}", f"part.role={part}.{role}", f"opens={sentence.index in context.opens}",
        f"closes={sentence.index >= context.sentences - CLOSING}", f"length={min(context.sentences // 8, 8)}",
        f"spread={spread}", f"spread.role={spread}.{role}", f"spread.weak={spread}.{candidate.mark.weak}", f"named={min(context.spread[code], 5)}",
        f"company={beside}", f"company.role={beside}.{role}", f"company.code={beside.partition('.')[0]}.{code}",
    ]
    if context.title or context.titled:
        names += [f"headline={code in context.title}", f"headline.both={code in context.title}.{candidate.actor in context.titled}"]
    if candidate.mark.group.startswith("back_"):
        here = context.paragraphs.get(code) == sentence.paragraph
        taken = _rank(context.taken, code)
        names += [
            f"back.here={here}", f"back.here.far={here}.{min(sentence.index - context.origins.get(code, -FAR), FAR)}",
            f"back.taken={taken}", f"back.taken.n={taken}.{len(context.taken) > 1}",
        ]
    return names


def _part(index: int, sentences: int) -> str:
    """The part of the article: its first sentence, its opening, or one of its thirds."""
    if index <= OPENING:
        return "first" if index == 0 else "opening"
    return str(min(3 * index // max(sentences, 1), 2))


def _rank(counts: Counter[str], code: str) -> str:
    """How an instrument stands among all that are counted."""
    count, most = counts[code], max(counts.values(), default=0)
    return "none" if not count else "most" if count == most else "half" if 2 * count >= most else "some" if count > 1 else "once"


def company(scene: Scene) -> list[tuple[tuple[str, ...], bool, bool]]:
    """Each actor of a sentence with whether it receives, and whether it is a party whose mind is taken as known."""
    if "company" not in scene.cache:
        lexicon = scene.lexicon
        parties = [lexicon.classes[name] for name in lexicon.unread]
        scene.cache["company"] = [
            (m.codes, any(lexicon.receives(c) for c in m.codes), any(party((c,)) for party in parties for c in m.codes)) for m in scene.actors
        ]
    return scene.cache["company"]


def _company(actor: str, scene: Scene) -> str:
    """Whether the receiver, and whether anybody beside the parties, stands in the sentence too."""
    others = [(receiver, not receiver and not party) for codes, receiver, party in company(scene) if actor not in codes]
    return f"{any(receiver for receiver, _ in others)}.{any(third for _, third in others)}"
