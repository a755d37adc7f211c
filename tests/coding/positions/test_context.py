"""What a sentence may take from what stands before it: instruments that a word points back to, and holders that it does not name."""

from __future__ import annotations

import pytest

from commitscape.coding.context import BESIDE, RECALLED, Context
from commitscape.coding.plans import Plans

BEFORE = [  # text, words of the sentence at hand, actor, instruments that are offered for it there
    ("Norway offered instructors. Denmark supports the idea.", "Denmark supports", "DNK", {"training"}),
    ("Spain will send soldiers. Portugal is against it.", "Portugal is", "PRT", {"ground_force"}),
    ("Canada pledged fighter jets. So did Belgium.", "So did", "BEL", {"arms"}),
    ("Poland demands sanctions. Italy does not.", "Italy does", "ITA", {"sanctions"}),
    ("Estonia pledged soldiers and loans. Latvia would not.", "Latvia would", "LVA", {"ground_force", "funding"}),
    ("Estonia pledged soldiers. Finland wants sanctions. Latvia backs that.", "Latvia backs", "LVA", {"sanctions", "ground_force"}),
    ("Norway offered instructors. The weather was fine. It rained. Denmark supports the idea.", "Denmark supports", "DNK", {"training"}),
    ("Norway offered instructors. Denmark backs the plan and will send soldiers.", "Denmark backs", "DNK", {"training", "ground_force"}),
    ("Norway offered instructors. Denmark will send soldiers.", "Denmark will", "DNK", {"ground_force"}),
    # what the article mostly speaks of is meant too, however much was named since
    ("Spain will not send soldiers. Soldiers cost money. Italy sends soldiers. Kyiv wants frigates, arms, sanctions, loans and instructors. It rained. Norway "
     "refused.", "Norway refused", "NOR", {"maritime", "arms", "sanctions", "funding", "ground_force"}),
    # two instruments that one phrase has made one matter
    ("Brussels would lend Kyiv money from Russia's frozen reserves. Italy objects.", "Italy objects", "ITA", {"sanctions", "funding"}),
    ("Brussels would lend Kyiv money from Russia's frozen reserves. It rained. Italy backs the loan.", "Italy backs", "ITA", {"sanctions", "funding"}),
    ("Brussels will lend Kyiv money. Spain wants sanctions. Italy backs the loan.", "Italy backs", "ITA", {"funding"}),
]
ALONE = [  # what a sentence that points back says by itself: features of its last candidate
    ("Spain will send soldiers. Italy declined.", "ITA", {"back.matter=0", "back.object=none", "back.last=1", "back.alone=1.True", "back.length=0"}),
    ("Spain will send soldiers. Italy objects to it.", "ITA", {"back.matter=0", "back.object=pronoun"}),
    ("Spain will send soldiers. Italy backs the plan.", "ITA", {"back.matter=0", "back.object=pointer", "back.stance=committed.advocated"}),
    ("Spain will send soldiers. Italy sold the olives of last year to a baker.", "ITA", {"back.matter=3", "back.object=thing"}),
    ("Spain will send soldiers and instructors. It rained. Italy declined.", "ITA", {"back.last=2", "back.alone=2.True"}),
]


@pytest.mark.parametrize(("text", "actor", "expected"), ALONE)
def test_what_a_sentence_that_points_back_says_by_itself(bench, text: str, actor: str, expected: set[str]) -> None:
    found = [c for c in bench.study(text).candidates if c.actor == actor and c.instrument == "ground_force"]
    assert expected <= set(found[-1].features), sorted(name for name in found[-1].features if name.startswith("back."))


@pytest.mark.parametrize(("text", "words", "actor", "expected"), BEFORE)
def test_what_a_word_that_points_back_may_mean(bench, text: str, words: str, actor: str, expected: set[str]) -> None:
    assert {c.instrument for c in _of(bench, text, words) if c.actor == actor} == expected


POINTING = [  # text, words of the sentence at hand, how it points back and by which word
    ("Norway offered instructors. Denmark supports the idea.", "Denmark supports", {("back_noun", "idea")}),
    ("Spain will send soldiers. Portugal is against it.", "Portugal is", {("back_pronoun", "it")}),
    ("Canada pledged fighter jets. So did Belgium.", "So did", {("back_free", "did")}),
    ("Norway offered instructors. Denmark backs the plan and will send soldiers.", "Denmark backs", {("back_noun_beside", "plan")}),
    ("Norway offered instructors. Denmark will send soldiers.", "Denmark will", set()),
]


@pytest.mark.parametrize(("text", "words", "expected"), POINTING)
def test_by_which_word_a_sentence_points_back(bench, text: str, words: str, expected: set[tuple[str, str]]) -> None:
    found = [c.mark for c in _of(bench, text, words) if c.mark.group.startswith("back_")]
    doc = bench.study(text).scenes[-1].doc
    assert {(mark.group, doc.span(mark.start, mark.end).text) for mark in found} == expected


