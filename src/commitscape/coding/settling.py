"""What the reading of a cue comes to for one actor: the last word on a candidate's stance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from commitscape.coding.chains import DEED
from commitscape.coding.clauses import children, governors, is_negated, is_passive
from commitscape.coding.contrast import left_out, missed
from commitscape.coding.instruments import Instrument
from commitscape.coding.moods import asked, conditional, modality, only_if, promised
from commitscape.coding.ownverbs import own_verb
from commitscape.coding.stances import UNDER_NEGATED_DEED, Reading
from commitscape.coding.uncued import by_mood, verb_over

if TYPE_CHECKING:
    from commitscape.coding.mentions import Mention
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

HANDED = frozenset({"send", "put", "hand", "give", "bring", "answer", "respond", "share", "forward", "supply", "provide"})
PAPERS = frozenset({"plan", "proposal", "draft", "blueprint", "document", "text", "version", "option", "list", "letter", "paper", "idea", "question", "note"})
THEMSELVES = frozenset({"they", "it", "he", "she"})
SAYING = frozenset({"say", "announce", "declare", "state", "add", "confirm", "reply", "insist", "repeat", "reiterate", "stress", "write"})
LAWS = frozenset({"law", "constitution", "statute", "legislation", "rule", "neutrality", "motion", "court", "charter", "ruling", "act"})
OWN = frozenset({"own", "its", "their", "our", "his", "her"})


class Speech(Protocol):
    """Whose words a sentence is: `main` at its root, `at` any of its tokens; None where the article speaks."""

    @property
    def main(self) -> Mention | None: ...
    def at(self, index: int) -> Mention | None: ...
    def anybody(self, index: int) -> Mention | None: ...


def settle(reading: Reading | None, actor: str, mark: Instrument, scene: Scene, voices: Speech, role: str = "") -> str:
    """The stance of an actor on an instrument by a reading of a cue, None where no cue reaches the instrument."""
    if reading is None:
        return _unread(actor, mark, scene, voices, role)
    if role in ("object", "object_part", "patient") and (moved := _moved(reading, scene)):
        return scene.lexicon.turn(moved, actor, mark)
    if role.startswith("bare_subject") and reading.link == "governs" and not reading.need and (own := own_verb(reading, actor, mark, scene)) is not None:
        return scene.lexicon.turn(own.stance, actor, mark)
    return scene.lexicon.turn(_read(reading, actor, mark, scene, voices, role), actor, mark)


def _read(reading: Reading, actor: str, mark: Instrument, scene: Scene, voices: Speech, role: str) -> str:
    """The stance of a reading for an actor: who objects to a deed of his own refuses it, who said he would do it has promised it."""
    stance = _spoken(reading, actor, mark, scene, voices, role)
    if reading.negated or any(scene.doc[i].lower_ in ("no", "neither", "not") for i in range(reading.cue.start, reading.cue.end)):
        return stance  # what leaves the noun out has been counted
    named = _named(mark, scene)
    if stance in ("opposed", "reluctant") and missed(named):
        return "advocated"
    if stance in ("refused", "opposed") and 0 <= named.left_edge.i - reading.cue.end <= 1:
        return stance  # "short of lamps", "leaving aside the lamps": the cue is what leaves them out
    match left_out(named):
        case "":
            return stance
        case "refused":
            return UNDER_NEGATED_DEED.get(stance, stance)
        case other:
            return other if stance in UNDER_NEGATED_DEED else stance


def _named(mark: Instrument, scene: Scene) -> Token:
    """The noun by which a mark names its instrument: the last one of "send ships but no lamps"."""
    named = scene.doc[mark.head]
    if named.pos_ == "VERB" or any(t.text == ":" for t in scene.doc[mark.start : mark.end]):
        named = next((t for t in reversed(scene.doc[mark.start : mark.end]) if t.pos_ == "NOUN"), named)
    return named


def _spoken(reading: Reading, actor: str, mark: Instrument, scene: Scene, voices: Speech, role: str) -> str:
    verb = scene.doc[reading.cue.head]
    if reading.outer and scene.stances.groups[reading.cue.group].get("answered") and _makes(verb, actor, scene):
        return reading.cue.stance  # a request is answered by others
    hinging = scene.stances.groups[reading.cue.group].get("hinging")
    if hinging and not reading.outer and not reading.negated and mark.head in {t.i for subject in children(verb, "nsubj") for t in subject.subtree}:
        return str(hinging)
    wished = scene.stances.groups[reading.outer or reading.cue.group].get("received")
    if wished and reading.stance in ("willing", "considering", reading.cue.stance) and scene.lexicon.receives(actor):
        return str(wished)
    open_question = asked(verb) and (verb.dep_ in ("csubj", "csubjpass") or any(cue.stance == "undecided" for cue in scene.cues))
    if open_question and reading.stance in ("committed", "considering"):
        return "undecided"
    over = scene.stances.groups[reading.outer]["stance"] if reading.outer else DEED
    if reading.stance == "considering" and reading.cue.stance in (DEED, "committed") and over in (DEED, "committed"):
        top = verb if reading.outer == "" else scene.doc[reading.holder]
        if modality(top) == "would" and (promised(top) or _own_words(scene.doc[reading.cue.head], actor, scene, voices)):
            return "willing" if conditional(top) else "committed"
        told = _on_paper(top, scene) or _rumoured(top, voices) or scene.lexicon.receives(actor)
        if modality(top) == "would" and conditional(top) and role.startswith("subject") and not told:
            return "willing"
        if modality(top) == "can" and reading.cue.stance == DEED and _own_words(top, actor, scene, voices):
            return "willing"
    if reading.stance == "advocated" and not reading.need and role.startswith("subject") and only_if(verb) and not scene.lexicon.receives(actor):
        return "willing"  # "would support it only if"
    if reading.stance == "committed" and (_planned(verb, scene) or (reading.cue.stance == DEED and _hands_over(verb))):
        return "considering"
    if reading.link == "governs" and reading.stance in ("advocated", "willing") and not reading.need and _pending(scene.doc[mark.head]):
        return "reluctant"  # "wants a say before it lets go of the ships"
    if reading.stance in ("refused", "considering", "committed") and _awaited(scene.doc[mark.head]):
        return "advocated"  # "will not sign until the ships have come"
    if (reading.stance == "opposed" and reading.outer != "") or (reading.stance == "opposed" and reading.link == "governs"):
        owned = [m for m in scene.actors if mark.start <= m.start < mark.end and actor in m.codes and scene.doc[m.head].dep_ != "nsubj"]
        bars, top = scene.stances.groups[reading.outer or reading.cue.group].get("bars"), scene.doc[reading.holder]
        if bars and (_by_law(top, scene) or _own_object(top)):
            return "refused"
        if not mark.group.startswith("back_") and (owned or any(t.lower_ in OWN for t in scene.doc[mark.start : mark.end])):
            return "refused"
    if reading.stance == "opposed" and reading.need and _own_need(verb, actor, scene):
        return "refused"
    return reading.stance


def _moved(reading: Reading, scene: Scene) -> str:
    """The stance of whom a cue is about: "thanked them for their offer" (they offered), "persuaded them to send", "could be persuaded to"."""
    groups, top = scene.stances.groups, scene.doc[reading.holder]
    if reading.stance == "opposed" and groups[reading.outer or reading.cue.group].get("bars") and _by_law(top, scene):
        return "refused"  # "the law forbids the cabinet to send lamps"
    if reading.stance == "advocated" and is_passive(top) and modality(top) in ("would", "could", "may", "can"):
        return "considering"  # "might be asked to send"
    if reading.negated or not (stance := groups[reading.outer or reading.cue.group].get("object", "")):
        return ""
    if modality(top) in ("would", "could", "may", "can"):
        return "considering"
    inner = reading.cue.stance if reading.outer else stance
    return stance if inner == DEED else inner


def _own_words(token: Token, actor: str, scene: Scene, voices: Speech) -> bool:
    """Whether an actor is on record with the words in which a token stands, alone or as one of several ("Atlantis and Lemuria said")."""
    if _of_itself(token, actor, scene):
        return True
    voice = voices.at(token.i)
    if voice is None or (voice.unnamed and not voice.on_record):
        return False
    if actor in voice.codes:
        return True
    if not any(voice is m for m in scene.actors):
        return False
    beside = {t.i for t in scene.doc[voice.head].conjuncts}
    return any(actor in m.codes and m.head in beside for m in scene.actors)


def _of_itself(token: Token, actor: str, scene: Scene) -> bool:
    """Whether a pronoun's deed is told by the one for whom the pronoun stands: "the three said that they would send"."""
    for verb in (token, *governors(token)):
        own = children(verb, "nsubj")
        if own:
            said = verb.dep_ == "ccomp" and own[0].lower_ in THEMSELVES and verb.head.lemma_.lower() in SAYING
            return said and not children(verb.head, "dobj", "dative") and _stands_for(own[0], actor, scene) and _alone(verb.head)
    return False


