"""Who stands where in a sentence: governors, predicates, subjects, agents, negation.

Every function goes from a token of a parsed sentence to tokens or a plain value; none knows the topic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"})
FINITE_BREAK = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass"})
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
    "like",
    "love",
    "prefer",
    "wish",
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
BARE = frozenset({"let", "make", "help", "see", "have", "watch"})  # verbs with a bare infinitive, which is no clause of its own
ENDING = frozenset({"end", "stop", "cease", "halt", "stoppage", "cessation", "termination", "lapse", "discontinue"})
TEMPORAL = frozenset({"by", "until", "till", "at", "towards", "toward", "before", "since", "from", "after"})
PERSONAL = frozenset({"it", "he", "she", "they", "we", "i"})
OWNED = frozenset({"its", "his", "her", "their", "our", "my"})
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
        named = verb.dep_ == "acl" and (verb.head.pos_, verb.head.dep_) == ("PROPN", "nsubj")
        if named and any(c.i == verb.head.i + 1 and c.lower_ == "to" for c in verb.children):
            return with_conjuncts(verb.head), "antecedent"  # "Atlantis to build lamps as Lemuria pays"
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            owners = children(verb.head, "poss") or [g for c in children(verb.head, "prep") if c.lower_ in ("by", "of", "from") for g in children(c, "pobj")]
            owners = owners or [c for c in children(verb.head, "amod", "compound", "nmod") if c.pos_ in ("PROPN", "ADJ") and c.text[:1].isupper()]
            if owners:
                return [m for o in owners for m in with_conjuncts(o)], "owner"
        if verb.dep_ == "conj":
            verb, how = verb.head, "shared"
        elif verb.dep_ == "prep" and verb.lower_ in ("to", "into") and verb.head.lemma_.lower() in OBJECT_CONTROL and children(verb.head, "dobj"):
            return [m for o in children(verb.head, "dobj") for m in with_conjuncts(o)], "object"  # "commits them to sending"
        elif verb.dep_ in ("xcomp", "ccomp") and verb.head != verb and not children(verb, "mark"):
            control = children(verb.head, "dobj", "dative", "nsubj") if verb.head.lemma_.lower() in OBJECT_CONTROL else []
            objects = [c for c in control if c.dep_ != "nsubj"]
            if objects and verb.head.lemma_.lower() in OBJECT_CONTROL:
                return [m for o in objects for m in with_conjuncts(o)], "object"
            verb, how = verb.head, "control"
        elif verb.dep_ == "relcl" and verb.tag_ == "VB" and verb.head.dep_ in ("dobj", "pobj", "attr") and children(verb, "aux"):
            verb, how = verb.head, "control"  # "a reason to revise"
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
        if child.dep_ in ("attr", "dobj") and any(g.lower_ in ("no", "neither") for g in child.children):
            return True
        if child.lower_ == "longer" and any(g.lower_ == "no" for g in child.children):
            return True
        if child.dep_ in ("attr", "dobj") and child.lower_ in ("neither", "nothing", "none") and not _excepts(child):
            return True
        if child.dep_ == "prep" and any(g.lower_ in ("nothing", "nobody") for g in children(child, "pobj")):
            return True
        if child.dep_ == "aux" and child.i < token.i and any(t.lower_ in ("not", "n't", "never") for t in token.doc[child.i + 1 : token.i]):
            return not any(t.lower_ in ADDING for t in token.doc[child.i + 1 : token.i])
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in ("nobody", "none", "nothing", "neither") or any(g.lower_ in ("no", "neither") for g in child.children)
        ):
            return True
    if token.pos_ in ("VERB", "AUX") and token.dep_ in ("conj", "ccomp", "ROOT") and children(token, "nsubj", "nsubjpass"):
        first = token.left_edge.i
        if "nor" in (token.doc[first].lower_, token.doc[first - 1].lower_ if first > token.sent.start else ""):
            return True  # "nor will it send lamps"
    if (token.dep_ == "pobj" and token.head.lower_ == "without") or (token.dep_ == "pcomp" and token.head.lower_ == "without"):
        return True
    bare = token.pos_ == "VERB" and token.tag_ in ("VB", "VBN", "VBG") and not children(token, "aux", "auxpass", "nsubj", "nsubjpass")
    if bare and token.dep_ == "conj" and token.head.tag_ == token.tag_ and not any(c.lower_ == "but" for c in token.head.children):
        return is_negated(token.head)
    if token.pos_ in ("ADJ", "ADP", "ADV", "NOUN") and token.dep_ in ("acomp", "attr", "prep", "advmod", "oprd") and token.head.pos_ in ("AUX", "VERB"):
        return any(c.dep_ == "neg" or c.lower_ == "never" for c in token.head.children)
    return False


def _excepts(pronoun: Token) -> bool:
    """Whether "nothing" leaves something: "nothing but lamps", "nothing except lamps"."""
    return any(c.lower_ in ("but", "except") or (c.lower_ == "other" and children(c, "prep")) for c in pronoun.children)


def is_finite_break(token: Token) -> bool:
    """Whether a clause boundary stands between a token and its head; infinitives and participles make none."""
    bare = token.tag_ == "VB" and token.dep_ == "ccomp" and token.head.lemma_.lower() in BARE and not children(token, "aux", "mark")
    small = token.dep_ == "ccomp" and token.pos_ == "ADJ" and not children(token, "aux", "cop", "mark")  # "make lamps available"
    if token.dep_ not in FINITE_BREAK or bare or small:
        return False
    if token.tag_ == "VBG" or (token.tag_ == "VBN" and not children(token, "aux", "auxpass")):
        return any(c.dep_ == "aux" for c in token.children)
    return not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def ends(token: Token) -> bool:
    """Whether a word puts an end to what hangs from it: "the end of deliveries", "wants deliveries to stop"; not "by the end of"."""
    if token.lemma_.lower() not in ENDING:
        return False
    if token.pos_ == "NOUN":
        return token.dep_ in ("dobj", "pobj", "nsubjpass", "conj") and token.head.lower_ not in TEMPORAL
    return token.pos_ == "VERB" and not is_negated(token)


def only_these(verb: Token) -> bool:
    """Whether nobody but its subject is to do it: "that only neighbours take part"."""
    return any(c.lower_ in ("only", "solely", "exclusively") for s in children(verb, "nsubj", "nsubjpass") for c in s.children)


def others_do(inner: Token, outer: Token) -> bool:
    """Whether what is told at `inner` is somebody else's than the subject of `outer`: "condemned them for blocking", "deplored the delay"."""
    if inner.pos_ == "NOUN":
        return inner.dep_ in ("dobj", "pobj") and not any(c.lower_ in OWNED for c in children(inner, "poss"))
    if inner.dep_ == "pcomp":
        return bool(children(outer, "dobj", "nsubjpass"))
    for above in governors(inner):
        if above is outer:
            break
        if above.pos_ == "NOUN" and above.dep_ in ("dobj", "pobj", "nsubjpass"):
            return not any(c.lower_ in OWNED for c in children(above, "poss"))  # "criticised the decision to suspend it"
    return subjects(inner)[1] in ("own", "owner", "object") and not any(s.lower_ in PERSONAL for s in children(inner, "nsubj"))
