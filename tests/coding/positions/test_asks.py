"""Who asks for an instrument, offers it or objects to it, where wishes, support, proposals and feelings stand over the deed."""

from __future__ import annotations

import pytest

ROWS = [  # text, actor, instrument, stance
    # what others are to do, and what one would do oneself
    ("Romania wants the command of the force to be in Bucharest.", "ROU", "logistics_command", "advocated"),
    ("Denmark would like Norway to send soldiers to Ukraine.", "DNK", "ground_force", "advocated"),
    ("Denmark would prefer Norway to send soldiers to Ukraine.", "DNK", "ground_force", "advocated"),
    ("Denmark would love Norway to send soldiers to Ukraine.", "DNK", "ground_force", "advocated"),
    ("Denmark would rather see Norwegian soldiers in Ukraine.", "DNK", "ground_force", "advocated"),
    ("Denmark would like to see Norwegian soldiers in Ukraine.", "DNK", "ground_force", "advocated"),
    ("Denmark would rather see the assets used as collateral for a loan to Ukraine.", "DNK", "funding", "advocated"),
    ("Denmark would like to send soldiers to Ukraine.", "DNK", "ground_force", "willing"),
    ("Denmark would prefer to send soldiers to Ukraine later.", "DNK", "ground_force", "willing"),
    ("Ukraine would like to sign the guarantees first.", "UKR", "guarantees_unspecified", "advocated"),
    ("Ukraine would like to sign a mutual-defence treaty with the United States.", "UKR", "treaty_guarantee", "advocated"),
    ("Ukraine wants to keep an army of 700,000.", "UKR", "ukrainian_forces", "advocated"),
    ("Ukraine's government hopes to sign the guarantees by June.", "UKR", "guarantees_unspecified", "advocated"),
    ("Ukraine hopes to receive the first jets next year.", "UKR", "arms", "advocated"),
    ("Ukraine hopes to finance the missiles with a European loan.", "UKR", "funding", "advocated"),
    ("Kyiv hopes to join the European Union by 2030.", "UKR", "membership", "advocated"),
    ("Ukraine wants to join NATO.", "UKR", "membership", "advocated"),
    ("Ukraine is seeking an American loan.", "UKR", "funding", "advocated"),
    ("Ukraine is trying to secure an American loan.", "UKR", "funding", "advocated"),
    ("Denmark wants to join the monitoring mission in Ukraine.", "DNK", "monitoring", "willing"),
    ("Denmark wants to join a peacekeeping force in Ukraine.", "DNK", "ground_force", "willing"),
    ("Denmark would like to join the peacekeeping force in Ukraine.", "DNK", "ground_force", "willing"),
    ("Denmark wants to be part of a peacekeeping force in Ukraine.", "DNK", "ground_force", "willing"),
    ("Denmark wants its role confined to training Ukrainian soldiers.", "DNK", "training", "willing"),
    ("Denmark does not want Norway to send soldiers to Ukraine.", "DNK", "ground_force", "reluctant"),
    ("Norway asked for membership of NATO to be left out of the text.", "NOR", "membership", "opposed"),
    # support under another verb and in its own mood
    ("Denmark is considering backing a loan for Ukraine.", "DNK", "funding", "considering"),
    ("Denmark may back a loan for Ukraine.", "DNK", "funding", "considering"),
    ("Denmark could support Ukraine's accession to the European Union.", "DNK", "membership", "considering"),
    ("Denmark said it would support Ukraine's accession to the European Union if reforms went on.", "DNK", "membership", "willing"),
    ("Denmark would back the sanctions only if Norway joined them.", "DNK", "sanctions", "willing"),
    ("Denmark confirmed that it would back the loan for Ukraine.", "DNK", "funding", "committed"),
    ("Denmark promised to back the loan for Ukraine.", "DNK", "funding", "committed"),
    ("Denmark backs the loan for Ukraine but hesitates over its size.", "DNK", "funding", "advocated"),
    ("Denmark backs the loan for Ukraine.", "DNK", "funding", "advocated"),
    ("Denmark refused to back the loan for Ukraine.", "DNK", "funding", "refused"),
    ("Denmark declined to endorse the loan for Ukraine.", "DNK", "funding", "refused"),
    ("Denmark is ready to support the loan for Ukraine.", "DNK", "funding", "willing"),
    ("Denmark supports Ukraine's bid to join the European Union.", "DNK", "membership", "advocated"),
    ("Denmark stopped short of endorsing the loan for Ukraine.", "DNK", "funding", "undecided"),
    # judgement
    ("Denmark regards the loan for Ukraine as an investment in its own safety.", "DNK", "funding", "advocated"),
    ("Denmark sees the loan for Ukraine as a lifeline.", "DNK", "funding", "advocated"),
    ("Denmark views Ukraine's membership of the European Union as a guarantee of peace.", "DNK", "membership", "advocated"),
    ('Denmark calls the loan "the only wallet left".', "DNK", "funding", "advocated"),
    ("Denmark's prime minister calls the loan for Ukraine a matter of survival.", "DNK", "funding", "advocated"),
    ("Danish officials say that peacekeepers in Ukraine would be worth more than a treaty.", "DNK", "ground_force", "advocated"),
    ("Denmark regards the loan for Ukraine as theft.", "DNK", "funding", "opposed"),
    ("Denmark regards a no-fly zone over Ukraine as too risky.", "DNK", "air", "reluctant"),
    ("Denmark thinks of sending soldiers to Ukraine.", "DNK", "ground_force", "considering"),
    ("Denmark is considering a loan for Ukraine.", "DNK", "funding", "considering"),
    # hopes and persuasion
    ("France hopes to persuade Norway to send soldiers to Ukraine.", "FRA", "ground_force", "advocated"),
    ("France is trying to talk Norway into sending soldiers to Ukraine.", "FRA", "ground_force", "advocated"),
    ("France will push its allies to provide Ukraine with missiles.", "FRA", "arms", "advocated"),
    ("France will press its allies for a loan to Ukraine.", "FRA", "funding", "advocated"),
    ("France promised to press its allies for a loan to Ukraine.", "FRA", "funding", "advocated"),
    ("France hopes that its allies will send soldiers to Ukraine.", "FRA", "ground_force", "advocated"),
    ("France hopes its allies will agree to a loan for Ukraine.", "FRA", "funding", "advocated"),
    ("France hopes for American guarantees for Ukraine.", "FRA", "guarantees_unspecified", "advocated"),
    ("France hopes to send soldiers to Ukraine.", "FRA", "ground_force", "considering"),
    ("France is looking for a site for a drone factory in Ukraine.", "FRA", "defence_industry", "considering"),
    ("France is lobbying for a loan to Ukraine.", "FRA", "funding", "advocated"),
    # proposals and drafts
    ("The American plan proposes a demilitarised zone in Donbas.", "USA", "buffer_zone", "advocated"),
    ("The French plan wants a European force in Ukraine.", "FRA", "ground_force", "advocated"),
    ("Italy has circulated a paper under which its allies would treat an attack on Ukraine as one on themselves.", "ITA", "treaty_guarantee", "advocated"),
    ("France proposed a European force for Ukraine.", "FRA", "ground_force", "advocated"),
    ("France has proposed that its allies train Ukrainian soldiers.", "FRA", "training", "advocated"),
    ("France proposed training Ukrainian soldiers itself.", "FRA", "training", "advocated"),
    ("France has put forward a proposal for a European force in Ukraine.", "FRA", "ground_force", "advocated"),
    ("Russia proposed a plan that calls for the end of military aid to Ukraine.", "RUS", "arms", "opposed"),
    ("Hungary proposed a plan that calls for an end to sanctions on Russia.", "HUN", "sanctions", "opposed"),
    ("Hungary called for an end to sanctions on Russia.", "HUN", "sanctions", "opposed"),
    ("Hungary demanded the end of weapons deliveries to Ukraine.", "HUN", "arms", "opposed"),
    ("Hungary wants the deliveries of weapons to Ukraine to end.", "HUN", "arms", "opposed"),
    ("Hungary urged its allies to stop arming Ukraine.", "HUN", "arms", "opposed"),
    # reactions
    ("France reacted warmly to the loan for Ukraine.", "FRA", "funding", "advocated"),
    ("France gave a warm welcome to the loan for Ukraine.", "FRA", "funding", "advocated"),
    ("France reacted coolly to the loan for Ukraine.", "FRA", "funding", "reluctant"),
    ("France reacted angrily to the loan for Ukraine.", "FRA", "funding", "opposed"),
    ("France welcomed the loan for Ukraine but said that questions remained about its size.", "FRA", "funding", "advocated"),
    ("France voiced regret that the sanctions on Russia had been softened.", "FRA", "sanctions", "advocated"),
    ("France regretted that the loan to Ukraine had been delayed.", "FRA", "funding", "advocated"),
    ("France is furious that the new text softens the sanctions on Russia.", "FRA", "sanctions", "advocated"),
    ("France was dismayed that Norway had blocked the loan to Ukraine.", "FRA", "funding", "advocated"),
    ("France deplored the delay of the loan to Ukraine.", "FRA", "funding", "advocated"),
    ("France criticised the decision to suspend weapons deliveries to Ukraine.", "FRA", "arms", "advocated"),
    ("France condemned Hungary for blocking the sanctions on Russia.", "FRA", "sanctions", "advocated"),
    ("France is furious about the loan for Ukraine.", "FRA", "funding", "opposed"),
    ("Ukraine thanked Norway for the loan.", "NOR", "funding", "committed"),
    # insists, demands
    ("Turkey insists that only littoral states patrol the Black Sea.", "TUR", "maritime", "opposed"),
    ("Russia demands a written pledge that Ukraine will never join NATO.", "RUS", "membership", "opposed"),
    ("Russia wants a guarantee that Ukraine will not join NATO.", "RUS", "membership", "opposed"),
    ("Russia insists that Ukraine must not join NATO.", "RUS", "membership", "opposed"),
    ("Hungary demanded a promise that Ukraine would never be admitted to the European Union.", "HUN", "membership", "opposed"),
    ("Belgium demanded guarantees before the loan to Ukraine was approved.", "BEL", "funding", "reluctant"),
    ("France insists that no soldiers be sent to Ukraine.", "FRA", "ground_force", "opposed"),
    # comparison and ellipsis
    ("Norway is ready to send soldiers to Ukraine. So is Denmark.", "DNK", "ground_force", "willing"),
    ("Norway is in favour of a loan to Ukraine; Denmark is not.", "DNK", "funding", "reluctant"),
    ("Norway is willing to send observers to Ukraine, Denmark is not.", "DNK", "monitoring", "refused"),
    ("Norway backs the loan to Ukraine, while Hungary rejects it.", "NOR", "funding", "advocated"),
    ("Norway backs Ukraine's membership of NATO, while Hungary rejects membership altogether.", "NOR", "membership", "advocated"),
    ("Norway supports a loan to Ukraine, whereas Hungary opposes a loan.", "NOR", "funding", "advocated"),
    ("Norway backs the loan to Ukraine; Hungary holds out.", "NOR", "funding", "advocated"),
    # undecided
    ("France declined to say whether it would send soldiers to Ukraine.", "FRA", "ground_force", "undecided"),
    ("France was evasive about soldiers for Ukraine.", "FRA", "ground_force", "undecided"),
    ("France has been vague about a loan for Ukraine.", "FRA", "funding", "undecided"),
    ("France would not say whether it backs the loan for Ukraine.", "FRA", "funding", "undecided"),
    ("France would not be drawn on whether it will send soldiers to Ukraine.", "FRA", "ground_force", "undecided"),
    # an own verb over another's clause, what must come first, what must not be put off, terms
    ("Denmark and Norway support a date for Ukraine's accession, while Hungary rejects membership altogether.", "DNK", "membership", "advocated"),
    ("Denmark and Norway support a target date of 2030, while Hungary rejects membership of the European Union altogether.", "DNK", "membership", "advocated"),
    ("Denmark welcomed the plan, although Hungary opposes the loan for Ukraine.", "DNK", "funding", "advocated"),
    ("Hungary opposes the plan, though Denmark will pay for the loan to Ukraine.", "DNK", "funding", "committed"),
    ("Denmark will send soldiers to Ukraine, while Hungary rejects a force in Ukraine.", "DNK", "ground_force", "committed"),
    ("Denmark believes that membership remains the cheapest guarantee for Ukraine.", "DNK", "membership", "advocated"),
    ("Denmark thinks that soldiers in Ukraine are the best protection.", "DNK", "ground_force", "advocated"),
    ("Ukraine is looking for a loan.", "UKR", "funding", "advocated"),
    ("Denmark wants answers about the peacekeeping force in Ukraine.", "DNK", "ground_force", "reluctant"),
    ("Denmark demanded clarity on the loan for Ukraine.", "DNK", "funding", "reluctant"),
    ("Ukraine wants clarity on the security guarantees.", "UKR", "guarantees_unspecified", "advocated"),
    ("Denmark has asked to join the monitoring mission in Ukraine.", "DNK", "monitoring", "willing"),
    ("Ukraine asked to join NATO.", "UKR", "membership", "advocated"),
    ("Denmark asked Norway to join the monitoring mission in Ukraine.", "DNK", "monitoring", "advocated"),
    ("Ukraine warned that a ceasefire without security guarantees would fail.", "UKR", "guarantees_unspecified", "advocated"),
    ("Denmark warned against sending soldiers to Ukraine.", "DNK", "ground_force", "opposed"),
    ("Ukraine will not sign the deal until the Senate has ratified a treaty.", "UKR", "treaty_guarantee", "advocated"),
    ("Denmark will not lift the sanctions on Russia until Norway has lifted its own.", "DNK", "sanctions", "committed"),
    ("Poland will not pay for the loan until Norway has sent soldiers to Ukraine.", "POL", "ground_force", "advocated"),
    ("The Danish prime minister said that the loan for Ukraine should not be delayed.", "DNK", "funding", "advocated"),
    ("The Danish prime minister said that the loan for Ukraine should not be approved.", "DNK", "funding", "opposed"),
    ("The Danish prime minister said that arms deliveries to Ukraine must not be suspended.", "DNK", "arms", "advocated"),
    ("Belgium wants others to share the risk before it lets go of the money for Ukraine.", "BEL", "funding", "reluctant"),
    # an answer without a verb of its own
    ("Norway wants a European force in Ukraine. So does Denmark.", "DNK", "ground_force", "advocated"),
    ("Norway will not send soldiers to Ukraine. Neither will Denmark.", "DNK", "ground_force", "refused"),
    ("Norway will send soldiers to Ukraine. So will Denmark.", "DNK", "ground_force", "committed"),
    ("Norway opposes the loan for Ukraine. Neither does Denmark support it.", "DNK", "funding", "opposed"),
    ("Norway opposes the loan for Ukraine. Nor does Denmark support it.", "DNK", "funding", "opposed"),
    ("Norway opposes a loan for Ukraine. So does Denmark.", "DNK", "funding", "opposed"),
    ("Norway is not ready to send soldiers to Ukraine. Neither is Denmark.", "DNK", "ground_force", "refused"),
]


