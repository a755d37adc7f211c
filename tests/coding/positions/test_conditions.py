"""What a position is said to depend on: one row a way of saying it, and what only looks like a condition."""

from __future__ import annotations

import pytest

STATED = [
    # the fighting has to stop
    ("Norway would send soldiers once the guns have gone quiet.", "NOR", "ground_force", {"ceasefire"}),
    ("Norwegian sappers will move in on the first day of a truce, when Norway will send soldiers too.", "NOR", "ground_force", {"ceasefire"}),
    ("Canada offers drones for ceasefire monitoring.", "CAN", "monitoring", {"ceasefire"}),
    ("Japan will provide satellites for the supervision of a truce.", "JPN", "monitoring", {"ceasefire"}),
    ("Canada has told its allies that its soldiers are packed and that they will deploy when hostilities have ceased.", "CAN", "ground_force", {"ceasefire"}),
    # a settlement
    ("Denmark promised to send troops as soon as there is a peace to keep.", "DNK", "ground_force", {"peace_deal"}),
    ("Spain would send troops after a settlement.", "ESP", "ground_force", {"peace_deal"}),
    ("Washington will not lift sanctions before an agreement is on the table.", "USA", "sanctions", {"peace_deal"}),
    ("Turkey offers to act as guarantor of an eventual settlement and to send warships.", "TUR", "maritime", {"peace_deal"}),
    # Russia breaks its word
    ("Sanctions that the United States lifts would return if Moscow breaks its word.", "USA", "sanctions", {"renewed_attack"}),
    ("The American jets would strike back if Russia tore up the agreement, the United States promised.", "USA", "backstop", {"renewed_attack"}),
    ("Ukraine demands that the allies respond to a breach with air strikes.", "UKR", "backstop", {"renewed_attack"}),
    ("Should the truce be broken, Italy would send arms at once.", "ITA", "arms", {"renewed_attack"}),
    ("Washington says that its sanctions on Russian banks would snap back.", "USA", "sanctions", {"renewed_attack"}),
    # a parliament
    ("Finland would send soldiers, should the Eduskunta consent.", "FIN", "ground_force", {"legislative_approval"}),
    ("Portugal would send soldiers, though parliament would have the last word.", "PRT", "ground_force", {"legislative_approval"}),
    ("Kyiv demands security guarantees that are signed and ratified.", "UKR", "treaty_guarantee", {"legislative_approval"}),
    # Russia has a say
    ("Russia said that security guarantees designed without it were worthless.", "RUS", "guarantees_unspecified", {"russian_consent"}),
    ("Russia said that security guarantees drawn up behind Russia's back were worthless.", "RUS", "guarantees_unspecified", {"russian_consent"}),
    ("Russia insists on security guarantees over which it has a veto.", "RUS", "guarantees_unspecified", {"russian_consent"}),
    ("Russia said that no security guarantees could be arranged over its head.", "RUS", "guarantees_unspecified", {"russian_consent"}),
    ("India would send observers at the invitation of both sides.", "IND", "monitoring", {"other", "russian_consent"}),
    # America, the allies, money
    ("Estonia would send soldiers if the Americans stayed involved.", "EST", "ground_force", {"us_support"}),
    ("Belgium will not back the loan to Ukraine without a guarantee from every other member.", "BEL", "funding", {"allied_participation"}),
    ("Sweden would provide a field brigade of soldiers, provided that others sent infantry.", "SWE", "ground_force", {"allied_participation"}),
    ("Poland offers to host a logistics hub but wants its allies to pay for it.", "POL", "logistics_command", {"funding"}),
    ("Romania would send soldiers if the Americans held the ladder.", "ROU", "ground_force", {"us_support"}),
    ("Belgium would back the loan to Ukraine only if the other 26 shoulder the risk.", "BEL", "funding", {"allied_participation"}),
    # anything else
    ("Greece would send ships, with the proviso that the port of Odesa stays open.", "GRC", "maritime", {"other"}),
    ("Mongolia would send soldiers only under a United Nations flag.", "MNG", "ground_force", {"other"}),
    ("Greece would send ships, provided the insurers cover them.", "GRC", "maritime", {"other"}),
]
UNCONDITIONAL = [
    ("Norway will pay for ammunition for as long as the war lasts.", "NOR", "arms"),
    ("Asked if it would send troops, Chile said no.", "CHL", "ground_force"),
    ("Germany will send soldiers, truce or no truce.", "DEU", "ground_force"),
    ("Finland has rejected a plan for peace talks and will not send troops.", "FIN", "ground_force"),
    ("Latvia has sent missiles provided by the makers.", "LVA", "arms"),
    ("Parliament has already voted on it, and Lithuania will send instructors to Ukraine.", "LTU", "training"),
    ("Ukraine demands that air patrols should not wait for a ceasefire.", "UKR", "air"),
    ("Ukraine wants missiles delivered as soon as January.", "UKR", "arms"),
    ("The White House has agreed to send missiles to Ukraine.", "USA", "arms"),
    ("An envoy, speaking on condition of anonymity, said that Spain would send soldiers.", "ESP", "ground_force"),
    ("Denmark has a plan to send missiles, providing Ukraine with a shield.", "DNK", "arms"),
    ("Spain joined the sanctions only with the others and has sent missiles.", "ESP", "arms"),
    ("Until now Belgium has refused to send troops.", "BEL", "ground_force"),
    ("Latvia has said that it will not send troops.", "LVA", "ground_force"),
    ("The allies depend on American intelligence, and the United States will go on providing it.", "USA", "monitoring"),
]


def _codes(bench, text: str, actor: str, instrument: str) -> set[str] | None:
    study = bench.study(text)
    found = [c for c in study.candidates if (c.actor, c.instrument) == (actor, instrument)]
    return {condition.code for condition in bench.coder.conditions.of(study.scenes[found[-1].sentence], found[-1])} if found else None


@pytest.mark.parametrize(("text", "actor", "instrument", "codes"), STATED)
def test_a_condition_is_read_in_many_wordings(bench, text: str, actor: str, instrument: str, codes: set[str]) -> None:
    assert _codes(bench, text, actor, instrument) == codes


@pytest.mark.parametrize(("text", "actor", "instrument"), UNCONDITIONAL)
def test_what_only_looks_like_a_condition_is_none(bench, text: str, actor: str, instrument: str) -> None:
    assert _codes(bench, text, actor, instrument) == set()
