"""A general news corpus for measuring: off-topic articles made from templates, with a few invented relevant ones among them.

Deterministic: article N is the same in a corpus of any size. Words of the topic occur as they do in other news (a sea port, an army
band, a training camp), countries are named as often as in news, and some articles name the war in passing (oil, grain, football).
"""

from __future__ import annotations

import random
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRACTICE = ROOT / "data" / "ukraine" / "practice"
EVERY = 33  # one article in so many is relevant: three in a hundred; as many others speak of the topic's subject in passing
SLOTS = {
    "city": ["Leeds", "Porto", "Lyon", "Ghent", "Malmo", "Turin", "Graz", "Bergen", "Utrecht", "Sevilla", "Krakow", "Tampere", "Cardiff", "Nantes", "Denver"],
    "land": ["France", "Japan", "Brazil", "Kenya", "Canada", "Norway", "India", "Spain", "Australia", "Italy", "Mexico", "Ghana", "Poland", "Chile", "Sweden"],
    "first": ["Anna", "Paul", "Marta", "Ivo", "Clara", "Hugo", "Nadia", "Omar", "Ruth", "Felix", "Greta", "Samir", "Elena", "Jonas", "Aisha", "Tom"],
    "last": ["Berger", "Holt", "Marsh", "Okafor", "Lindqvist", "Ferrara", "Novak", "Dunne", "Castell", "Amara", "Vogel", "Pereira", "Whitby", "Sato", "Brandt"],
    "firm": ["Nordane", "Caltrix", "Verrano", "Hillmark", "Astoria", "Bluefern", "Quantrel", "Oakline", "Merivale", "Solvint"],
    "club": ["Rovers", "Athletic", "United", "Wanderers", "Harriers", "Dynamos", "Falcons", "Mariners"],
    "crop": ["wheat", "barley", "olives", "grapes", "apples", "potatoes", "lavender", "hops"],
    "sickness": ["measles", "flu", "asthma", "diabetes", "malaria", "dengue"],
    "month": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    "thing": ["tram", "bridge", "library", "theatre", "market", "hospital", "stadium", "harbour", "canal", "museum", "school", "bakery"],
    "good": ["cars", "shoes", "chips", "phones", "batteries", "bicycles", "turbines", "coffee", "cheese", "medicines"],
    "feel": ["relieved", "angry", "cautious", "delighted", "puzzled", "disappointed", "hopeful", "weary"],
    "verb": ["opened", "closed", "repainted", "surveyed", "sold", "rebuilt", "inspected", "photographed", "cleaned", "rented"],
    "beast": ["wolves", "otters", "storks", "bees", "salmon", "bats", "lynxes", "owls"],
}
SECTIONS = {
    "sport": """{club} beat {club2} by {n} points in {city} on Saturday, with {first} {last} scoring twice after the break.
        Coach {first2} {last2} said his players had looked {feel} after a long season away from home.
        The match was watched by {big} people, the club's best figure since {month}.
        {last} joined from a side in {land} for a fee that neither club would disclose.
        A knee injury kept the captain out for {n} weeks, and the doctors remain {feel} about his return.
        Supporters sang until the floodlights went out over the old stand.""",
    "business": """Shares in {firm} fell {n} per cent after the maker of {good} cut its forecast for the year.
        Chief executive {first} {last} blamed weak demand in {land} and the price of {crop}.
        Analysts at {firm2} expect profits of {n} million euros, down from {big} thousand a day in {month}.
        The company employs {big} people in {city} and {city2}, where unions said they were {feel}.
        Retailers have ordered fewer {good} since the spring, according to a survey of {n} managers.
        Its rival {firm2} opened a second warehouse outside {city} last week.""",
    "weather": """Heavy rain flooded {n} streets in {city} overnight and closed the road to {city2}.
        Forecasters expect {n} degrees by the weekend, the warmest {month} since records began.
        Farmers who grow {crop} in the valleys of {land} said they were {feel} about the harvest.
        Firefighters pumped out cellars until dawn while volunteers carried books from the {thing}.
        Snow is likely above {big} metres, and drivers were told to stay at home.
        The river is falling again, a spokeswoman for the water authority said.""",
    "culture": """The {thing} in {city} has been {verb} for an exhibition of {n} prints by {first} {last}.
        Critics were {feel}: the second act runs for {n} minutes without a pause.
        Director {first2} {last2}, who grew up in {land}, said the film was about her grandmother's garden.
        Tickets for the festival sold out within {n} hours of going on sale in {month}.
        The novel follows a clockmaker from {city2} who forgets the names of his children.
        A quartet played in the courtyard and the audience refused to leave.""",
    "science": """Researchers in {city} have counted {big} {beast} along the coast of {land}, twice as many as a decade ago.
        The study, led by {first} {last}, followed the animals with tags for {n} months.
        {beast} return to the same nest each {month}, the team wrote in a journal.
        A telescope in {land2} photographed the comet over {n} nights.
        Not everyone is convinced; {first2} {last2} of the university in {city2} called the sample small.
        Funding for the laboratory runs out in {month}.""",
    "health": """Cases of {sickness} rose by {n} per cent in {land} in {month}, the health ministry said.
        Doctors at the hospital in {city} treated {big} patients, most of them children.
        A vaccine tested on {n} volunteers was well tolerated, said {first} {last}, who led the trial.
        Nurses are {feel} about shifts that last {n} hours.
        The clinic was {verb} in {month} and serves {big} families.
        Pharmacies in {city2} have run short of tablets.""",
    "local": """The council of {city} voted by {n} to {n2} to close the {thing} on Sundays.
        Mayor {first} {last} promised {n} new buses and a cycle path to {city2} by {month}.
        Residents of the quarter said they were {feel} about the noise.
        Police arrested a man of {n} years after {big} euros went missing from the {thing}.
        The old {thing} was {verb} by a family from {land}.
        A hearing is set for {month}, when the judge will decide who pays.""",
    "world": """Voters in {land} go to the polls in {month} to choose {n} members of parliament.
        The president of {land} met her colleague from {land2} to discuss fishing and visas.
        Opposition leader {first} {last} called the budget unfair and asked for {n} changes.
        Inflation in {land2} slowed to {n} per cent, the statistics office reported.
        Tourists from {land} spent {big} nights in {city}, the government said on Monday.
        Schools in {city2} reopened after a strike of {n} days over pay.""",
    "edge": """The army's brass band played in the harbour of {city} for {n} minutes.
        Customs officers in the port found {n} boxes of {good} under a load of {crop}.
        {club} flew to a training camp in {land}, where {last} works on his fitness.
        A drone show lit up the sky above the {thing} of {city2}.
        The ferry to {land} was cancelled because the sea was too rough.
        Troops of scouts from {land2} camped on the meadow near {city}.""",
}
PASSING = [  # one such sentence stands in every 33rd article off topic
    "Oil rose by {n} cents a barrel after drones hit a refinery in Russia, traders said.",
    "{club} signed a goalkeeper from Kyiv for {big} thousand euros.",
    "About {n} Ukrainian children have joined classes in {city} since the war began.",
    "Exports of {crop} through the Black Sea rose by {n} per cent, helped by a good harvest in Ukraine.",
    "The conductor, born in Kharkiv, dedicated the concert to her grandparents.",
    "Ukraine beat {land} by {n} points in the qualifying round in {city}.",
    "Inflation had jumped when Russia invaded Ukraine and gas became dear.",
    "A pianist from Moscow cancelled her recital in {city2}, citing a cold.",
]
TEMPLATES = {name: [line.strip() for line in text.splitlines()] for name, text in SECTIONS.items()}
USUAL = [name for name in TEMPLATES if name != "edge"]


