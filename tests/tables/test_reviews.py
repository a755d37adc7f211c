"""Decisions of reviewers: how they are kept, what they do, and when they expire."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commitscape.errors import TopicError
from commitscape.records import Span
from commitscape.tables.decisions import COLUMNS, FILE, Review, Reviews, read_reviews, record, review_of, save_reviews, withdraw
from commitscape.tables.reviews import agreement, apply_reviews

DAY = "2025-09-09"


@pytest.fixture
def house(world: Any) -> Any:
    world.article(title="Tea")
    world.position("willing", quote="Ann may send a kettle.")
    world.position("willing", quote="Ann may send a kettle, and a tray.", instrument="tray")
    return world


def decide(world: Any, decision: str, number: int = 0, *, reviewer: str = "Eve", day: str = DAY, **changes: str) -> Review:
    return review_of(world.positions[number], world.articles[0].title, decision, reviewer=reviewer, day=day, **changes)


def applied(world: Any, *reviews: Review, machine: Any = None) -> Any:
    return apply_reviews(Reviews(decisions=reviews), world.positions if machine is None else machine, world.articles, world.texts)


def codes(result: Any) -> list[tuple[str, str, str]]:
    return [(p.instrument, p.stance, p.origin) for p in result.positions]


def test_accept_correct_reject_add(house: Any) -> None:
    untouched = ("tray", "willing", "machine")
    assert codes(applied(house, decide(house, "accept"))) == [("kettle", "willing", "reviewed"), untouched]
    assert codes(applied(house, decide(house, "correct", stance="considering"))) == [("kettle", "considering", "reviewed"), untouched]
    assert codes(applied(house, decide(house, "reject"))) == [untouched]
    added = replace(decide(house, "add"), found_actor="", found_instrument="", found_stance="", actor="DEU")
    assert codes(applied(house, added)) == [("kettle", "willing", "reviewed"), ("kettle", "willing", "machine"), untouched]


def test_the_latest_decision_holds(house: Any) -> None:
    first, second = decide(house, "reject"), decide(house, "accept", reviewer="Bo", day="2025-09-10")
    for order in ((first, second), (second, first)):
        assert codes(applied(house, *order))[0] == ("kettle", "willing", "reviewed")


def test_a_review_survives_a_changed_offset_and_other_rules(house: Any) -> None:
    review = decide(house, "correct", stance="committed", conditions="water")
    moved = "A new paragraph.\n\n"
    house.texts["0.txt"] = moved + house.texts["0.txt"].replace("Ann may send", "Ann may  send")
    house.articles[0] = replace(house.articles[0], end=len(house.texts["0.txt"]), article_id="a-new")
    result = applied(house, review, machine=())
    assert not result.stale
    found = result.positions[0]
    assert (found.article_id, found.stance, [c.code for c in found.conditions]) == ("a-new", "committed", ["water"])
    assert found.quote == Span(*found.spans[0]).of(house.texts["0.txt"]) == "Ann may  send a kettle."


def test_a_changed_sentence_makes_it_stale_and_changes_nothing(house: Any) -> None:
    house.texts["0.txt"] = house.texts["0.txt"].replace("Ann may send a kettle.", "Ann will send a kettle.")
    result = applied(house, decide(house, "reject"))
    assert [r.quote for r in result.stale] == ["Ann may send a kettle."]
    assert codes(result)[0] == ("kettle", "willing", "machine")
    assert result.rejects[0].reason.startswith("stale: 0.txt no longer says 'Ann may send a kettle.'")


def test_the_file_is_stable_and_read_back(house: Any, topic: Path) -> None:
    reviews = [
        decide(house, "accept", 1, reason="=clear, or so"), decide(house, "reject", reason='two\nlines "quoted"'), decide(house, "reject", reviewer="Bo"),
    ]
    save_reviews(topic / FILE, reviews)
    before = (topic / FILE).read_bytes()
    assert b"'=clear" in before
    assert sorted(read_reviews(topic).decisions, key=str) == sorted(reviews, key=str)
    save_reviews(topic / FILE, reviews[::-1])
    assert (topic / FILE).read_bytes() == before


def test_a_second_thought_takes_the_place_of_the_first(house: Any, topic: Path) -> None:
    record(topic, decide(house, "reject"))
    record(topic, decide(house, "accept"))
    record(topic, decide(house, "reject", reviewer="Bo"))
    assert sorted((r.reviewer, r.decision) for r in read_reviews(topic).decisions) == [("Bo", "reject"), ("Eve", "accept")]


def test_a_decision_taken_back_brings_back_what_it_replaced(house: Any, topic: Path) -> None:
    first, second = decide(house, "reject"), decide(house, "accept")
    assert record(topic, first) is None
    before = (topic / FILE).read_bytes()
    assert record(topic, second) == first
    withdraw(topic, second, first)
    assert (topic / FILE).read_bytes() == before
    withdraw(topic, first)
    assert read_reviews(topic).decisions == ()


def test_in_an_article_coded_by_hand_a_decision_on_the_machine_is_settled_by_the_coding(house: Any) -> None:
    on_machine = decide(house, "accept")
    house.positions[0] = replace(house.positions[0], stance="refused", origin="coded")
    coded_ids = [house.articles[0].article_id]
    on_coded = decide(house, "correct", stance="reluctant")
    added = replace(decide(house, "add"), found_actor="", found_instrument="", found_stance="", actor="DEU")
    for reviews, first in (((on_machine,), ("kettle", "refused", "coded")), ((on_coded,), ("kettle", "reluctant", "reviewed"))):
        assert codes(apply_reviews(Reviews(decisions=reviews), house.positions, house.articles, house.texts, coded_ids=coded_ids))[0] == first
    held = apply_reviews(Reviews(decisions=(added,)), house.positions, house.articles, house.texts, coded_ids=coded_ids)
    assert [(p.actor, p.origin) for p in held.positions] == [("DEU", "reviewed"), ("FRA", "coded"), ("FRA", "machine")]


def test_two_who_save_at_once_lose_nothing(house: Any, topic: Path) -> None:
    model = decide(house, "accept")
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda n: record(topic, replace(model, reviewer=f"r{n}")), range(12)))
    assert {r.reviewer for r in read_reviews(topic).decisions} == {f"r{n}" for n in range(12)}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"decision": "maybe"}, "unknown decision 'maybe'"), ({"stance": "keen"}, "unknown stances code 'keen'"), ({"date": "soon"}, "'soon' is no date"),
        ({"reviewer": ""}, "reviewer is empty"), ({"conditions": "sugar"}, "unknown conditions code 'sugar'"),
    ],
)
def test_a_faulty_row_is_named_and_the_others_survive(house: Any, topic: Path, change: dict[str, str], reason: str) -> None:
    good, bad = decide(house, "accept", 1), replace(decide(house, "accept"), **change)
    save_reviews(topic / FILE, [good, bad])
    read = read_reviews(topic)
    assert read.decisions == (good,)
    assert [(r.file, r.reason) for r in read.rejects] == [(FILE, reason)]
    assert read.rejects[0].where in ("line 2", "line 3")
    kept = (topic / FILE).read_bytes()
    with pytest.raises(TopicError, match="nothing was saved"):
        record(topic, good)
    assert (topic / FILE).read_bytes() == kept


def test_a_file_without_its_columns(topic: Path) -> None:
    (topic / FILE).write_text("quote,decision\n", encoding="utf-8")
    assert read_reviews(topic).rejects[0].remedy.endswith(", ".join(COLUMNS[1:]))


def test_agreement_of_two_reviewers(house: Any) -> None:
    same = [decide(house, "accept"), decide(house, "accept", reviewer="Bo")]
    split = [decide(house, "reject", 1), decide(house, "accept", 1, reviewer="Bo")]
    found = agreement([*same, *split])
    assert found.subjects == 2
    assert [[r.reviewer for r in pair] for pair in found.to_settle] == [["Bo", "Eve"]]
    assert found.alpha is not None
    assert found.alpha < 1
    assert agreement(same).to_settle == ()
    assert agreement([decide(house, "accept")]).subjects == 0


SAVER = """
    import sys, itertools
    from pathlib import Path
    from dataclasses import replace
    from commitscape.tables.decisions import read_reviews, record
    topic = Path(sys.argv[1])
    model = read_reviews(topic).decisions[0]
    for number in itertools.count():
        record(topic, replace(model, reviewer=f"r{number:04}"))
        print(number, flush=True)
"""


@pytest.mark.parametrize("attempt", range(4))
def test_a_kill_while_saving_loses_no_earlier_decision(house: Any, topic: Path, attempt: int) -> None:
    after = random.uniform(0, 0.02)  # any moment will do: each save takes a few milliseconds
    save_reviews(topic / FILE, [decide(house, "accept")])
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(SAVER), str(topic)], stdout=subprocess.PIPE, text=True, env={**os.environ}) as saver:
        assert saver.stdout is not None
        for _ in range(3):
            saver.stdout.readline()
        time.sleep(after)
        saver.send_signal(signal.SIGKILL)
        said = [0, 1, 2, *(int(line) for line in saver.stdout.read().split("\n") if line)]
    read = read_reviews(topic)
    assert not read.rejects
    assert {f"r{number:04}" for number in said} | {"Eve"} <= {r.reviewer for r in read.decisions}
    record(topic, decide(house, "reject"))
    assert [path.name for path in topic.glob(f".{FILE}*")] == []
