"""What a deed says of a stance by the mood in which its verb stands: "will send", "could send", "is busy sending"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import children, is_negated
from commitscape.coding.moods import announces, modality, rather

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

UNSURE = frozenset({"probably", "likely", "possibly", "perhaps", "maybe", "potentially", "reportedly", "allegedly", "presumably"})
ENGAGED = frozenset({"involved", "engaged", "busy", "participate", "participates", "participating", "responsible"})


def deed(verb: Token, modal: str, negated: bool) -> tuple[str, bool]:
    """The stance of a deed ("send") by its modality and tense, and whether it is a need that somebody voices."""
    if negated and modal == "must":
        return "opposed", True
    first = all(t.is_punct for t in verb.doc[verb.sent.start : verb.i])
    if first and verb.tag_ == "VB" and verb.dep_ in ("ROOT", "ccomp") and not negated and not children(verb, "nsubj", "nsubjpass", "aux"):
        return "advocated", True  # an order: "Send the ships"
    if verb.tag_ == "VBG" and verb.dep_ == "conj" and verb.head.tag_ == "VBG" and not children(verb, "nsubj", "aux"):
        verb = verb.head  # "is sending jets and training pilots"
    if modal == "" and (above := _carrier(verb)) is not None:
        return deed(above, modality(above), negated or is_negated(above))
    if negated and modal == "would" and rather(verb):
        return "reluctant", False
    if negated:
        bound = modal in ("can", "could", "may") and any(t.lower_ == "without" for t in verb.children)
        return ("considering" if bound else "refused"), False  # "cannot go without help" is a plan that hangs on help
    if modal == "to" and (verb.dep_ == "ROOT" or announces(verb)):
        return "committed", False  # headlines: "X to send"
    if modal == "must":
        return "advocated", True
    if modal == "would" and any(c.lower_ in ("rather", "gladly", "happily") for c in verb.children):
        return "willing", False
    if modal in ("would", "could", "may", "can", "to"):
        return "considering", False
    if modal == "will" and any(c.lower_ in UNSURE for c in verb.children):
        return "considering", False
    if modal == "will" or verb.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
        return "committed", False
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_.lower() == "be" for c in verb.children):
        return "committed", False
    return "considering", False


def _carrier(verb: Token) -> Token | None:
    """The verb whose mood a gerund has: "will be involved in training", "is busy sending", "could take part in guarding"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("pcomp", "xcomp", "advcl") or children(verb, "nsubj", "aux", "mark"):
        return None
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if above.pos_ == "ADJ" and above.head.lemma_ == "be":
        return above.head if above.lower_ in ENGAGED else None
    takes_part = above.lemma_ == "take" and any(c.lower_ == "part" for c in children(above, "dobj"))
    return above if above.pos_ == "VERB" and (above.lower_ in ENGAGED or takes_part) else None
