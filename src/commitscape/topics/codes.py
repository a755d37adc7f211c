"""Checks the files that name codes: codebook, labels, layers, keywords and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from commitscape.codebook import POLARITY, SECTIONS
from commitscape.coding.quantities import CURRENCIES, QuantityLexicon
from commitscape.topics.faults import Fault, Sheet

CODE = re.compile(r"[a-z][a-z0-9_]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Every code that the files of a topic may use, by section of the codebook, and its actors and offices."""

    stances: Set[str]
    instruments: Set[str]
    attribution: Set[str]
    conditions: Set[str]
    actors: Set[str]

    def of(self, section: str) -> Set[str]:
        return getattr(self, section)


def check_codebook(sheet: Sheet) -> Iterator[Fault]:
    """Every section stands, every code has a meaning and may name a page, every stance is one of the method's."""
    if not sheet.content:
        yield sheet.fault(what="no codebook", remedy="write one; `commitscape topic new` shows how")
    for name in SECTIONS:
        codes = sheet.section(name)
        if not codes:
            yield sheet.fault(name, what=f"section {name!r} is missing or empty", remedy="list its codes, each with its meaning")
        for code, meaning in codes.items():
            if not CODE.fullmatch(code):
                yield sheet.fault(name, code, what=f"{code!r} is no code", remedy="write small letters, digits and _")
            if not isinstance(meaning, str) or not meaning.strip():
                yield sheet.fault(name, code, what=f"{code} has no meaning", remedy="say in a line what it stands for")
            if name == "stances" and code not in POLARITY:
                yield sheet.fault(name, code, what=f"unknown stance {code!r}", remedy=f"use {', '.join(POLARITY)}")


def check_anchors(sheet: Sheet, actors: Set[str]) -> Iterator[Fault]:
    """Anchors are lists of actors that exist and of words."""
    anchors = sheet.content.get("anchors") or {}
    if not isinstance(anchors, dict):
        yield sheet.fault("anchors", what="the anchors are no lists", remedy="write actors: [CODES] and words: [WORDS] below them")
        return
    for name, listed in anchors.items():
        if name not in ("actors", "words"):
            yield sheet.fault("anchors", name, what=f"anchors have no section {name!r}", remedy="write actors and words")
        elif listed is not None and not (isinstance(listed, list) and all(isinstance(entry, str) and entry.strip() for entry in listed)):
            yield sheet.fault("anchors", name, what=f"the {name} among the anchors are no list of words", remedy=f"write {name}: [...]")
        elif name == "actors":
            yield from sheet.unknown("anchors", name, codes=listed or [], known=actors, kind="actor")


def check_labels(sheet: Sheet, codes: Codes, units: Set[str]) -> Iterator[Fault]:
    """Labels name codes that exist, and so does everything else that points to a code."""
    known: dict[str, Set[str]] = {
        "stances": codes.stances, "stance_verbs": codes.stances, "instruments": codes.instruments, "attribution": codes.attribution,
        "conditions": codes.conditions, "polarities": frozenset(POLARITY.values()), "units": units,
    }
    for section, allowed in known.items():
        for place in ((section,), ("in_sentence", section)):
            given = sheet.section("in_sentence").get(section) if len(place) == 2 else sheet.section(section)
            for code in given if isinstance(given, dict) else ():
                if sheet.owns(*place, str(code)):
                    yield from sheet.unknown(*place, code, codes=code, known=allowed, kind=section.removesuffix("s").replace("_", " "))
    for code in codes.instruments - set(sheet.section("instruments")):
        yield sheet.fault("instruments", what=f"the instrument {code} has no label", remedy="give it a short one")
    if "beneficiary" in sheet.content:
        yield from sheet.unknown("beneficiary", codes=sheet.content["beneficiary"], known=codes.actors, kind="actor")
    yield from sheet.unknown("apart", codes=sheet.content.get("apart") or [], known=codes.instruments, kind="instrument")
    if "instrument" in sheet.section("camps"):
        yield from sheet.unknown("camps", "instrument", codes=sheet.section("camps")["instrument"], known=codes.instruments, kind="instrument")
    tiles = sheet.section("map").get("tiles") or {}
    for code in tiles:
        yield from sheet.unknown("map", "tiles", code, codes=code, known=codes.actors, kind="actor")
    for section, kind, allowed in (("members", "actor", codes.actors), ("condition_actors", "condition", codes.conditions)):
        for code, actors in sheet.section(section).items():
            yield from sheet.unknown(section, code, codes=code, known=allowed, kind=kind)
            yield from sheet.unknown(section, code, codes=actors, known=codes.actors, kind="actor")


