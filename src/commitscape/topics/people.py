"""Checks who may hold a position: actors.csv, people.csv and cues/groups.yaml."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Set
from datetime import date
from pathlib import Path

import pycountry

from commitscape.topics.codes import check_expression
from commitscape.topics.faults import Fault, Sheet

ACTORS, PEOPLE = "actors.csv", "people.csv"
COLUMNS = {
    ACTORS: ("code", "kind", "name", "aliases", "demonyms", "people", "capitals", "bodies"),
    PEOPLE: ("name", "variants", "code", "office", "from", "to", "gender", "alone"),
}
USER_CODE = re.compile(r"X[A-Z]{2}")  # ISO 3166 leaves these to its users
Row = tuple[int, dict[str, str]]  # the row's last line in the file, and its cells


def read_rows(topic: Path, name: str, faults: list[Fault]) -> list[Row]:
    """The rows of a CSV file of the topic; what keeps them from being read goes into the list."""
    try:
        reader = csv.DictReader((topic / name).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(file=name, what=f"cannot be read ({error.__class__.__name__})", remedy="write it as CSV in UTF-8"))
        return []
    for column in COLUMNS[name]:
        if column not in (reader.fieldnames or ()):
            faults.append(Fault(file=name, line=1, what=f"no column {column!r}", remedy=f"give it the columns {', '.join(COLUMNS[name])}"))
    rows = []
    for row in reader:
        if None in row:
            faults.append(Fault(file=name, line=reader.line_num, what="more cells than columns", remedy="put a cell that holds a comma in quotation marks"))
        rows.append((reader.line_num, {str(key): (value or "").strip() for key, value in row.items() if key}))
    return rows


def check_actors(rows: list[Row]) -> Iterator[Fault]:
    """Every actor has a code, a kind and a name of its own."""
    codes: dict[str, int] = {}
    names: dict[str, tuple[str, int]] = {}
    for line, row in rows:
        code = row.get("code", "")

        def fault(what: str, remedy: str, line: int = line) -> Fault:
            return Fault(file=ACTORS, line=line, what=what, remedy=remedy)

        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", code):
            yield fault(f"{code!r} is no code", "write letters, digits and _")
        if code in codes:
            yield fault(f"the code {code} stands on line {codes[code]} already", "keep one row for each code")
        codes.setdefault(code, line)
        if row.get("kind") not in ("country", "group"):
            yield fault(f"{code} is of the unknown kind {row.get('kind', '')!r}", "write country or group")
        elif row["kind"] == "country" and pycountry.countries.get(alpha_3=code) is None and not USER_CODE.fullmatch(code):
            yield fault(f"{code} is no country of ISO 3166", "use the code of three letters, or the kind group")
        if not row.get("name"):
            yield fault(f"the actor {code} has no name", "give it one")
        for name in filter(None, (row.get("name"), *map(str.strip, row.get("aliases", "").split("|")))):
            owner, before = names.setdefault(name, (code, line))
            if owner != code:
                yield fault(f"{name!r} is also the name of {owner} (line {before})", "give each actor names of its own")


def check_people(rows: list[Row], actors: Set[str]) -> Iterator[Fault]:
    """Every person has a name, a known actor, and dates that can be."""
    for line, row in rows:
        name, since, until = row.get("name", ""), row.get("from", ""), row.get("to", "")

        def fault(what: str, remedy: str, line: int = line) -> Fault:
            return Fault(file=PEOPLE, line=line, what=what, remedy=remedy)

        if not name:
            yield fault("a person without a name", "give the full name")
        if row.get("code") not in actors:
            yield fault(f"unknown actor {row.get('code', '')!r}", f"add the code to {ACTORS}")
        for day in filter(None, (since, until)):
            try:
                date.fromisoformat(day)
            except ValueError:
                yield fault(f"{day!r} is no date", "write it as 2025-09-01, or leave it empty")
        if since and until and until < since:
            yield fault(f"{name} leaves office before entering it", "correct the dates")
        for column, allowed in (("gender", ("m", "f", "")), ("alone", ("yes", "no", ""))):
            if row.get(column, "") not in allowed:
                yield fault(f"{column} {row[column]!r} is unknown", f"write {' or '.join(allowed[:2])}, or leave it empty")


def check_groups(sheet: Sheet, actors: Set[str]) -> Iterator[Fault]:
    """Groups, their members and phrases name actors that exist; phrases find their examples."""
    phrases: dict[str, list[str]] = {}
    for code, expressions in sheet.section("phrases").items():
        yield from sheet.unknown("phrases", code, codes=str(code).split(), known=actors, kind="actor")
        for number, expression in enumerate(expressions or ()):
            bad = list(check_expression(sheet, "phrases", code, number, expression=expression))
            yield from bad
            if not bad:
                phrases.setdefault(code, []).append(str(expression))
    for example, code in sheet.section("phrase_examples").items():
        yield from sheet.unknown("phrase_examples", example, codes=str(code).split(), known=actors, kind="actor")
        if not any(re.search(rf"\b(?:{expression})(?!\w)", example, re.IGNORECASE) for expression in phrases.get(str(code), ())):
            yield sheet.fault("phrase_examples", example, what=f"no phrase of {code} finds {example!r}", remedy="mend the phrase or the example")
    for code in phrases.keys() - set(map(str, sheet.section("phrase_examples").values())):
        yield sheet.fault("phrases", code, what=f"the phrases of {code} have no example", remedy="add one to phrase_examples")
    for code, members in sheet.section("members").items():
        yield from sheet.unknown("members", code, codes=code, known=actors, kind="actor")
        yield from sheet.unknown("members", code, codes=members, known=actors, kind="actor")
    for section in ("home_of_office", "defaults"):
        for name, code in sheet.section(section).items():
            yield from sheet.unknown(section, name, codes=code, known=actors, kind="actor")
    for code, group in sheet.section("friends_of").items():
        yield from sheet.unknown("friends_of", code, codes=[code, group], known=actors, kind="actor")
    for section in ("high_offices", "record_offices", "generic_offices"):
        if sheet.owns(section):
            yield from sheet.unknown(section, codes=sheet.content[section] or [], known=set(sheet.section("offices")), kind="office")