def relevant() -> list[str]:
    """The texts of the invented articles about the topic."""
    return [path.read_text(encoding="utf-8") for folder in ("m1", "m2", "s1", "s2") for path in sorted((PRACTICE / folder).glob("*.txt"))]


def off_topic(number: int, *, paragraphs: tuple[int, int] = (8, 16)) -> str:
    """Article `number`: a headline, a date, and paragraphs of two or three sentences; one paragraph in thirty says words of the topic in passing."""
    chance = random.Random(number)
    section = chance.choice(USUAL)
    lines = [_sentence(chance, section).split(",")[0].rstrip("."), f"{chance.randint(1, 28)} {chance.choice(SLOTS['month'])} 2025"]
    for _ in range(chance.randint(*paragraphs)):
        kind = "edge" if chance.random() < 1 / 30 else section if chance.random() < 0.8 else chance.choice(USUAL)
        lines.append(" ".join(_sentence(chance, kind) for _ in range(chance.randint(2, 3))))
    if number % EVERY == EVERY // 2:
        lines[chance.randrange(2, len(lines))] += " " + _filled(chance, chance.choice(PASSING))
    return "\n\n".join(lines) + "\n"


def _sentence(chance: random.Random, section: str) -> str:
    return _filled(chance, chance.choice(TEMPLATES[section]))


def _filled(chance: random.Random, template: str) -> str:
    fill = {name + mark: chance.choice(words) for name, words in SLOTS.items() for mark in ("", "2")}
    sentence = template.format(**fill, n=chance.randint(2, 98), n2=chance.randint(2, 98), big=chance.randint(120, 9800))
    return sentence[0].upper() + sentence[1:]


def write(folder: Path, articles: int, *, paragraphs: tuple[int, int] = (8, 16)) -> None:
    """Write a general corpus of so many articles into a folder."""
    known = relevant()
    for number in range(articles):
        place = folder / f"{number // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        text = known[number // EVERY % len(known)] if number % EVERY == EVERY - 1 else off_topic(number, paragraphs=paragraphs)
        (place / f"{number:06}.txt").write_text(text, encoding="utf-8")
