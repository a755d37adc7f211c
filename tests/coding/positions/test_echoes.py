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
]


@pytest.mark.parametrize(("text", "actor", "stance"), ECHOES, ids=[row[0] for row in ECHOES])
def test_a_clause_that_points_to_another(bench, text: str, actor: str, stance: str) -> None:
    assert bench.stance(text, actor, "ground_force") == stance


OWN = [
    ("Denmark will send soldiers to Ukraine. Norway is reluctant.", "NOR", "reluctant"),
    ("Denmark refused to send soldiers to Ukraine. Norway has taken part with soldiers.", "NOR", "committed"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), OWN, ids=[row[0] for row in OWN])
def test_a_clause_that_says_something_of_its_own(bench, text: str, actor: str, stance: str) -> None:
    assert bench.stance(text, actor, "ground_force") == stance
