"""The actors of a topic: countries, groups and persons in office, and the words that name them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pycountry

from commitscape.coding.cues import ActorClass, read_cues
from commitscape.coding.matching import Entry, EntryKind, Matcher, Person, fold
from commitscape.errors import TopicError

RULING = ("chancellor", "president", "prime minister", "secretary general")  # whom "the X leader" means, first held first
AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")  # looking ahead or behind, with at most one more pair of parentheses in it


@dataclass(frozen=True, slots=True)
class Actor:
    code: str
    kind: str  # country | group
    name: str


@dataclass(frozen=True)
class ActorTable:
    """Everything that names an actor, and the cues about who speaks. Load it with `ActorTable.load(topic)`."""

    actors: dict[str, Actor]
    persons: tuple[Person, ...]
    matcher: Matcher
    groups: dict[str, Any]  # cues/groups.yaml
    attribution: dict[str, Any]  # cues/attribution.yaml, and the `members` of groups
    phrases: tuple[tuple[str, str], ...] = field(default=())  # (one code or several with spaces between, regular expression)
    media: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # nouns beside, and endings of, the names of outlets that nobody listed

    @classmethod
    def load(cls, topic: Path) -> ActorTable:
        """Read actors.csv, people.csv and cues/{groups,attribution,media}.yaml. Raises TopicError."""
        groups, attribution, media = (read_cues(topic, name) for name in ("groups", "attribution", "media"))
        attribution = {**attribution, "members": groups.get("members", {})}
        matcher = Matcher()
        actors = _add_actors(matcher, topic / "actors.csv")
        persons = _add_persons(matcher, topic / "people.csv", actors)
        _add_nouns(matcher, groups)
        for line in media.get("outlets", ()):
            wording, _, name = str(line).partition("=")
            matcher.add(wording.strip(), Entry("outlet", name=name.strip() or wording.strip()))
        phrases = tuple((code, pattern) for code, patterns in groups.get("phrases", {}).items() for pattern in patterns)
        for code in (code for codes, _ in phrases for code in codes.split()):
            if code not in actors:
                raise TopicError(f"phrases of an unknown actor {code!r}", where="cues/groups.yaml", remedy="add the code to actors.csv")
        forms = (tuple(media.get("nouns", ())), tuple(media.get("endings", ())))
        return cls(actors, persons, matcher, groups, attribution, phrases, forms)

    def classes_in(self, text: str, classes: Mapping[str, ActorClass]) -> set[str]:
        """The classes of actors that a mention in a text may belong to, whatever its grammar and whoever is meant by what points back."""
        home, bare, friends = (self.groups.get(name, {}) for name in ("home_of_office", "defaults", "friends_of"))
        codes: set[str] = set()
        for entry in self.matcher.entries_in(text):
            codes.update(entry.codes, *((named[entry.name],) for named in (home, bare) if entry.name in named))

        def opened(codes: Iterable[str]) -> set[str]:
            return {name for name, holds in classes.items() if any(holds((code,)) for code in codes)}

        found = opened({*codes, *(friends[code] for code in codes if code in friends)})
        for code, pattern in self._loose_phrases:
            if not opened(one := {*code.split(), friends.get(code, code)}) <= found and pattern.search(text):
                found |= opened(one)
        return found

    @cached_property
    def _loose_phrases(self) -> list[tuple[str, re.Pattern[str]]]:
        """The phrases without what they demand of the words around, which may be another sentence's."""
        loose = [(code, AROUND.sub("", pattern).replace("^", "")) for code, pattern in self.phrases]
        return [(code, re.compile("" if "(?!" in pattern or "(?=" in pattern else pattern, re.IGNORECASE)) for code, pattern in loose]

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], list[Person]]:
        table: dict[tuple[str, str], list[Person]] = defaultdict(list)
        for person in self.persons:
            table[person.code, person.office].append(person)
        return table

    def is_office(self, name: str) -> bool:
        return name in self.groups.get("offices", {})

    def lists(self, code: str, office: str) -> bool:
        """Whether the topic's table lists a holder of an office of an actor."""
        return (code, office) in self._by_office

    def may_hold(self, code: str, office: str) -> bool:
        """Whether an actor may have an office: of one whose highest offices the topic's table lists, those that it lists ("the chancellor")."""
        if office not in RULING or (code, office) in self._by_office:
            return True
        return not any((code, other) in self._by_office for other in RULING)

    def holder(self, code: str, office: str, day: str | None) -> Person | None:
        """Who held an office on a day (ISO date; None: the latest holder known)."""
        candidates = self._by_office.get((code, office), [])
        if day is not None:
            candidates = [person for person in candidates if person.held(day[:10])]
        return max(candidates, key=lambda person: person.since) if candidates else None


