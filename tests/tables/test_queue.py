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
    world.position("willing", actor="ITA", origin="coded")
    held = [replace(p, confidence=0.5 if p is unsure else 1.0) for p in world.positions]
    tables = assemble(topic=topic, articles=world.articles, texts=world.texts, positions=held, machine=held)
    queue = review_queue(tables)
    assert queue["position_id"].iloc[0] == unsure.position_id
    assert queue["why"].iloc[0] == ["unsure", "alone in its cell", "shown"]
    assert len(queue) == 4
    done = [review_of(sure, world.articles[0], "accept", reviewer="Eve", day="2025-09-09")]
    assert sure.position_id not in set(review_queue(tables, done)["position_id"])
    assert sure.position_id not in set(review_queue(tables, done, reviewer="Eve")["position_id"])
    assert sure.position_id in set(review_queue(tables, done, reviewer="Bo")["position_id"])


def test_nothing_to_review(topic: Path) -> None:
    assert review_queue(assemble(topic=topic, articles=(), texts={}, positions=())).empty
