"""What a stance cue says where it stands: mood, negation, need, supposition, one cue over another; and who stands how to it."""

from __future__ import annotations

import pytest

DEEDS = [  # text, stance, modal, negated, hypothetical, need
    ("Denmark will send soldiers to Ukraine.", "committed", "will", False, False, False),
    ("Denmark sent soldiers to Ukraine.", "committed", "", False, False, False),
    ("Denmark is sending soldiers to Ukraine.", "committed", "", False, False, False),
    ("Denmark may send soldiers to Ukraine.", "considering", "may", False, False, False),
    ("Denmark can send soldiers to Ukraine.", "considering", "can", False, False, False),
    ("Denmark would gladly send soldiers to Ukraine.", "willing", "would", False, False, False),
    ("Denmark would send soldiers to Ukraine.", "considering", "would", False, False, False),
    ("Denmark should send soldiers to Ukraine.", "advocated", "must", False, False, True),
    ("Denmark must not send soldiers to Ukraine.", "opposed", "must", True, False, True),
    ("Denmark never sent soldiers to Ukraine.", "refused", "", True, False, False),
    ("Denmark cannot send soldiers to Ukraine without help.", "considering", "can", True, False, False),
    ("If Denmark sends soldiers to Ukraine, Norway pays.", "considering", "", False, True, False),
    ("A force led by Denmark would keep soldiers in Ukraine.", "considering", "would", False, False, False),
]


@pytest.mark.parametrize(("text", "stance", "modal", "negated", "hypothetical", "need"), DEEDS, ids=[row[0] for row in DEEDS])
def test_a_deed_by_its_mood(bench, text: str, stance: str, modal: str, negated: bool, hypothetical: bool, need: bool) -> None:
    scene = bench.study(text).scenes[0]
    readings = [r for mark in scene.instruments if mark.code == "ground_force" for r in scene.readings(mark) if r.cue.stance == "deed"]
    assert readings
    found = min(readings, key=lambda r: r.cost)
    assert (found.stance, found.modal, found.negated, found.hypothetical, found.need) == (stance, modal, negated, hypothetical, need)


CHAINS = [
    # one cue over another
    ("Denmark refuses to commit soldiers to Ukraine.", "DNK", "undecided"),
    ("Denmark has not refused to send soldiers to Ukraine.", "DNK", "considering"),
    ("Denmark is considering an offer of soldiers for Ukraine.", "DNK", "considering"),
    ("Denmark wants to send soldiers to Ukraine.", "DNK", "willing"),
    ("Denmark wants Norway to send soldiers to Ukraine.", "DNK", "advocated"),
    ("Denmark wants Norway not to send soldiers to Ukraine.", "DNK", "opposed"),
    ("Denmark opposes plans to send soldiers to Ukraine.", "DNK", "opposed"),
    ("Denmark is not opposed to sending soldiers to Ukraine.", "DNK", "willing"),
    ("Denmark has not decided whether to send soldiers to Ukraine.", "DNK", "undecided"),
    ("It is unclear if Denmark will send soldiers to Ukraine.", "DNK", "undecided"),
    ("Denmark demands that soldiers be sent to Ukraine.", "DNK", "advocated"),
    ("Denmark will consider sending soldiers to Ukraine.", "DNK", "considering"),
    ("Denmark has ruled out sending soldiers to Ukraine.", "DNK", "refused"),
    ("Denmark has not ruled out sending soldiers to Ukraine.", "DNK", "considering"),
    ("Denmark would be ready to send soldiers to Ukraine.", "DNK", "willing"),
    ("Denmark must promise soldiers for Ukraine.", "DNK", "advocated"),
    ("Denmark must refuse to send soldiers to Ukraine.", "DNK", "refused"),
    # what stands beside it
    ("Denmark will send no soldiers to Ukraine.", "DNK", "refused"),
    ("Neither Denmark nor Norway will send soldiers to Ukraine.", "NOR", "refused"),
    ("Denmark will not only send soldiers to Ukraine but pay for them.", "DNK", "committed"),
    ("Soldiers will be sent to Ukraine by Denmark.", "DNK", "committed"),
    ("Denmark, which opposes sanctions, will send soldiers to Ukraine.", "DNK", "committed"),
    ("The plan commits Denmark to send soldiers to Ukraine.", "DNK", "considering"),
    ("We could send soldiers to Ukraine, Danish Prime Minister Mette Frederiksen said.", "DNK", "considering"),
    ("Danish Prime Minister Mette Frederiksen said that Norway should send soldiers to Ukraine.", "DNK", "advocated"),
    ("Danish Prime Minister Mette Frederiksen said that Denmark should not send soldiers to Ukraine.", "DNK", "refused"),
    ("Denmark hesitates to send soldiers to Ukraine.", "DNK", "reluctant"),
    ("Denmark cannot imagine sending soldiers to Ukraine.", "DNK", "refused"),
    ("Denmark would rather not send soldiers to Ukraine.", "DNK", "reluctant"),
    ("The ministers meet to decide whether to send Danish soldiers to Ukraine.", "DNK", "considering"),
    ("Denmark will consult parliament before deciding on soldiers for Ukraine.", "DNK", "undecided"),
    ("Denmark did not say how many soldiers it would send to Ukraine.", "DNK", "undecided"),
    ("Denmark was hardly keen on soldiers in Ukraine.", "DNK", "reluctant"),
    ("Denmark suggested that others send soldiers to Ukraine.", "DNK", "advocated"),
    ("“Send soldiers to Ukraine,” Danish Prime Minister Mette Frederiksen said.", "DNK", "advocated"),
    ("Denmark has completed work on a force of soldiers for Ukraine.", "DNK", "considering"),
    # what becomes of a request
    ("Denmark is weighing a request to send soldiers to Ukraine.", "DNK", "considering"),
    ("Denmark rejected a request to send soldiers to Ukraine.", "DNK", "refused"),
    ("Denmark is weighing a request by Norway for soldiers in Ukraine.", "NOR", "advocated"),
    ("Denmark repeated its request for soldiers in Ukraine.", "DNK", "advocated"),
    # who is won over, thanked, praised
    ("Norway persuaded Denmark to send soldiers to Ukraine.", "DNK", "committed"),
    ("Norway persuaded Denmark to send soldiers to Ukraine.", "NOR", "advocated"),
    ("Denmark could be persuaded to send soldiers to Ukraine.", "DNK", "considering"),
    ("Norway thanked Denmark for its soldiers in Ukraine.", "DNK", "committed"),
    # promises reported
    ("The envoy promised that Denmark would send soldiers to Ukraine.", "DNK", "committed"),
    ("The envoy could promise that Denmark would send soldiers to Ukraine.", "DNK", "considering"),
    ("Norway and Denmark said that they would send soldiers to Ukraine.", "DNK", "committed"),
    ("Denmark would go on sending soldiers to Ukraine, Danish Prime Minister Mette Frederiksen said.", "DNK", "committed"),
    # what is left out
    ("Denmark will send ships, not soldiers, to Ukraine.", "DNK", "refused"),
    ("Denmark has sent Ukraine no soldiers.", "DNK", "refused"),
    ("Denmark has not sent soldiers to Ukraine.", "DNK", "refused"),
    ("Danish Prime Minister Mette Frederiksen said that Denmark would send ships but no soldiers.", "DNK", "refused"),
    # terms
    ("Danish soldiers will go to Ukraine only in the event of a ceasefire.", "DNK", "willing"),
    ("Danish soldiers will go to Ukraine only where others go too.", "DNK", "willing"),
    ("Denmark's contribution of soldiers would depend on a mandate.", "DNK", "considering"),
    # headlines
    ("REYKJAVIK – Iceland to send soldiers to Ukraine", "ISL", "committed"),
    ("European soldiers in Ukraine. Against: Denmark and Norway.", "NOR", "opposed"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), CHAINS, ids=[row[0] for row in CHAINS])
