"""Where in its article a candidate stands, as the model is told it."""

from __future__ import annotations

import pytest

LAMPS = "Norway sends soldiers. Norway will send soldiers. Norway sends instructors."
PLACES = [  # text, actor, instrument, features of its last candidate that hold, features that do not
    ("Spain will send soldiers.", "ESP", "ground_force", {"part=first", "opens=True", "closes=True", "length=0", "company=False.False"}, {"part=opening"}),
    ("It rained. Spain will send soldiers.", "ESP", "ground_force", {"part=opening", "opens=False"}, {"part=first"}),
    ("It rained. It rained. It rained.\n\nSpain will send soldiers.", "ESP", "ground_force", {"part=2", "opens=True"}, {"opens=False"}),
    (LAMPS, "NOR", "ground_force", {"spread=most", "named=2", "spread.weak=most.False"}, {"spread=half"}),
    (LAMPS, "NOR", "training", {"spread=half", "named=1"}, {"spread=most"}),
    ("Spain will send soldiers to Ukraine.", "ESP", "ground_force", {"company=True.False", "company.code=True.ground_force"}, {"company=False.False"}),
    ("Spain, unlike Italy, will send soldiers.", "ESP", "ground_force", {"company=False.True"}, {"company=True.True"}),
    ("Spain, unlike Russia, will send soldiers.", "ESP", "ground_force", {"company=False.False"}, {"company=False.True"}),
    ("Spain will send soldiers. Italy objects.", "ITA", "ground_force", {"back.here=True", "back.here.far=True.1", "back.taken=most"}, {"back.here=False"}),
    ("Spain will send soldiers.\n\nItaly objects.", "ITA", "ground_force", {"back.here=False", "back.here.far=False.1"}, {"back.here=True"}),
]


@pytest.mark.parametrize(("text", "actor", "instrument", "held", "not_held"), PLACES, ids=[row[0] + row[2] for row in PLACES])
def test_where_a_candidate_stands(bench, text: str, actor: str, instrument: str, held: set[str], not_held: set[str]) -> None:
    told = [set(c.features) for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
    assert told, "no candidate"
    assert held <= told[-1], sorted(held - told[-1])
    assert not not_held & told[-1]


def test_the_headline_is_told_only_where_there_is_one(bench) -> None:
    titled = [set(c.features) for c in bench.study("# Spain and the soldiers\n\nSpain offers soldiers and instructors.").candidates if c.sentence]
    assert any({"headline=True", "headline.both=True.True"} <= told for told in titled)
    assert any({"headline=False", "headline.both=False.True"} <= told for told in titled)
    assert not any(name.startswith("headline") for c in bench.study("Spain offers soldiers.").candidates for name in c.features)