def check_layers(sheet: Sheet, codes: Codes) -> Iterator[Fault]:
    """Layers and steps have what they need and name instruments, tiers, layers and conditions that exist."""
    tiers = {str(tier.get("code")) for tier in sheet.content.get("tiers") or () if isinstance(tier, dict)}
    layers = [row for row in sheet.content.get("layers") or () if isinstance(row, dict)]
    ladder = sheet.section("ladder")
    steps = ladder.get("steps") or ()
    entries = ((("layers",), layers, ("code", "label", "tier", "instruments")), (("ladder", "steps"), steps, ("code", "label", "instruments")))
    for place, rows, wanted in entries:
        for number, row in enumerate(rows):
            for name in wanted:
                if name not in row:
                    yield sheet.fault(*place, number, what=f"an entry without {name}", remedy=f"give it {', '.join(wanted)}")
            yield from sheet.unknown(*place, number, "instruments", codes=row.get("instruments") or [], known=codes.instruments, kind="instrument")
    named = {row.get("code") for row in layers}
    for number, row in enumerate(layers):
        yield from sheet.unknown("layers", number, "tier", codes=row.get("tier"), known=tiers, kind="tier")
        yield from sheet.unknown("layers", number, "needs", codes=row.get("needs") or [], known=named, kind="layer")
    if "condition" in ladder:
        yield from sheet.unknown("ladder", "condition", codes=ladder["condition"], known=codes.conditions, kind="condition")
    for number, words in enumerate(ladder.get("time_words") or ()):
        yield from check_expression(sheet, "ladder", "time_words", number, expression=words)


def check_keywords(sheet: Sheet, codes: Codes) -> Iterator[Fault]:
    """The words of the baselines belong to codes that exist."""
    for section, kind, known in (("instruments", "instrument", codes.instruments), ("stances", "stance", codes.stances), ("actors", "actor", codes.actors)):
        for code in sheet.section(section):
            if sheet.owns(section, code):
                yield from sheet.unknown(section, code, codes=code, known=known, kind=kind)
    yield from sheet.unknown("by_person", codes=sheet.content.get("by_person") or [], known=codes.actors, kind="actor")


def check_amounts(sheet: Sheet, codes: Codes) -> Iterator[Fault]:
    """Units have nouns, every example gets the unit beside it, and large numbers without a noun have units that exist."""
    units = sheet.section("units")
    if not units:
        yield sheet.fault("units", what="section 'units' is missing or empty", remedy="list units, each with its nouns")
        return
    content = sheet.content
    lexicon = QuantityLexicon(
        {unit: [str(noun) for noun in nouns or ()] for unit, nouns in units.items()},
        single=content.get("single", ""), times=content.get("times", ()), lasting=content.get("lasting", ()), stops=content.get("stops", ()),
    )
    for instrument, unit in sheet.section("bare").items():
        yield from sheet.unknown("bare", instrument, codes=instrument, known=codes.instruments, kind="instrument")
        yield from sheet.unknown("bare", instrument, codes=unit, known=known_units(sheet), kind="unit")
    for unit, nouns in units.items():
        if not nouns:
            yield sheet.fault("units", unit, what=f"the unit {unit} has no noun", remedy="list the nouns that give it")
    for example, unit in sheet.section("examples").items():
        yield from sheet.unknown("examples", example, codes=unit, known=known_units(sheet), kind="unit")
        if unit not in {amount.unit for _, amount in lexicon.amounts(example)}:
            yield sheet.fault("examples", example, what=f"{example!r} is not read as {unit}", remedy="add the noun to the unit, or mend the example")


def known_units(sheet: Sheet) -> Set[str]:
    return {*sheet.section("units"), *CURRENCIES.values(), "percent"}


def check_expression(sheet: Sheet, *place: object, expression: object) -> Iterator[Fault]:
    """A regular expression is one, and matches something."""
    try:
        empty = re.compile(str(expression)).fullmatch("") is not None
    except re.error as error:
        yield sheet.fault(*place, what=f"{expression!r} is no regular expression ({error})", remedy="mend it")
    else:
        if empty:
            yield sheet.fault(*place, what=f"{expression!r} matches nothing", remedy="write the words to be found")
