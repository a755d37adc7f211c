"""Whose words they are, in the constructions that news writers use: credits, quotations, lists, reports of reports; and how those who act are named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commitscape.coding.sources import _forms

ROWS = [
    # article, word that carries the stance, holder, attribution, speaker, medium
    # verbs that report, in their forms
    ("Merz says Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("Merz denies that Germany will pay.", "pay", "DEU", "named", "Merz", None),
    ("Germany, Merz wrote, may pay.", "pay", "DEU", "named", "Merz", None),
    ("Merz did not say that Germany would pay.", "pay", "DEU", "reporter", None, None),
    ("Merz asked whether Germany would pay.", "pay", "DEU", "named", "Merz", None),
    ("It is unclear whether Merz has approved a loan.", "approved", "DEU", "reporter", None, None),
    ("Merz will urge partners to pay.", "pay", "WEST", "reporter", None, None),
    ("Merz and Macron said that Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("Macron and Merz said that Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("The loan was announced by Merz.", "announced", "DEU", "named", "Merz", None),
    ("Merz called the loan a mistake.", "mistake", "DEU", "named", "Merz", None),
    ("Merz was told that Germany would pay.", "pay", "DEU", "reporter", None, None),
    ("Merz was told by Macron that Germany would pay.", "pay", "DEU", "other_actor", "Macron", None),
    ("Merz said no.", "said", "DEU", "named", "Merz", None),
    ("No loan before a truce, says Merz.", "loan", "DEU", "named", "Merz", None),
    # quotations
    ("Merz spoke in Berlin.\n“We will not pay.”", "pay", "DEU", "named", "Merz", None),
    ("Merz put it so: “We will not pay.”", "pay", "DEU", "named", "Merz", None),
    ("“We will not pay,” said Merz, who met Macron.", "pay", "DEU", "named", "Merz", None),
    ("“We will not pay.”\nMacron smiled.", "pay", "DEU", "reporter", None, None),
    ("Merz said that “we will not pay” for it.", "pay", "DEU", "named", "Merz", None),
    ("According to Merz, “we will not pay” for it.", "pay", "DEU", "named", "Merz", None),
    ("“We will pay,” a German official said.", "pay", "DEU", "anonymous", "German official", None),
    ("Macron met soldiers, Merz said.\n“We will not pay.”", "pay", "DEU", "named", "Merz", None),
    ("Macron met soldiers. Merz was blunt.\n“We will not pay.”", "pay", "DEU", "named", "Merz", None),
    # credits of a sentence
    ("According to Merz, Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("Germany may pay, according to Merz.", "pay", "DEU", "named", "Merz", None),
    ("Germany may pay, according to two officials.", "pay", "DEU", "anonymous", "two officials", None),
    ("In Merz's view, Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("In his view, Germany may pay.", "pay", "DEU", "reporter", None, None),
    ("Merz: Germany may pay.", "pay", "DEU", "named", "Merz", None),
    # unnamed people, and those who are on record
    ("Officials said that Germany may pay. The officials added that Italy would pay.", "pay", "ITA", "anonymous", "Officials", None),
    ("German officials said in a statement that Germany would pay.", "pay", "DEU", "named", "German officials", None),
    ("A spokesman for the German government said Germany would pay.", "pay", "DEU", "named", "spokesman for the German government", None),
    ("One of the officials said that Italy would pay.", "pay", "ITA", "anonymous", "One of the officials", None),
    ("European officials said that Germany may pay. One of the officials said that Italy would pay.", "pay", "ITA", "anonymous", "European officials", None),
    ("European officials said that Germany may pay. Two of those officials said that Italy would pay.", "pay", "ITA", "anonymous", "European officials", None),
    # descriptions in full: lists, clauses, places, and a name between commas
    ("The leaders of Spain, Italy and Malta said they would pay.", "pay", "ITA", "named", "leaders of Spain, Italy and Malta", None),
    ("The leaders of Spain, Italy and Malta said France would pay.", "pay", "FRA", "other_actor", "leaders of Spain, Italy and Malta", None),
    ("European leaders said that Europe would pay.", "pay", "EUROPE", "anonymous", "European leaders", None),
    ("Two people who heard him said that Italy would pay.", "pay", "ITA", "anonymous", "Two people who heard him", None),
    ("The officials who said that Italy would pay left.", "pay", "ITA", "anonymous", "officials", None),
    ("An adviser to Macron said that Italy would pay.", "pay", "ITA", "anonymous", "adviser to Macron", None),
    ("Ukraine will leave, its chief negotiator has said.", "leave", "UKR", "named", "chief negotiator", None),
    ("Kyiv's envoy in Prague, Vasyl Hrynko, said that Ukraine would pay.", "pay", "UKR", "named", "Vasyl Hrynko", None),
    # words of speech set off, and what goes on after them
    ("Germany will start this month, its chancellor announced on Sunday, under a plan.", "start", "DEU", "named", "chancellor", None),
    ("Germany was ready, Merz said, but it expected Spain to pay.", "pay", "DEU", "named", "Merz", None),
    ("Germany was ready, Merz said, but Spain expected Italy to pay.", "pay", "DEU", "reporter", None, None),
    # words of his stand elsewhere in the sentence
    ("Germany has kept teachers there for years, and Merz told reporters they would stay.", "kept", "DEU", "named", "Merz", None),
    ("Germany has kept teachers there for years, and Macron told reporters they would stay.", "kept", "DEU", "reporter", None, None),
    ("Merz drew the line at soldiers: \"We are a small country with large holes.\"", "drew", "DEU", "named", "Merz", None),
    ("Merz drew the line at the \"force\".", "drew", "DEU", "reporter", None, None),
    ("Merz set the board \"rational and justified conditions\", and he has refused to wait.", "set", "DEU", "named", "Merz", None),
    ("Merz set the board \"rational and justified conditions\", and Macron has refused to wait.", "set", "DEU", "reporter", None, None),
    ("Merz left it open whether soldiers would go, telling lawmakers that nothing was excluded.", "left", "DEU", "named", "Merz", None),
    # who would only say something has said it
    ("Merz would only say that soldiers might go.", "go", "DEU", "named", "Merz", None),
    ("Merz would say that soldiers might go.", "go", "DEU", "reporter", None, None),
    # clauses of speech with nothing of their own to report
    ("Germany will cross that bridge when it comes to it, as one German diplomat put it to me.", "cross", "DEU", "anonymous", "one German diplomat", None),
    ("Germany would train the recruits, as two officials described it.", "train", "DEU", "anonymous", "two officials", None),
    ("Germany would train the recruits as officials described a war plan.", "train", "DEU", "reporter", None, None),
    ("Germany is sounding out three firms about guarding mines, two people with knowledge of the talks told the Tribune.", "sounding", "DEU",
     "anonymous", "two people with knowledge of the talks", None),
    ("Germany would sooner buy trucks than pay soldiers, said a German diplomat.", "buy", "DEU", "anonymous", "German diplomat", None),
    ("Germany would sooner buy trucks than pay soldiers, said Merz, according to the Tribune.", "buy", "DEU", "named", "Merz", None),
    ("Merz, according to two people present, backed the plan.", "backed", "DEU", "anonymous", "two people present", None),
    ("Those ready for it include France, the Baltic states and Germany.", "ready", "DEU", "reporter", None, None),
    # "the diplomat" is the one who spoke, where no unnamed diplomat was told of
    ("Merz said little. \"We will send teachers,\" the diplomat stressed.", "send", "DEU", "named", "Merz", None),
    ("Merz said little. A German diplomat smiled. \"We will send teachers,\" the diplomat stressed.", "send", "DEU", "anonymous", "diplomat", None),
    # a document that somebody vouches for
    ("Germany would watch from orbit, according to a draft confirmed by two German officials.", "watch", "DEU", "anonymous", "two German officials", None),
    ("Germany let it be known that it would pay.", "pay", "DEU", "named", "Germany", None),
    # acts in a verb and a noun, answers, wishes, and free indirect speech
    ("Macron and Merz put their names to a letter on the loan.", "put", "DEU", "named", "Merz", None),
    ("The German government gave its consent.", "gave", "DEU", "named", "German government", None),
    ("Germany gave its consent.", "gave", "DEU", "reporter", None, None),
    ("The German government has said no.", "said", "DEU", "named", "German government", None),
    ("Spain and Italy have said no.", "said", "ESP", "reporter", None, None),
    ("Merz wants Spain to pay.", "wants", "DEU", "named", "Merz", None),
    ("Germany wants Spain to pay.", "wants", "DEU", "reporter", None, None),
    ("Merz spoke of snow. Officials said it was late. They would not pay.", "pay", "DEU", "anonymous", "Officials", None),
    ("Merz said that snow would fall. Spain would pay.", "pay", "ESP", "reporter", None, None),
    ("OSLO – Merz: Germany may pay.", "pay", "DEU", "named", "Merz", None),
    ("German Foreign Minister Karl Dorn arrived. The minister said Germany would pay.", "pay", "DEU", "named", "Karl Dorn", None),
    # outlets
    ("Bild reports that Germany may pay.", "pay", "DEU", "reporter", None, "Bild"),
    ("Germany may pay, Bild wrote, citing two officials.", "pay", "DEU", "anonymous", "two officials", "Bild"),
    ("Merz told Bild that Germany may pay.", "pay", "DEU", "named", "Merz", "Bild"),
    ("Speaking to CNN, Rubio ruled out troops.", "ruled", "USA", "named", "Rubio", "CNN"),
    ("Rubio, who owns a share in CNN, ruled out troops.", "ruled", "USA", "named", "Rubio", None),
    ("Bild has a report. Germany may pay, the newspaper said.", "pay", "DEU", "reporter", None, "Bild"),
    ("Germany may pay, the newspaper said.", "pay", "DEU", "reporter", None, None),
    ("Two officials told Reuters that Germany may pay.", "pay", "DEU", "anonymous", "Two officials", "Reuters"),
    # for others
    ("Merz said that Italy would pay.", "pay", "ITA", "other_actor", "Merz", None),
    ("Macron announced that Europeans would pay.", "pay", "EUROPE", "named", "Macron", None),
    ("Macron said that Europeans would pay.", "pay", "EUROPE", "other_actor", "Macron", None),
    ("Macron said that we Europeans would pay.", "pay", "ITA", "other_actor", "Macron", None),
    # clauses that are the reporter's own
    ("Merz praised the plan, but Italy will not pay.", "pay", "ITA", "reporter", None, None),
    ("Merz spoke while Italy was paying.", "paying", "ITA", "reporter", None, None),
    ("Italy, which Merz praised, will pay.", "pay", "ITA", "reporter", None, None),
]


@pytest.mark.parametrize(("text", "word", "holder", "attribution", "speaker", "medium"), ROWS, ids=[row[0] for row in ROWS])
def test_attribution(read: Callable[..., Any], text: str, word: str, holder: str, attribution: str, speaker: str | None, medium: str | None) -> None:
    found = read(text).attribution(word, holder)
    assert (found.attribution, found.speaker, found.medium) == (attribution, speaker, medium)


HEADLINES = [
    ("Merz - Germany may pay", "pay", "reporter", None),
    ("Germany may pay - Merz", "pay", "named", "Merz"),
    ("Germany may pay | Merz", "pay", "named", "Merz"),
    ("10:25 Merz: Germany may pay", "pay", "named", "Merz"),
    ("Talks with Merz: Germany may pay", "pay", "reporter", None),
    ("Germany may pay, Merz claims", "pay", "named", "Merz"),
]


@pytest.mark.parametrize(("text", "word", "attribution", "speaker"), HEADLINES, ids=[row[0] for row in HEADLINES])
def test_headlines(read: Callable[..., Any], text: str, word: str, attribution: str, speaker: str | None) -> None:
    found = read(text, title=True).attribution(word, "DEU")
    assert (found.attribution, found.speaker) == (attribution, speaker)


def test_a_name_at_the_end_of_a_plain_sentence_credits_nobody(read: Callable[..., Any]) -> None:
    assert read("Germany may pay - Merz").attribution("pay", "DEU").speaker is None


def test_answers_of_an_interview_belong_to_whoever_gives_them(read: Callable[..., Any]) -> None:
    reading = read("Pistorius: That is for parliament. We need a vote. Germany may pay.\nItaly will not join.")
    assert reading.attribution("pay", "DEU").speaker == "Pistorius"
    assert reading.attribution("join", "ITA").speaker is None, "the next paragraph is nobody's answer"


def test_an_interview_begins_right_after_its_introduction(read: Callable[..., Any]) -> None:
    text = "Norwegian Defence Minister Kari Fossheim spoke to us in Oslo.\nI want ships. We are patient. My government will pay. I want a mandate."
    assert [read(text).attribution(word, "NOR").speaker for word in ("ships", "mandate")] == ["Kari Fossheim", "Kari Fossheim"]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("say", {"says", "said"}), ("deny", {"denies", "denied"}), ("tell", {"tells", "told"}), ("push", {"pushes", "pushed"}),
        ("agree", {"agrees", "agreed"}), ("stress", {"stresses", "stressed"}), ("warn", {"warns", "warned"}),
    ],
)
def test_forms_of_verbs_that_a_headline_hides(verb: str, forms: set[str]) -> None:
    assert _forms(verb) == forms


def test_items_of_a_list_are_of_whoever_set_it_out(read: Callable[..., Any]) -> None:
    text = "Merz has outlined two steps.\nThe first is a loan.\nThe second is a fleet.\nItaly waits."
    reading = read(text)
    assert [reading.attribution(word, "DEU").speaker for word in ("loan", "fleet")] == ["Merz", "Merz"]
    assert reading.attribution("waits", "ITA").speaker is None


def test_what_stands_between_two_credits_to_the_same_people_is_theirs(read: Callable[..., Any]) -> None:
    text = "Germany may pay, said senior officials. Italy would send ships. France could join, the officials said. Spain would wait."
    reading = read(text)
    assert reading.attribution("send", "ITA").attribution == "anonymous"
    assert reading.attribution("join", "FRA").speaker == "senior officials"
    assert reading.attribution("wait", "ESP").attribution == "reporter"


@pytest.mark.xfail(strict=True, reason="people are told by the last word of their description, here a place")
def test_people_described_by_a_place_are_known_again(read: Callable[..., Any]) -> None:
    text = "Germany may pay, said officials in Brussels. Italy would send ships. France could join, the officials said."
    assert read(text).attribution("join", "FRA").speaker == "officials in Brussels"


PEOPLE = [
    # sentence, whole mention, codes, kind, unnamed, on record, plural
    ("A group of senior European officials met.", "group of senior European officials", ("EUROPE",), "group", True, False, True),
    ("One of the German officials met Macron.", "One of the German officials", ("DEU",), "officials", True, False, True),
    ("The officials of the German defence ministry met.", "officials of the German defence ministry", ("DEU",), "officials", True, False, True),
    ("An official at the Polish foreign ministry spoke.", "official at the Polish foreign ministry", ("POL",), "officials", True, False, False),
    ("A spokeswoman for the Italian government spoke.", "spokeswoman for the Italian government", ("ITA",), "role", False, True, False),
    ("The office of the Finnish president spoke.", "office of the Finnish president", ("FIN",), "body", False, True, False),
    ("Ministers from the Baltic states met.", "Ministers from the Baltic states", ("BALTIC",), "group", True, False, True),
    ("Leaders of the European Union met.", "Leaders of the European Union", ("EU",), "group", True, False, True),
    ("Experts in Berlin spoke.", "Experts", (), "officials", True, False, True),
    ("The Norwegian parliament met.", "Norwegian parliament", ("NOR",), "body", False, True, False),
]


@pytest.mark.parametrize(("text", "words", "codes", "kind", "unnamed", "on_record", "plural"), PEOPLE, ids=[row[0] for row in PEOPLE])
def test_people_without_a_name(
    read: Callable[..., Any], text: str, words: str, codes: tuple[str, ...], kind: str, unnamed: bool, on_record: bool, plural: bool
) -> None:
    found = read(text).mention(words)
    assert (found.codes, found.kind, found.unnamed, found.on_record, found.plural) == (codes, kind, unnamed, on_record, plural)


NAMES = [
    # article, words of the last mention, codes, person
    ("Mark Lasalle, the Belgian defence minister, spoke. Lasalle left.", "Lasalle", ("BEL",), "Mark Lasalle"),
    ("Mark Lasalle has been the defence minister of Belgium since May. Lasalle left.", "Lasalle", ("BEL",), "Mark Lasalle"),
    ("The Belgian defence minister, Mark Lasalle, spoke. Lasalle left.", "Lasalle", ("BEL",), "Mark Lasalle"),
    ("The Belgian defence minister Mark Lasalle spoke. Lasalle left.", "Lasalle", ("BEL",), "Mark Lasalle"),
    ("Belgian Defence Minister Mark Lasalle spoke. The Belgian defence minister left.", "Belgian defence minister", ("BEL",), "Mark Lasalle"),
    ("The EU's foreign policy chief, Kaja Kallas, spoke.", "EU's foreign policy chief, Kaja Kallas", ("EU",), "Kaja Kallas"),
    ("The French president's office spoke.", "French president's office", ("FRA",), None),
    ("The minister of defence of Belgium, Mark Lasalle, spoke. Lasalle left.", "Lasalle", ("BEL",), "Mark Lasalle"),
]


@pytest.mark.parametrize(("text", "words", "codes", "person"), NAMES, ids=[row[0] for row in NAMES])
def test_names_and_offices(read: Callable[..., Any], text: str, words: str, codes: tuple[str, ...], person: str | None) -> None:
    found = read(text).mention(words)
    assert (found.codes, found.person) == (codes, person)
