"""Who else takes part: partners beside what is discussed, parties that talks involve."""

from __future__ import annotations

import pytest

from tests.coding.positions.conftest import Bench


def role(bench: Bench, text: str, actor: str, instrument: str) -> str | None:
    found = [c.role for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
    return found[-1] if found else None


@pytest.mark.parametrize(("text", "actor", "instrument", "expected"), [
    ("Britain is discussing joint production of interceptor drones with Kyiv.", "UKR", "defence_industry", "with"),
    ("Paris is negotiating an agreement on troop deployments with Berlin and Warsaw.", "POL", "ground_force", "with"),
    ("Officials from France and Germany were in Rome to discuss security guarantees with the Italians.", "ITA", "guarantees_unspecified", "with"),
    ("Canada, together with Australia, will send instructors.", "AUS", "training", "with"),
    ("Talks involving Norway, Sweden and Denmark on air patrols over western Ukraine resume on Monday.", "DNK", "air", "party"),
    ("The talks, involving allies such as the Netherlands and Spain, are about a force for Ukraine.", "ESP", "ground_force", "party_part"),
    ("Meloni told Macron that Italy would not send troops.", "FRA", "ground_force", "bare_object1"),
    ("Norway paid for trainers who served with Poland.", "NOR", "training", "subject"),
])
def test_partners(bench: Bench, text: str, actor: str, instrument: str, expected: str | None) -> None:
    assert role(bench, text, actor, instrument) == expected


@pytest.mark.parametrize(("text", "actor", "instrument", "feature"), [
    ("France refuses to take part, while Italy sends trainers.", "FRA", "training", "parted=before.while"),
    ("France will certainly send trainers.", "FRA", "training", "gap=before.certainly"),
    ("Trainers, says France, are welcome.", "FRA", "training", "gap=after.say"),
])
def test_words_between(bench: Bench, text: str, actor: str, instrument: str, feature: str) -> None:
    found = [c for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, instrument)]
    assert feature in found[-1].features
