"""The words around a candidate, as features: which verbs govern its actor and its instrument, and what else the sentence says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from commitscape.coding.clauses import governors, subjects

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.instruments import Instrument
    from commitscape.coding.mentions import Mention
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

CLIMB = 6  # steps from a word to the verb above it
CONTENT = frozenset({"VERB", "ADJ", "NOUN", "AUX", "PART", "ADV"})
NAMING = frozenset({"PROPN", "NUM"})  # names and numbers belong to one article
COMMON = frozenset({"people", "demonym", "officials", "body", "noun", "role", "group"})  # kinds of mentions that are headed by a common noun
TELLING = frozenset({"neg", "aux", "prt", "acomp", "attr", "xcomp"})


def sentence_words(scene: Scene) -> list[str]:
    """Features of a whole sentence; names are left out, so that no actor is learnt by heart."""
    return sorted({f"word={token.lemma_.lower()}" for token in scene.sentence.tokens if token.pos_ in CONTENT and token.is_alpha})


def around(candidate: Candidate, scene: Scene) -> Iterator[str]:
    """Features of the verbs above the candidate's actor and above its instrument, of the cue's word and of the words beside the actor."""
    doc, mark, mention = scene.doc, candidate.mark, candidate.mention
    yield from _features(scene, "mark", mark.end - 1)
    if candidate.reading is not None:
        word, group = doc[candidate.reading.cue.head].lemma_.lower(), candidate.reading.cue.group
        yield from (f"cue.word.code={word}.{mark.code}", f"cue.word.actor={word}.{scene.lexicon.classes_of(candidate.actor)}", f"cue.code={group}.{mark.code}")
    if mention is not None:
        yield from _features(scene, "actor", mention.head)
        yield from _beside(scene, mention)


def _beside(scene: Scene, mention: Mention) -> list[str]:
    """Features of the words on both sides of an actor's mention, and of what describes it ("retired generals", "the Atlantean taxpayer")."""
    known: dict[tuple[int, int], list[str]] = scene.cache.setdefault("beside", {})
    key = (mention.start, mention.end)
    if key not in known:
        doc, tokens = scene.doc, scene.sentence.tokens
        head = doc[mention.head]
        after = doc[mention.end].lemma_.lower() if mention.end < tokens.end else "none"
        before = doc[mention.start - 1].lemma_.lower() if mention.start > tokens.start else "none"
        found = [f"actor.after={after}", f"actor.before={before}", f"actor.office={mention.office.lower()}", f"actor.plural={mention.plural}"]
        if mention.kind in COMMON:
            if head.pos_ != "PROPN":
                found.append(f"actor.noun={head.lemma_.lower()}")
            if head.dep_ in ("amod", "compound", "poss"):
                found += [f"actor.of={head.head.lemma_.lower()}", f"actor.of.dep={head.dep_}"]
        found += [f"actor.mod={c.lemma_.lower()}" for c in head.children if c.dep_ in ("amod", "compound", "nummod") and c.pos_ not in NAMING]
        known[key] = [*found, *(f"actor.with={dep}" for dep in ("relcl", "appos") if any(c.dep_ == dep for c in head.children))]
    return known[key]


def _features(scene: Scene, name: str, index: int) -> list[str]:
    known: dict[tuple[str, int], list[str]] = scene.cache.setdefault("around", {})
    if (name, index) not in known:
        verb = _verb_above(scene.doc[index])
        lemma, under = verb.lemma_.lower(), list(verb.children)
        found = [f"{name}.verb={lemma}"]
        if any(child.dep_ == "neg" for child in under):
            found.append(f"{name}.denied={lemma}")
        found += [f"{name}.{child.dep_}={child.lemma_.lower()}" for child in under if child.dep_ in TELLING and child.pos_ not in NAMING]
        known[name, index] = found
    return known[name, index]


def _verb_above(token: Token) -> Token:
    for _ in range(CLIMB):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def mood(scene: Scene, mark: Instrument) -> str:
    """The modal verb of the clause that holds an instrument, or how its verb stands."""
    verb = _verb_above(scene.doc[mark.head])
    return next((child.lemma_.lower() for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"), verb.tag_)


def head_subject(scene: Scene, mark: Instrument) -> str:
    """What is the subject of the clause that holds an instrument: an actor, the instrument itself, a plan, a thing, a bare word, nobody."""
    known: dict[tuple[int, int, int], str] = scene.cache.setdefault("subjects", {})
    key = (mark.head, mark.start, mark.end)
    if key not in known:
        known[key] = _head_subject(scene, mark)
    return known[key]


def _head_subject(scene: Scene, mark: Instrument) -> str:
    line = (scene.doc[mark.head], *governors(scene.doc[mark.head]))
    verb = next((token for token in line if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return "verbless"
    found, _ = subjects(verb)
    if not found:
        return "none"
    covered = {i for mention in scene.actors for i in range(mention.start, mention.end)}
    if any(token.i in covered for token in found):
        return "actor"
    own = {token.i for token in line} | set(range(mark.start, mark.end))
    if any(token.i in own for token in found):
        return "mark"
    if any(token.lemma_.lower() in scene.lexicon.pointers["plans"] for token in found):
        return "plan"
    return "word" if found[0].pos_ in ("PRON", "DET") else "thing"
