"""The parts that charts are made of: axes, routes, states, amounts, words, topic files."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path

import pandas as pd
import pytest

from commitscape.charts import architecture, numbers, profile
from commitscape.charts.amounts import amount_words, short_number
from commitscape.charts.markup import counted, listed, lowered
from commitscape.charts.routes import boxes, routes
from commitscape.charts.tables import shorten
from commitscape.charts.tiles import wrap
from commitscape.charts.timeaxis import CAP, TimeAxis
from commitscape.charts.topic import load_topic
from commitscape.charts.view import View
from commitscape.errors import TopicError
from commitscape.records import Quantity

DAYS = pd.to_datetime(["2025-08-20", "2025-08-30", "2025-08-31", None])


def test_time_axis_shortens_silences_and_sets_unknown_days_apart() -> None:
    axis = TimeAxis.of(DAYS, left=100, width=500)
    first, second, third = (axis.at(day) for day in DAYS[:3])
    assert first == 100
    assert second - first == pytest.approx(CAP * (third - second), abs=0.5)
    assert axis.breaks == (((first + second) / 2, 10),)
    assert axis.unknown is not None
    assert axis.unknown > axis.right
    assert list(axis.ticks()["label"]) == ["20 Aug 2025", "30 Aug", "31 Aug", "date unknown"]


@pytest.mark.parametrize(("days", "ticks"), [([], []), ([None], ["date unknown"]), (["2025-08-20"], ["20 Aug 2025"])])
def test_time_axis_of_little(days: list[str | None], ticks: list[str]) -> None:
    assert list(TimeAxis.of(pd.to_datetime(days), left=0, width=100).ticks()["label"]) == ticks


@pytest.mark.parametrize(("cells", "state"), [
    ([], "unclaimed"),
    ([("considering", False, False)], "open"),
    ([("advocated", False, False), ("refused", False, False)], "open"),
    ([("willing", False, False), ("refused", False, False)], "offered"),
    ([("committed", True, False), ("willing", False, False)], "conditional"),
    ([("committed", True, False), ("committed", False, False)], "covered"),
    ([("committed", False, False), ("opposed", False, False)], "contested"),
    ([("willing", False, True)], "contested"),
])
def test_state_of_a_layer(cells: list[tuple[str, bool, bool]], state: str) -> None:
    from commitscape.codebook import POLARITY

    table = pd.DataFrame(cells, columns=["stance", "conditional", "contested"])
    assert architecture.state_of(table.assign(polarity=table["stance"].map(POLARITY))) == state


def test_arrows_keep_out_of_boxes_and_off_one_another() -> None:
    placed = boxes([["a", "b"], ["c", "d", "e"], ["f", "g", "h"]])
    arrows = [("c", "a"), ("f", "a"), ("g", "a"), ("d", "c"), ("h", "b"), ("g", "f"), ("a", "h")]
    found = routes(placed, arrows)
    assert set(found) == set(arrows)
    assert placed["a"].span == 2
    for points in found.values():
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2
            middle = ((x1 + x2) / 2, (y1 + y2) / 2)
            assert not any(box.left < middle[0] < box.right and box.top < middle[1] < box.bottom for box in placed.values())
    tracks = [(points[1], points[2]) for points in found.values()]
    assert not any(a[0][1] == b[0][1] and max(a[0][0], b[0][0]) < min(a[1][0], b[1][0]) for a, b in combinations(tracks, 2))


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(unit="USD", text="$10bn", value=1e10), "10 billion US dollars"),
        (Quantity(unit="USD", text="up to $1.5bn", max=1.5e9), "up to 1.5 billion US dollars"),
        (Quantity(unit="troops", text="25-30,000", min=25000, max=30000), "25,000 to 30,000 troops"),
        (Quantity(unit="years", text="5 or more", min=5), "at least 5 years"),
    ],
)
def test_amounts_in_words(make: Callable[..., View], quantity: Quantity, words: str) -> None:
    view = make([{"article": "a1", "actor": "DEU", "instrument": "funding", "stance": "committed", "quantities": (quantity,)}])
    assert amount_words(view, view.quantities.to_dict("records")[0]) == words


@pytest.mark.parametrize(("one", "other", "actor", "verdict"), [
    (10, 12, "DEU", "reports differ"), (10, 10, "DEU", "reports agree"), (10, 12, "FRA", "several actors"),
])
def test_when_reports_differ(make: Callable[..., View], one: int, other: int, actor: str, verdict: str) -> None:
    row = {"instrument": "funding", "stance": "committed"}
    view = make([{**row, "article": "a1", "actor": "DEU", "quantities": (Quantity(unit="EUR", text="x", value=one),)},
                 {**row, "article": "a2", "actor": actor, "quantities": (Quantity(unit="EUR", text="y", value=other),)}])
    assert list(numbers.ledger(view)["verdict"]) == [verdict]


def test_a_member_s_page_shows_its_group_as_context(make: Callable[..., View]) -> None:
    view = make([{"article": "a1", "actor": actor, "instrument": "air", "stance": "willing"} for actor in ("NORDIC", "DNK", "DEU")])
    assert "actor-nordic.html" in profile.of_actor(view, "DNK").context()
    assert "actor-nordic.html" not in profile.of_actor(view, "DEU").context()
    assert len(profile.of_actor(view, "DNK").cells) == 1


def test_words() -> None:
    assert (counted(1, "cell"), counted(1200, "cell"), counted(2, "country", "countries")) == ("1 cell", "1,200 cells", "2 countries")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"]), listed("abcd", most=2)) == ("", "a", "a, b and c", "a, b and others")
    assert (lowered("Air cover"), lowered("NATO or EU")) == ("air cover", "NATO or EU")
    assert (short_number(3350), short_number(8.25e8), short_number(0.5)) == ("3,350", "825 million", "0.5")
    assert shorten("one two three", 8) == "one two …"
    assert wrap("Coalition of the Willing", 11) == ["Coalition", "of the", "Willing"]


@pytest.mark.parametrize(("name", "text", "fault"), [
    ("layers.yaml", "layers: [{code: a, label: A, tier: x, instruments: []}]", "unknown tier 'x'"),
    ("layers.yaml", "tiers: [{code: x, label: X}]\nlayers: [{code: a, label: A, tier: x, instruments: [], needs: [b]}]", "needs the unknown layer 'b'"),
    ("layers.yaml", "layers: [{code: a}]", "lacks"),
    ("layers.yaml", "- 1", "not a mapping"),
    ("labels.yaml", "a: [", "not readable as YAML"),
])
def test_a_faulty_topic_file_is_named(tmp_path: Path, name: str, text: str, fault: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TopicError, match=fault) as caught:
        load_topic(tmp_path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
