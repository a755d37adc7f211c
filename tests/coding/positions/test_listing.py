"""Who is listed as a member of a camp holds what the camp's words say."""

from __future__ import annotations

import pytest

LISTED = [  # text, instrument, stance of those whom it lists
    ("Countries that have pledged to send soldiers include Spain and Italy.", "ground_force", "committed"),
    ("Those opposed to the loan include Spain and Italy.", "funding", "opposed"),
    ("Governments wary of sending soldiers include Spain and Italy.", "ground_force", "reluctant"),
    ("States that refuse to send instructors include Spain, Italy and Poland.", "training", "refused"),
    ("The countries willing to send soldiers are Spain and Italy.", "ground_force", "willing"),
    ("Supporters of the loan include Spain and Italy.", "funding", "advocated"),
    ("France would send soldiers. Countries prepared to take this step include Spain, the Nordic countries and Italy.", "ground_force", "willing"),
    ("France would send soldiers. Governments that oppose the idea include Spain and Italy.", "ground_force", "opposed"),
    ("Countries not ready to send soldiers include Spain and Italy.", "ground_force", "refused"),
]
UNLISTED = [
    "The members of the coalition include Spain and Italy, which will send soldiers.",
    "The package includes shells, which Spain and Italy promised.",
    "Poland's partners include Spain and Italy; Poland will send soldiers.",
    "France's plans include soldiers and instructors.",
]


@pytest.mark.parametrize(("text", "instrument", "stance"), LISTED, ids=[row[0] for row in LISTED])
def test_members_hold_what_their_camp_holds(bench, text: str, instrument: str, stance: str) -> None:
    found = {c.actor: (c.stance, c.role) for c in bench.study(text).candidates if c.instrument == instrument}
    assert found["ESP"] == found["ITA"] == (stance, "subject")


@pytest.mark.parametrize("text", UNLISTED)
def test_other_lists_are_no_camps(bench, text: str) -> None:
    scenes = [scene for scene in bench.study(text).scenes if scene.listing is not None]
    listed = [(scene, m) for scene in scenes for m in scene.actors if m.head in scene.listing.members]
    assert not [r for scene, m in listed for mark in scene.instruments for r in scene.readings_for(m, mark) if scene.listing.says(r)]
