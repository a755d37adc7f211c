"""The words around an actor and a thing, as the model is told them."""

from __future__ import annotations

import pytest

from commitscape.coding.wording import around, head_subject, sentence_words

SUBJECTS = [  # a sentence, what is the subject of the clause that holds its last thing
    ("Denmark will send soldiers.", "actor"), ("Soldiers will be sent by Denmark.", "mark"), ("Soldiers from Denmark arrived.", "mark"),
    ("The plan foresees sanctions.", "plan"), ("They sent soldiers.", "word"), ("It is time for sanctions.", "word"), ("Send soldiers!", "none"),
    ("Soldiers in spring.", "verbless"), ("A ban on jets, soldiers and loans.", "verbless"), ("The bank granted loans.", "thing"),
]


@pytest.mark.parametrize(("text", "expected"), SUBJECTS)
def test_the_subject_above_a_thing(bench, text: str, expected: str) -> None:
    scene = bench.study(text).scenes[0]
    assert head_subject(scene, scene.instruments[-1]) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Denmark will send 40 soldiers.", ["word=send", "word=soldier", "word=will"]), ("They were not sent up by Norway.", ["word=be", "word=not", "word=send"]),
    ("Soldiers, soldiers!", ["word=soldier"]),
])
def test_words_of_a_sentence_without_its_names(bench, text: str, expected: list[str]) -> None:
    assert [word for word in sentence_words(bench.study(text).scenes[0]) if word != "word=up"] == expected


VERB_OF_ACTOR = {"actor.verb", "actor.xcomp", "actor.prt", "actor.acomp"}
AROUND = [  # a sentence, an actor, what is told of the verb above the actor and of the verb above the thing
    ("Denmark will not send soldiers, Norway fears.", "NOR", {"actor.verb=fear", "mark.verb=send", "mark.aux=will", "mark.neg=not", "mark.denied=send"}),
    ("Denmark refused to send the soldiers.", "DNK", {"actor.verb=refuse", "actor.xcomp=send", "mark.verb=send", "mark.aux=to"}),
    ("Denmark stepped up aid.", "DNK", {"actor.verb=step", "actor.prt=up", "mark.verb=step", "mark.prt=up"}),
    ("Denmark is wary of soldiers.", "DNK", {"actor.verb=be", "actor.acomp=wary", "mark.verb=be", "mark.acomp=wary"}),
    ("Denmark sent soldiers.", "DNK", {"actor.verb=send", "mark.verb=send"}),
]


@pytest.mark.parametrize(("text", "actor", "expected"), AROUND, ids=[row[0] for row in AROUND])
def test_the_verbs_around_a_candidate(bench, text: str, actor: str, expected: set[str]) -> None:
    study = bench.study(text)
    candidate = next(c for c in study.candidates if c.actor == actor and c.instrument in ("ground_force", "funding"))
    told = set(around(candidate, study.scenes[0]))
    assert {name for name in told if name.startswith("mark.") or name.partition("=")[0] in VERB_OF_ACTOR} == expected


TOLD = [  # a sentence, an actor, features of the cue's word and of the words beside the actor; features that do not hold
    ("Denmark will send soldiers.", "DNK", {"cue.word.code=send.ground_force", "cue.code=deed.ground_force"}, {"actor.with=relcl"}),
    ("Denmark sent soldiers.", "DNK", {"actor.after=send", "actor.before=none"}, {"actor.absent=True"}),
    ("Many Danish generals had sent soldiers.", "DNK", {"actor.noun=general", "actor.mod=many", "actor.plural=True"}, {"actor.of=general"}),
    ("Last year Danish taxpayers paid soldiers.", "DNK", {"actor.before=year", "actor.of=taxpayer", "actor.of.dep=amod"}, {"actor.noun=taxpayer"}),
    ("Denmark, which likes soldiers, sent none.", "DNK", {"actor.with=relcl", "actor.after=,"}, {"actor.with=appos"}),
    ("Danish Prime Minister Mette Frederiksen sent soldiers.", "DNK", {"actor.office=prime minister"}, {"actor.office="}),
]


@pytest.mark.parametrize(("text", "actor", "held", "not_held"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_told_beside_the_verbs(bench, text: str, actor: str, held: set[str], not_held: set[str]) -> None:
    study = bench.study(text)
    told = set(around(next(c for c in study.candidates if c.actor == actor and c.instrument == "ground_force"), study.scenes[0]))
    assert held <= told, sorted(told)
    assert not not_held & told
