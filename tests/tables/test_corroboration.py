"""What counts as one report."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.tables import corroboration
from commitscape.tables.corroboration import count_reports, reports, same_report

BASE = {
    "article_id": "a1", "copy_of": None, "reports": None, "outlet": "The Kettle", "medium": None, "speaker": None, "quote": "They weigh it.",
    "day": date(2025, 9, 1),
}


def row(**given: Any) -> dict[str, Any]:
    return {**BASE, **given}


CASES = [
    ("two articles of two outlets", [row(), row(article_id="a2", outlet="The Tray")], 2),
    ("one article", [row(), row(quote="Again.")], 1),
    ("a copy", [row(), row(article_id="a2", copy_of="a1", outlet="The Tray")], 1),
    ("two copies of a third", [row(article_id="a2", copy_of="a1"), row(article_id="a3", copy_of="a1")], 1),
    ("a follow-up", [row(), row(article_id="a2", reports="a1", outlet="The Tray")], 1),
    ("a follow-up credits the other's outlet", [row(), row(article_id="a2", outlet="The Tray", medium="Kettle")], 1),
    ("both credit one outlet", [row(medium="Wire"), row(article_id="a2", outlet="The Tray", medium="Wire")], 1),
    ("both credit one outlet, weeks apart", [row(medium="Wire"), row(article_id="a2", medium="Wire", day=date(2025, 10, 1))], 2),
    (
        "the same speaker's same words",
        [row(speaker="Ann Lee", quote="“We will send tea,” she said."), row(article_id="a2", speaker="Lee", quote="Lee: “We will send tea, at last.”")], 1,
    ),
    ("the same speaker's other words", [row(speaker="Ann", quote="“We will send tea.”"), row(article_id="a2", speaker="Ann", quote="“Never a kettle!”")], 2),
    ("the same words of another", [row(speaker="Ann Lee", quote="“We will.”"), row(article_id="a2", speaker="Bo Day", quote="“We will.”")], 2),
    ("a chain", [row(), row(article_id="a2", medium="The Kettle", outlet="B"), row(article_id="a3", outlet="C", medium="B")], 1),
    ("no outlet known", [row(outlet=None), row(article_id="a2", outlet=None)], 2),
    ("nothing", [], 0),
]


HELD = st.lists(
    st.builds(
        row, article_id=st.sampled_from([f"a{n}" for n in range(9)]), copy_of=st.sampled_from([None, None, "a1"]), reports=st.sampled_from([None, None, "a2"]),
        outlet=st.sampled_from([None, "The Kettle", "The Tray", "Wire"]), medium=st.sampled_from([None, None, "Kettle", "the wire"]),
        speaker=st.sampled_from([None, "Ann Lee", "Bo Day"]), quote=st.sampled_from(["“We will send tea.”", "“Never a kettle!”", "Tea it is, we will see."]),
        day=st.sampled_from([None, *(date(2025, month, day) for month in (9, 10) for day in (1, 8, 14, 22))]),
    ),
    max_size=9,
)


@settings(max_examples=120, deadline=None)
@given(rows=HELD)
def test_the_quick_way_agrees_with_comparing_every_pair(rows: list[dict[str, Any]]) -> None:
    group = list(range(len(rows)))
    for _ in rows:  # spread the smallest place until nothing moves
        for i, j in itertools.combinations(range(len(rows)), 2):
            if same_report(rows[i], rows[j]):
                group[i] = group[j] = min(group[i], group[j])
    assert reports(rows) == group


def test_a_large_cell_is_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = itertools.count()
    joined = corroboration._Groups.joined
    monkeypatch.setattr(corroboration._Groups, "joined", lambda *given: (next(asked), joined(*given))[1])
    rows = [row(article_id=f"a{n}", outlet=f"O{n % 50}", medium="Wire" if n % 7 == 0 else None, speaker=f"Speaker {n % 400}") for n in range(8000)]
    assert count_reports(rows) > 0
    assert next(asked) <= len(rows) * 20  # a speaker's own pairs; all pairs would be 32 millions


@pytest.mark.parametrize(("rows", "count"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_count(rows: list[dict[str, Any]], count: int) -> None:
    assert count_reports(rows) == count
    assert count_reports(rows[::-1]) == count
