"""Sentence, actor and instrument -> stance, before the model decides what is kept."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("text", "instruments"), [
    ("Denmark will send soldiers to Ukraine.", {"ground_force"}),
    ("Observers would patrol a demilitarised zone.", {"buffer_zone", "monitoring"}),
    ("Sweden offered Gripen fighter jets.", {"arms"}),
    ("Prague wants an Article 5-like guarantee.", {"treaty_guarantee"}),
    ("Allies would take over air policing and clear mines in the Black Sea.", {"air", "maritime"}),
    ("The loan would be backed by frozen Russian assets.", {"funding", "sanctions"}),
    ("Private military contractors could guard the bases.", {"contractors"}),
    ("The weather in Oslo was fine.", set()),
    ("Russia insists on Ukraine's neutrality.", {"membership"}),
    ("Norway stood guarantor for the loan.", {"funding"}),
])
def test_instruments(text: str, instruments: set[str], bench) -> None:
    assert bench.instruments(text) >= instruments
    assert bool(bench.instruments(text)) == bool(instruments)


@pytest.mark.parametrize(("text", "actor", "instrument", "stance"), [
    # tense and modality
    ("Denmark will send soldiers to Ukraine.", "DNK", "ground_force", "committed"),
    ("Denmark has sent soldiers to Ukraine.", "DNK", "ground_force", "committed"),
    ("Denmark could send soldiers to Ukraine.", "DNK", "ground_force", "considering"),
    ("Denmark will not send soldiers to Ukraine.", "DNK", "ground_force", "refused"),
    ("Denmark would only send soldiers to Ukraine if the fighting stopped.", "DNK", "ground_force", "willing"),
    ("The Nordic countries met on Monday. The five said that they would send soldiers to Ukraine.", "NORDIC", "ground_force", "committed"),
    ("Norway and Denmark said that they would send soldiers if Kyiv asked for them.", "NOR", "ground_force", "willing"),
    ("Norway will not ratify the defence pact with Ukraine.", "NOR", "treaty_guarantee", "refused"),
    ("Norway has not ratified the defence pact with Ukraine.", "NOR", "treaty_guarantee", "undecided"),
    ("Norway promised never to ratify the defence pact with Ukraine.", "NOR", "treaty_guarantee", "refused"),
    ("Norway promised not to approve Ukraine's accession to NATO.", "NOR", "membership", "refused"),
    # control and chains
    ("Denmark is ready to send soldiers to Ukraine.", "DNK", "ground_force", "willing"),
    ("Denmark is not ready to send soldiers to Ukraine.", "DNK", "ground_force", "refused"),
    ("Denmark has refused to send soldiers to Ukraine.", "DNK", "ground_force", "refused"),
    ("Denmark is considering sending soldiers to Ukraine.", "DNK", "ground_force", "considering"),
    ("Denmark does not plan to send soldiers to Ukraine.", "DNK", "ground_force", "refused"),
    ("Denmark agreed not to send soldiers to Ukraine.", "DNK", "ground_force", "refused"),
    ("Denmark will continue to supply weapons to Ukraine.", "DNK", "arms", "committed"),
    ("It is unclear whether Denmark is willing to send soldiers to Ukraine.", "DNK", "ground_force", "undecided"),
    # nouns
    ("Denmark's refusal to send soldiers to Ukraine surprised nobody.", "DNK", "ground_force", "refused"),
    ("Britain and France have signalled readiness to send soldiers to Ukraine.", "FRA", "ground_force", "willing"),
    ("Denmark is in talks with Sweden about a naval mission in the Black Sea.", "DNK", "maritime", "considering"),
    # who voices a need
    ("Finnish President Alexander Stubb said that Europe must provide air defence.", "FIN", "air", "advocated"),
    ("Ukraine asked Denmark to send air defence batteries.", "UKR", "arms", "advocated"),
    # gapping and camps
    ("Denmark is ready to send soldiers to Ukraine, while Italy remains sceptical.", "ITA", "ground_force", "reluctant"),
    # opposition, own and others'
    ("Russia rejected the deployment of European troops in Ukraine.", "RUS", "ground_force", "opposed"),
    ("Hungary objects to sanctions against Russia.", "HUN", "sanctions", "opposed"),
    ("Italy opposes sending its own troops to Ukraine.", "ITA", "ground_force", "refused"),
    # limits and lifted sanctions turn the stance
    ("Russia demanded limits on the size of the Ukrainian army.", "RUS", "ukrainian_forces", "opposed"),
    ("Austria refused to lift the sanctions on Russia.", "AUT", "sanctions", "committed"),
    # passive
    ("The missiles were supplied to Ukraine by Norway.", "NOR", "arms", "committed"),
    # headlines
    ("Canada to host training mission for Ukraine", "CAN", "training", "committed"),
    # pointing back
    ("A naval mission in the Black Sea is planned. Turkey rejects it.", "TUR", "maritime", "opposed"),
])
def test_stance(text: str, actor: str, instrument: str, stance: str, bench) -> None:
    assert bench.stance(text, actor, instrument) == stance


def test_what_an_offer_leaves_out(bench) -> None:
    assert bench.stance("Spain is prepared only to provide logistics, not boots on the ground.", "ESP", "ground_force") == "refused"


@pytest.mark.parametrize(("text", "actor", "stance"), [
    ("Soldiers for Ukraine, a matter for Denmark.", "DNK", "considering"),
    ("Soldiers for Ukraine, a matter for Russia.", "RUS", "opposed"),
    ("Soldiers, a matter for Ukraine.", "UKR", "advocated"),
    ("“Soldiers for Ukraine,” Danish Prime Minister Mette Frederiksen said.", "DNK", "advocated"),
])
def test_where_no_cue_says_what_an_actor_thinks(text: str, actor: str, stance: str, bench) -> None:
    assert bench.stance(text, actor, "ground_force") == stance