def test_one_cue_over_another(bench, text: str, actor: str, stance: str) -> None:
    assert bench.stance(text, actor, "ground_force") == stance


ROLES = [
    ("Denmark will send soldiers to Ukraine.", "DNK", {"subject"}),
    ("Soldiers will be sent to Ukraine by Denmark.", "DNK", {"agent"}),
    ("Denmark's promise of soldiers for Ukraine stands.", "DNK", {"possessor"}),
    ("The Danish promise of soldiers for Ukraine stands.", "DNK", {"possessor"}),
    ("Norway urged Denmark to send soldiers to Ukraine.", "NOR", {"subject"}),
    ("Talks between Denmark and Norway about soldiers for Ukraine go on.", "NOR", {"party"}),
    ("Denmark met partners and offered soldiers for Ukraine.", "DNK", {"subject_shared"}),
    ("Denmark wants to send soldiers to Ukraine.", "DNK", {"subject", "subject_control"}),
    ("Norway, which offered soldiers for Ukraine, left.", "NOR", {"subject_antecedent"}),
]


@pytest.mark.parametrize(("text", "actor", "roles"), ROLES, ids=[row[0] for row in ROLES])
def test_how_an_actor_stands_to_it(bench, text: str, actor: str, roles: set[str]) -> None:
    found = {c.role for c in bench.study(text).candidates if (c.actor, c.instrument) == (actor, "ground_force")}
    assert found & roles, found


@pytest.mark.parametrize("text", ["Non-NATO members will send soldiers to Ukraine.", "The plan will send soldiers to Ukraine."])
def test_words_that_only_look_like_an_actor(bench, text: str) -> None:
    assert not {c.actor for c in bench.study(text).candidates} & {"NATO", "PLAN"}


def test_the_nearest_cue_comes_first(bench) -> None:
    scene = bench.study("Denmark wants partners to promise soldiers for Ukraine and opposes a delay.").scenes[0]
    mark = next(mark for mark in scene.instruments if mark.code == "ground_force")
    costs = [reading.cost for reading in scene.readings(mark)]
    assert len(costs) > 1
    assert costs == sorted(costs)
