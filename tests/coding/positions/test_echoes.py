"""Clauses that only point to what was said of somebody else: the same of them, or not so."""

from __future__ import annotations

import pytest

ECHOES = [  # text, actor, stance on ground_force
    ("Denmark is ready to send soldiers to Ukraine. So is Norway.", "NOR", "willing"),
    ("Denmark will send soldiers to Ukraine. Norway will not.", "NOR", "refused"),
    ("Denmark supports a force of soldiers in Ukraine. Norway does not.", "NOR", "reluctant"),
    ("Denmark will not send soldiers to Ukraine. Neither will Norway.", "NOR", "refused"),
    ("Denmark will not send soldiers to Ukraine, but Norway will.", "NOR", "willing"),
    ("Denmark has promised soldiers for Ukraine. Norway took the same line.", "NOR", "committed"),
    ("Denmark opposes foreign soldiers in Ukraine. Norway has taken the opposite view.", "NOR", "willing"),
    ("Denmark has sent soldiers to Ukraine. Norway and Finland have followed.", "FIN", "committed"),
    ("Denmark has sent soldiers to Ukraine. Norway has done so too.", "NOR", "committed"),
    ("Denmark is ready to send soldiers to Ukraine, as is Norway.", "NOR", "willing"),
    ("Denmark will send soldiers to Ukraine, as will Norway.", "NOR", "committed"),
    ("Denmark has refused to send soldiers to Ukraine, as has Norway.", "NOR", "refused"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), ECHOES, ids=[row[0] for row in ECHOES])
def test_a_clause_that_points_to_another(bench, text: str, actor: str, stance: str) -> None:
    assert bench.stance(text, actor, "ground_force") == stance


OWN = [
    ("Denmark will send soldiers to Ukraine. Norway is reluctant.", "NOR", "reluctant"),
    ("Denmark would send soldiers to Ukraine, as Norway is reluctant to do.", "NOR", "reluctant"),
    ("Denmark refused to send soldiers to Ukraine. Norway has taken part with soldiers.", "NOR", "committed"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), OWN, ids=[row[0] for row in OWN])
def test_a_clause_that_says_something_of_its_own(bench, text: str, actor: str, stance: str) -> None:
    assert bench.stance(text, actor, "ground_force") == stance


TOGETHER = [  # text, actor, instrument, stance, role: who holds what is said in a clause
    ("London and Paris insist that an American backstop is indispensable.", "FRA", "backstop", "advocated", "speaker"),
    ("London and Paris insist that an American backstop is indispensable.", "GBR", "backstop", "advocated", "speaker"),
    ("France insists that an American backstop is indispensable.", "FRA", "backstop", "advocated", "speaker"),
    ("London and Paris drew up a plan. Both capitals insist that an American backstop is vital.", "GBR", "backstop", "advocated", "speaker"),
    ("Spain maintains that a training mission is essential.", "ESP", "training", "advocated", "speaker"),
    ("Norway feels that more money is needed.", "NOR", "funding", "advocated", "speaker"),
    ("Germany doubts that an American backstop is needed.", "DEU", "backstop", "reluctant", "subject"),
    ("Denmark is ready to send soldiers to Ukraine; so is Norway.", "NOR", "ground_force", "willing", "subject"),
]


@pytest.mark.parametrize(("text", "actor", "instrument", "stance", "role"), TOGETHER, ids=[f"{row[1]}: {row[0]}" for row in TOGETHER])
def test_who_holds_what_a_clause_says(bench, text: str, actor: str, instrument: str, stance: str, role: str) -> None:
    found = [c for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
    assert [(c.stance, c.role) for c in found] == [(stance, role)]