def _unread(actor: str, mark: Instrument, scene: Scene, voices: Speech, role: str) -> str:
    """What an actor beside an instrument most likely thinks of it where no cue says so."""
    if stance := left_out(_named(mark, scene)):
        return scene.lexicon.turn(stance, actor, mark)
    for name, stance in scene.lexicon.unread.items():
        if scene.lexicon.classes[name]((actor,)):
            return stance
    if found := by_mood(mark, role, scene):
        verb = verb_over(mark, scene)
        own = verb is not None and found == "considering" and modality(verb) == "would" and _own_words(verb, actor, scene, voices)
        return scene.lexicon.turn("committed" if own else found, actor, mark)
    spoken, named = voices.main is not None and actor in voices.main.codes, scene.doc[mark.head]
    stance = "advocated" if spoken else "considering"
    if named.pos_ == "VERB" and is_negated(named):
        stance = UNDER_NEGATED_DEED[stance]
    return scene.lexicon.turn(stance, actor, mark)


def _planned(verb: Token, scene: Scene) -> bool:
    """Whether a plan or draft is what does it: "the proposal commits", "the deal would see"."""
    plans = scene.lexicon.pointers["plans"]
    return any(c.lemma_.lower() in plans for t in (verb, *governors(verb)) if not is_passive(t) for c in children(t, "nsubj"))


