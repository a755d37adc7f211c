"""A topic of lamps and ships with a dozen cues: what a cue says of a thing, how far it stands from it, and how an actor stands to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from commitscape.coding.actors import ActorTable
from commitscape.coding.coreference import find_mentions
from commitscape.coding.cues import actor_classes
from commitscape.coding.instruments import Instrument, InstrumentLexicon
from commitscape.coding.parsing import parse_article
from commitscape.coding.scene import Scene
from commitscape.coding.stances import Reading, StanceLexicon
from commitscape.reading.language import load_model

TOPIC = Path(__file__).resolve().parents[3] / "data" / "ukraine"
THINGS = {
    "lamps": {"code": "light", "patterns": ["lamp"]},
    "tall_lamps": {"code": "light", "patterns": ["tall lamp"]},
    "lanterns": {"code": "light", "also": ["craft"], "patterns": ["lantern"], "unless": ["paper lantern"]},
    "ships": {"code": "ships", "patterns": ["ship|boat"]},
    "harbour": {"code": "ships", "patterns": ["harbour"], "weak": True},
    "gangs": {"code": "ships", "patterns": ["gang"], "weak": True, "alone": True},
    "lightships": {"code": "signals", "patterns": ["lamp ship"], "covers": True},
    "aid": {"code": "aid", "patterns": ["aid"]},
    "ship_aid": {"code": "repair", "patterns": ["aid for ship"]},
    "crews": {"code": "crews", "patterns": ["@north ~1 sailor"]},
    "limits": {
        "code": "light", "patterns": ["limit on ~1 lamp"], "reverse": {"advocated": "opposed", "committed": "refused"},
        "shifts": {"south": {"refused": "opposed"}},
    },
}
RAW = {
    "default": "aid", "unread": {"south": "opposed"}, "receivers": "south", "pointing_back": {"plans": ["plan"], "nouns": ["idea"], "pronouns": ["it"]},
    "actors": {"north": {"any": ["NOR", "DNK"]}, "south": {"any": ["ITA"]}},
    "sides": [{"actors": "south", "instruments": ["ships"], "instead": {"committed": "advocated"}}],
    "shifts": {"south": {"reluctant": "opposed"}},
}
CUES = {
    "deed": {"stance": "deed", "patterns": ["send|build|buy|light"]},
    "promise": {"stance": "committed", "patterns": ["promise|pledge"], "negated": "undecided"},
    "ready": {"stance": "willing", "patterns": ["ready|willing|readiness"]},
    "consider": {"stance": "considering", "patterns": ["consider|discuss"]},
    "refuse": {"stance": "refused", "patterns": ["refuse|reject|refusal"]},
    "oppose": {"stance": "opposed", "patterns": ["oppose|against"]},
    "demand": {"stance": "advocated", "patterns": ["demand|urge"]},
    "need": {"stance": "advocated", "patterns": ["vital"], "holder": "speaker"},
    "want": {"stance": "willing", "patterns": ["want"], "controlling": "advocated"},
    "unclear": {"stance": "undecided", "patterns": ["unclear|undecided"]},
    "wary": {"stance": "reluctant", "patterns": ["wary"]},
    "offer": {"stance": "willing", "patterns": ["offer"], "modal": "considering"},
    "talks": {"stance": "considering", "patterns": ["talks"], "holder": "parties"},
    "welcome": {"stance": "advocated", "patterns": ["welcome"], "finite": False},
    "planned": {"stance": "considering", "patterns": ["planned"], "attributive": True},
    "line": {"stance": "refused", "patterns": ["draw ~1 line"], "kind": "frame"},
    "no_plans": {"stance": "refused", "patterns": ["no plans"], "negated": "considering"},
}


@cache
def _topic() -> tuple[InstrumentLexicon, StanceLexicon]:
    instruments = InstrumentLexicon(THINGS, actor_classes(RAW, TOPIC), RAW, where="things.yaml")
    return instruments, StanceLexicon(CUES, ["light bulb", "send regards"], where="cues.yaml")


@cache
def _actors() -> ActorTable:
    return ActorTable.load(TOPIC)


@cache
def _scene(bench, text: str) -> Scene:
    article = bench.article(text)
    sentences = parse_article(article, text, load_model())
    return Scene.look(sentences[0], find_mentions(sentences, _actors(), article.published)[0], *_topic())


READ = [  # a sentence, and for every thing in it what each cue says of it and how far it stands from it, the nearest first; then who stands how to the first
    ("Denmark will send lamps.", ["lamps=light: send committed governs 1.5 will | Denmark subject"]),
    ("Denmark and Norway will send lamps and ships.", [
        "lamps=light: send committed governs 1.5 will | Denmark subject, Norway subject",
        "ships=ships: send committed governs 1.5 will | Denmark subject, Norway subject",
    ]),
    ("Lamps will be sent by Denmark and Norway.", ["Lamps=light: sent committed governs 1.5 will | Denmark agent, Norway agent"]),
    ("Lamps from Denmark will be sent.", ["Lamps=light: sent committed governs 1.5 will | Denmark patient_part"]),
    ("Danish lamps will be sent.", ["lamps=light: sent committed governs 1.5 will | Danish patient_part"]),
    ("Denmark's lamps are ready.", ["lamps=light: ready willing predicate 2.2 | Denmark subject_part"]),
    ("Denmark will send lamps with Norway.", ["lamps=light: send committed governs 1.5 will | Denmark subject, Norway with"]),
    ("Denmark will buy lamps from Norway.", ["lamps=light: buy committed governs 1.5 will | Denmark subject, Norway giver"]),
    ("Denmark will send Norway lamps.", ["lamps=light: send committed governs 1.5 will | Denmark subject, Norway object_part"]),
    ("Denmark will send lamps to Norway.", ["lamps=light: send committed governs 1.5 will | Denmark subject, Norway recipient"]),
    ("Denmark and its partners, including Norway, will send lamps.", [
        "lamps=light: send committed governs 1.5 will | Denmark subject, its subject_part, Norway subject_part",
    ]),
    ("Countries like Denmark will send lamps.", ["lamps=light: send committed governs 1.5 will | Denmark subject_part"]),
    ("A promise by Denmark and Norway to send lamps stands.", [
        "lamps=light: send committed governs 1.5 to <promise; promise committed governs 2 | Denmark party, Norway party",
    ]),
    ("A promise of lamps from Denmark stands.", ["lamps=light: promise committed governs 2 | Denmark party_part"]),
    ("The Danish promise of lamps stands.", ["lamps=light: promise committed governs 2 | Danish possessor"]),
    ("Talks between Denmark and Norway on lamps go on.", ["lamps=light: Talks considering governs 2 | Denmark party, Norway party"]),
    ("Norway welcomed Denmark's promise of lamps.", [
        "lamps=light: promise committed governs 2; welcomed advocated governs 3 | Norway other, Denmark possessor",
    ]),
    ("Denmark is ready to send lamps.", ["lamps=light: send willing governs 1.5 to <ready; ready willing governs 2 | Denmark subject"]),
    ("Denmark is not ready to send lamps.", ["lamps=light: send refused governs 1.5 to <ready; ready refused governs 2 not | Denmark subject"]),
    ("Denmark is wary of lamps.", ["lamps=light: wary reluctant governs 2 | Denmark subject"]),
    ("Denmark refused to send lamps.", ["lamps=light: send refused governs 1.5 to <refuse; refused refused governs 2 | Denmark subject"]),
    ("Denmark has not refused to send lamps.", ["lamps=light: send considering governs 1.5 to <refuse; refused considering governs 2 not | Denmark subject"]),
    ("Denmark refused to promise lamps.", ["lamps=light: promise undecided governs 1 to <refuse; refused refused governs 2 | Denmark subject"]),
    ("Denmark refused to consider lamps.", ["lamps=light: consider refused governs 1 to <refuse; refused refused governs 2 | Denmark subject"]),
    ("Denmark promised to consider lamps.", ["lamps=light: consider considering governs 1 to; promised committed governs 2 | Denmark subject_control"]),
    ("Denmark promised not to send lamps.", ["lamps=light: send refused governs 1.5 not to <promise; promised refused governs 2 | Denmark subject"]),
    ("Denmark opposes the promise of lamps.", ["lamps=light: promise opposed governs 2 <oppose; opposes opposed governs 3 | Denmark subject"]),
    ("Denmark demands that Norway send lamps.", [
        "lamps=light: send advocated governs 1.5 <demand; demands advocated governs 7 | Denmark subject, Norway other",
    ]),
    ("Denmark urged Norway to send lamps.", [
        "lamps=light: send advocated governs 1.5 to <demand; urged advocated governs 2 | Denmark subject, Norway object",
    ]),
    ("Denmark urged Norway to refuse lamps.", [
        "lamps=light: refuse opposed governs 1 to <demand; urged advocated governs 2 | Denmark subject, Norway object",
    ]),
    ("Denmark urged Norway not to send lamps.", [
        "lamps=light: send opposed governs 1.5 not to <demand; urged opposed governs 2 | Denmark subject, Norway object",
    ]),
    ("Denmark wants to send lamps.", ["lamps=light: send willing governs 1.5 to <want; wants willing governs 2 | Denmark subject"]),
    ("Denmark wants Norway to send lamps.", ["lamps=light: send advocated governs 1.5 to <want; wants willing governs 2 | Denmark subject, Norway other"]),
    ("Denmark does not want Norway to send lamps.", [
        "lamps=light: send refused governs 1.5 to <want; want refused governs 2 not | Denmark subject, Norway other",
    ]),
    ("Denmark must send lamps.", ["lamps=light: send advocated governs 1.5 must need | Denmark subject"]),
    ("Denmark must not send lamps.", ["lamps=light: send opposed governs 1.5 not must need | Denmark subject"]),
    ("Denmark must promise lamps.", ["lamps=light: promise advocated governs 1 must need | Denmark subject"]),
    ("Denmark must refuse lamps.", ["lamps=light: refuse refused governs 1 must | Denmark subject"]),
    ("Denmark would send lamps.", ["lamps=light: send considering governs 1.5 would | Denmark subject"]),
    ("Denmark could send lamps.", ["lamps=light: send considering governs 1.5 could | Denmark subject"]),
    ("Denmark may send lamps.", ["lamps=light: send considering governs 1.5 may | Denmark subject"]),
    ("Denmark would offer lamps.", ["lamps=light: offer considering governs 1 would | Denmark subject"]),
    ("Denmark offered lamps.", ["lamps=light: offered willing governs 1 | Denmark subject"]),
    ("Denmark did not offer lamps.", ["lamps=light: offer refused governs 1 not | Denmark subject"]),
    ("Denmark did not promise lamps.", ["lamps=light: promise undecided governs 1 not | Denmark subject"]),
    ("Denmark never rejected lamps.", ["lamps=light: rejected considering governs 1 not | Denmark subject"]),
    ("Denmark has no plans to send lamps.", ["lamps=light: send refused governs 1.5 to <no_plans; no plans refused governs 2 | Denmark clause_control"]),
    ("Denmark will send no lamps.", ["lamps=light: send refused governs 1.5 not will | Denmark subject"]),
    ("Denmark sends neither lamps nor ships.", [
        "lamps=light: sends refused governs 1.5 not | Denmark subject",
        "ships=ships: sends refused governs 1.5 not | Denmark subject",
    ]),
    ("Nobody will send lamps.", ["lamps=light: send refused governs 1.5 not will |"]),
    ("Denmark sent lamps.", ["lamps=light: sent committed governs 1.5 | Denmark subject"]),
    ("Denmark is sending lamps.", ["lamps=light: sending committed governs 1.5 | Denmark subject"]),
    ("Denmark sending lamps is news.", ["lamps=light: sending considering governs 1.5 | Denmark subject"]),
    ("Denmark to send lamps", ["lamps=light: send committed governs 1.5 to | Denmark subject"]),
    ("Denmark will send lamps only if Norway sends ships.", [
        "lamps=light: send willing governs 1.5 will | Denmark subject, Norway other",
        "ships=ships: sends considering governs 1.5 if | Denmark other, Norway subject",
    ]),
    ("Denmark will not send lamps unless Norway sends ships.", [
        "lamps=light: send willing governs 1.5 not will | Denmark subject, Norway other",
        "ships=ships: sends considering governs 1.5 if | Denmark other, Norway subject",
    ]),
    ("If Denmark sends lamps, Norway will send ships.", [
        "lamps=light: sends considering governs 1.5 if | Denmark subject, Norway other",
        "ships=ships: send committed governs 1.5 will | Denmark other, Norway subject",
    ]),
    ("Will Denmark send lamps?", ["lamps=light: send considering governs 1.5 will if | Denmark subject"]),
    ("It is unclear whether Denmark will send lamps.", [
        "lamps=light: send undecided governs 1.5 will <unclear; unclear undecided predicate 8.2 | Denmark other",
    ]),
    ("It is unclear if Denmark is ready to send lamps.", [
        "lamps=light: send undecided governs 1.5 to if <unclear; ready undecided governs 2 if <unclear; unclear undecided predicate 10.2 | Denmark other",
    ]),
    ("Denmark is undecided about lamps.", ["lamps=light: undecided undecided governs 2 | Denmark subject"]),
    ("Denmark says that Norway will send lamps.", ["lamps=light: send committed governs 1.5 will | Denmark other, Norway subject"]),
    ("Denmark says that lamps are vital.", ["lamps=light: vital advocated predicate 2.2 need | Denmark other"]),
    ("Denmark, which sends lamps, met Norway.", ["lamps=light: sends committed governs 1.5 | Denmark subject_antecedent, Norway other"]),
    ("Lamps, which Norway rejected, were sent by Denmark.", [
        "Lamps=light: sent committed governs 1.5; rejected refused modifier 2.2 | Norway other, Denmark agent",
    ]),
    ("Denmark opposes lamps but Norway sends ships.", [
        "lamps=light: opposes opposed governs 1 | Denmark subject, Norway other",
        "ships=ships: sends committed governs 1.5; opposes opposed linear 10.3333 | Denmark other, Norway subject",
    ]),
    ("Denmark opposes lamps while Norway is ready to send ships.", [
        "lamps=light: opposes opposed governs 1; ready willing linear 10 | Denmark subject, Norway other",
        "ships=ships: send willing governs 1.5 to <ready; ready willing governs 2; opposes opposed governs 9 | Denmark other, Norway subject",
    ]),
    ("Denmark opposes lamps and sends ships.", [
        "lamps=light: opposes opposed governs 1 | Denmark subject",
        "ships=ships: sends committed governs 1.5; opposes opposed linear 10 | Denmark subject_shared",
    ]),
    ("Denmark sends lamps, not ships.", [
        "lamps=light: sends committed governs 1.5 | Denmark subject",
        "ships=ships: sends committed governs 2.5 | Denmark subject",
    ]),
    ("Denmark sends lamps rather than ships.", [
        "lamps=light: sends committed governs 1.5 | Denmark subject",
        "ships=ships: sends committed governs 3.5 | Denmark subject",
    ]),
    ("Denmark welcomed that Norway sent lamps.", ["lamps=light: sent committed governs 1.5 | Denmark other, Norway subject"]),
    ("Denmark welcomed lamps.", ["lamps=light: welcomed advocated governs 1 | Denmark subject"]),
    ("Denmark welcomed how Norway sent lamps.", [
        "lamps=light: sent advocated governs 1.5 <welcome; welcomed advocated governs 7 | Denmark subject, Norway other",
    ]),
    ("Denmark planned lamps.", ["lamps=light: | Denmark bare_subject"]),
    ("Denmark draws a line at lamps.", ["lamps=light: draws a line refused governs 3 | Denmark subject"]),
    ("Denmark sends regards and lamps.", ["lamps=light: | Denmark bare_subject"]),
    ("Denmark buys a light bulb.", []),
    ("Denmark will send tall lamps.", ["tall lamps=light: send committed governs 1.5 will | Denmark subject"]),
    ("Denmark will send lamp ships.", ["lamp ships=signals: send committed governs 1.5 will | Denmark subject"]),
    ("Gangs wait in Denmark.", ["Gangs=ships?: |"]),
    ("Gangs send lamps to Denmark.", ["lamps=light: send committed governs 1.5 | Denmark recipient"]),
    ("Denmark will send lanterns.", [
        "lanterns=craft: send committed governs 1.5 will | Denmark subject",
        "lanterns=light: send committed governs 1.5 will | Denmark subject",
    ]),
    ("Denmark will send paper lanterns.", []),
    ("Norwegian sailors will light lamps.", [
        "Norwegian sailors=crews: light committed governs 1.5 will | Norwegian subject_part",
        "lamps=light: light committed governs 1.5 will | Norwegian subject_part",
    ]),
    ("Italian sailors will light lamps.", ["lamps=light: light committed governs 1.5 will | Italian subject_part"]),
    ("Denmark promised aid for ships.", [
        "aid for ships=repair: promised committed governs 1 | Denmark subject",
        "ships=ships: promised committed governs 3 | Denmark subject",
    ]),
    ("Denmark promised aid.", ["aid=aid: promised committed governs 1 | Denmark subject"]),
    ("Denmark supports lamps.", ["lamps=light: | Denmark bare_subject"]),
    ("Lamps for Denmark are a gift from Norway.", ["Lamps=light: |"]),
    ("Norway has asked for a limit on lamps.", ["limit on lamps=light: | Norway bare_subject", "lamps=light: | Norway bare_subject"]),
    ("Denmark demands a limit on the lamps.", [
        "limit on the lamps=light: demands advocated governs 1 | Denmark subject",
        "lamps=light: demands advocated governs 3 | Denmark subject",
    ]),
    ("The plan would see Denmark send lamps.", ["lamps=light: send considering governs 1.5 would | Denmark subject"]),
    ("Denmark's readiness to send lamps has grown.", ["lamps=light: send willing governs 1.5 to <ready; readiness willing governs 2 | Denmark possessor"]),
    ("Denmark's readiness for lamps, Norway's refusal and talks went on.", [
        "lamps=light: readiness willing governs 2; refusal refused predicate 4.2; talks considering predicate 4.2 | Denmark possessor, Norway other",
    ]),
    ("Denmark demanded that lamps be sent.", ["lamps=light: sent advocated governs 1.5 <demand; demanded advocated governs 7 | Denmark subject"]),
    ("Denmark demanded that lamps will be sent.", ["lamps=light: sent committed governs 1.5 will; demanded advocated governs 7 | Denmark other"]),
    ("Denmark, Norway said, will send lamps.", ["lamps=light: send committed governs 1.5 will | Denmark subject, Norway other"]),
    ("Ready to send lamps, Denmark waits.", ["lamps=light: send willing governs 1.5 to <ready; Ready willing governs 2 | Denmark subject_control"]),
    ("Lamps were refused.", ["Lamps=light: refused refused governs 1 |"]),
    ("Lamps will be refused by Denmark.", ["Lamps=light: refused refused governs 1 will | Denmark agent"]),
    ("Denmark considers sending lamps.", ["lamps=light: sending considering governs 1.5 <consider; considers considering governs 2 | Denmark subject"]),
    ("Denmark considers refusing lamps.", ["lamps=light: refusing refused governs 1; considers considering governs 2 | Denmark subject_control"]),
    ("Denmark is considering a promise of lamps.", [
        "lamps=light: promise considering governs 2 <consider; considering considering governs 3 | Denmark subject",
    ]),
    ("Denmark opposes sending lamps.", ["lamps=light: sending opposed governs 1.5 <oppose; opposes opposed governs 2 | Denmark subject"]),
    ("Denmark opposes considering lamps.", ["lamps=light: considering opposed governs 1 <oppose; opposes opposed governs 2 | Denmark subject"]),
    ("Denmark is not against lamps.", ["lamps=light: against willing governs 1 not | Denmark subject"]),
    ("Denmark is against lamps.", ["lamps=light: against opposed governs 1 | Denmark subject"]),
    ("Denmark ought to send lamps.", ["lamps=light: send advocated governs 1.5 must need | Denmark subject_control"]),
    ("Denmark has to send lamps.", ["lamps=light: send advocated governs 1.5 must need | Denmark subject_control"]),
    ("Denmark is to send lamps.", ["lamps=light: send committed governs 1.5 will | Denmark subject_control"]),
    ("A ship built by Denmark would light lamps.", [
        "ship=ships: light considering governs 1.5 would | Denmark other",
        "lamps=light: light considering governs 1.5 would | Denmark other",
    ]),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[row[0] for row in READ])
def test_what_is_read(bench, text: str, expected: list[str]) -> None:
    scene = _scene(bench, text)
    assert [_told(scene, mark) for mark in scene.instruments] == expected


def _told(scene: Scene, mark: Instrument) -> str:
    """A thing with its readings and the actors who stand in a relation to it; a question mark follows a weak cue."""
    readings = scene.readings(mark)
    roles = [(m.text, scene.role(m, readings[0], mark) if readings else scene.standing(m, mark)) for m in scene.actors]
    cues = "; ".join(_said(scene, reading) for reading in readings)
    actors = ", ".join(f"{words} {role}" for words, role in roles if role)
    words = scene.doc.span(mark.start, mark.end).text
    return f"{words}={mark.code}{'?' if mark.weak else ''}: {cues} | {actors}".replace(":  |", ": |").rstrip()


def _said(scene: Scene, reading: Reading) -> str:
    words = [scene.doc.span(reading.cue.start, reading.cue.end).text, reading.stance, reading.link, f"{reading.cost:g}", "not" if reading.negated else ""]
    words += [reading.modal, "need" if reading.need else "", "if" if reading.hypothetical else "", f"<{reading.outer}" if reading.outer else ""]
    return " ".join(filter(None, words))


TURNED = [  # a group of cues, a stance, an actor, the stance as the topic means it
    ("lamps", "refused", "NOR", "refused"), ("lamps", "reluctant", "NOR", "reluctant"), ("lamps", "reluctant", "ITA", "opposed"),
    ("lamps", "committed", "ITA", "committed"),
    ("ships", "committed", "ITA", "advocated"), ("ships", "committed", "NOR", "committed"), ("ships", "willing", "ITA", "willing"),
    ("limits", "advocated", "NOR", "opposed"), ("limits", "committed", "NOR", "refused"), ("limits", "committed", "ITA", "opposed"),
    ("limits", "considering", "NOR", "considering"),
]


@pytest.mark.parametrize(("group", "stance", "actor", "expected"), TURNED)
def test_what_a_topic_makes_of_a_stance(group: str, stance: str, actor: str, expected: str) -> None:
    mark = Instrument(str(THINGS[group]["code"]), 0, 1, 0, group)
    assert _topic()[0].turn(stance, actor, mark) == expected


@pytest.mark.parametrize(("actor", "expected"), [("NOR", "actor+north"), ("ITA", "actor+south"), ("FRA", "actor")])
def test_classes_of_an_actor(actor: str, expected: str) -> None:
    assert _topic()[0].classes_of(actor) == expected


MAYBE = [  # words of a sentence, classes of the actors in it, whether a thing may be named
    ("they light lamps", (), True), ("they light lights", (), False), ("a limit on the", (), False), ("six sailors", (), False),
    ("six sailors", ("north",), True), ("six sailors", ("south",), False), ("a paper lantern", (), True), ("aid", (), True), ("", (), False),
]


@pytest.mark.parametrize(("text", "classes", "expected"), MAYBE)
def test_whether_a_thing_may_be_named(text: str, classes: tuple[str, ...], expected: bool) -> None:
    words = [frozenset({word, word.removesuffix("s")}) for word in text.split()]
    assert _topic()[0].may_be_named(words, classes) is expected


@pytest.mark.parametrize(("text", "classes", "expected"), [
    ("Six sailors lit lamps.", (), True), ("Six sailors slept.", (), False), ("Norwegian sailors slept.", ("north",), True),
    ("Norwegian sailors slept.", ("south",), False),
    ("A paper lantern fell.", (), False), ("A paper lantern and a lamp fell.", (), True), ("A lantern fell.", (), True),
])
def test_whether_a_parsed_sentence_may_name_a_thing(bench, text: str, classes: tuple[str, ...], expected: bool) -> None:
    assert _topic()[0].may_match(_scene(bench, text).words, classes) is expected


def test_groups_that_are_switched_off_are_neither_things_nor_cues(bench) -> None:
    text = "Denmark promised to send lamps and ships."
    instruments = InstrumentLexicon(THINGS, actor_classes(RAW, TOPIC), RAW, where="things.yaml")
    stances = StanceLexicon(CUES, where="cues.yaml")
    instruments.without, stances.without = frozenset({"lamps"}), frozenset({"deed"})
    sentences = parse_article(bench.article(text), text, load_model())
    scene = Scene.look(sentences[0], [], instruments, stances)
    assert [mark.code for mark in scene.instruments] == ["ships"]
    assert [cue.group for cue in scene.cues] == ["promise"]
