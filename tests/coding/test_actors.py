"""Names, demonyms, offices, groups and outlets in single sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commitscape.coding.actors import ActorTable
from commitscape.coding.matching import Entry, Matcher, fold
from commitscape.errors import TopicError

MENTIONS = [
    # sentence, words, codes, kind, person
    ("The Kremlin rejected the offer.", "Kremlin", ("RUS",), "capital", None),
    ("Ankara would lead the mission.", "Ankara", ("TUR",), "capital", None),
    ("German soldiers could follow.", "German", ("DEU",), "demonym", None),
    ("The U.S. has not decided.", "U.S.", ("USA",), "name", None),
    ("It gave us hope.", None, (), "", None),
    ("Türkiye would watch the straits.", "Türkiye", ("TUR",), "name", None),
    ("Polish Foreign Minister Radosław Sikorski spoke.", "Polish Foreign Minister Radosław Sikorski", ("POL",), "person", "Radosław Sikorski"),
    ("Dutch Defence Minister Jan Verbeek spoke.", "Dutch Defence Minister Jan Verbeek", ("NLD",), "person", "Jan Verbeek"),
    ("Estonia's prime minister, Tiit Saarepuu, spoke.", "Estonia's prime minister, Tiit Saarepuu", ("EST",), "person", "Tiit Saarepuu"),
    ("Belgian Defence Minister Quux Zorblat spoke.", "Belgian Defence Minister Quux Zorblat", ("BEL",), "person", "Quux Zorblat"),
    ("Belgian Defence Minister Jan de Quux spoke.", "Belgian Defence Minister Jan de Quux", ("BEL",), "person", "Jan de Quux"),
    ("Spokesman for the Russian Foreign Ministry Ivan Pe left.", "Spokesman for the Russian Foreign Ministry Ivan Pe", ("RUS",), "person", "Ivan Pe"),
    ("The German chancellor hesitated.", "German chancellor", ("DEU",), "role", "Friedrich Merz"),
    ("The French leader agreed.", "French leader", ("FRA",), "role", "Emmanuel Macron"),
    ("The president of Finland agreed.", "president of Finland", ("FIN",), "role", "Alexander Stubb"),
    ("Several European leaders met.", "Several European leaders", ("EUROPE",), "group", None),
    ("A group of European leaders met.", "group of European leaders", ("EUROPE",), "group", None),
    ("Ukraine's allies met.", "Ukraine's allies", ("WEST",), "group", None),
    ("Ukraine's European allies met.", "Ukraine's European allies", ("EUROPE",), "group", None),
    ("Weapons from allies kept coming.", "allies", ("WEST",), "group", None),
    ("The coalition of the willing met.", "The coalition of the willing", ("COALITION",), "group", None),
    ("The Baltic states agreed.", "The Baltic states", ("BALTIC",), "group", None),
    ("Scandinavian nations agreed.", "Scandinavian nations", ("NORDIC",), "group", None),
    ("The 27-nation bloc agreed.", "The 27-nation bloc", ("EU",), "group", None),
    ("NATO allies agreed.", "NATO allies", ("NATO",), "group", None),
    ("A senior French official demurred.", "senior French official", ("FRA",), "officials", None),
    ("Officials in Berlin demurred.", "Officials in Berlin", ("DEU",), "officials", None),
    ("Analysts expect a delay.", "Analysts", (), "officials", None),
    ("The Norwegian defence ministry signed.", "Norwegian defence ministry", ("NOR",), "body", None),
    ("The Trump administration signed.", "Trump administration", ("USA",), "body", None),
    ("Reuters reported it.", "Reuters", (), "outlet", "Reuters"),
    ("The newspaper Il Corvo reported it.", "Il Corvo", (), "outlet", "Il Corvo"),
    ("The Narva Herald reported it.", "The Narva Herald", (), "outlet", "The Narva Herald"),
]


@pytest.mark.parametrize(("sentence", "words", "codes", "kind", "person"), MENTIONS, ids=[f"{row[0]}" for row in MENTIONS])
def test_mentions(read: Callable[..., Any], sentence: str, words: str | None, codes: tuple[str, ...], kind: str, person: str | None) -> None:
    reading = read(sentence)
    if words is None:
        assert not any(mention.codes for found in reading.mentions for mention in found)
        return
    mention = reading.mention(words)
    assert (mention.codes, mention.kind, mention.person) == (codes, kind, person)


@pytest.mark.parametrize("sentence", ["Trains run in the Baltic Sea ports.", "Rain fell on western Ukraine."])
def test_a_place_is_not_the_group(read: Callable[..., Any], sentence: str) -> None:
    codes = {code for found in read(sentence).mentions for mention in found for code in mention.codes}
    assert not codes & {"BALTIC", "WEST"}


@pytest.mark.parametrize(
    ("day", "name"), [("2025-03-01", "Olaf Scholz"), ("2025-03-01T23:59", "Olaf Scholz"), ("2025-06-01", "Friedrich Merz"), (None, "Friedrich Merz")],
)
def test_an_office_is_held_by_whoever_held_it_that_day(read: Callable[..., Any], day: str | None, name: str) -> None:
    assert read("The German chancellor hesitated.", published=day).mention("German chancellor").person == name


@pytest.mark.parametrize("day", ["2025-05-05", "2025-05-06", "2025-05-07", "2021-12-07", "2021-12-08"])
def test_the_hour_of_an_article_changes_no_office(table: ActorTable, day: str) -> None:
    assert table.holder("DEU", "chancellor", day) == table.holder("DEU", "chancellor", f"{day}T10:25")


def test_a_person_speaks_for_the_office_of_the_day(read: Callable[..., Any]) -> None:
    assert read("Rutte hesitated.", published="2023-05-01").codes("Rutte") == ("NLD",)
    assert read("Rutte hesitated.", published="2025-05-01").codes("Rutte") == ("NATO",)


def test_mentions_do_not_overlap(read: Callable[..., Any]) -> None:
    text = "Polish Foreign Minister Radosław Sikorski and Ukraine's European allies met NATO Secretary General Mark Rutte in Kyiv."
    taken = [i for mention in read(text).mentions[0] for i in range(mention.start, mention.end)]
    assert len(taken) == len(set(taken))


def test_every_country_has_a_name(read: Callable[..., Any], table: ActorTable) -> None:
    assert {"FRA", "BGD", "FJI", "EU", "COALITION"} <= set(table.actors)
    assert read("Fiji offered observers.").codes("Fiji") == ("FJI",)


@pytest.mark.parametrize("text", ["Siliņa", "TÜRKİYE’S", "Łódź œuvre", "İstanbul", "na\u00efve caf\u0065\u0301"])
def test_folding_keeps_lengths(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_matcher_takes_the_longest_whole_word() -> None:
    matcher = Matcher()
    short, long = Entry("name", ("A",)), Entry("name", ("B",))
    matcher.add("Guinea", short)
    matcher.add("Guinea Bissau", long)
    assert [(hit.start, hit.end, hit.entry) for hit in matcher.hits("In Guinea Bissau and Guineas")] == [(3, 16, long)]


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("actors.csv", "RUS,country", "RUS,planet", "actors.csv, line"),
        ("people.csv", ",RUS,president", ",XYZ,president", "people.csv, line"),
        ("people.csv", "name,variants", "title,variants", "people.csv"),
        ("cues/groups.yaml", "bodies:", "bodies: [", "groups.yaml"),
        ("cues/groups.yaml", "  WEST:\n", "  EAST:\n", "groups.yaml"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(topic: Path, tmp_path: Path, file: str, old: str, new: str, named: str) -> None:
    for part in ("actors.csv", "people.csv", "cues/groups.yaml", "cues/attribution.yaml", "cues/media.yaml"):
        (tmp_path / part).parent.mkdir(exist_ok=True)
        text = (topic / part).read_text(encoding="utf-8")
        (tmp_path / part).write_text(text.replace(old, new, 1) if part == file else text, encoding="utf-8")
    with pytest.raises(TopicError, match=named) as fault:
        ActorTable.load(tmp_path)
    assert "\n" not in str(fault.value)
