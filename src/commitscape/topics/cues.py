"""Checks cues: their codes, their patterns, and that every group matches its own examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

from commitscape.coding.chains import DEED
from commitscape.coding.conditions import BLOCK, FIRM, ConditionLexicon
from commitscape.coding.cues import ActorClass, actor_classes, examples
from commitscape.coding.instruments import InstrumentLexicon
from commitscape.coding.patterns import Pattern, impossible
from commitscape.coding.rehearsal import Rehearsal
from commitscape.coding.stances import StanceLexicon
from commitscape.errors import TopicError
from commitscape.topics.codes import Codes
from commitscape.topics.faults import Fault, Sheet

INSTRUMENTS, STANCES, CONDITIONS = (f"cues/{name}.yaml" for name in ("instruments", "stances", "conditions"))
Groups = dict[str, dict[str, Any]]
Found = Callable[[str], Set[str]]  # a sentence -> the groups that match in it


def check_instruments(sheet: Sheet, codes: Codes, rehearsal: Rehearsal) -> Iterator[Fault]:
    classes, wrong = _classes(sheet, codes.actors)
    yield from wrong
    groups: Groups = {}
    yield from _groups(sheet, classes, groups)
    for name, group in groups.items():
        for field, given in (("code", group.get("code")), ("also", list(group.get("also") or ()))):
            yield from sheet.unknown("groups", name, field, codes=given, known=codes.instruments, kind="instrument")
        yield from _turns(sheet, ("groups", name, "reverse"), {"": group.get("reverse") or {}}, codes.stances)
        yield from _turns(sheet, ("groups", name, "shifts"), group.get("shifts") or {}, codes.stances, classes)
    yield from _turns(sheet, ("shifts",), sheet.section("shifts"), codes.stances, classes)
    yield from sheet.unknown("default", codes=sheet.content.get("default"), known=codes.instruments, kind="instrument")
    if sheet.content.get("receivers"):
        yield from sheet.unknown("receivers", codes=sheet.content["receivers"], known=classes, kind="class of actors")
    for code in codes.instruments - {c for group in groups.values() for c in (group.get("code"), *(group.get("also") or ()))}:
        yield sheet.fault("groups", what=f"no cue finds the instrument {code}", remedy="add a group of patterns for it")
    if groups:
        lexicon = InstrumentLexicon(groups, classes, sheet.content, where=sheet.name)
        yield from _examples(sheet, groups, rehearsal, lambda text: rehearsal.instruments(text, lexicon))


def check_stances(sheet: Sheet, codes: Codes, rehearsal: Rehearsal) -> Iterator[Fault]:
    groups: Groups = {}
    yield from _groups(sheet, {}, groups)
    for name, group in groups.items():
        for field in ("stance", "negated", "modal"):
            if field in group or field == "stance":
                yield from sheet.unknown("groups", name, field, codes=group.get(field), known={*codes.stances, DEED}, kind="stance")
    if groups:
        lexicon = StanceLexicon(groups, sheet.content.get("neutral") or (), where=sheet.name)
        yield from _examples(sheet, groups, rehearsal, lambda text: rehearsal.stances(text, lexicon))


def check_conditions(sheet: Sheet, codes: Codes, rehearsal: Rehearsal) -> Iterator[Fault]:
    classes, wrong = _classes(sheet, codes.actors)
    yield from wrong
    groups: Groups = {}
    yield from _groups(sheet, classes, groups)
    triggers = {name: _patterns(given) for name, given in sheet.section("triggers").items()} | {BLOCK: _patterns(sheet.content.get("blocks"))}
    for name, group in groups.items():
        yield from sheet.unknown("groups", name, "code", codes=group.get("code"), known=codes.conditions, kind="condition")
        yield from sheet.unknown("groups", name, "after", codes=group.get("after") or [], known=triggers, kind="trigger")
    usable: dict[str, list[str]] = {}
    for name, patterns in triggers.items():
        place = ("blocks",) if name == BLOCK else ("triggers", name)
        usable[name] = []
        yield from _check_patterns(sheet, place, patterns, classes, usable[name])
    if triggers.get(FIRM):
        yield from sheet.unknown("unknown", codes=sheet.content.get("unknown"), known=codes.conditions, kind="condition")
    if groups:
        lexicon = ConditionLexicon(groups, usable, classes, str(sheet.content.get("unknown", "")), int(sheet.content.get("reach", 12)), where=sheet.name)
        yield from _examples(sheet, groups, rehearsal, lambda text: rehearsal.conditions(text, lexicon))


def _groups(sheet: Sheet, classes: Mapping[str, ActorClass], usable: Groups) -> Iterator[Fault]:
    """The faults of all groups that the file itself gives; what of them can be used goes into `usable`."""
    if not sheet.section("groups"):
        yield sheet.fault("groups", what="section 'groups' is missing or empty", remedy="list groups, each with patterns and an example")
    for name, group in sheet.section("groups").items():
        if not sheet.owns("groups", name):
            continue
        if not isinstance(group, dict):
            yield sheet.fault("groups", name, what=f"group {name!r} is no mapping", remedy="give it a code, patterns and an example")
            continue
        if not examples(group):
            yield sheet.fault("groups", name, what=f"group {name!r} has no example", remedy="give it a sentence that it must match")
        kept: dict[str, list[str]] = {"patterns": [], "unless": []}
        for field, good in kept.items():
            given = _patterns(group.get(field))
            if field == "patterns" and not given:
                yield sheet.fault("groups", name, what=f"group {name!r} has no patterns and matches nothing", remedy="give it some")
            yield from _check_patterns(sheet, ("groups", name, field), given, classes, good)
        if kept["patterns"]:
            usable[name] = {**group, **kept}


def _patterns(given: Any) -> list[str]:
    return [str(pattern) for pattern in given] if isinstance(given, list) else []


def _check_patterns(sheet: Sheet, place: tuple[str, ...], patterns: Iterable[str], classes: Mapping[str, ActorClass], good: list[str]) -> Iterator[Fault]:
    for number, source in enumerate(patterns):
        try:
            why = next(filter(None, (impossible(Pattern.parse(place[-1], one), classes) for one in Pattern.spread(source))), "")
        except TopicError as error:
            yield sheet.fault(*place, number, what=f"pattern {source!r} cannot start", remedy=error.remedy)
            continue
        if why and (sheet.owns(*place, str(number)) or sheet.owns(*place)):
            yield sheet.fault(*place, number, what=f"pattern {source!r} matches nothing: {why}", remedy="mend or remove it")
        if not why or not why.startswith("no class"):
            good.append(source)


def _examples(sheet: Sheet, groups: Groups, rehearsal: Rehearsal, found: Found) -> Iterator[Fault]:
    for name, group in groups.items():
        if rehearsal.actors is None and any("@" in pattern for pattern in group["patterns"]):
            continue
        for number, example in enumerate(examples(group)):
            if name not in found(example):
                place = ("groups", name, "example") if sheet.owns("groups", name, "example") else ("groups", name, "examples", number)
                yield sheet.fault(*place, what=f"group {name!r} misses its example {example!r}", remedy="mend the patterns or the example")


def _classes(sheet: Sheet, actors: Set[str]) -> tuple[dict[str, ActorClass], list[Fault]]:
    wrong: list[Fault] = []
    for name, rule in sheet.section("actors").items():
        for codes in rule.values() if isinstance(rule, dict) else ():
            wrong += sheet.unknown("actors", name, codes=codes, known=actors, kind="actor")
    try:
        return actor_classes(sheet.content, sheet.topic / sheet.name), wrong
    except TopicError as error:
        return {"actor": bool}, [*wrong, sheet.fault("actors", what=error.what, remedy=error.remedy)]


def _turns(
    sheet: Sheet, place: tuple[str, ...], turns: Mapping[str, Any], stances: Set[str], classes: Mapping[str, ActorClass] | None = None
) -> Iterator[Fault]:
    """Stances that become others, by class of actors where `classes` is given."""
    for name, changes in turns.items():
        if classes is not None:
            yield from sheet.unknown(*place, name, codes=name, known=classes, kind="class of actors")
        for old, new in changes.items():
            yield from sheet.unknown(*place, *filter(None, [name]), old, codes=[old, new], known=stances, kind="stance")
