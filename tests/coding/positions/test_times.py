"""When a sentence says that something was so, as the model is told it; the articles of these tests appeared in 2025."""

from __future__ import annotations

import pytest

from commitscape.coding.times import times

TIMES = [  # text, what its last sentence is told, what it is not told
    ("Spain sent soldiers.", {"time.year=none", "time.before=none"}, {"time.names=month", "time.names=day"}),
    ("In 2014 Spain sent soldiers.", {"time.year=before4"}, {"time.year=same"}),
    ("In 2023 Spain sent soldiers, and again in 2025.", {"time.year=before2"}, {"time.year=same"}),
    ("Spain has sent soldiers since January 2025.", {"time.year=same", "time.names=month"}, {"time.year=none"}),
    ("Spain will send soldiers by 2027.", {"time.year=after2"}, {"time.year=same"}),
    ("Spain will send 2000 soldiers.", {"time.year=none"}, set()),
    ("Spain will send 2000 soldiers by 2028.", {"time.year=after3"}, set()),
    ("That was in 2022. Spain sent soldiers.", {"time.year=none", "time.before=before3"}, set()),
    ("That was in 2022. This is 2025. Spain sends soldiers.", {"time.before=same"}, set()),
    ("That was in 2022.\n\nSpain sends soldiers.", {"time.before=none"}, set()),
    ("Spain sent soldiers two months ago.", {"time.unit=month.ago"}, {"time.names=month"}),
    ("Spain sent soldiers last year.", {"time.unit=last.year"}, set()),
    ("Spain sent soldiers three years earlier.", {"time.unit=year.earlier"}, {"time.unit=earlier.year"}),
    ("Spain sends soldiers next week.", {"time.unit=next.week"}, {"time.unit=last.week"}),
    ("Spain sent soldiers on Tuesday.", {"time.names=day"}, {"time.names=month"}),
    ("Spain may send soldiers.", {"time.year=none"}, {"time.names=month"}),
]


@pytest.mark.parametrize(("text", "held", "not_held"), TIMES, ids=[row[0] for row in TIMES])
def test_when_a_sentence_plays(bench, text: str, held: set[str], not_held: set[str]) -> None:
    scenes = bench.study(text).scenes
    told = set(times(scenes, 2025)[scenes[-1].sentence.index])
    assert held <= told, sorted(told)
    assert not not_held & told


def test_without_a_date_of_the_article_a_year_is_only_a_year(bench) -> None:
    scenes = bench.study("In 2014 Spain sent soldiers.").scenes
    assert "time.year=some" in times(scenes, None)[0]


def test_how_far_the_receiver_is(bench) -> None:
    text = "Ukraine asks for help. Rain fell. Spain will send soldiers.\n\n" + "Rain fell. " * 5 + "Spain will send instructors."
    told = {c.sentence: set(c.features) for c in bench.study(text).candidates if c.actor == "ESP"}
    assert {"receiver.gap=2", "receiver.paragraph=True"} <= told[2]
    assert {"receiver.gap=6", "receiver.paragraph=False"} <= told[max(told)]