@pytest.mark.parametrize(("text", "actor", "instrument", "stance"), ROWS, ids=[row[0] for row in ROWS])
def test_what_stands_over_a_deed(text: str, actor: str, instrument: str, stance: str, bench) -> None:
    assert bench.stance(text, actor, instrument) == stance


MATRIX = {  # the outer verb decides, whatever it stands over: V with "to", G with "-ing"
    "refuses to V": "refused",
    "plans to V": "considering",
    "is considering G": "considering",
    "has not ruled out G": "considering",
    "wants to discuss G": "considering",
    "agreed to discuss G": "considering",
    "is in talks to V": "considering",
    "is ready to V": "willing",
    "promised to V": "committed",
    "hesitates to V": "reluctant",
    "would rather not V": "reluctant",
    "declined to say whether it would V": "undecided",
    "was evasive about G": "undecided",
    "stopped short of promising to V": "undecided",
    "has asked for time before it decides whether to V": "undecided",
    "would like Norway to V": "advocated",
    "hopes to persuade Norway to V": "advocated",
    "hopes that Norway will V": "advocated",
    "opposes G": "opposed",
    "warned Norway not to V": "opposed",
}
INNER = (
    ("send soldiers to Ukraine", "sending soldiers to Ukraine", "ground_force"),
    ("back a loan for Ukraine", "backing a loan for Ukraine", "funding"),
    ("support the deployment of troops in Ukraine", "supporting the deployment of troops in Ukraine", "ground_force"),
)


