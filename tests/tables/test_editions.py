"""What changed between two builds, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commitscape.tables.editions import compare_editions, in_words
from commitscape.tables.tables import assemble


@pytest.fixture
def build(topic: Path) -> Any:
    def make(world: Any, positions: Any = None, machine: Any = None, coded_ids: Any = (), articles: Any = None) -> Any:
        held = world.positions if positions is None else positions
        return assemble(
            topic=topic, articles=world.articles if articles is None else articles, texts=world.texts, positions=held,
            machine=held if machine is None else machine, coded_ids=coded_ids,
        )

    return make


@pytest.fixture
def two_days(world: Any) -> Any:
    world.article("2025-09-01", title="First")
    world.position("willing")
    world.position("willing", actor="DEU")
    world.article("2025-09-05", title="Second")
    world.position("refused")
    return world


def reasons(changes: Any) -> list[tuple[str, str, str | None, str | None, list[str]]]:
    return [(r.change, r.actor, r.old_stance, r.new_stance, r.reasons) for r in changes.cells.itertuples()]


def test_nothing_changed(two_days: Any, build: Any) -> None:
    changes = compare_editions(build(two_days), build(two_days))
    assert not changes
    assert in_words(changes, build(two_days), build(two_days)) == ["Nothing changed."]


def test_new_evidence_and_evidence_gone(two_days: Any, build: Any) -> None:
    early, late = build(two_days, two_days.positions[:2], articles=two_days.articles[:1]), build(two_days)
    changes = compare_editions(early, late)
    assert list(changes.articles["change"]) == ["came"]
    assert reasons(changes) == [("changed", "FRA", "willing", "refused", ["new evidence"])]
    assert in_words(changes, early, late) == ["came: Second (1.txt)", "France, kettle: changed, willing to refused (new evidence)"]
    back = compare_editions(late, early)
    assert reasons(back) == [("changed", "FRA", "refused", "willing", ["evidence gone"])]
    assert list(back.articles["change"]) == ["went"]


def test_a_new_rule(two_days: Any, build: Any) -> None:
    other = [replace(two_days.positions[0]), two_days.positions[2], replace(two_days.positions[1], position_id="p-new", stance="opposed")]
    assert reasons(compare_editions(build(two_days), build(two_days, other))) == [("changed", "DEU", "willing", "opposed", ["new rule"])]


def test_a_review_that_rejects_and_one_that_corrects(two_days: Any, build: Any) -> None:
    machine = two_days.positions
    rejected = build(two_days, [machine[0], machine[2]], machine=machine)
    assert reasons(compare_editions(build(two_days), rejected)) == [("went", "DEU", "willing", None, ["review"])]
    corrected = [machine[0], machine[2], replace(machine[1], position_id="p-new", stance="opposed", origin="reviewed")]
    assert reasons(compare_editions(build(two_days), build(two_days, corrected, machine=machine))) == [("changed", "DEU", "willing", "opposed", ["review"])]


def test_an_article_coded_by_hand(two_days: Any, build: Any) -> None:
    machine = two_days.positions
    by_hand = [machine[0], machine[1], replace(machine[2], position_id="p-new", stance="reluctant", origin="coded")]
    new = build(two_days, by_hand, machine=machine, coded_ids={two_days.articles[1].article_id})
    assert reasons(compare_editions(build(two_days), new)) == [("changed", "FRA", "refused", "reluctant", ["coding"])]


def test_new_dates(two_days: Any, build: Any) -> None:
    later = [replace(two_days.articles[0], published="2025-09-09"), two_days.articles[1]]
    assert reasons(compare_editions(build(two_days), build(two_days, articles=later))) == [("changed", "FRA", "refused", "willing", ["new dates"])]


def test_a_changed_text_is_no_new_document(two_days: Any, build: Any) -> None:
    edited = [replace(two_days.articles[0], article_id="a-edited"), two_days.articles[1]]
    moved = [replace(p, article_id="a-edited", position_id=f"x{n}") if p.file == "0.txt" else p for n, p in enumerate(two_days.positions)]
    changes = compare_editions(build(two_days), build(two_days, moved, articles=edited))
    assert list(changes.articles["change"]) == ["changed"]
    assert changes.cells.empty
    assert len(changes.positions) == 4
    assert in_words(changes, build(two_days), build(two_days))[-1] == "4 more positions came or went without changing what their cell shows."
