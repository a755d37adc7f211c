"""What the reading of a cue comes to for one actor: the last word on a candidate's stance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from commitscape.coding.instruments import Instrument
from commitscape.coding.stances import DEED, UNDER_NEGATED_DEED, Reading

if TYPE_CHECKING:
    from commitscape.coding.mentions import Mention
    from commitscape.coding.scene import Scene

OWN = frozenset({"own", "its", "their", "our", "his", "her"})


class Speech(Protocol):
    """Whose words a sentence is: `main` at its root, `at` any of its tokens; None where the article speaks."""

    @property
    def main(self) -> Mention | None: ...
    def at(self, index: int) -> Mention | None: ...


def settle(reading: Reading | None, actor: str, mark: Instrument, scene: Scene, voices: Speech) -> str:
    """The stance of an actor on an instrument by a reading of a cue, None where no cue reaches the instrument."""
    if reading is None:
        spoken = voices.main is not None and actor in voices.main.codes
        return "advocated" if spoken else "considering"
    return scene.lexicon.turn(_read(reading, actor, mark, scene, voices), actor, mark)


def _read(reading: Reading, actor: str, mark: Instrument, scene: Scene, voices: Speech) -> str:
    """The stance of a reading for an actor: who objects to a deed of his own refuses it, who said he would do it has promised it."""
    if reading.cue.stance == DEED and reading.modal == "would" and reading.stance == "considering" and not reading.outer:
        voice = voices.at(reading.cue.head)
        if voice is not None and actor in voice.codes and not voice.unnamed:
            return "committed"
    if (reading.stance == "opposed" and reading.outer != "") or (reading.stance == "opposed" and reading.link == "governs"):
        owned = [m for m in scene.actors if mark.start <= m.start < mark.end and actor in m.codes]
        if not mark.group.startswith("back_") and (owned or any(t.lower_ in OWN for t in scene.doc[mark.start : mark.end])):
            return "refused"
    if any(t.lower_ in ("no", "neither") and t.dep_ in ("det", "preconj") for t in scene.doc[mark.head].children):
        return UNDER_NEGATED_DEED.get(reading.stance, reading.stance)
    return reading.stance
