"""Reads a whole topic folder and reports everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pycountry

from commitscape import topicfiles
from commitscape.codebook import SECTIONS
from commitscape.coding.actors import ActorTable
from commitscape.coding.coder import Coder
from commitscape.coding.rehearsal import Rehearsal
from commitscape.errors import TopicError
from commitscape.topics import codes, cues, people, rows
from commitscape.topics.faults import Fault, Sheet, fault_of

BOOK, LABELS, LAYERS = "codebook.yaml", "labels.yaml", "layers.yaml"
GROUPS, AMOUNTS, KEYWORDS = (f"cues/{name}.yaml" for name in ("groups", "quantities", "keywords"))


def check_topic(topic: Path, seeds: Path) -> list[Fault]:
    """Every fault of a topic folder, in the order of its files and lines; `seeds` holds the documents that were coded.

    Raises TopicError where there is no such folder. Examples of patterns that ask for actors are tried only where the actors can be read.
    """
    if not topic.is_dir():
        raise TopicError("no such topic folder", where=str(topic), remedy="lay one out with `commitscape topic new`")
    faults: list[Fault] = []
    try:
        topicfiles.words_from(topic)
    except TopicError as error:
        return [fault_of(error, topic, BOOK)]
    sheets = {name: Sheet.open(topic, name, faults) for name in topicfiles.SHARED}
    actor_rows = people.read_rows(topic, people.ACTORS, faults)
    people_rows = people.read_rows(topic, people.PEOPLE, faults)
    actors = {row.get("code", "") for _, row in actor_rows} | {country.alpha_3 for country in pycountry.countries}
    known = codes.Codes(**{name: frozenset(sheets[BOOK].section(name)) for name in SECTIONS}, actors=frozenset(actors))
    units = codes.known_units(sheets[AMOUNTS])
    for found in (
        people.check_actors(actor_rows), people.check_people(people_rows, known.actors), people.check_groups(sheets[GROUPS], known.actors),
    ):
        faults += found
    rehearsal = Rehearsal(None if faults else ActorTable.load(topic))
    for found in (
        codes.check_codebook(sheets[BOOK]), codes.check_anchors(sheets[BOOK], known.actors),
        codes.check_labels(sheets[LABELS], known, units), codes.check_layers(sheets[LAYERS], known),
        codes.check_keywords(sheets[KEYWORDS], known), codes.check_amounts(sheets[AMOUNTS], known),
        cues.check_instruments(sheets[cues.INSTRUMENTS], known, rehearsal), cues.check_stances(sheets[cues.STANCES], known, rehearsal),
        cues.check_conditions(sheets[cues.CONDITIONS], known, rehearsal), rows.check_reviews(topic), rows.check_weights(topic, sheets[cues.STANCES]),
    ):
        faults += found
    if known.stances and known.instruments:
        try:
            faults += rows.check_coded(topic, seeds, known.actors)
        except TopicError as error:
            faults.append(fault_of(error, topic, "coded"))
    if not faults:
        try:
            Coder(topic)
        except TopicError as error:
            faults.append(fault_of(error, topic, BOOK))
    return sorted(set(faults))
