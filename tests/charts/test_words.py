"""Events that sentences date, speakers under one name, and numbers as links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commitscape.charts import counts, speakers
from commitscape.charts.happenings import happenings, marks
from commitscape.charts.markup import fill, listed, plain
from commitscape.charts.view import View

Make = Callable[..., View]
DATED = [
    ("A meeting took place on 4 September.", [("2025-09-04", "Meeting")]),
    ("Leaders prepare for a summit on September 3 in the capital.", [("2025-09-03", "Summit")]),
    ("The talks follow a preparatory meeting on 3 September.", [("2025-09-03", "Meeting")]),  # the nearest word names it
    ("They met on August 18, 2025.", [("2025-08-18", "Meeting")]),
    ("A summit will come on Thursday.", []),  # no day of the calendar
    ("The summit came after 12 men crossed the border.", []),
    ("On 31 February a meeting took place.", []),
    (
        "A summit may have been planned for many months by all those who live far away from there; prices rose on 4 September.",
        [],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), DATED, ids=[case[0][:32] for case in DATED])
def test_events_that_a_sentence_dates(make: Make, sentence: str, expected: list[tuple[str, str]]) -> None:
    found = happenings(make(words=sentence.replace("{", "")))
    assert list(dict.fromkeys(zip(found["day"].dt.strftime("%Y-%m-%d"), found["label"], strict=True))) == expected


def test_marks_stand_inside_the_period(make: Make) -> None:
    view = make(words="A summit took place on 1 September and a meeting on 4 January.")
    found = marks(happenings(view), view.positions["day"])
    assert list(found["day"].dt.strftime("%m-%d")) == ["09-01"]
    assert found["count"].iloc[0] >= 1


SPEAKERS = [
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky"), ("Zelensky", "Volodymyr Zelensky"), ("President Zelensky", "Volodymyr Zelensky"),
    ("Mr Ford", "Mary Ford"), ("Ford", "Mary Ford"), ("Mary Ford", "Mary Ford"),
    ("Henry Ford", "Henry Ford"), ("officials", "officials"), ("Ann", "Ann"),
]


@pytest.mark.parametrize(("said", "name"), SPEAKERS)
def test_one_speaker_under_one_name(make: Make, said: str, name: str) -> None:
    row: dict[str, Any] = {"article": "a1", "actor": "DEU", "instrument": "air", "stance": "willing", "attribution": "named"}
    others = [] if said.endswith("Henry Ford") else [{**row, "instrument": "arms", "speaker": "Mary Ford"}]
    view = make([{**row, "speaker": said}, *others])
    named = dict(zip(view.positions["speaker"], speakers.names(view), strict=True))
    assert named[said] == name


def test_two_of_one_surname_stay_apart(make: Make) -> None:
    row: dict[str, Any] = {"article": "a1", "actor": "DEU", "stance": "willing", "attribution": "named"}
    view = make([{**row, "instrument": "air", "speaker": "Ford"}, {**row, "instrument": "arms", "speaker": "Mary Ford"},
                 {**row, "instrument": "funding", "speaker": "Henry Ford"}])
    assert "Ford" in set(speakers.names(view))


def test_numbers_are_links_that_say_what_they_count() -> None:
    link = counts.tally(1, "<stance>", "fig-x", page="y.html", where={"A b": ["c", "d"], "N": ">=2"}, of="Actor")
    assert link == '<a href="y.html?A+b=c%7Cd&amp;N=%3E%3D2&amp;of=Actor#fig-x" class="cs-count">1</a> &lt;stance&gt;s'.replace("&gt;s", "&gt;")
    assert plain(counts.count(1234, "fig-x")) == "1,234"
    assert plain(counts.count(0.5, "fig-x", shown="50 %")) == "50 %"


def test_sentences_are_filled_and_escaped() -> None:
    assert fill("{a} <{b}>", a=counts.count(1, "t"), b="<i>").endswith("&lt;&lt;i&gt;&gt;")
    assert listed([counts.count(1, "t"), "<b>"]).endswith(" and &lt;b&gt;")
