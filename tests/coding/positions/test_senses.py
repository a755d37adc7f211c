"""Words that name an instrument in one sense and not in another, and instruments that give way to another of their clause."""

from __future__ import annotations

import pytest

from commitscape.coding.instruments import InstrumentLexicon
from commitscape.errors import TopicError

SENSES = [  # text, an instrument, whether the text names it
    ("Norway will send heavy guns.", "arms", True),
    ("Norway will come once the guns fall silent.", "arms", False),
    ("When the cannons have gone quiet, Norway will decide.", "arms", False),
    ("In 1994 the country gave up its nuclear weapons.", "arms", False),
    ("Iceland will send bomb disposal teachers.", "arms", False),
    ("Australia will lend a surveillance plane.", "arms", False),
    ("Australia will lend a surveillance plane.", "monitoring", True),
    ("Iceland pays for satellite terminals.", "monitoring", False),
    ("Japan will guarantee half of the loan.", "guarantees_unspecified", False),
    ("Japan will guarantee half of the loan.", "funding", True),
    ("Japan will guarantee Ukraine's security.", "guarantees_unspecified", True),
    ("The central bank will be no backstop for the loan.", "backstop", False),
    ("Schools were told to teach online.", "training", False),
    ("Latvia will teach recruits.", "training", True),
    ("Germany will strengthen Ukraine's air defences.", "ukrainian_forces", False),
    ("Germany will strengthen Ukraine's armed forces.", "ukrainian_forces", True),
    ("The German air force said that a plane was seen.", "ground_force", False),
    ("Sweden has adopted a brigade, which it will equip.", "ground_force", False),
    ("That crosses a red line.", "diplomatic_response", False),
    ("Swedish Gripens would patrol the airspace over Odesa.", "arms", False),
    ("Swedish Gripens would patrol the airspace over Odesa.", "air", True),
    ("Portugal will send jets to police the skies.", "arms", False),
    ("Sweden will sell Gripens to Ukraine.", "arms", True),
    ("Kyiv wants the contingent to include fighter jets.", "arms", False),
    ("Spain speaks of ships and planes.", "arms", False),
    ("Norway stands ready to support the loan.", "backstop", False),
    ("Norway stands ready.", "backstop", True),
    ("Norway took an important step in helping Ukraine.", "backstop", False),
    ("If it comes to the worst, Norway will step in.", "backstop", True),
    ("To their credit, the Danes did not hesitate.", "funding", False),
    ("Denmark offers a credit.", "funding", True),
    ("Moscow spoke of an occupation by instalments.", "funding", False),
    ("Finland will maintain its military assistance.", "ukrainian_forces", False),
    ("Finland will help maintain Ukraine's military strength.", "ukrainian_forces", True),
    ("Japan will send no member of its Self-Defense Forces.", "ukrainian_forces", False),
    ("Paris pictures a no man's land between the two camps.", "buffer_zone", True),
    ("Minsk wants a strip some 20 miles deep.", "buffer_zone", True),
    ("He fastened his seat belt.", "buffer_zone", False),
    ("Drones would hover over both halves.", "monitoring", True),
    ("Canada would look down from above.", "monitoring", True),
    ("Prague offers a field hospital and two transport battalions.", "logistics_command", True),
    ("Athens would lend its roads, its rails and its airfields.", "logistics_command", True),
    ("The trains were late again.", "logistics_command", False),
    ("Two wings of jets are on call.", "backstop", True),
    ("Riga promises a military answer.", "backstop", True),
    ("The ministry did not respond to a request for comment.", "backstop", False),
    ("Should it all go wrong, Oslo would be there.", "backstop", True),
    ("Dutch minehunters will be transferred to the Ukrainian navy.", "arms", True),
    ("Prague will not spend a koruna on it.", "funding", True),
    ("London will cover nine tenths of the risk.", "funding", True),
    ("Warsaw mends howitzers on Ukrainian soil.", "defence_industry", True),
    ("Bern proposes a contact group.", "diplomatic_response", True),
    ("Sweden would let its Gripens fly from Polish bases.", "arms", False),
    ("Sweden would let its Gripens fly from Polish bases.", "air", True),
    ("Sweden gives Gripens away.", "arms", True),
    ("Belgium is ready with ships and F-16s.", "air", True),
    ("Lisbon backs out of a pilot scheme.", "air", False),
    ("Paris has set aside thousands of soldiers.", "funding", False),
    ("An attack on one would be regarded as an attack on the other.", "treaty_guarantee", True),
]


@pytest.mark.parametrize(("text", "instrument", "named"), SENSES)
def test_in_which_sense_a_word_is_used(bench, text: str, instrument: str, named: bool) -> None:
    assert (instrument in bench.instruments(text)) is named


YIELDS = [  # text, the instrument that gives way, the one to which it does, whether it does
    ("Norway earmarked a battalion of peacekeepers for the buffer zone.", "ground_force", "buffer_zone", True),
    ("Norway wants a buffer zone and peacekeepers.", "ground_force", "buffer_zone", False),
    ("Norway offers peacekeepers, but Sweden dislikes the idea of a buffer zone.", "ground_force", "buffer_zone", False),
    ("Norway offers guarantees modelled on Article 5.", "guarantees_unspecified", "treaty_guarantee", True),
    ("Norway offers security guarantees, and Sweden wants a mutual defence pact.", "guarantees_unspecified", "treaty_guarantee", False),
    ("Norway discusses contractors who would repair tanks and Patriot batteries.", "arms", "contractors", True),
    ("Norway offers Patriot batteries; contractors are not needed.", "arms", "contractors", False),
    ("Norway will keep F-35s in Poland to respond to any breach.", "arms", "backstop", True),
    ("Norway will send weapons, and Sweden will respond to any attack.", "arms", "backstop", False),
    ("Norway would watch the truce with drones and a satellite.", "arms", "monitoring", True),
    ("Norway supplies weapons and intelligence.", "arms", "monitoring", False),
]


@pytest.mark.parametrize(("text", "instrument", "other", "gives_way"), YIELDS)
def test_which_instrument_gives_way(bench, text: str, instrument: str, other: str, gives_way: bool) -> None:
    named = bench.instruments(text)
    assert other in named
    assert (instrument not in named) is gives_way


def test_what_stands_above_passes_on_its_place(bench) -> None:
    marks = bench.study("Norway offers guarantees modelled on Article 5.").scenes[0].instruments
    doc = bench.study("Norway offers guarantees modelled on Article 5.").scenes[0].doc
    assert {mark.code for mark in marks} == {"treaty_guarantee"}
    assert "guarantees" in {doc[mark.head].text for mark in marks}


def test_what_gives_way_is_an_instrument(tmp_path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "instruments.yaml").write_text(
        "yields: {arms: [rifles]}\ngroups: {guns: {code: arms, patterns: [gun], example: A gun.}}", encoding="utf-8"
    )
    with pytest.raises(TopicError, match="yields has the unknown code 'rifles'"):
        InstrumentLexicon.load(tmp_path, {"arms"})
