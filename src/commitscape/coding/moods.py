"""In which mood a verb stands: will, would, must, an order, terms, a supposition, reported words.

Every function goes from a token of a parsed sentence to a plain value; none knows the topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import LIMIT, children, governors, is_negated

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

MODALS = {
    "will": "will",
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "shall": "will",
    "would": "would",
    "'d": "would",
    "’d": "would",
    "could": "could",
    "may": "may",
    "might": "may",
    "can": "can",
    "ca": "can",
    "must": "must",
    "should": "must",
    "ought": "must",
    "need": "must",
}
AIMS = frozenset({
    "aim", "goal", "plan", "idea", "objective", "purpose", "intention", "task", "point", "proposal", "option", "priority", "step", "hope", "ambition",
})
BREAKS = frozenset({":", ";", "–", "—", "-", "|"})
TERMS = (["as", "long", "as"], ["so", "long", "as"], ["on", "condition", "that"], ["on", "the", "condition"])
IFF = "if and only if"
EVENTS = (["in", "the", "event"], ["in", "case", "of"])
PROMISING = frozenset({"promise", "pledge", "vow", "announce", "confirm", "assure", "swear", "agree", "decide", "undertake", "guarantee"})
SMALL_CLAUSE = frozenset({"see", "have", "get", "let", "make", "help", "keep", "leave"})


def modality(token: Token) -> str:
    """will, would, could, may, can, must, to (a bare infinitive), or "" for a plain verb.

    An adjective or noun takes the modality of its copula; a participle in a list that of the first.
    """
    verb = token
    if token.pos_ not in ("VERB", "AUX"):
        if token.dep_ in ("acomp", "attr", "oprd", "prep", "advmod") and token.head.pos_ in ("VERB", "AUX"):
            verb = token.head
        else:
            return ""
    for _ in range(LIMIT):
        for child in verb.children:
            if child.dep_ in ("aux", "auxpass") and child.lower_ in MODALS:
                if child.lower_ == "should" and verb.dep_ == "advcl" and any(child.i < c.i for c in children(verb, "nsubj", "nsubjpass")):
                    return "may"  # "should the idea be accepted"
                return MODALS[child.lower_]
        if any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
            if (
                verb.dep_ == "xcomp"
                and verb.head.lemma_.lower() in ("have", "need", "ought")
                and verb.head.pos_ in ("VERB", "AUX")
                and not children(verb.head, "dobj")
            ):
                return "must"
            if verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "be" and not children(verb.head, "acomp", "attr"):
                return "to" if any(c.lemma_.lower() in AIMS for c in children(verb.head, "nsubj")) else "will"  # "is to send"
            return "to"
        if verb.dep_ in ("ccomp", "xcomp") and verb.tag_ in ("VBN", "VB") and verb.head.lemma_.lower() in SMALL_CLAUSE and not children(verb, "mark"):
            verb = verb.head
            continue
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not children(verb, "nsubj", "nsubjpass", "aux", "auxpass"):
            verb = verb.head
            continue
        break
    return ""


def only_if(verb: Token) -> bool:
    """Whether something is done on terms: "will only send if", "would send provided that", "would not send unless", "not without"."""
    doc, negated = verb.doc, is_negated(verb)
    if IFF in " ".join(t.lower_ for t in verb.doc[verb.i : verb.sent.end] if not t.is_punct):
        return True
    for child in verb.children:
        opening = [t.lower_ for t in child.subtree if not t.is_punct][:4] if child.dep_ in ("advcl", "prep", "npadvmod", "advmod") else []
        if not opening:
            continue
        start = child.left_edge.i
        start -= start > 1 and doc[start - 1].is_punct
        before = doc[start - 1].lower_ if start else ""
        only = opening[0] == "only"
        opening = opening[1:] if only else opening[:3]
        if opening[:1] in (["provided"], ["providing"], ["unless"]) or opening in TERMS:
            return True
        only_then = only or before == "only" or any(c.lower_ == "only" for c in verb.children)
        if only_then and opening[:1] and opening[0] in ("if", "when", "once", "after", "with", "under"):
            return True
        if only and (opening[:1] == ["where"] or opening in EVENTS):
            return True
        if negated and opening[:1] == ["without"] and not set(opening) & {"delay", "doubt", "question", "hesitation"}:
            return True
    return False


def promised(verb: Token) -> bool:
    """Whether a verb stands in the clause of a promise or an announcement: "confirmed that it would go on paying"."""
    while verb.dep_ == "conj" and verb.head is not verb:
        verb = verb.head
    above = verb.head
    return verb.dep_ == "ccomp" and above.lemma_.lower() in PROMISING and not is_negated(above) and modality(above) not in ("would", "could", "may", "to")


def rather(verb: Token) -> bool:
    return any(c.lower_ in ("rather", "sooner", "probably") for c in verb.children)


def hoped(verb: Token) -> bool:
    """Whether a clause tells what is hoped of others: "hopes that the others will pay"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in ("hope", "hop", "wish", "trust", "pray"):
        return False
    return any(c.pos_ != "PRON" for c in children(verb, "nsubj", "nsubjpass")) and modality(verb) in ("will", "would", "could", "can", "may")


