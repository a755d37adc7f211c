"""How much a sentence that points back says by itself, as features: "Atlantis declined." has no other matter than that of the sentence before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import children

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.context import Context
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

OBJECTS = ("dobj", "pobj", "attr", "oprd", "ccomp", "xcomp")
LENGTHS = (4, 7, 11, 17, 25)  # tokens
FAR = 4  # sentences from which on it does not matter how many lie between


def pointing(candidate: Candidate, scene: Scene, context: Context) -> list[str]:
    """Features of a candidate whose instrument stands in an earlier sentence."""
    code, role, reading = candidate.instrument, candidate.role, candidate.reading
    matter, length = _sentence(scene)
    top = scene.doc[reading.holder] if reading is not None else scene.sentence.tokens.root
    object_ = _object(top, scene)
    last = min(scene.sentence.index - context.told_at.get(code, -FAR), FAR)
    stance = context.told.get(code, "none") if last < FAR else "none"
    alone = f"{min(context.latest, 3)}.{code in context.newest}"
    link = reading.link if reading is not None else "none"
    return [
        f"back.matter={matter}", f"back.matter.role={matter}.{role}", f"back.length={length}", f"back.matter.link={matter}.{link}",
        f"back.object={object_}", f"back.object.link={object_}.{link}", f"back.object.role={object_}.{role}",
        f"back.last={last}", f"back.last.alone={last}.{alone}", f"back.alone={alone}", f"back.alone.matter={alone}.{matter}",
        f"back.stance={stance}.{candidate.stance}", f"back.final={candidate.stance}.{object_}",
    ]


def _sentence(scene: Scene) -> tuple[int, int]:
    """How many nouns a sentence has that neither name an actor nor point back, up to 3, and the step of its length."""
    if "matter" not in scene.cache:
        covered = {i for mention in scene.mentions for i in range(mention.start, mention.end)}
        nouns = scene.lexicon.pointers["nouns"]
        own = sum(1 for t in scene.sentence.tokens if t.pos_ == "NOUN" and t.i not in covered and t.lemma_.lower() not in nouns)
        size = len(scene.sentence.tokens)
        scene.cache["matter"] = min(own, 3), sum(size > limit for limit in LENGTHS)
    found: tuple[int, int] = scene.cache["matter"]
    return found


def _object(top: Token, scene: Scene) -> str:
    """What the word that says the stance takes as its object: nothing, a pronoun, a noun that points back, an actor, a clause, a thing of its own."""
    found = children(top, *OBJECTS) or [o for p in children(top, "prep") for o in children(p, "pobj", "pcomp")]
    if not found:
        return "none"
    token = found[0]
    if token.dep_ in ("ccomp", "xcomp", "pcomp"):
        return "clause"
    if token.pos_ in ("PRON", "DET"):
        return "pronoun"
    if token.lemma_.lower() in scene.lexicon.pointers["nouns"]:
        return "pointer"
    if any(mention.start <= token.i < mention.end for mention in scene.actors):
        return "actor"
    return "thing"
