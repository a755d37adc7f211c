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
    ("more than 5,000 troops", [{"min": 5_000, "unit": "troops"}]),
    ("no more than 5,000 soldiers", [{"max": 5_000, "unit": "troops"}]),
    ("100+ countries", [{"min": 100, "unit": "countries"}]),
    ("between $10 and $20 billion", [{"min": 10_000_000_000, "max": 20_000_000_000, "unit": "USD"}]),
    ("10 to 15 countries", [{"min": 10, "max": 15, "unit": "countries"}]),
    ("20 to 15 countries", [{"value": 20, "unit": "countries"}]),
    ("a dozen countries", [{"value": 12, "unit": "countries"}]),
    ("thirty-one countries", [{"value": 31, "unit": "countries"}]),
    ("two million dollars", [{"value": 2_000_000, "unit": "USD"}]),
    ("£1.5 trillion", [{"value": 1_500_000_000_000, "unit": "GBP"}]),
    ("2 000 troops", [{"value": 2_000, "unit": "troops"}]),
    ("three years ago", []),
    ("since the last two years", []),
    ("a 10-year plan", []),
    ("one country", []),
    ("5%", [{"value": 5, "unit": "percent"}]),
    ("5,000 troops and 26 countries", [{"value": 5_000, "unit": "troops"}, {"value": 26, "unit": "countries"}]),
    ("99999999999999999999 troops", []),
    ("in 2025 ministers met", []),
    ("a 15-year guarantee", [{"value": 15, "unit": "years"}]),
    ("a 10-year war", []),
    ("five days after a truce", []),
    ("two years earlier", []),
    ("within 30 days", [{"value": 30, "unit": "days"}]),
    ("over ten years", [{"value": 10, "unit": "years"}]),
    ("over ten countries", [{"min": 10, "unit": "countries"}]),
    ("it would hand over six tanks", [{"value": 6, "unit": "items"}]),
    ("for as long as six months", [{"max": 6, "unit": "months"}]),
    ("as much as $1 billion", [{"max": 1_000_000_000, "unit": "USD"}]),
    ("no fewer than 40 trucks", [{"min": 40, "unit": "items"}]),
    ("a minimum of 0.3 per cent", [{"min": 0.3, "unit": "percent"}]),
    ("15 percent", [{"value": 15, "unit": "percent"}]),
    ("up to 40km wide", [{"max": 40, "unit": "km"}]),
    ("six fighter jets", [{"value": 6, "unit": "aircraft"}]),
    ("28 armoured personnel carriers", [{"value": 28, "unit": "items"}]),
    ("a hundred instructors", [{"value": 100, "unit": "troops"}]),
    ("up to a hundred and fifty men", [{"max": 150, "unit": "troops"}]),
    ("eight hundred thousand soldiers", [{"value": 800_000, "unit": "troops"}]),
    ("a hundred billion dollars", [{"value": 100_000_000_000, "unit": "USD"}]),
    ("a billion euros", [{"value": 1_000_000_000, "unit": "EUR"}]),
    ("two dozen officers", [{"value": 24, "unit": "troops"}]),
    ("not one soldier", []),
    ("the two countries", []),
    ("at least two countries", [{"min": 2, "unit": "countries"}]),
    ("BRUSSELS, Dec 15 - European leaders met", []),
    ("a cap of 600,000", []),
])
def test_amounts(text: str, amounts: list[dict[str, Any]], bench) -> None:
    found = [{k: v for k, v in q.as_dict().items() if k != "text"} for _, q in QuantityLexicon.load(bench.topic).amounts(text)]
    assert found == amounts


@pytest.mark.parametrize(("text", "amounts"), [
    ("a cap of 600,000", [{"value": 600_000, "unit": "troops"}]),
    ("no more than 2,500 in all", [{"max": 2_500, "unit": "troops"}]),
    ("a cap of 600", []),
    ("in 2025, it met", []),
    ("600,000 blankets", []),
])
def test_large_numbers_without_a_noun_have_the_unit_that_is_given(text: str, amounts: list[dict[str, Any]], bench) -> None:
    found = [{k: v for k, v in q.as_dict().items() if k != "text"} for _, q in QuantityLexicon.load(bench.topic).amounts(text, bare="troops")]
    assert found == amounts


