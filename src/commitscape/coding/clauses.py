"""Who stands where in a sentence: governors, predicates, subjects, agents, negation, modality.

Every function goes from a token of a parsed sentence to tokens or a plain value; none knows the topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
FINITE_BREAK = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass"})
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
OBJECT_CONTROL = frozenset(
    {
        "ask",
        "urge",
        "tell",
        "order",
        "press",
        "push",
        "want",
        "need",
        "require",
        "request",
        "beg",
        "implore",
        "invite",
        "encourage",
        "persuade",
        "convince",
        "allow",
        "permit",
        "enable",
        "force",
        "compel",
        "expect",
        "help",
        "get",
        "oblige",
        "commit",
        "see",
        "advise",
        "lobby",
        "pressure",
        "call",
        "direct",
        "authorise",
        "authorize",
        "let",
        "make",
        "have",
        "bind",
        "warn",
        "challenge",
        "exhort",
        "pressurise",
    }
)
NEGATIVE = frozenset({"n't", "n’t", "never", "no", "neither", "nor", "hardly", "cannot", "without"})
ADDING = frozenset({"only", "just", "merely", "simply"})  # after "not" they take nothing away
AIMS = frozenset({"aim", "goal", "plan", "idea", "objective", "purpose", "intention", "task", "point", "proposal", "option", "priority", "step", "hope", "ambition"})
REPORTING = frozenset({
    "say", "tell", "announce", "confirm", "promise", "pledge", "vow", "add", "insist", "declare", "state", "affirm", "assure", "write", "indicate", "reiterate",
    "repeat", "reveal", "disclose", "explain", "emphasise", "emphasize", "stress", "note", "swear", "report",
})
SMALL_CLAUSE = frozenset({"see", "have", "get", "let", "make", "help", "keep", "leave"})
LIMIT = 40  # no English chain is longer; guards against a broken tree


def governors(token: Token) -> list[Token]:
    """The tokens above a token up to the root; a member of a list stands where the list stands."""
    path: list[Token] = []
    for _ in range(LIMIT):
        while token.dep_ == "conj" and token.head != token:
            token = token.head
        if token.head == token:
            break
        token = token.head
        path.append(token)
    return path


def first_conjunct(token: Token) -> Token:
    for _ in range(LIMIT):
        if token.dep_ != "conj" or token.head == token:
            break
        token = token.head
    return token


def predicate(token: Token) -> Token:
    """The predicate of the clause in which a token stands: itself, where it is one."""
    for _ in range(LIMIT):
        if token.dep_ in CLAUSAL or token.head == token:
            return token
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and first_conjunct(token).dep_ in CLAUSAL:
            return token
        token = token.head
    return token


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def with_conjuncts(token: Token) -> list[Token]:
    """A token and the members of the list that it opens."""
    members, queue = [token], [token]
    while queue and len(members) < LIMIT:
        queue = [c for t in queue for c in t.children if c.dep_ in ("conj", "appos") and c not in members]
        members += queue
    return members


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children)


def agents(verb: Token) -> list[Token]:
    """Who does it in "was signed by X", and "by" phrases of participles."""
    found = [g for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by" and verb.tag_ == "VBN") for g in children(c, "pobj")]
    return [m for g in found for m in with_conjuncts(g)]


def subjects(verb: Token) -> tuple[list[Token], str]:
    """The subject tokens of a predicate and how they were found: own, shared, control, object, antecedent, none.

    A participle or infinitive takes the subject of what it hangs on; a relative clause its antecedent.
    """
    how = "own"
    for _ in range(LIMIT):
        own = children(verb, "nsubj", "nsubjpass")
        relative = (bool(own) and own[0].tag_ in ("WDT", "WP", "WP$")) or (bool(own) and own[0].lower_ == "that" and verb.dep_ == "relcl")
        if own and not relative:
            return [m for s in own for m in with_conjuncts(s)], how
        if verb.dep_ in ("relcl", "acl") and (relative or verb.tag_ in ("VBG", "VBN")):
            return with_conjuncts(verb.head), "antecedent"
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            owners = children(verb.head, "poss") or [g for c in children(verb.head, "prep") if c.lower_ in ("by", "of", "from") for g in children(c, "pobj")]
            owners = owners or [c for c in children(verb.head, "amod", "compound", "nmod") if c.pos_ in ("PROPN", "ADJ") and c.text[:1].isupper()]
            if owners:
                return [m for o in owners for m in with_conjuncts(o)], "owner"
        if verb.dep_ == "conj":
            verb, how = verb.head, "shared"
        elif verb.dep_ in ("xcomp", "ccomp") and verb.head != verb and not children(verb, "mark"):
            control = children(verb.head, "dobj", "dative", "nsubj") if verb.head.lemma_.lower() in OBJECT_CONTROL else []
            objects = [c for c in control if c.dep_ != "nsubj"]
            if objects and verb.head.lemma_.lower() in OBJECT_CONTROL:
                return [m for o in objects for m in with_conjuncts(o)], "object"
            verb, how = verb.head, "control"
        elif verb.dep_ in ("advcl", "acl", "pcomp", "prep", "acomp", "attr", "oprd", "pobj", "dobj", "prt", "advmod", "dep") and verb.head != verb:
            verb, how = verb.head, "control"
        else:
            return [], "none"
    return [], "none"


def is_negated(token: Token) -> bool:
    """Whether a predicate, noun or adjective is negated where it stands; "not only" negates nothing."""
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in NEGATIVE and child.dep_ in ("det", "preconj", "cc", "advmod", "aux")):
            if child.i + 1 < len(token.doc) and token.doc[child.i + 1].lower_ in ADDING:
                continue
            return True
        if child.dep_ in ("attr", "dobj") and (child.lower_ in ("neither", "nothing", "none") or any(g.lower_ in ("no", "neither") for g in child.children)):
            return True
        if child.dep_ == "aux" and child.i < token.i and any(t.lower_ in ("not", "n't", "never") for t in token.doc[child.i + 1 : token.i]):
            return not any(t.lower_ in ADDING for t in token.doc[child.i + 1 : token.i])
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in ("nobody", "none", "nothing") or any(g.lower_ in ("no", "neither") for g in child.children)
        ):
            return True
    if (token.dep_ == "pobj" and token.head.lower_ == "without") or (token.dep_ == "pcomp" and token.head.lower_ == "without"):
        return True
    bare = token.pos_ == "VERB" and token.tag_ in ("VB", "VBN", "VBG") and not children(token, "aux", "auxpass", "nsubj", "nsubjpass")
    if bare and token.dep_ == "conj" and token.head.tag_ == token.tag_ and not any(c.lower_ == "but" for c in token.head.children):
        return is_negated(token.head)
    if token.pos_ in ("ADJ", "ADP", "ADV", "NOUN") and token.dep_ in ("acomp", "attr", "prep", "advmod", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return any(c.dep_ == "neg" or c.lower_ == "never" for c in token.head.children)
    return False


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


def is_progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_.lower() == "be" for c in verb.children)


def is_finite_break(token: Token) -> bool:
    """Whether a clause boundary stands between a token and its head; infinitives and participles make none."""
    if token.dep_ not in FINITE_BREAK:
        return False
    if token.tag_ == "VBG" or (token.tag_ == "VBN" and not children(token, "aux", "auxpass")):
        return any(c.dep_ == "aux" for c in token.children)
    return not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def only_if(verb: Token) -> bool:
    """Whether something is done on terms: "will only send if", "would send provided that", "would not send unless", "not without"."""
    doc, negated = verb.doc, is_negated(verb)
    for child in verb.children:
        opening = [t.lower_ for t in child.subtree][:3] if child.dep_ in ("advcl", "prep", "npadvmod") else []
        if not opening:
            continue
        before = doc[child.left_edge.i - 1].lower_ if child.left_edge.i else ""
        if opening[0] in ("provided", "providing", "unless") or opening[:3] in (["as", "long", "as"], ["on", "condition", "that"]):
            return True
        if opening[0] in ("if", "when", "once", "after", "with", "under") and (before == "only" or any(c.lower_ == "only" for c in verb.children)):
            return True
        if opening[0] == "only" and opening[1:2] and opening[1] in ("if", "when", "once", "after", "with", "under"):
            return True
        if negated and opening[0] == "without" and not set(opening) & {"delay", "doubt", "question", "hesitation"}:
            return True
    return False


def conditional(verb: Token) -> bool:
    """Whether an if-clause hangs on a verb."""
    return any(c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children) for c in verb.children)


def back_shifted(verb: Token) -> bool:
    """Whether "would" stands for "will" in words that are reported in the past: "said that it would send"."""
    clause = first_conjunct(verb)
    return clause.dep_ == "ccomp" and clause.head.lemma_.lower() in REPORTING and clause.head.tag_ in ("VBD", "VBN") and not conditional(verb)


def announces(verb: Token) -> bool:
    """Whether an infinitive is a headline's future: "Britain to lead the mission, minister says"."""
    to = next((c for c in children(verb, "aux") if c.lower_ == "to"), None)
    if to is None or to.i == verb.sent.start:
        return False
    before = verb.doc[verb.sent.start : to.i]
    return before[-1].pos_ == "PROPN" and before[-1].lemma_.lower() not in AIMS and not any(t.pos_ in ("VERB", "AUX") or t.tag_ == "IN" for t in before)


def unreal(verb: Token) -> bool:
    """Whether a bare participle stands in a clause of would, could or may: "the mission, supported by X, would lead"."""
    if verb.tag_ not in ("VBN", "VBG") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in children(verb, "aux", "auxpass")):
        return False
    for above in governors(verb):
        if above.pos_ in ("VERB", "AUX") and (above.tag_ in ("VBD", "VBZ", "VBP") or children(above, "aux")):
            return modality(above) in ("would", "could", "may")
    return False


def in_hypothesis(token: Token) -> bool:
    """Whether a token stands in an if-clause ("if they sent troops") or under "even if", "whether"."""
    for t in (token, *governors(token)):
        if t.dep_ in ("advcl", "ccomp") and any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "should") for c in t.children):
            return t.dep_ == "advcl"
    return False
