"""What the model is told about a candidate: near and far, cheap and dear, alone or beside rivals, and never two answers to one question."""

from __future__ import annotations

import pytest

from commitscape.coding.context import share
from commitscape.coding.features import _bucket, _distance
from commitscape.coding.mentions import Mention


@pytest.mark.parametrize(
    ("cost", "name"), [(0.0, "1"), (1.0, "1"), (1.1, "2"), (2.5, "3"), (4.0, "4"), (5.0, "6"), (8.0, "8"), (9.5, "11"), (14.0, "14"), (14.1, "far")]
)
def test_costs_are_told_in_steps(cost: float, name: str) -> None:
    assert _bucket(cost) == name


@pytest.mark.parametrize(("part", "name"), [(0.0, "0.1"), (0.1, "0.1"), (0.11, "0.2"), (0.4, "0.4"), (0.56, "0.7"), (0.71, "most")])
def test_shares_are_told_in_steps(part: float, name: str) -> None:
    assert share(part) == name


@pytest.mark.parametrize(("start", "end", "name"), [(2, 3, "0"), (3, 4, "2"), (4, 5, "2"), (7, 9, "5"), (8, 9, "10"), (22, 23, "20"), (23, 24, "far")])
def test_distances_count_the_words_between(start: int, end: int, name: str) -> None:
    two_words = Mention(start=0, end=2, head=0, codes=("FRA",), kind="name", text="a b")
    assert _distance(two_words, start, end) == name
    mirrored = Mention(start=end, end=end + 2, head=end, codes=("FRA",), kind="name", text="a b")
    assert _distance(mirrored, end - start - 1, end - (start - 2)) == name


TOLD = [  # text, actor, instrument, features that hold, features that do not
    ("Denmark and Norway, partners, will send soldiers.", "DNK", "ground_force", {"before=True", "between=1", "distance=10"}, {"between=0"}),
    ("Spain will send soldiers to Ukraine.", "ESP", "ground_force", {"receiver=True", "party=True.False", "receiver.opening=True"}, {"receiver=False"}),
    ("Spain will send soldiers to Gaza.", "ESP", "ground_force", {"receiver=False", "party=False.False", "receiver.near=False"}, {"receiver=True"}),
    ("Spain speaks of Ukraine. It will send soldiers.", "ESP", "ground_force", {"receiver=False", "party=False.True", "receiver.near=True"}, set()),
    ("Denmark and Norway, partners, will send soldiers.", "NOR", "ground_force", {"before=True", "between=0", "distance=5"}, {"between=1"}),
    ("Spain will send soldiers.", "ESP", "ground_force", {"modal=will", "negated=False", "between=0", "actors=1", "marks=1", "unquoted"}, {"quoted"}),
    ("Spain will not send soldiers.", "ESP", "ground_force", {"negated=True", "final=refused"}, {"negated=False"}),
    ("Soldiers would be sent by Spain.", "ESP", "ground_force", {"before=False", "role=agent", "modal=would"}, {"before=True"}),
    ("“Spain will send soldiers,” Sánchez said.", "ESP", "ground_force", {"quoted", "speaker=own"}, {"unquoted"}),
    ("“Spain will send soldiers,” Macron said.", "ESP", "ground_force", {"quoted", "speaker=other"}, {"speaker=own"}),
    ("Spain will send soldiers and instructors.", "ESP", "training", {"marks=2", "actors=1"}, {"marks=1"}),
    ("Spain and Portugal will send soldiers.", "PRT", "ground_force", {"actors=2", "best_actor=True"}, {"actors=1"}),
    ("If Spain sends soldiers, Portugal will pay for them.", "ESP", "ground_force", {"hypothesis=True"}, {"hypothesis=False"}),
    ("Europeans will send soldiers.", "EUROPE", "ground_force", {"kind=people"}, {"kind=name"}),
    ("Spanish officials will send soldiers.", "ESP", "ground_force", {"unnamed=True"}, {"unnamed=False"}),
    ("The Baltic states want soldiers. Spain and the Baltic states will send soldiers.", "BALTIC", "ground_force", {"last_group", "near=1"}, {"near=0"}),
    ("The Baltic states want soldiers. Spain and the Baltic states will send soldiers.", "ESP", "ground_force",
     {"between=1", "held=True.subject"}, {"last_group"}),
    ("“Spain, like Portugal, will send soldiers,” Italy said.", "ESP", "ground_force",
     {"between=1", "best_actor=True", "speaker=other"}, {"held=True.subject"}),
    ("“Spain, like Portugal, will send soldiers,” Italy said.", "PRT", "ground_force",
     {"between=0", "best_actor=False", "held=True.subject_part"}, {"best_actor=True"}),
    ("Spain wants guarantees for Ukraine and sends soldiers.", "ESP", "guarantees_unspecified", {"default_beside=True", "marks=2"}, {"default_beside=False"}),
    ("Spain wants guarantees for Ukraine.", "ESP", "guarantees_unspecified", {"default_beside=False", "rank=0", "over=actor"}, {"default_beside=True"}),
    ("Spain will send soldiers. It will pay for instructors.", "ESP", "training", {"kind=pronoun", "same_subject_as_before"}, {"kind=name"}),
]


@pytest.mark.parametrize(("text", "actor", "instrument", "held", "not_held"), TOLD, ids=[row[0] for row in TOLD])
def test_what_is_told(bench, text: str, actor: str, instrument: str, held: set[str], not_held: set[str]) -> None:
    told = [set(c.features) for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
    assert told, "no candidate"
    assert held <= told[-1], sorted(held - told[-1])
    assert not not_held & told[-1]


@pytest.mark.parametrize("text", [row[0] for row in TOLD])
def test_a_question_has_one_answer(bench, text: str) -> None:
    for candidate in bench.study(text).candidates:
        asked = [name.partition("=")[0] for name in candidate.features if "=" in name]
        for name in (
            "role",
            "kind",
            "actor",
            "block",
            "stance",
            "link",
            "cost",
            "negated",
            "modal",
            "distance",
            "before",
            "between",
            "code",
            "final",
            "density",
        ):
            assert asked.count(name) <= 1, name
        assert ("quoted" in candidate.features) != ("unquoted" in candidate.features)
        opinions = {f"gist_{name}" for name in ("place", "instrument", "gap", "holder")}
        assert all(size == 1.0 for name, size in candidate.features.items() if not name.startswith("_") and name not in opinions)


def test_who_speaks_from_another_sentence_has_no_place_in_this_one(bench) -> None:
    """His words there say nothing of the words here, nor of a sentence that is shorter than his place in the other."""
    text = (
        "After a long day of talks with his colleagues in the old palace by the river, in which not much had been settled and even less had been written down, "
        "President Emmanuel Macron of France spoke to the press.\n\n"
        "\"Our soldiers will go to Ukraine,\" he said.\n\n\"One company of soldiers, ready by May.\""
    )
    found = [c for c in bench.study(text).candidates if (c.actor, c.instrument) == ("FRA", "ground_force")]
    assert {c.sentence for c in found} == {1, 2}
    assert [(c.rule, c.mention) for c in found if c.sentence == 2] == [("voice", None)]
