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
    assert set(around(candidate, study.scenes[0])) == expected
