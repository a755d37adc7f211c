"""Which cues stand over a cue in one chain of control: "refuse to promise to send", "furious that they blocked it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import SUBJECT, agents, children, governors, is_finite_break, is_passive
from commitscape.coding.moods import hoped, modality

if TYPE_CHECKING:
    from commitscape.coding.stances import Cue
    from commitscape.coding.tree import Block, Token

DEED = "deed"  # what tense and modality decide
MANDATIVE = frozenset({"suggest", "propose", "demand", "insist", "recommend", "ask", "request", "urge"})


def outer_cues(doc: Block, cue: Cue, cues: list[Cue]) -> list[Cue]:
    """Cues above a cue in the same chain of control, the nearest first."""
    heads = {c.head: c for c in reversed(cues) if c is not cue}  # of two phrases about one word the earlier counts: "no longer objects"
    found: list[Cue] = []
    token = doc[cue.head]
    by = [g for p in children(token, "prep") if p.lower_ == "by" for g in children(p, "pobj") if g.pos_ == "PROPN"]
    if token.pos_ == "NOUN" and (by or any(c.pos_ != "PRON" for c in children(token, "poss"))):
        return found  # "Atlantis's request": what others make of it is theirs
    for above in governors(token):
        if agents(token) or (is_finite_break(token) and not (carries(token) or hoped(token) or _asks(token, above, heads) or _felt(token, above, heads))):
            break
        if above.i in heads:
            found.append(heads[above.i])
        else:
            beside = [c for c in children(above, "acomp", "attr", "oprd", "prep", "dobj") if c.i in heads and c.i != token.i]
            found += [heads[c.i] for c in beside if heads[c.i].frame or (heads[c.i].stance != DEED and (token.dep_ in SUBJECT or c.dep_ == "acomp"))]
        token = above
    return found


def of_itself(verb: Token, above: Token) -> bool:
    """Whether who asks for a deed or proposes it is to do it: "asked to take part", not "asked them to", "asked to receive"."""
    asked = [*children(above, "dobj", "dative"), *(t for p in children(above, "prep") if p.i < verb.i for t in children(p, "pobj"))]
    return verb.dep_ == "xcomp" and verb.head == above and modality(verb) == "to" and not is_passive(above) and not asked


def _asks(token: Token, above: Token, heads: dict[int, Cue]) -> bool:
    """Whether a clause is what is undecided above it ("unclear if he is ready", "would not confirm that he is")."""
    if not any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "that") for c in token.children):
        return False
    return any(heads[t.i].stance == "undecided" for t in (above, *children(above, "acomp", "attr")) if t.i in heads)


def _felt(token: Token, above: Token, heads: dict[int, Cue]) -> bool:
    """Whether a clause is what somebody is glad or angry about: "furious that they blocked it"."""
    return token.dep_ in ("ccomp", "advcl") and any(t.i in heads and heads[t.i].grieves for t in (above, *children(above, "acomp", "attr")))


def carries(token: Token) -> bool:
    """Whether a finite clause still belongs to the cue above it: "demands that they be sent", "unclear whether they will"."""
    if token.dep_ != "ccomp":
        return False
    if token.head.lemma_.lower() == "deny":
        return True
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod") or c.tag_ in ("WP", "WRB")]
    if "whether" in marks or "if" in marks or token.doc[token.left_edge.i].lower_ in ("how", "who", "what", "which", "when", "where"):
        return True
    asks = token.head.lemma_.lower() in MANDATIVE and token.head.tag_ in ("VBD", "VBN", "VBZ") and token.tag_ == "VBP"  # "proposed that they take part"
    subjunctive = token.tag_ == "VB" or asks or any(c.dep_ == "auxpass" and c.lower_ == "be" for c in token.children)
    return subjunctive and not any(c.dep_ == "aux" and c.lower_ in ("will", "would", "must", "should", "can", "could") for c in token.children)