def _on_paper(verb: Token, scene: Scene) -> bool:
    """Whether a plan says so, or it is told under one: "the draft says it would", "under the plan it would"."""
    plans = scene.lexicon.pointers["plans"]
    return _planned(verb, scene) or any(g.lemma_.lower() in plans for c in children(verb, "prep") for g in children(c, "pobj"))


def _rumoured(verb: Token, voices: Speech) -> bool:
    """Whether people without a name say so."""
    voice = voices.anybody(verb.i)
    return voice is not None and voice.unnamed


def _makes(noun: Token, actor: str, scene: Scene) -> bool:
    """Whether an actor is the one whose request or demand a noun names: "their request", "a request by them"."""
    held = {t.i for role, tokens in scene.holders(noun.i) if role in ("possessor", "party") for t in tokens}
    return any(actor in m.codes and held & set(range(m.start, m.end)) for m in scene.actors)


def _hands_over(verb: Token) -> bool:
    """Whether it is a paper, not the instrument itself, that is sent or put forward: "sent a draft on lamps", "answered with a plan"."""
    given = [*children(verb, "dobj"), *(t for p in children(verb, "prep") if p.lower_ == "with" for t in children(p, "pobj"))]
    return verb.lemma_.lower() in HANDED and any(t.lemma_.lower() in PAPERS for t in given)


def _pending(noun: Token) -> bool:
    """Whether a noun stands in a clause of what comes only later: "before it sends lamps"."""
    for t in (noun, *governors(noun)):
        if t.dep_ in ("advcl", "ccomp", "relcl", "ROOT"):
            opening = [c for o in (t, *children(t, "aux")) for c in children(o, "mark")]  # "before it lets go of the ships" hangs on "lets"
            return t.dep_ in ("advcl", "ccomp") and any(c.lower_ in ("before", "until") for c in opening)
    return False


def _awaited(noun: Token) -> bool:
    """Whether a noun stands in a clause of what must come first: "will not sign until they have sent lamps"."""
    for t in (noun, *governors(noun)):
        if t.dep_ in ("advcl", "ccomp", "relcl", "ROOT"):
            marks = {c.lower_ for c in children(t, "mark")}
            return t.dep_ == "advcl" and bool(marks & {"until", "till", "unless"}) and t.i > t.head.i and is_negated(t.head)
    return False


def _own_need(verb: Token, actor: str, scene: Scene) -> bool:
    """Whether an actor says what it must not do itself: "we should not send lamps"."""
    held = {t.i for role, tokens in scene.holders(verb.i) if role.startswith("subject") for t in tokens}
    return any(actor in m.codes and held & set(range(m.start, m.end)) for m in scene.actors)


def _stands_for(pronoun: Token, actor: str, scene: Scene) -> bool:
    return any(actor in m.codes and m.start <= pronoun.i < m.end for m in scene.actors)


def _alone(verb: Token) -> bool:
    """Whether a number of countries or a name is what speaks, not people without a name: "the eight said"."""
    return any(c.pos_ in ("NUM", "PROPN") or c.tag_ == "CD" for c in children(verb, "nsubj"))


def _by_law(verb: Token, scene: Scene) -> bool:
    """Whether a law, a court or a vote is what forbids or allows."""
    return any(t.lemma_.lower() in LAWS for _, tokens in scene.holders(verb.i) for t in tokens)


def _own_object(verb: Token) -> bool:
    """Whether those whom a verb keeps from a deed are the actor's own: "barred its firms from selling lamps"."""
    kept = [*children(verb, "dobj"), *(t for c in children(verb, "ccomp") for t in children(c, "nsubj"))]
    return any(t.lower_ in OWN for noun in kept for t in noun.children)
