"""What people decide stays as they decided it: coded rows, reviews, what to review first, what changed since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commitscape.codebook import load_codebook
from commitscape.errors import TopicError
from commitscape.records import Condition, Position, Span
from commitscape.tables import frames, stances, summaries
from commitscape.tables.coded import load_coded
from commitscape.tables.decisions import FILE, check_review, read_reviews, review_of, save_reviews
from commitscape.tables.editions import compare_editions, in_words
from commitscape.tables.queue import review_queue
from commitscape.tables.recorded import as_of, record_edition
from commitscape.tables.reviews import Reviews, agreement, apply_reviews, find_quote, latest
from commitscape.tables.tables import assemble, days_of, focus, only

DAY = "2025-09-09"


def tabled(world: Any, topic: Path, **more: Any) -> Any:
    return assemble(**{"topic": topic, "articles": world.articles, "texts": world.texts, "positions": world.positions, "machine": world.positions, **more})


# coded rows

TEXT = "Tea for all\nAnn will send a kettle. Bo will not."
ROW = {
    "article": "A",
    "file": "0.txt",
    "spans": [[12, 35], [36, 48]],
    "quote": "Ann will send a kettle.",
    "actor": "FRA",
    "instrument": "kettle",
    "stance": "committed",
    "attribution": "named",
    "speaker": "Ann",
    "medium": "Wire",
    "conditions": ["water", "water"],
    "said_on": "2025-09-01",
    "quantities": [{"min": 1, "max": 2, "unit": "items", "text": "one or two"}],
}


def coded(world: Any, topic: Path, change: dict[str, Any]) -> Any:
    world.article()
    world.articles[0] = replace(world.articles[0], end=len(TEXT))
    (topic / "coded").mkdir()
    (topic / "coded/articles.jsonl").write_text(json.dumps({"article": "A", "file": "0.txt", "start": 0, "end": 20}) + "\n", encoding="utf-8")
    (topic / "coded/positions.jsonl").write_text("\n" + json.dumps({**ROW, **change}) + "\n", encoding="utf-8")
    return load_coded(topic, world.articles, {"0.txt": TEXT})


def test_a_coded_row_keeps_all_that_was_coded(world: Any, topic: Path) -> None:
    (found,) = coded(world, topic, {}).positions
    assert (found.spans, found.quote) == ((Span(12, 35), Span(36, 48)), "Ann will send a kettle.")
    assert (found.speaker, found.medium, found.said_on, found.origin, found.confidence) == ("Ann", "Wire", "2025-09-01", "coded", 1.0)
    assert [c.code for c in found.conditions] == ["water"]
    assert [q.as_dict() for q in found.quantities] == [{"unit": "items", "text": "one or two", "min": 1, "max": 2}]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"spans": []}, "do not lie"),
        ({"spans": [[12, 12]]}, "do not lie"),
        ({"spans": [[12, 35], [-1, 4]]}, "do not lie"),
        ({"spans": [[12, 35], [36, 49]]}, "do not lie"),
        ({"instrument": "spoon"}, "unknown instruments"),
        ({"attribution": "rumour"}, "unknown attribution"),
        ({"actor": ""}, "no actor"),
        ({"medium": 7}, "medium 7 is no text"),
        ({"quantities": [{"value": 1, "max": 2, "unit": "items", "text": "x"}]}, "neither"),
        ({"quantities": [{"min": 2, "max": 1, "unit": "items", "text": "x"}]}, "neither"),
        ({"quantities": [{"value": 1, "text": "x"}]}, "no field 'unit'"),
    ],
    ids=str,
)
def test_a_faulty_coded_row_is_told_with_its_line(world: Any, topic: Path, change: dict[str, Any], line: str) -> None:
    found = coded(world, topic, change)
    assert found.positions == ()
    assert [(r.where, line in r.reason, bool(r.remedy)) for r in found.rejects] == [("line 2", True, True)]


@pytest.mark.parametrize("missing", ["articles.jsonl", "positions.jsonl"])
def test_a_missing_coded_file_is_told(world: Any, topic: Path, missing: str) -> None:
    coded(world, topic, {})
    (topic / "coded" / missing).unlink()
    assert (f"coded/{missing}", "no such file") in [(r.file, r.reason) for r in load_coded(topic, world.articles, {"0.txt": TEXT}).rejects]


# reviews


def decide(world: Any, decision: str, number: int = 0, *, reviewer: str = "Eve", day: str = DAY, **changes: str) -> Any:
    return review_of(world.positions[number], world.articles[0].title, decision, reviewer=reviewer, day=day, **changes)


def applied(world: Any, *reviews: Any, held: Any = None) -> Any:
    return apply_reviews(Reviews(decisions=reviews), world.positions if held is None else held, world.articles, world.texts)


def test_a_correction_keeps_what_it_does_not_change(world: Any) -> None:
    world.article(title="Tea")
    old = replace(world.position("willing", said_on="2025-09-01", medium="Wire"), conditions=(Condition(code="water", text="if it runs"),))
    world.positions[0] = old
    review = decide(world, "correct", stance="considering", conditions="water|other", speaker="", attribution="reporter")
    (new,) = applied(world, review).positions
    assert (new.stance, new.speaker, new.attribution, new.medium, new.said_on) == ("considering", None, "reporter", "Wire", "2025-09-01")
    assert new.conditions == (Condition(code="water", text="if it runs"), Condition(code="other"))
    assert (new.origin, new.confidence, new.rule) == ("reviewed", 1.0, f"review {review.review_id}")
    assert new.position_id != old.position_id
    assert applied(world, decide(world, "accept")).positions[0].position_id == old.position_id


def test_what_is_added_quotes_its_sentence_and_stands_in_reading_order(world: Any) -> None:
    world.article(title="Tea")
    world.position("willing", quote="First comes this.")
    world.position("refused", actor="DEU", quote="Then comes that.")
    added = replace(decide(world, "add"), found_actor="", found_instrument="", found_stance="", actor="ITA")
    found = applied(world, added, held=world.positions[::-1]).positions
    assert [(p.actor, p.quote) for p in found] == [("FRA", "First comes this."), ("ITA", "First comes this."), ("DEU", "Then comes that.")]
    assert all(p.quote == p.spans[0].of(world.texts[p.file]) for p in found)


def test_a_quote_is_found_in_the_article_of_its_title_first(world: Any) -> None:
    for title in ("Tea", "Coffee"):
        world.article(title=title)
        world.position("willing", quote="Ann may send a kettle.")
    one_file = [replace(world.articles[0], file="both.txt"), replace(world.articles[1], file="both.txt", start=100, end=100 + world.articles[1].end)]
    texts = {"both.txt": world.texts["0.txt"].ljust(100) + world.texts["1.txt"]}
    review = replace(decide(world, "accept"), file="both.txt", article="Coffee")
    article, place = find_quote(review, one_file, texts)
    assert (article.title, place.of(texts["both.txt"])) == ("Coffee", "Ann may send a kettle.")
    assert find_quote(replace(review, article="Tea"), one_file, texts)[1].start < 100
    moved = find_quote(replace(review, file="gone.txt"), one_file, texts)
    assert moved is not None
    assert moved[0].title == "Coffee"
    assert find_quote(replace(review, file="gone.txt", article="Milk"), one_file, texts) is None


def test_a_rejection_takes_every_place_of_a_repeated_sentence(world: Any) -> None:
    world.article(title="Tea")
    for _ in range(2):
        world.position("willing", quote="Ann may send a kettle.")
    assert applied(world, decide(world, "reject")).positions == ()
    both = applied(world, decide(world, "correct", stance="refused")).positions
    assert [p.stance for p in both] == ["refused", "refused"]
    assert len({p.position_id for p in both}) == 2


def test_the_later_of_two_decisions_of_a_day_is_told_by_the_reviewer(world: Any) -> None:
    world.article(title="Tea")
    world.position("willing")
    one, other = decide(world, "reject", reviewer="Ann"), decide(world, "accept", reviewer="Bo")
    assert latest([one, other]) == latest([other, one]) == [other]
    assert latest([replace(one, date="2025-09-10"), other]) == [replace(one, date="2025-09-10")]


def test_alpha_is_one_where_all_agree_and_none_where_nothing_varies(world: Any) -> None:
    world.article(title="Tea")
    for stance in ("willing", "refused", "considering"):
        world.position(stance)
    agreed = [decide(world, "accept", number, reviewer=name) for number in range(3) for name in ("Eve", "Bo")]
    assert agreement(agreed).alpha == 1.0
    assert (agreement(agreed).subjects, agreement(agreed).to_settle) == (3, ())
    assert agreement([decide(world, "reject", number, reviewer=name) for number in range(3) for name in ("Eve", "Bo")]).alpha is None
    assert agreement(agreed[:2]).alpha is None, "one subject tells nothing"
    split = [*agreed[:4], decide(world, "accept", 2), decide(world, "reject", 2, reviewer="Bo")]
    assert agreement(split).alpha == pytest.approx(0.615, abs=0.001)
    assert [[r.reviewer for r in pair] for pair in agreement(split).to_settle] == [["Bo", "Eve"]]


@pytest.mark.parametrize("name", ["file", "quote", "actor", "reviewer", "found_actor", "found_instrument", "found_stance"])
def test_a_decision_without_its_subject_is_refused(world: Any, topic: Path, name: str) -> None:
    world.article(title="Tea")
    world.position("willing")
    review = decide(world, "accept")
    assert check_review(review, load_codebook(topic)) is review
    with pytest.raises(TopicError, match=f"{name} is empty"):
        check_review(replace(review, **{name: ""}), load_codebook(topic))
    if name.startswith("found"):
        assert check_review(replace(review, decision="add", **{name: ""}), load_codebook(topic))


def test_an_unreadable_file_of_decisions_is_named(world: Any, topic: Path) -> None:
    world.article(title="Tea")
    world.position("willing")
    save_reviews(topic / FILE, [decide(world, "accept", reason="a\r\nb\rc")])
    assert b"\r" not in (topic / FILE).read_bytes()
    assert read_reviews(topic).decisions[0].reason == "a\nb\nc"
    (topic / FILE).write_bytes((topic / FILE).read_bytes() + b"\xff\xfe")
    assert "restore it from version control" in read_reviews(topic).rejects[0].remedy
    (topic / FILE).unlink()
    assert read_reviews(topic) == Reviews()


# what to review first


def test_what_a_decision_is_worth(world: Any, topic: Path) -> None:
    """Half a point for what a cell shows, three quarters for what stands alone or is disputed, one for what is most unsure."""
    world.article("2025-09-01")
    for actor, stance, confidence in (
        ("FRA", "willing", 1.0),
        ("FRA", "refused", 0.5),
        ("DEU", "willing", 0.75),
        ("ITA", "willing", 1.0),
        ("ITA", "willing", 0.9),
    ):
        world.positions.append(replace(world.position(stance, actor=actor), confidence=confidence))
        del world.positions[-2]
    queue = review_queue(tabled(world, topic)).set_index("position_id")
    ids = [p.position_id for p in world.positions]
    shown = set(tabled(world, topic).cells["position_id"])
    assert queue.loc[ids[1], "worth"] == 1.0 + 0.75 + 0.5 * (ids[1] in shown)
    assert queue.loc[ids[0], "worth"] == 0.75 + 0.5 * (ids[0] in shown)
    assert queue.loc[ids[2], "worth"] == 0.5 + 0.75 + 0.5
    assert queue.loc[ids[2], "why"] == ["unsure", "alone in its cell", "shown"]
    assert queue.loc[ids[4], "worth"] == pytest.approx(0.2 + 0.5 * (ids[4] in shown))
    assert "disputed" in queue.loc[ids[0], "why"]
    assert list(queue["worth"]) == sorted(queue["worth"], reverse=True)


# editions, focus


def test_a_change_counts_what_came_and_went(world: Any, topic: Path) -> None:
    world.article("2025-09-01")
    world.position("willing")
    world.position("willing", actor="DEU")
    new = [
        replace(world.positions[0], position_id="p-1", stance="refused"),
        replace(world.positions[0], position_id="p-2", stance="refused"),
        world.positions[1],
    ]
    before, after = tabled(world, topic), tabled(world, topic, positions=new, machine=new)
    row = compare_editions(before, after).cells.iloc[0]
    assert (row["came"], row["went"], row["old_stance"], row["new_stance"]) == (2, 1, "willing", "refused")
    assert (row["old_position_id"], row["new_position_id"]) == (world.positions[0].position_id, "p-1")
    assert in_words(compare_editions(before, after), before, after) == ["France, kettle: changed, willing to refused (new rule)"]
    gone = tabled(world, topic, positions=new[:2], machine=new[:2])
    words = in_words(compare_editions(after, gone), after, gone)
    assert words == ["Germany, kettle: went, willing (new rule)"]
    assert in_words(compare_editions(gone, after), gone, after) == ["Germany, kettle: came, willing (new rule)"]


def test_an_edition_is_one_row_a_line_and_never_written_twice(world: Any, topic: Path) -> None:
    world.article("2025-09-01", title="Tea")
    world.position("willing")
    path = record_edition(topic, "2025-09", tabled(world, topic))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["table"] for row in rows][:3] == ["articles", "positions", "cells"]
    assert {row["code"] for row in rows if row["table"] == "stances"} == set(stances.RANK)
    assert [p.name for p in path.parent.iterdir()] == ["2025-09.jsonl"]


def test_the_past_knows_what_had_no_date(world: Any, topic: Path) -> None:
    for day in ("2025-09-01", None, "2025-09-05"):
        world.article(day)
        world.position("willing")
    found = as_of(tabled(world, topic), date(2025, 9, 1))
    assert sorted(found.articles["file"]) == ["0.txt", "1.txt"]
    assert len(found.positions) == 2
    assert found.cells["positions"].tolist() == [2]
    assert len(as_of(tabled(world, topic), date(2025, 9, 5)).articles) == 3


def test_a_focus_on_nothing_is_everything(world: Any, topic: Path) -> None:
    world.article("2025-09-01")
    world.position("willing")
    world.position("refused", actor="DEU")
    tables = tabled(world, topic)
    assert len(focus(tables, actors=[]).positions) == 2
    assert len(only(tables.positions, "actor", "DEU", ["DEU"])) == 1
    assert days_of("", None) == (None, None)
    assert days_of("2025-09-01", "2025-09-01") == (pd.Timestamp("2025-09-01"),) * 2
    wider = focus(tables, window=3)
    assert wider.cells.equals(tables.cells)
    assert summaries.dated(tables.positions, tables.articles)["polarity"].tolist() == ["against", "for"]
    assert all(isinstance(p, Position) for p in frames.positions_of(tables.positions))