def sided(verb: Token, modal: str) -> str:
    """What the mood of a verb of support makes of it: "may back", "would back it if", "will back"; "" where support is simply given."""
    if modal in ("will", "would") and (only_if(verb) or conditional(verb)):
        return "willing"
    if modal == "would":
        return "committed" if promised(verb) else ""
    if modal == "to":
        return "committed" if announces(verb) else ""
    return {"could": "considering", "may": "considering", "can": "considering", "will": "committed"}.get(modal, "")


def conditional(verb: Token) -> bool:
    """Whether an if-clause hangs on a verb."""
    return any(c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children) for c in verb.children)


def announces(verb: Token) -> bool:
    """Whether an infinitive is a headline's future: "Atlantis to lead the mission, minister says", "Hotel row – Atlantis to pay"."""
    to = next((c for c in children(verb, "aux") if c.lower_ == "to"), None)
    if to is None or to.i == verb.sent.start:
        return False
    before = verb.doc[verb.sent.start : to.i]
    start = max((number for number, t in enumerate(before, start=1) if t.text in BREAKS and number < len(before)), default=0)
    before = before[start:]
    named = before[-1].pos_ == "PROPN" or (start > 0 and before[-1].is_title)
    return named and before[-1].lemma_.lower() not in AIMS and not any(t.pos_ in ("VERB", "AUX") or t.tag_ == "IN" for t in before)


def unreal(verb: Token) -> bool:
    """Whether a bare participle stands in a clause of would, could or may: "the mission, supported by X, would lead"."""
    if verb.tag_ not in ("VBN", "VBG") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in children(verb, "aux", "auxpass")):
        return False
    for above in governors(verb):
        if above.pos_ in ("VERB", "AUX") and (above.tag_ in ("VBD", "VBZ", "VBP") or children(above, "aux")):
            return modality(above) in ("would", "could", "may")
    return False


def asked(verb: Token) -> bool:
    """Whether it is asked if something is done: "whether they would send", "will they send?"."""
    if verb.dep_ in ("ccomp", "csubj", "csubjpass") and any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in verb.children):
        return True
    auxiliaries = children(verb, "aux")
    inverted = bool(auxiliaries) and any(auxiliaries[0].i < c.i for c in children(verb, "nsubj", "nsubjpass"))
    return inverted and verb.sent.text.rstrip("\"”’' ").endswith("?")


def in_hypothesis(token: Token) -> bool:
    """Whether a token stands in an if-clause ("if they sent lamps"), before something is done, or in a question."""
    if token.pos_ == "VERB" and token.dep_ == "ROOT" and asked(token):
        return True
    for t in (token, *governors(token)):
        if t.dep_ in ("advcl", "ccomp") and any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "should", "before", "until") for c in t.children):
            return t.dep_ == "advcl"
    return False
