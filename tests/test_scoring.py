"""The measures of agreement, case by case, worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.codebook import POLARITY
from commitscape.errors import TableError, TopicError
from commitscape.scoring import report, score, score_files
from commitscape.scoring.agreement import alpha
from commitscape.scoring.held_out import read_held_out, write_held_out

ARTICLES = [{"article": "A", "file": "seeds/one.txt", "start": 0, "end": 100}, {"article": "B", "file": "one.txt", "start": 100, "end": 300}]


def row(stance: str = "willing", start: int = 10, end: int = 30, **given: Any) -> dict[str, Any]:
    base = {
        "file": "one.txt", "spans": [[start, end]], "quote": "x" * (end - start), "actor": "FRA", "instrument": "kettle", "stance": stance,
        "attribution": "named", "speaker": "Ann Lee", "medium": None, "conditions": [], "quantities": [], "confidence": 0.9, "rule": "r",
    }
    return {**base, **given}


def coded(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**r, "article": "A" if r["spans"][0][0] < 100 else "B"} for r in rows]


# found, coded, then (precision, recall) of cell, polarity, position, evidence
F1 = [
    ("all right", [row()], [row()], [(1, 1), (1, 1), (1, 1), (1, 1)]),
    ("nothing found", [], [row()], [(0, 0), (0, 0), (0, 0), (0, 0)]),
    ("nothing coded", [row()], [], [(0, 0), (0, 0), (0, 0), (0, 0)]),
    ("another actor", [row(actor="DEU")], [row()], [(0, 0), (0, 0), (0, 0), (0, 0)]),
    ("another instrument", [row(instrument="tray")], [row()], [(0, 0), (0, 0), (0, 0), (0, 0)]),
    ("another article", [row(start=110, end=130)], [row()], [(0, 0), (0, 0), (0, 0), (0, 0)]),
    ("polarity right, stance wrong", [row("committed")], [row()], [(1, 1), (1, 1), (0, 0), (0, 0)]),
    ("cell right, polarity wrong", [row("refused")], [row()], [(1, 1), (0, 0), (0, 0), (0, 0)]),
    ("the sentence elsewhere", [row(start=40, end=60)], [row()], [(1, 1), (1, 1), (1, 1), (0, 0)]),
    ("touching is no overlap", [row(start=30, end=60)], [row()], [(1, 1), (1, 1), (1, 1), (0, 0)]),
    ("one code point in common", [row(start=29, end=60)], [row()], [(1, 1), (1, 1), (1, 1), (1, 1)]),
    ("one cell said twice, found once", [row()], [row(), row(start=40, end=60)], [(1, 1), (1, 1), (1, 1), (1, 0.5)]),
    ("one row matches one row only", [row(start=10, end=60)], [row(), row(start=40, end=60)], [(1, 1), (1, 1), (1, 1), (1, 0.5)]),
    ("two stances in a cell", [row(), row("refused")], [row()], [(1, 1), (0.5, 1), (0.5, 1), (0.5, 1)]),
    ("two articles", [row(), row(start=110, end=130)], [row(), row("refused", start=110, end=130)], [(1, 1), (0.5, 0.5), (0.5, 0.5), (0.5, 0.5)]),
    ("outside every article", [row(start=400, end=420), row()], [row()], [(0.5, 1), (0.5, 1), (0.5, 1), (0.5, 1)]),
    ("only the first span counts", [row(spans=[[40, 60], [10, 30]])], [row()], [(1, 1), (1, 1), (1, 1), (0, 0)]),
]


@pytest.mark.parametrize(("found", "gold", "expected"), [case[1:] for case in F1], ids=[case[0] for case in F1])
def test_precision_and_recall(found: list[Any], gold: list[Any], expected: list[tuple[float, float]]) -> None:
    counts = score(found, coded(*gold), ARTICLES).counts
    assert [(counts[m].precision, counts[m].recall) for m in ("cell", "polarity", "position", "evidence")] == expected


FIELDS = [
    ("stance", row("refused"), 0), ("attribution", row(attribution="reporter"), 0), ("speaker", row(speaker="Bo"), 0), ("speaker", row(speaker=""), 0),
    ("medium", row(medium="Wire"), 0), ("medium", row(medium=""), 1), ("conditions", row(conditions=["water"]), 0),
    ("quantities", row(quantities=[{"unit": "items", "value": 2, "text": "two"}]), 0), ("stance", row(start=12, end=20), 1),
]


@pytest.mark.parametrize(("field", "found", "share"), FIELDS)
def test_fields_of_matched_pairs(field: str, found: dict[str, Any], share: float) -> None:
    figures = score([found], coded(row()), ARTICLES).fields
    assert figures["pairs"] == 1
    assert figures[field] == share
    assert sum(value for name, value in figures.items() if name != "pairs") == 5 + share


@pytest.mark.parametrize(
    ("mine", "theirs", "share"),
    [
        ([{"unit": "items", "value": 2, "text": "two"}], [{"unit": "items", "value": 2, "text": "2"}], 1),  # the words do not count
        ([{"unit": "items", "min": 2, "max": 4, "text": "a"}], [{"unit": "items", "min": 2, "max": 9, "text": "b"}], 1),  # a range by its lower end
        ([{"unit": "items", "max": 4, "text": "a"}], [{"unit": "items", "max": 9, "text": "b"}], 0),
        ([{"unit": "km", "value": 2, "text": "a"}], [{"unit": "items", "value": 2, "text": "b"}], 0),
        ([{"unit": "km", "value": 2, "text": "a"}] * 2, [{"unit": "km", "value": 2, "text": "b"}], 0),
    ],
)
def test_quantities_agree_by_unit_and_size(mine: list[Any], theirs: list[Any], share: float) -> None:
    assert score([row(quantities=mine)], coded(row(quantities=theirs)), ARTICLES).fields["quantities"] == share


def test_order_of_conditions_does_not_count() -> None:
    assert score([row(conditions=["a", "b"])], coded(row(conditions=["b", "a"])), ARTICLES).fields["conditions"] == 1


def test_pairs_take_the_largest_overlap_then_equal_stance() -> None:
    gold = coded(row("refused", start=10, end=30), row("willing", start=10, end=30))
    assert score([row("willing", start=10, end=30)], gold, ARTICLES).fields["stance"] == 1
    assert score([row("willing", start=5, end=30)], coded(row("willing", start=5, end=10), row("refused", start=10, end=30)), ARTICLES).fields["stance"] == 0


def test_the_first_keys_are_the_measures() -> None:
    figures = score([row()], coded(row()), ARTICLES).as_dict()
    assert list(figures)[:5] == ["cell", "polarity", "position", "evidence", "fields"]
    assert figures["cell"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "found": 1, "coded": 1}
    assert list(figures["fields"]) == ["pairs", "stance", "attribution", "conditions", "speaker", "medium", "quantities"]
    assert score([], coded(row()), ARTICLES).as_dict()["fields"] == {"pairs": 0}


def test_misses_false_alarms_and_confusion() -> None:
    scores = score([row("refused"), row(actor="DEU")], coded(row(), row(start=110, end=130)), ARTICLES)
    assert [r["article"] for r in scores.missed()] == ["B"]
    assert [r["actor"] for r in scores.false_alarms()] == ["DEU"]
    assert scores.confusion() == {("willing", "refused"): 1, ("willing", "none"): 1, ("none", "willing"): 1}


def test_reliability_counts_what_is_right_in_each_bin() -> None:
    found = [row(confidence=0.95), row("refused", start=40, end=60, confidence=0.9), row(actor="DEU", confidence=0.1)]
    bins = score(found, coded(row()), ARTICLES).reliability(bins=2)
    assert [(b["low"], b["right"], b["positions"]) for b in bins] == [(0.0, 0.0, 1), (0.5, 0.5, 2)]


def test_alpha() -> None:
    assert alpha([(0, 0), (6, 6), (3, 3)], "ordinal") == 1.0
    assert alpha([(0, 1), (6, 6), (3, 3)], "ordinal") > alpha([(0, 6), (6, 6), (3, 3)], "ordinal")  # type: ignore[operator]
    # nominal, worked out by hand: coincidences a-a 2, b-b 2, a-b 1 and 1, of 6 values: 1 - (2/6) / (2*3*3 / (6*5)) = 4/9
    assert alpha([("a", "a"), ("b", "b"), ("a", "b")], "nominal") == pytest.approx(0.444)
    assert alpha([("a", "a"), ("a", "a")], "nominal") is None
    assert alpha([("a", "b")], "nominal") is None


def test_intervals_hold_the_figure_and_do_not_change_from_run_to_run() -> None:
    gold = [{**row(), "article": f"{n}"} for n in range(9)]
    found = [{**row("willing" if n % 3 else "refused"), "article": f"{n}"} for n in range(9)]
    once, twice = score(found, gold), score(found, gold)
    low, high = once.intervals["position"]
    assert low < once.counts["position"].f1 < high
    assert once.intervals == twice.intervals
    assert once.intervals["cell"] == [1.0, 1.0]


ROWS = st.lists(
    st.builds(
        row, st.sampled_from(list(POLARITY)), start=st.integers(0, 40), end=st.integers(41, 80), actor=st.sampled_from(["FRA", "DEU"]),
        instrument=st.sampled_from(["kettle", "tray"]),
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(found=ROWS, gold=ROWS)
def test_what_holds_for_any_two_sets(found: list[Any], gold: list[Any]) -> None:
    there, back = score(found, coded(*gold), ARTICLES).counts, score(gold, coded(*found), ARTICLES).counts
    for name, counts in there.items():
        assert (counts.precision, counts.recall) == (back[name].recall, back[name].precision)
    assert there["cell"].recall >= there["position"].recall or there["cell"].precision >= there["position"].precision
    same = score(gold, coded(*gold), ARTICLES)
    assert all(c.hits == c.found == c.coded for c in same.counts.values())


def write(path: Path, *rows: Any) -> Path:
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def test_files(tmp_path: Path) -> None:
    write(tmp_path / "articles.jsonl", *ARTICLES)
    gold, found = write(tmp_path / "coded.jsonl", *coded(row(), row(start=110, end=130))), write(tmp_path / "found.jsonl", row(file="elsewhere/one.txt"))
    assert score_files(found, gold).counts["cell"].recall == 0.5
    assert json.loads(report(found, gold, as_json=True))["cell"]["recall"] == 0.5
    assert "precision 1.0  recall 0.5" in report(found, gold)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "found.jsonl, line 2: not JSON; write one JSON object on each line"),
        ({k: v for k, v in row().items() if k != "spans"}, "found.jsonl, line 2: no field 'spans'"),
        (row("keen"), "found.jsonl, line 2: unknown stance 'keen'"),
        ([1], "found.jsonl, line 2: no field 'file'"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: Any, message: str) -> None:
    gold = write(tmp_path / "coded.jsonl", *coded(row()))
    with pytest.raises(TableError) as fault:
        score_files(write(tmp_path / "found.jsonl", row(article="A"), line), gold)
    assert message in str(fault.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.jsonl: cannot be read"):
        score_files(tmp_path / "nowhere.jsonl", tmp_path / "coded.jsonl")


def test_held_out_positions_expire_with_the_weights(tmp_path: Path) -> None:
    assert read_held_out(tmp_path) is None
    (tmp_path / "weights.json").write_text("{}", encoding="utf-8")
    with pytest.raises(TopicError, match="no positions of held-out articles"):
        read_held_out(tmp_path)
    write_held_out(tmp_path, [])
    assert read_held_out(tmp_path) == []
    (tmp_path / "weights.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(TopicError, match="belong to other weights"):
        read_held_out(tmp_path)


def test_weights_learnt_elsewhere_need_no_holding_out(tmp_path: Path) -> None:
    (tmp_path / "coded").mkdir()
    write(tmp_path / "coded" / "articles.jsonl", *ARTICLES)
    write(tmp_path / "weights.json", {"articles": ["X", "Y"]})
    assert read_held_out(tmp_path) is None
    write(tmp_path / "weights.json", {"articles": ["X", "B"]})
    with pytest.raises(TopicError, match="no positions of held-out articles"):
        read_held_out(tmp_path)
