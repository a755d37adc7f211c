"""The words around a candidate, as features: which verbs govern its actor and its instrument, and what else the sentence says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commitscape.coding.clauses import governors, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

CLIMB = 6  # steps from a word to the verb above it
CONTENT = frozenset({"VERB", "ADJ", "NOUN", "AUX", "PART", "ADV"})
TELLING = frozenset({"neg", "aux", "prt", "acomp", "attr", "xcomp"})


def sentence_words(scene: Scene) -> list[str]:
    """Features of a whole sentence; names are left out, so that no actor is learnt by heart."""
    return sorted({f"word={token.lemma_.lower()}" for token in scene.sentence.tokens if token.pos_ in CONTENT and token.is_alpha})


def around(candidate: Candidate, scene: Scene) -> Iterator[str]:
    """Features of the verbs above the candidate's actor and above its instrument."""
    doc = scene.doc
    mark_verb = _verb_above(doc[candidate.mark.end - 1])
    yield from _features("mark", mark_verb)
    if candidate.mention is not None and candidate.mention.head < len(doc) and candidate.role != "voice":
        yield from _features("actor", _verb_above(doc[candidate.mention.head]))


def _features(name: str, verb: Token) -> Iterator[str]:
    lemma = verb.lemma_.lower()
    denied = any(child.dep_ == "neg" for child in verb.children)
    yield f"{name}.verb={lemma}"
    if denied:
        yield f"{name}.denied={lemma}"
    for child in verb.children:
        if child.dep_ in TELLING and not child.ent_type_:
            yield f"{name}.{child.dep_}={child.lemma_.lower()}"


def _verb_above(token: Token) -> Token:
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def head_subject(scene: Scene, mark: Token) -> str:
    """What is the subject of the clause that holds an instrument: an actor, the instrument itself, a plan, a thing, a bare word, nobody."""
    known: dict[int, str] = scene.cache.setdefault("subjects", {})
    if mark.i not in known:
        known[mark.i] = _head_subject(scene, mark)
    return known[mark.i]


def _head_subject(scene: Scene, mark: Token) -> str:
    line = (mark, *governors(mark))
    verb = next((token for token in line if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return "verbless"
    found, _ = subjects(verb)
    if not found:
        return "none"
    below = {token.i for token in line}
    if any(token.i in below for token in found):
        return "mark"
    covered = {i for mention in scene.actors for i in range(mention.start, mention.end)}
    if any(token.i in covered for token in found):
        return "actor"
    if any(token.lemma_.lower() in scene.lexicon.pointers["plans"] for token in found):
        return "plan"
    return "word" if found[0].pos_ in ("PRON", "DET") else "thing"
