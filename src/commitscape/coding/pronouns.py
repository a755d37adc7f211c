"""Third-person pronouns and what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.antecedents import SUBJECTS, Antecedents, is_subject
from commitscape.coding.mentions import Mention
from commitscape.coding.tree import Block, Token

HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
LISTED = ("name", "capital", "person", "role", "group", "people")
NAMING = ("as", "like", "including")  # "such as"
SOME = frozenset({"several", "some", "few", "certain", "other", "many"})
IMPERSONAL = frozenset({"be", "seem", "appear", "remain", "take"})  # "it is unclear whether"


def resolve_pronoun(token: Token, before: Antecedents) -> Mention | None:
    """A mention for a pronoun that stands for an actor or a person; None for any other word."""
    word = token.lower_
    found: Mention | None = None
    if word in HE:
        found = _person(token, before, HE[word])
    elif word == "whose":
        place = _relative_head(token).i
        found = next((other for other in before.done if other.start <= place < other.end), None)
    elif word in THEY:
        found = _they(before)
    elif word in IT and token.dep_ != "expl":
        found = _it(token, before)
    elif word == "both" and token.dep_ in SUBJECTS | {"dobj", "pobj", "predet"}:
        found = before.several(2, persons=False)
    if found is None or not (found.codes or found.person):
        return None
    return replace(found, start=token.i, end=token.i + 1, head=token.i, kind="pronoun", text=token.text, label=found.label or found.text)


def _person(token: Token, before: Antecedents, gender: str) -> Mention | None:
    """The person meant by "he" or "she"; an object is never the subject of its own verb."""
    clause = {child.i for child in token.head.children if is_subject(child)} if token.dep_ in ("dobj", "dative") else set()
    for found in before.nearest():
        for mention in found:
            fits = mention.gender in ("", gender) and not mention.plural and mention.head not in clause
            if fits and (mention.person or (mention.kind == "role" and mention.codes)) and mention.kind in ("person", "role", "pronoun"):
                return replace(mention, gender=gender)
    return None


def _they(before: Antecedents) -> Mention | None:
    for distance, found in enumerate(before.nearest()[:3]):
        if (several := _subjects(found, before.doc(distance))) is not None:
            return several
        plural = next((mention for mention in found if mention.plural and mention.kind not in ("demonym", "outlet")), None)
        group = next((mention for mention in found if mention.kind in ("name", "capital") and before.is_group(mention)), None)
        if plural is not None or group is not None:
            return plural or group
        if distance and before.plain_subject(distance, plural=True):
            return None
        listed = [mention for mention in found if mention.kind in ("name", "capital", "person", "role") and mention.codes]
        codes = tuple(dict.fromkeys(code for mention in listed for code in mention.codes))
        if len(codes) > 1 and distance and _coordinated(listed, before.doc(distance)):
            return replace(listed[0], codes=codes, person=None, key="", plural=True)
    return None


def _it(token: Token, before: Antecedents) -> Mention | None:
    impersonal = token.lower_ == "it" and is_subject(token) and token.head.lemma_ in IMPERSONAL
    if impersonal and any(child.dep_ in ("acomp", "ccomp", "xcomp") for child in token.head.children):
        return None
    for distance, found in enumerate(before.nearest()[:2]):
        for mention in found:
            again = mention.kind == "pronoun" and mention.text.lower() in IT and bool(distance)
            fits = (again or mention.kind in ("name", "capital", "body", "group")) and mention.codes and (mention.kind == "group" or not mention.plural)
            if fits and (token.lower_ == "its" or is_subject(before.doc(distance)[mention.head]) or before.presents(mention, distance)):
                return mention
        if distance == 0 and token.lower_ == "it" and _thing_before(token, before):
            return None
        if distance and before.plain_subject(distance, plural=False):
            return None
    return None


def _thing_before(token: Token, before: Antecedents) -> bool:
    """Whether a common noun is the subject earlier in the sentence."""
    return any(is_subject(other) and other.i < token.i and other.pos_ == "NOUN" for other in before.sentences[before.number].tokens)


def _subjects(found: Sequence[Mention], doc: Block) -> Mention | None:
    """Several actors that are the subject of a sentence together: "Atlantis and Lemuria said that they ..."."""
    heads = {i: mention for mention in found for i in range(mention.start, mention.end)}
    for mention in found:
        if mention.plural and _counts(mention, doc) and len(named := _named_members(doc[mention.head], heads)) > 1:
            return replace(named[0], codes=tuple(dict.fromkeys(code for one in named for code in one.codes)), person=None, key="", plural=True)
        if not is_subject(doc[mention.head]) or mention.kind not in LISTED:
            continue
        members = [mention, *(heads[t.i] for t in doc[mention.head].conjuncts if t.i in heads and heads[t.i].kind in LISTED)]
        codes = tuple(dict.fromkeys(code for member in members for code in member.codes))
        if len(codes) > 1 and len(members) > 1:
            return replace(mention, codes=codes, person=None, key="", plural=True)
    return None


def _counts(mention: Mention, doc: Block) -> bool:
    """Whether a plural speaks of some of a group, as a subject or after the verb of those who say it: "seven states", "several governments"."""
    head = doc[mention.head]
    if mention.kind not in ("noun", "group", "officials") or not (is_subject(head) or (head.dep_ == "dobj" and not any(map(is_subject, head.head.children)))):
        return False
    return not mention.codes or any(child.dep_ == "nummod" or child.lower_ in SOME for child in head.children)


def _named_members(head: Token, heads: dict[int, Mention]) -> list[Mention]:
    """The members of a group that it names: "seven states, such as Atlantis, Lemuria and Thule"."""
    words = [token for token in head.subtree if token.i > head.i and token.dep_ == "prep" and token.lower_ in NAMING]
    tokens = [token for word in words for first in word.children if first.dep_ == "pobj" for token in (first, *first.conjuncts)]
    return [heads[token.i] for token in tokens if token.i in heads and heads[token.i].codes and heads[token.i].kind in LISTED]


def _coordinated(mentions: Sequence[Mention], doc: Block) -> bool:
    heads = {mention.head for mention in mentions}
    return any(doc[i].dep_ == "conj" and doc[i].head.i in heads for i in heads)


def _relative_head(token: Token) -> Token:
    """The noun that a relative clause with "whose" describes."""
    node = token
    while node.dep_ not in ("relcl", "ROOT") and node.head.i != node.i:
        node = node.head
    return node.head
