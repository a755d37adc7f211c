"""The rules from positions to cells, one case a row."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.tables import stances, summaries
from commitscape.tables.corroboration import count_reports
from commitscape.tables.frames import articles_frame, positions_frame

WORDS = itertools.count()


def row(stance: str, day: str | None, attribution: str = "named", *, article: str = "", conditions: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    number = next(WORDS)
    held = {
        "position_id": f"p{number:06}", "article_id": article or f"a{number}", "copy_of": None, "reports": None, "outlet": f"Outlet {number}",
        "medium": None, "speaker": None,
        "quote": f"quote {number}", "stance": stance, "attribution": attribution, "conditions": list(conditions), "spans": [[0, 5]],
        "day": pd.Timestamp(day).date() if day else None, "polarity": stances.POLARITY[stance],
    }
    return {**held, **more}


CURRENT = [
    ("the latest day holds", [row("refused", "2025-09-01"), row("willing", "2025-09-02")], "willing"),
    ("an unknown day never outranks a known one", [row("refused", None), row("willing", "2025-09-01")], "willing"),
    ("unknown days count where nothing else is known", [row("refused", None), row("refused", None), row("willing", None)], "refused"),
    ("the best vouched of a day", [*(row("refused", "2025-09-01", "reporter") for _ in range(2)), row("willing", "2025-09-01")], "willing"),
    ("anonymous before other actors", [row("refused", "2025-09-01", "other_actor"), row("willing", "2025-09-01", "anonymous")], "willing"),
    ("other actors before the reporter", [row("refused", "2025-09-01", "reporter"), row("willing", "2025-09-01", "other_actor")], "willing"),
    ("then the most often reported", [row("refused", "2025-09-01"), row("willing", "2025-09-01"), row("willing", "2025-09-01")], "willing"),
    (
        "one article is one report, however often it says it",
        [row("willing", "2025-09-01", article="x"), row("willing", "2025-09-01", article="x"), row("refused", "2025-09-01"), row("refused", "2025-09-01")],
        "refused",
    ),
    ("a tie goes to the less favourable", [row("willing", "2025-09-01"), row("reluctant", "2025-09-01")], "reluctant"),
    ("asking yields to an own stance", [row("advocated", "2025-09-01"), row("committed", "2025-09-01")], "committed"),
]


@pytest.mark.parametrize(("held", "stance"), [case[1:] for case in CURRENT], ids=[case[0] for case in CURRENT])
def test_current_stance(held: list[dict[str, Any]], stance: str) -> None:
    assert stances.current_stance(held)[0]["stance"] == stance


def test_window_widens_the_latest_day() -> None:
    held = [row("committed", "2025-09-01"), row("considering", "2025-09-03", "reporter")]
    assert stances.current_stance(held)[0]["stance"] == "considering"
    assert stances.current_stance(held, window=3)[0]["stance"] == "committed"
    assert stances.current_stance(held, window=2)[0]["stance"] == "considering"


REVERSALS = [
    ("polarity", [row("willing", "2025-09-01"), row("refused", "2025-09-02")], [("polarity", 4)]),
    ("a change of polarity by one step", [row("willing", "2025-09-01"), row("considering", "2025-09-02")], [("polarity", 1)]),
    ("one step inside a polarity is none", [row("committed", "2025-09-01"), row("willing", "2025-09-02")], []),
    ("two steps inside a polarity", [row("opposed", "2025-09-01"), row("reluctant", "2025-09-02")], [("stance", -2)]),
    ("one day is no change", [row("willing", "2025-09-01"), row("refused", "2025-09-01")], []),
    ("an unknown day never lies between", [row("willing", "2025-09-01"), row("refused", None), row("willing", "2025-09-02")], []),
    ("there and back", [row("willing", "2025-09-01"), row("refused", "2025-09-02"), row("willing", "2025-09-03")], [("polarity", 4), ("polarity", -4)]),
    ("from asking to an own stance is none", [row("advocated", "2025-09-01"), row("willing", "2025-09-02")], []),
    ("asking in between hides no change", [row("willing", "2025-09-01"), row("advocated", "2025-09-02"), row("refused", "2025-09-03")], [("polarity", 4)]),
]


@pytest.mark.parametrize(("held", "expected"), [case[1:] for case in REVERSALS], ids=[case[0] for case in REVERSALS])
def test_reversals(held: list[dict[str, Any]], expected: list[tuple[str, int | None]]) -> None:
    assert [(r["kind"], r["steps"]) for r in stances.reversals(held)] == expected


CONFLICTS = [
    ("for and against within fourteen days", [row("willing", "2025-09-01"), row("refused", "2025-09-15")], [14]),
    ("fifteen days are too far", [row("willing", "2025-09-01"), row("refused", "2025-09-16")], []),
    ("open contradicts nothing", [row("considering", "2025-09-01"), row("refused", "2025-09-01")], []),
    ("asking others contradicts nothing", [row("advocated", "2025-09-01"), row("refused", "2025-09-01")], []),
    ("unknown days cannot be compared", [row("willing", None), row("refused", "2025-09-01")], []),
    ("the nearest pair stands for its stances", [row("willing", "2025-09-01"), row("refused", "2025-09-09"), row("refused", "2025-09-03")], [2]),
]


@pytest.mark.parametrize(("held", "days"), [case[1:] for case in CONFLICTS], ids=[case[0] for case in CONFLICTS])
def test_conflicts(held: list[dict[str, Any]], days: list[int]) -> None:
    assert [c["days"] for c in stances.conflicts(held)] == days


def test_said_on_outranks_publication(world: Any) -> None:
    world.article("2025-09-10")
    world.position("willing", said_on="2025-09-01")
    world.article("2025-09-05")
    world.position("refused")
    world.article(None)
    world.position("committed")
    positions, articles = positions_frame(world.positions), articles_frame(world.articles)
    dated = summaries.dated(positions, articles)
    assert list(dated["stance"]) == ["willing", "refused", "committed"]
    assert pd.isna(dated["day"].iloc[2])
    cell = summaries.cells(positions, articles).iloc[0]
    assert (cell["stance"], cell["polarity"], cell["contested"], cell["reversed"], cell["positions"]) == ("refused", "against", True, True, 3)


def test_conditional_is_about_the_current_stance(world: Any) -> None:
    world.article("2025-09-01")
    world.position("willing", conditions=("water",))
    world.article("2025-09-02")
    world.position("committed")
    world.position("refused", actor="DEU", conditions=("other", "water"))
    cells = summaries.cells(positions_frame(world.positions), articles_frame(world.articles)).set_index("actor")
    assert not cells.loc["FRA", "conditional"]
    assert cells.loc["DEU", "conditions"] == ["other", "water"]


def test_groups_keep_rows_of_their_own(world: Any) -> None:
    world.article()
    world.position("willing", actor="FRA")
    world.position("refused", actor="EUROPE")
    cells = summaries.cells(positions_frame(world.positions), articles_frame(world.articles))
    assert dict(zip(cells["actor"], cells["stance"], strict=True)) == {"EUROPE": "refused", "FRA": "willing"}


STATED = st.lists(
    st.builds(
        row, st.sampled_from(list(stances.POLARITY)), st.sampled_from([None, "2025-09-01", "2025-09-02", "2025-09-20"]), st.sampled_from(list(stances.VOUCHED)),
        article=st.sampled_from(["", "x", "y"]), conditions=st.sampled_from([(), ("water",)]), medium=st.sampled_from([None, "Wire"]),
        speaker=st.sampled_from([None, "Ann"]), quote=st.sampled_from(["“We will send tea.”", "“We may not.”"]),
    ),
    min_size=1, max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(held=STATED, seed=st.integers(0, 99))
def test_the_order_of_positions_changes_nothing(held: list[dict[str, Any]], seed: int) -> None:
    shuffled = list(held)
    random.Random(seed).shuffle(shuffled)
    for rule in (stances.current_stance, stances.reversals, stances.conflicts):
        assert sorted(rule(held), key=str) == sorted(rule(shuffled), key=str)
    assert stances.current_stance(held)[0] is stances.current_stance(shuffled)[0]
    assert count_reports(held) == count_reports(shuffled)


def test_the_order_of_a_table_changes_nothing(world: Any) -> None:
    for day in ("2025-09-05", "2025-09-01", None):
        world.article(day)
        for stance in ("willing", "refused", "advocated"):
            world.position(stance, conditions=("water",))
    articles, positions = articles_frame(world.articles), positions_frame(world.positions)
    for summary in (summaries.cells, summaries.reversals, summaries.conflicts, summaries.conditions, summaries.sources):
        pd.testing.assert_frame_equal(summary(positions, articles), summary(positions[::-1], articles[::-1]))