def _rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise TopicError("missing", where=str(path), remedy="copy the file from an existing topic folder") from None
    reader = csv.DictReader(lines)
    if missing := set(columns) - set(reader.fieldnames or ()):
        raise TopicError(f"no column {sorted(missing)[0]!r}", where=str(path), remedy=f"give it the columns {', '.join(columns)}")
    for row in reader:
        yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


KINDS: dict[str, EntryKind] = {"demonyms": "demonym", "people": "people", "capitals": "capital", "bodies": "capital"}


def _add_actors(matcher: Matcher, path: Path) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for line, row in _rows(path, ("code", "kind", "name", "aliases", "demonyms", "people", "capitals", "bodies")):
        code = row["code"]
        if not code or code in actors or row["kind"] not in ("country", "group"):
            what = f"code {code!r} is empty, repeated or of an unknown kind"
            raise TopicError(what, where=f"{path}, line {line}", remedy="one row a code, kind country or group")
        actors[code] = Actor(code, row["kind"], row["name"])
        for wording in (row["name"], *_split(row["aliases"])):
            matcher.add(wording, Entry("name", (code,)))
        for column, kind in KINDS.items():
            for wording in _split(row[column]):
                matcher.add(wording, Entry(kind, (code,), plural=kind == "people", on_record=column == "bodies"))
    for country in pycountry.countries:
        names = [getattr(country, key, "") for key in ("common_name", "name", "official_name")]
        actors.setdefault(country.alpha_3, Actor(country.alpha_3, "country", next(name for name in names if name).partition(",")[0]))
        for name in names:
            if name and "," not in name and "(" not in name:
                matcher.add(name, Entry("name", (country.alpha_3,)))
    return actors


def _add_persons(matcher: Matcher, path: Path, actors: dict[str, Actor]) -> tuple[Person, ...]:
    spells: dict[str, list[Person]] = defaultdict(list)  # by name
    surnames: dict[str, set[str]] = defaultdict(set)
    wordings: dict[str, tuple[set[str], bool]] = {}
    for line, row in _rows(path, ("name", "variants", "code", "office", "from", "to", "gender", "alone")):
        if row["code"] not in actors:
            raise TopicError(f"unknown actor {row['code']!r}", where=f"{path}, line {line}", remedy="add the code to actors.csv")
        name = row["name"]
        spells[name].append(Person(name, row["code"], row["office"], row["from"], row["to"], row["gender"]))
        known, alone = wordings.get(name, (set(), True))
        wordings[name] = (known | {name, *_split(row["variants"])}, alone and row["alone"] != "no")
    for name, (forms, _) in wordings.items():
        for form in forms:
            surnames[fold(surname(form))].add(name)
    for name, (forms, alone) in wordings.items():
        persons = tuple(spells[name])
        codes = tuple(dict.fromkeys(person.code for person in persons))
        for form in sorted(forms):
            matcher.add(form, Entry("person", codes, persons))
            last = surname(form)
            if last != form and surnames[fold(last)] == {name}:
                matcher.add(last, Entry("person", codes, persons, alone=alone))
    return tuple(person for persons in spells.values() for person in persons)


PARTICLES = frozenset({"von", "van", "de", "der", "den", "di", "da", "del", "la", "le", "bin", "al", "el", "ten", "ter", "zu"})


def surname(name: str) -> str:
    """The last word of a name with the particles before it: "Mira van der Haven" -> "van der Haven"."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _add_nouns(matcher: Matcher, groups: dict[str, Any]) -> None:
    sorts: dict[str, set[str]] = defaultdict(set)
    offices: dict[str, str] = {}
    for sort in ("bodies", "unnamed", "experts", "on_record", "relations"):
        for noun in groups.get(sort, ()):
            sorts[str(noun)].add(sort)
    for office, nouns in groups.get("offices", {}).items():
        for noun in nouns:
            offices[str(noun)] = office
            sorts[str(noun)].add("office")
    for noun, kinds in sorts.items():
        for wording, plural in ((noun, False), (_plural(noun), True)):
            if wording != noun or not plural:
                matcher.add(wording, Entry("noun", office=offices.get(noun, ""), sorts=frozenset(kinds), plural=plural or noun == "people", name=noun))


def _plural(noun: str) -> str:
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2] not in "aeou":
        head = head[:-1] + "ies"
    elif head.endswith("man"):
        head = head[:-3] + "men"
    elif head == "person" or head == "people":
        head = "people"
    elif head.endswith(("s", "ch", "x")):
        head += "es"
    elif not head.endswith("."):
        head += "s"
    return head + of + rest
