"""Who takes another's stance without naming it: "So do the others", "Atlantis will not", "Lemuria took the same line".

Such a clause has no verb of its own that says what is done; it takes over, or turns round, the stance that was told last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from commitscape.coding.chains import DEED
from commitscape.coding.clauses import children, first_conjunct, is_negated
from commitscape.coding.features import HOLDING
from commitscape.coding.stances import WHEN_NEGATED

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

BARE = frozenset({"do", "be", "have", "will", "would", "can", "could", "may", "might", "shall", "should", "must"})
DEEDS = frozenset({"will", "would", "can", "could"})
EMPTY = frozenset({  # what such a clause may hold beside its subject
    "advmod", "neg", "punct", "cc", "conj", "mark", "aux", "nsubj", "nsubjpass", "expl", "dobj", "advcl", "npadvmod", "preconj", "prep", "ccomp", "dep",
})
ALIKE = frozenset({"same", "likewise", "suit"})
CONTRARY = frozenset({"opposite", "contrary", "reverse"})
AGAINST = frozenset({"refused", "opposed", "reluctant"})
SAME, TURNED, AFTER_ALL = "same", "turned", "after_all"


def echoes(candidates: Iterable[Candidate], scene: Scene, last: Mapping[str, str]) -> None:
    """Give the stance told last to the candidates whose clause only points to it; `last` has it by instrument from the sentences before."""
    here = {id(m) for m in scene.actors}  # who speaks may stand in another sentence
    chosen = [(c, scene.doc[c.mention.head]) for c in candidates if c.mention is not None and id(c.mention) in here]
    for c, token in chosen:
        if _none(token):
            c.stance = "refused"
            c.features[f"echo={TURNED}"] = 1.0
            continue
        if _governed(c) and c.reading is not None and c.reading.cue.stance != DEED and not c.role.startswith("bare_"):
            continue
        verb, own = _verb(token)
        kind = _kind(verb, own)
        if not kind:
            continue
        before = [o for o, t in chosen if o is not c and o.instrument == c.instrument and t.i < token.i and _telling(o) and _verb(t)[0] is not verb]
        stance = before[-1].stance if before else last.get(c.instrument, "")
        if stance:
            against = stance in AGAINST
            turned = (kind == TURNED and not (against and _adds(verb))) or (kind == AFTER_ALL and against)
            c.stance = _turned(stance, verb) if turned else stance
            c.features[f"echo={kind}"] = 1.0
            if before and c.role not in HOLDING:
                c.role = c.rule = before[-1].role


def _none(token: Token) -> bool:
    """Whether a list gives nothing for an actor: "Atlantis sent a hundred lamps, Lemuria none"."""
    after = token.doc[token.i + 1 : min(token.i + 3, token.sent.end)]
    return bool(after) and after[0].lower_ in ("none", "nothing", "zero") and (len(after) == 1 or after[1].is_punct)


def _governed(candidate: Candidate) -> bool:
    return candidate.reading is not None and candidate.reading.link == "governs"


def _telling(candidate: Candidate) -> bool:
    """Whether a clause says something of an actor that another may take over; who only receives has no part in that."""
    return _governed(candidate) and candidate.role in HOLDING


def _turned(stance: str, verb: Token) -> str:
    """What "but they will not" makes of a stance; "they do not" turns words, "they will not" a deed."""
    if stance not in AGAINST and (stance == "committed" or verb.lemma_.lower() in DEEDS):
        return "refused"
    return "willing" if stance == "refused" else WHEN_NEGATED[stance]


def _verb(token: Token) -> tuple[Token, Token]:
    """The verb whose subject a token is, alone or in a list, and the head of that list; inverted clauses have it as object."""
    own = first_conjunct(token)
    bare = next((c for c in children(own, "aux") if c.lemma_.lower() in BARE), None) if own.dep_ == "ROOT" and own.pos_ != "AUX" else None
    return bare or own.head, own  # the parser may take the subject of "So does Atlantis" for the verb


def _adds(verb: Token) -> bool:
    return (verb.head if verb.dep_ == "aux" else verb).left_edge.lower_ in ("neither", "nor")


def _kind(verb: Token, own: Token) -> str:
    """Whether a clause says "the same" or "not so" of its subject; "" where it says something of its own."""
    if verb.dep_ == "aux" and verb.head is own:
        told = children(own, "dobj", "prep", "xcomp", "ccomp", "acomp", "attr", "advcl")
        return "" if told else SAME if own.left_edge.lower_ == "so" else TURNED if own.left_edge.lower_ in ("neither", "nor") else ""
    if own.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return ""
    opening = verb.doc[verb.left_edge.i].lower_
    inverted = opening in ("so", "neither", "nor", "as") and verb.i < own.i
    if own.dep_ in ("dobj", "attr") and not inverted:
        return ""
    if verb.lemma_.lower() in BARE and (verb.pos_ == "AUX" or verb.lemma_.lower() == "do"):
        others = [c for c in verb.children if c is not own and (c.dep_ not in EMPTY or c.dep_ == "dobj")]
        so = any(c.lower_ in ("so", "too", "likewise") for c in children(verb, "advmod"))
        after = [c for c in children(verb, "prep", "ccomp") if c.i > max(verb.i, own.i)]
        if not others and not after and (inverted or so or is_negated(verb) or verb.lemma_.lower() != "be"):
            return TURNED if is_negated(verb) or opening in ("neither", "nor") else SAME if inverted or so else AFTER_ALL
    said = [t for c in children(verb, "dobj", "npadvmod", "advmod") for t in (c, *c.children)]
    if any(t.lower_ in CONTRARY for t in said):
        return TURNED
    bare = verb.lemma_.lower() == "follow" and not children(verb, "dobj", "prep", "ccomp", "advcl") and verb.tag_ != "VBG"
    return SAME if bare or any(t.lower_ in ALIKE for t in said) else ""
