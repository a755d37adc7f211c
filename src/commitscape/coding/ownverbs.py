"""What an actor's own verb says of an instrument that stands in somebody else's clause: "backs the plan, while others reject it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.chains import DEED
from commitscape.coding.clauses import children, governors
from commitscape.coding.instruments import Instrument
from commitscape.coding.stances import Reading

if TYPE_CHECKING:
    from commitscape.coding.scene import Scene


def own_verb(reading: Reading, actor: str, mark: Instrument, scene: Scene) -> Reading | None:
    """The reading of the cue at a verb above an instrument whose subject the actor is; None where that verb says nothing of its own."""
    for verb in governors(scene.doc[mark.head]):
        if verb.i == reading.holder or verb.pos_ not in ("VERB", "AUX"):
            continue
        held = {t.i for role, tokens in scene.holders(verb.i) if role == "subject" for t in tokens}
        if not any(actor in m.codes and held & set(range(m.start, m.end)) for m in scene.actors):
            continue
        spots = {verb.i, *(t.i for t in children(verb, "acomp", "attr", "prep"))}
        cue = next((c for c in scene.cues if c.head in spots and c.stance != DEED), None)
        return scene.stances.alone(scene.doc, cue, scene.cues) if cue is not None else None
    return None
