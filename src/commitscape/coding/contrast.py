"""What a sentence leaves out beside what it gives: "no lamps", "ships, not lamps", "anything but lamps", "rather sell than lend"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commitscape.coding.clauses import children, governors, is_negated

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

NAMED = frozenset({"conj", "appos", "dobj", "pobj", "dep", "npadvmod"})  # places in which a noun may stand against another
LEADING = (("not",), ("rather", "than"), ("instead", "of"), ("short", "of"), ("leaving", "aside"), ("let", "alone"))
EXCEPTING = frozenset({"but", "except", "excepting", "excluding", "bar", "save"})
ALL = frozenset({"anything", "everything", "all", "every", "anyone", "everyone"})
TERMS = frozenset({"without", "unless", "until", "before"})
OURSELVES = frozenset({"us", "me"})
SUFFERED = frozenset({"resign", "die", "quit", "leave", "hang", "starve", "jump", "lose", "fall", "eat", "cut", "go", "face"})
JOINING = frozenset({"join", "participate", "contribute", "follow", "go", "do"})
BESIDE = frozenset({"but", "and", "though", "although", "if", ",", ";", "—", "–"})
PREFERRING = frozenset({"rather", "sooner"})


def left_out(word: Token) -> str:
    """The stance of one whose words leave a noun or deed out, "" where they do not.

    `refused` plainly, `willing` where only for want of something ("no lamps without a wall"), `opposed` where for want of
    the one who speaks ("no lamps without us"), `reluctant` where something else is preferred ("would rather lend than sell").
    """
    while word.dep_ == "compound" and word.head.pos_ in ("NOUN", "PROPN"):
        word = word.head  # "no lamp deliveries"
    if (stance := _outdone(word)) or not _is_left_out(word):
        return stance
    for term in (*word.children, *(c for t in children(word, "prep") for g in children(t, "pobj") for c in g.children)):
        if term.lower_ in TERMS and term.i > word.i and (bound := [t.lower_ for t in children(term, "pobj", "pcomp")]):
            return "opposed" if OURSELVES.issuperset(bound) else "willing"
    return "refused"


def missed(noun: Token) -> bool:
    """Whether a noun is what something lacks: "a truce without lamps"; who thinks little of that wants the lamps."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "without" and noun.doc[noun.head.i - 1].pos_ in ("NOUN", "PROPN")


def denies(verb: Token) -> bool:
    """Whether a clause that names no deed says no to one told before: "it will not be joining", "they will not take part"."""
    part = verb.lemma_.lower() == "take" and any(c.lower_ == "part" for c in children(verb, "dobj"))
    return is_negated(verb) and (part or (verb.lemma_.lower() in JOINING and not children(verb, "dobj", "prep")))


def _is_left_out(noun: Token) -> bool:
    none = any((t.lower_ in ("no", "neither") and t.dep_ in ("det", "preconj")) or (t.dep_ == "neg" and t.i < noun.i) for t in noun.children)
    none = none or any(t.dep_ in ("amod", "nummod") and t.lower_ in ("single", "one") and any(c.dep_ == "neg" for c in t.children) for t in noun.children)
    if none:
        return noun.pos_ in ("NOUN", "PROPN")
    if noun.dep_ == "pobj" and noun.head.lower_ in EXCEPTING and noun.head.head.lower_ in ALL:
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "without" and noun.head.head.i < noun.i and noun.doc[noun.head.i - 1].lower_ == "but":
        return True
    start = noun.left_edge.i
    before = [t.lower_ for t in noun.doc[max(start - 2, noun.sent.start) : start]]
    if noun.dep_ in NAMED and any(tuple(before[-len(lead) :]) == lead for lead in LEADING):
        return True
    return _set_against(noun) or _answered_no(noun)


def _set_against(noun: Token) -> bool:
    """Whether a phrase leaves a noun out beside one that it gives: "would help with ships, but not with lamps"."""
    at = noun.head.i if noun.dep_ == "pobj" else -1
    return at >= noun.sent.start + 2 and noun.doc[at - 1].lower_ in ("not", "never") and noun.doc[at - 2].lower_ in BESIDE


def _answered_no(noun: Token) -> bool:
    """Whether a headline answers for a noun: "lamps for the ally no, ships yes"."""
    end = noun.right_edge.i + 1
    after = noun.doc[end : min(end + 2, noun.sent.end)]
    inside = noun.children[-1] if noun.children else noun  # the tagger hangs the answer from the noun
    return any(
        t.lower_ == "no" and t.i > noun.i and (t.i + 1 == noun.sent.end or noun.doc[t.i + 1].is_punct)
        and any(o.lower_ == "yes" for o in noun.sent) for t in (inside, *after[:1])
    )


def _outdone(word: Token) -> str:
    """The stance on what something else is preferred to: "would sooner resign than send lamps"."""
    for t in (word, *governors(word)):
        than = t.dep_ in ("advcl", "ccomp", "pcomp") and next((c for c in children(t, "mark", "prep") if c.lower_ == "than"), None)
        than = than or (t if t.lower_ == "than" else None)
        if not than:
            continue
        for verb in governors(t):
            if any(c.lower_ in PREFERRING and c.i < than.i for c in verb.children):
                if not any(c.dep_ == "aux" for c in verb.children):
                    return ""
                return "refused" if verb.lemma_.lower() in SUFFERED and not children(verb, "dobj") else "reluctant"
    return ""
