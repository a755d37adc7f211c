"""What an actor holds where it is the subject of a verb that no cue names: "will man the stations", "might be a party to the treaty".

Such a verb tells no stance by its meaning; its mood does, as far as it speaks of what is yet to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import children, governors, is_negated
from commitscape.coding.deeds import deed
from commitscape.coding.moods import asked, in_hypothesis, modality, only_if

if TYPE_CHECKING:
    from commitscape.coding.instruments import Instrument
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

DOING = frozenset({"bare_subject", "bare_subject_part", "bare_agent"})  # how the actor stands to the verb
BEYOND = "bare_subject1"  # to the verb above that one
MINDING = frozenset({"like", "love", "prefer", "wish", "want", "hear", "say", "think", "know", "regard", "see", "view", "need", "remain", "become"})  # no deeds
REACH = 5  # steps from an instrument to the verb that is done to it


def verb_over(mark: Instrument, scene: Scene) -> Token | None:
    """The verb that is done to an instrument, None where there is none near."""
    head = scene.doc[mark.head]
    return next((t for t in (head, *governors(head)[:REACH]) if t.pos_ in ("VERB", "AUX")), None)


def by_mood(mark: Instrument, role: str, scene: Scene) -> str:
    """The stance of the subject of an uncued verb, "" where its mood tells none."""
    verb = verb_over(mark, scene)
    if verb is None or verb.lemma_.lower() in MINDING or not (role in DOING or (role == BEYOND and _of_itself(verb))) or asked(verb) or in_hypothesis(verb):
        return ""
    modal, negated = modality(verb), is_negated(verb)
    if verb.i == mark.head and not mark.group.startswith("back_"):  # the instrument is the deed: "will patrol", "did blacklist them"
        return deed(verb, modal, negated)[0]
    if modal == "will" and only_if(verb):
        return "willing"
    if modal in ("will", "would"):
        return "refused" if negated else "committed" if modal == "will" else "considering"
    if modal in ("could", "may"):
        return "" if negated else "considering"
    if modal == "must":
        return "opposed" if negated else "advocated"
    return ""


def _of_itself(verb: Token) -> bool:
    """Whether a pronoun is the subject: "said that they would"."""
    return any(c.pos_ == "PRON" for c in children(verb, "nsubj", "nsubjpass"))