HOLDERS = [  # a holder of the sentence before is offered only where nobody in the sentence holds the instrument
    ("Sweden will send soldiers. A loan would follow.", "A loan", "SWE", "funding", True),
    ("Sweden will send soldiers. Instructors are to follow in spring.", "Instructors", "SWE", "training", True),
    ("Sweden will send soldiers. Denmark offered a loan.", "Denmark", "SWE", "funding", False),
    ("Britain presented its plan. The document foresees sanctions.", "The document", "GBR", "sanctions", True),
    # the terms of a plan are its maker's, also where those whom it binds act in them
    ("Britain presented its plan.\n\n\"Sweden will host peacekeepers.\"", "\"Sweden", "GBR", "ground_force", True),
    ("Britain presented its plan. Under the plan Sweden would host peacekeepers.", "Under", "GBR", "ground_force", True),
    ("Britain presented its plan. One of the proposals is that Sweden hosts peacekeepers.", "One of", "GBR", "ground_force", True),
    ("Britain presented its plan. Sweden's government said that it had offered peacekeepers.", "Sweden's", "GBR", "ground_force", False),
    ("Britain waited.\n\n\"Sweden will host peacekeepers.\"", "\"Sweden", "GBR", "ground_force", False),
]
TERMS = [  # how near a sentence stands to a plan
    ("Britain waited. Peacekeepers arrived.", "Peacekeepers", "none"),
    ("Britain presented its plan. The plan foresees peacekeepers.", "The plan", "acts"),
    ("Britain presented its plan. Under the plan, peacekeepers would come.", "Under", "frame"),
    ("Britain presented its plan. Sweden likes the plan for peacekeepers.", "Sweden", "named"),
    ("Britain presented its plan. Peacekeepers would come.", "Peacekeepers", "after"),
    ("Britain presented its plan.\n\n\"Peacekeepers will come.\"", "\"Peace", "quoted"),
    ("Britain presented its plan. It rained. It rained. It rained. Peacekeepers would come.", "Peacekeepers", "far"),
    ("Britain presented its plan. It rained. It rained. It rained.\n\n\"Peacekeepers will come.\"", "\"Peace", "quoted.far"),
]


@pytest.mark.parametrize(("text", "words", "state"), TERMS)
def test_how_near_a_plan_stands(bench, text: str, words: str, state: str) -> None:
    told = {name for c in _of(bench, text, words) for name in c.features if name.startswith("terms=")}
    assert {name.removeprefix("terms=").rpartition(".")[0] for name in told} == {state}


@pytest.mark.parametrize(("text", "words", "actor", "instrument", "offered"), HOLDERS)
def test_who_stands_outside_the_sentence(bench, text: str, words: str, actor: str, instrument: str, offered: bool) -> None:
    assert ((actor, instrument) in {(c.actor, c.instrument) for c in _of(bench, text, words)}) is offered


def test_what_points_back_says_which_sentence_it_means(bench) -> None:
    found = _of(bench, "Estonia pledged soldiers. Finland wants sanctions. Latvia backs that.", "Latvia backs")
    assert {c.instrument: c.origin for c in found if c.actor == "LVA"} == {"sanctions": 1, "ground_force": 0}


KEPT = [  # feature, text, words, actor, instrument
    ("back.own=last", "Spain will send soldiers. Portugal wants sanctions. Spain confirmed that.", "Spain confirmed", "ESP", "ground_force"),
    ("back.own=other", "Spain will send soldiers. Portugal wants sanctions. Spain confirmed that.", "Spain confirmed", "ESP", "sanctions"),
    ("back.number=True.True", "Spain will send soldiers. Portugal opposes them.", "Portugal opposes", "PRT", "ground_force"),
    ("over=actor", "Spain will send soldiers.", "Spain will", "ESP", "ground_force"),
    ("over=mark", "Soldiers would be sent by Spain.", "Soldiers would", "ESP", "ground_force"),
    ("speaker=own", "Spain's government said that it will send soldiers.", "Spain's", "ESP", "ground_force"),
    ("under=arms.funding", "Spain pledged money for weapons.", "Spain pledged", "ESP", "arms"),
]


@pytest.mark.parametrize(("feature", "text", "words", "actor", "instrument"), KEPT)
def test_what_the_model_is_told(bench, feature: str, text: str, words: str, actor: str, instrument: str) -> None:
    found = next(c for c in _of(bench, text, words) if (c.actor, c.instrument) == (actor, instrument))
    assert feature in found.features


def test_an_actor_holds_last_what_it_held_last() -> None:
    context = Context(Plans({}))
    for instrument in ("a", "b", "a"):
        context.hold("X", instrument)
    assert context.held == {"X": ["b", "a"]}
    assert BESIDE < RECALLED


def _of(bench, text: str, words: str):
    """The candidates of the sentence that begins with some words."""
    study = bench.study(text)
    index = next(s.sentence.index for s in study.scenes if s.sentence.text.startswith(words))
    return [c for c in study.candidates if c.sentence == index]