@pytest.mark.parametrize("inner", INNER, ids=[row[0] for row in INNER])
@pytest.mark.parametrize("outer", MATRIX)
def test_the_outer_verb_decides(outer: str, inner: tuple[str, str, str], bench) -> None:
    plain, gerund, instrument = inner
    text = f"Denmark {outer.replace(' V', f' {plain}').replace(' G', f' {gerund}')}."
    assert bench.stance(text, "DNK", instrument) == MATRIX[outer]


IDIOMS = [
    ("Belgium would help with its ships, Mr De Wever said, but not with troops on the ground.", "BEL", "ground_force", "refused"),
    ("Belgium will help with money and with troops on the ground.", "BEL", "ground_force", "committed"),
    ("Belgium will help not only with money but with troops on the ground.", "BEL", "ground_force", "committed"),
    ("Belgium is holding out against the use of frozen assets.", "BEL", "sanctions", "opposed"),
    ("Belgium is holding out for the use of frozen assets.", "BEL", "sanctions", "advocated"),
    ("India has shown little appetite for a role in monitoring a truce.", "IND", "monitoring", "reluctant"),
    ("India has shown great interest in monitoring a truce.", "IND", "monitoring", "considering"),
    ("Bulgaria's parliament voted against sending troops.", "BGR", "ground_force", "refused"),
    ("Bulgaria's parliament voted for sending troops.", "BGR", "ground_force", "advocated"),
    ("Turkey has been coy about troops.", "TUR", "ground_force", "undecided"),
    ("Norway thought better of sending troops.", "NOR", "ground_force", "refused"),
    ("Berlin is footing the bill for two batteries of Patriots.", "DEU", "arms", "committed"),
    ("Chancellor Merz has stopped short of committing the Bundeswehr.", "DEU", "ground_force", "undecided"),
    ("America might help with co-ordination.", "USA", "logistics_command", "considering"),
    ("Italy is weighing a NATO-lite guarantee.", "ITA", "treaty_guarantee", "considering"),
]


@pytest.mark.parametrize(("text", "actor", "instrument", "stance"), IDIOMS, ids=[row[0] for row in IDIOMS])
def test_idioms_of_newspapers(bench, text: str, actor: str, instrument: str, stance: str) -> None:
    assert bench.stance(text, actor, instrument) == stance
