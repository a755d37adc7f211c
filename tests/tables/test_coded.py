"""Coded positions: tied to the reader's articles, faulty rows named and left out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commitscape.tables.coded import Coded, load_coded
from commitscape.tables.published import choose

TEXT = "Tea for all\nAnn will send a kettle. Bo will not.\n\nMore tea\nBo sends a tray."
GOOD = {
    "article": "A", "file": "tea.txt", "spans": [[12, 35]], "quote": "Ann will send a kettle.", "actor": "FRA", "instrument": "kettle", "stance": "committed",
    "attribution": "reporter", "speaker": None, "medium": None, "conditions": ["water"], "quantities": [{"value": 2, "unit": "items", "text": "two"}],
}


@pytest.fixture
def articles(world: Any) -> list[Any]:
    world.article()
    first = replace(world.articles[0], file="tea.txt", start=0, end=49)
    return [first, replace(first, article_id="a-second", start=50, end=len(TEXT))]


def write(topic: Path, *rows: dict[str, Any] | str, articles: Any = None) -> None:
    (topic / "coded").mkdir(exist_ok=True)
    homes = articles or [{"article": "A", "file": "tea.txt", "start": 3, "end": 60}, {"article": "B", "file": "tea.txt", "start": 52, "end": 75}]
    (topic / "coded" / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in homes), encoding="utf-8")
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    (topic / "coded" / "positions.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def test_rows_find_their_articles_by_overlap(topic: Path, articles: list[Any]) -> None:
    write(topic, GOOD, {**GOOD, "article": "B", "spans": [[59, 75]], "quote": "Bo sends a tray."})
    coded = load_coded(topic, articles, {"tea.txt": TEXT})
    assert [p.article_id for p in coded.positions] == [articles[0].article_id, "a-second"]
    assert coded.article_ids == {articles[0].article_id, "a-second"}
    assert {p.origin for p in coded.positions} == {"coded"}
    assert coded.positions[0].quantities[0].value == 2
    assert not coded.rejects


FAULTS = [
    ({"stance": "keen"}, "unknown stances code 'keen'"),
    ({"conditions": ["sugar"]}, "unknown conditions code 'sugar'"),
    ({"quote": "Ann may send a kettle."}, "the quote 'Ann may send a kettle.' is not the text of tea.txt at 12"),
    ({"spans": [[12, 999]]}, "spans [[12, 999]] do not lie in tea.txt"),
    ({"article": "Z"}, "unknown article 'Z'"),
    ({"actor": None}, "no actor"),
    ({"speaker": 7}, "speaker 7 is no text"),
    ({"said_on": "soon"}, "unreadable value (Invalid isoformat string: 'soon')"),
    ({"quantities": [{"unit": "items", "text": "some"}]}, "the quantity {'unit': 'items', 'text': 'some'} is neither a value nor a range"),
]


@pytest.mark.parametrize(("change", "reason"), FAULTS, ids=[next(iter(change)) for change, _ in FAULTS])
def test_a_faulty_row_is_named_and_the_others_survive(topic: Path, articles: list[Any], change: dict[str, Any], reason: str) -> None:
    write(topic, GOOD, {**GOOD, **change}, {**GOOD, "actor": "DEU"})
    coded = load_coded(topic, articles, {"tea.txt": TEXT})
    assert [p.actor for p in coded.positions] == ["FRA", "DEU"]
    assert [(r.file, r.where, r.reason) for r in coded.rejects] == [("coded/positions.jsonl", "line 2", reason)]
    assert coded.rejects[0].remedy


@pytest.mark.parametrize("line", ["{", "[1]", '{"article": "A", "file": "tea.txt"}'])
def test_a_broken_line_is_named(topic: Path, articles: list[Any], line: str) -> None:
    write(topic, line, GOOD)
    coded = load_coded(topic, articles, {"tea.txt": TEXT})
    assert len(coded.positions) == 1
    assert coded.rejects[0].where == "line 1"


def test_a_coded_article_that_the_reader_did_not_find(topic: Path, articles: list[Any]) -> None:
    write(topic, GOOD, articles=[{"article": "A", "file": "tea.txt", "start": 900, "end": 950}])
    coded = load_coded(topic, articles, {"tea.txt": TEXT})
    assert [r.file for r in coded.rejects] == ["coded/articles.jsonl", "coded/positions.jsonl"]


def test_files_outside_the_corpus_are_passed_over(topic: Path, articles: list[Any]) -> None:
    write(topic, {**GOOD, "file": "gone.txt"})
    assert load_coded(topic, articles, {"tea.txt": TEXT}).rejects == ()


def test_the_same_sentence_twice_gets_two_ids_that_do_not_depend_on_neighbours(topic: Path, articles: list[Any]) -> None:
    write(topic, GOOD, GOOD)
    twice = load_coded(topic, articles, {"tea.txt": TEXT}).positions
    write(topic, {**GOOD, "actor": "DEU"}, GOOD)
    assert twice[0].position_id == load_coded(topic, articles, {"tea.txt": TEXT}).positions[1].position_id != twice[1].position_id


def test_a_topic_without_coded_articles(topic: Path) -> None:
    assert load_coded(topic, [], {}) == Coded()


def test_coded_articles_publish_coded_positions_only(world: Any) -> None:
    world.article()
    by_machine = world.position("willing")
    by_hand = world.position("refused", origin="coded")
    world.article()
    other = world.position("committed")
    coded = Coded(positions=(by_hand,), article_ids=frozenset({world.articles[0].article_id}))
    assert choose(coded, [by_machine, other]) == (by_hand, other)
    nothing_held = Coded(article_ids=frozenset({world.articles[0].article_id}))
    assert choose(nothing_held, [by_machine, other]) == (other,)
