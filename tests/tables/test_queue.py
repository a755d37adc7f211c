"""What a reviewer is asked first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from commitscape.tables.decisions import review_of
from commitscape.tables.queue import review_queue
from commitscape.tables.tables import assemble


def test_the_worthiest_comes_first_and_what_is_decided_does_not_come_back(world: Any, topic: Path) -> None:
    world.article("2025-09-01")
    sure, unsure = world.position("willing"), world.position("refused", actor="DEU")
    world.article("2025-09-02")
    world.position("willing"), world.position("committed")
    world.article("2025-09-03")
    by_hand = world.position("willing", actor="ESP", origin="coded")
    held = [replace(p, confidence=0.5 if p is unsure else 1.0) for p in world.positions]
    machine = [p for p in held if p.origin == "machine"]
    coded = [p for p in held if p.origin == "coded"]
    tables = assemble(
        topic=topic, articles=world.articles, texts=world.texts, positions=held, machine=machine, coded=coded, coded_ids=[by_hand.article_id],
    )
    queue = review_queue(tables)
    assert queue["position_id"].iloc[0] == unsure.position_id
    assert queue["why"].iloc[0] == ["unsure", "alone in its cell", "shown"]
    assert len(queue) == 5
    assert queue["position_id"].iloc[4] == by_hand.position_id  # alone in its cell, but a person has read it
    done = [review_of(sure, "Tea", "accept", reviewer="Eve", day="2025-09-09")]
    assert sure.position_id not in set(review_queue(tables, done)["position_id"])
    assert sure.position_id not in set(review_queue(tables, done, reviewer="Eve")["position_id"])
    assert sure.position_id in set(review_queue(tables, done, reviewer="Bo")["position_id"])


def test_a_second_reviewer_is_asked_about_what_the_first_changed_threw_out_or_added(world: Any, topic: Path) -> None:
    world.article()
    wrong, false = world.position("willing"), world.position("refused", actor="DEU")
    added = replace(world.position("committed", actor="ITA"), origin="reviewed")
    corrected = replace(wrong, stance="considering", position_id="p-new", origin="reviewed")
    tables = assemble(topic=topic, articles=world.articles, texts=world.texts, positions=[corrected, added], machine=[wrong, false])
    given = {"reviewer": "Eve", "day": "2025-09-09"}
    reviews = [
        review_of(wrong, "Tea", "correct", stance="considering", **given), review_of(false, "Tea", "reject", **given),
        replace(review_of(added, "Tea", "add", **given), found_actor="", found_instrument="", found_stance=""),
    ]
    assert {row.position_id for row in review_queue(tables, reviews, reviewer="Bo").itertuples()} == {wrong.position_id, false.position_id, added.position_id}
    assert review_queue(tables, reviews, reviewer="Eve").empty


def test_nothing_to_review(topic: Path) -> None:
    assert review_queue(assemble(topic=topic, articles=(), texts={}, positions=())).empty