@pytest.mark.parametrize(("text", "words"), [
    ("It promised up to €210bn (£185bn) of assets.", ["up to €210bn"]),
    ("It promised at least 5,000 troops on Monday.", ["at least 5,000 troops"]),
    ("It promised 25–30 thousand troops.", ["25–30 thousand troops"]),
    ("It promised 100 new air-defence missiles.", ["100 new air-defence missiles"]),
    ("It wants a 15-year guarantee.", ["15-year"]),
])
def test_an_amount_keeps_its_words_and_place(text: str, words: list[str], bench) -> None:
    found = QuantityLexicon.load(bench.topic).amounts(text)
    assert [q.text for _, q in found] == words
    assert all(text[place:].startswith(q.text) for place, q in found)


def test_of_several_amounts_of_a_unit_the_nearest_to_holder_or_instrument_counts(bench) -> None:
    text = "While 90,000 soldiers of Russia stood in the east for many years, Denmark will send 5,000 soldiers to Ukraine."
    study = bench.study(text)
    sizes = [bench.coder.quantities.of(study.scenes[c.sentence], c) for c in study.candidates if (c.actor, c.instrument) == ("DNK", "ground_force")]
    assert [[q.value for q in found] for found in sizes] == [[5_000]]


@pytest.mark.parametrize(("text", "instrument", "sizes"), [
    ("Norway offered $100 billion of aid to Ukraine.", "funding", [100_000_000_000]),
    ("Norway offered aid to Ukraine, with Sweden taking 50% of the profits.", "funding", []),
    ("Ukraine wants to keep 800,000 under arms in its army.", "ukrainian_forces", [800_000]),
    ("Norway will train 5,000 at a base in Ukraine.", "training", []),
    ("Two people close to Macron said France was ready to send soldiers to Ukraine.", "ground_force", []),
])
def test_amounts_size_what_they_stand_with(text: str, instrument: str, sizes: list[float], bench) -> None:
    study = bench.study(text)
    found = {tuple(q.value for q in bench.coder.quantities.of(study.scenes[0], c)) for c in study.candidates if c.instrument == instrument}
    assert found == {tuple(sizes)}


def test_conditions_keep_their_words_and_stand_once(bench) -> None:
    text = "Denmark will send soldiers to Ukraine once a ceasefire is in place and only with American support."
    study = bench.study(text)
    candidate = next(c for c in study.candidates if (c.actor, c.instrument) == ("DNK", "ground_force"))
    found = bench.coder.conditions.of(study.scenes[0], candidate)
    assert [c.code for c in found] == ["ceasefire", "us_support"]
    assert found[0].text
    assert "once a ceasefire is in place".startswith(found[0].text)
    assert all(c.text in text for c in found)


@pytest.mark.parametrize(("text", "codes"), [
    ("Denmark will send troops to Ukraine once a ceasefire is in place.", {"ceasefire"}),
    ("Denmark will send troops to Ukraine in the event of a peace agreement.", {"peace_deal"}),
    ("The European force cannot be sent without American support.", {"us_support"}),
    ("Allies would respond with military force if Russia attacks again.", {"renewed_attack"}),
    ("Denmark will send troops to Ukraine provided that parliament approves the deployment.", {"legislative_approval"}),
    ("Denmark will send troops to Ukraine as long as its neighbours like the idea.", {"other"}),
    ("Denmark could send a surveillance plane to keep watch over a truce in Ukraine.", {"ceasefire"}),
    ("Denmark will send troops to Ukraine within weeks of the guns falling silent.", {"ceasefire"}),
    ("Denmark will send troops to Ukraine if the shooting is one day paused.", {"ceasefire"}),
    ("Denmark will send troops to Ukraine after an agreement between the parties.", {"peace_deal"}),
    ("Denmark would propose to parliament that its troops take part in a force for Ukraine.", {"legislative_approval"}),
    ("Denmark has promised a vote in the Folketing before any soldier is sent to Ukraine.", {"legislative_approval"}),
    ("Any deployment of Danish troops to Ukraine would require a decision by the Folketing.", {"legislative_approval"}),
    ("Denmark is ready to send troops to Ukraine in accordance with its constitutional procedures.", {"other"}),
    ("Denmark will move the training of Ukrainian soldiers to Ukraine as soon as conditions allow.", {"other"}),
    ("Denmark will send troops to Ukraine before any peace deal.", set()),
    ("Denmark will send troops to Ukraine.", set()),
])
def test_conditions(text: str, codes: set[str], bench) -> None:
    study = bench.study(text)
    found = {c.code for candidate in study.candidates for c in bench.coder.conditions.of(study.scenes[candidate.sentence], candidate)}
    assert found >= codes
    assert bool(found) == bool(codes)
