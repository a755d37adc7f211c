from __future__ import annotations

from typing import Any

import pytest

from commitscape.coding.quantities import QuantityLexicon


@pytest.mark.parametrize(("text", "amounts"), [
    ("up to €210bn (£185bn) of assets", [{"max": 210_000_000_000, "unit": "EUR"}]),
    ("at least 10 billion dollars", [{"min": 10_000_000_000, "unit": "USD"}]),
    ("around $100 billion", [{"value": 100_000_000_000, "unit": "USD"}]),
    ("25–30 thousand troops", [{"min": 25_000, "max": 30_000, "unit": "troops"}]),
    ("between five to 10 years", [{"min": 5, "max": 10, "unit": "years"}]),
    ("an 800,000-strong army", [{"value": 800_000, "unit": "troops"}]),
    ("Twenty-six countries pledged support", [{"value": 26, "unit": "countries"}]),
    ("more than 20 allies", [{"min": 20, "unit": "countries"}]),
    ("over the next two years", [{"value": 2, "unit": "years"}]),
    ("after nearly four years of war", []),
    ("the 27-nation bloc", []),
    ("thousands of troops", []),
    ("0.25 percent of output", [{"value": 0.25, "unit": "percent"}]),
    ("€135.7bn", [{"value": 135_700_000_000, "unit": "EUR"}]),
])
def test_amounts(text: str, amounts: list[dict[str, Any]], bench) -> None:
    found = [{k: v for k, v in q.as_dict().items() if k != "text"} for _, q in QuantityLexicon.load(bench.topic).amounts(text)]
    assert found == amounts


@pytest.mark.parametrize(("text", "codes"), [
    ("Denmark will send troops to Ukraine once a ceasefire is in place.", {"ceasefire"}),
    ("Denmark will send troops to Ukraine in the event of a peace agreement.", {"peace_deal"}),
    ("The European force cannot be sent without American support.", {"us_support"}),
    ("Allies would respond with military force if Russia attacks again.", {"renewed_attack"}),
    ("Denmark will send troops to Ukraine provided that parliament approves the deployment.", {"legislative_approval"}),
    ("Denmark will send troops to Ukraine as long as its neighbours like the idea.", {"other"}),
    ("Denmark will send troops to Ukraine before any peace deal.", set()),
    ("Denmark will send troops to Ukraine.", set()),
])
def test_conditions(text: str, codes: set[str], bench) -> None:
    study = bench.study(text)
    found = {c.code for candidate in study.candidates for c in bench.coder.conditions.of(study.scenes[candidate.sentence], candidate)}
    assert found >= codes
    assert bool(found) == bool(codes)
