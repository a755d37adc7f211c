"""Where quotations begin and end, and who is meant by words that only point: pronouns, offices, plans, "both", "his country"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from commitscape.coding.quotations import find_quotes

QUOTES = [
    ("He said: “We pay.” She left.", ["“We pay.”"]),
    ("“We pay,” he said, “and we stay.”", ["“We pay,”", "“and we stay.”"]),
    ('"We pay," he said, "and we stay."', ['"We pay,"', '"and we stay."']),
    ("„We pay“, he said.", ["„We pay“, he said."]),
    ("«We pay», he said.", ["«We pay»"]),
    ("“We pay. We stay.\nHe left.", ["“We pay. We stay."]),
    ("We pay,” he said.", ["We pay,”"]),
    ("“We pay,” he said. We stay.”", ["“We pay,”"]),
    ("“We “pay” for it.", ["“We “pay”"]),
    ("Nobody said it.", []),
    ("“We pay.”\n“We stay.”", ["“We pay.”", "“We stay.”"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES, ids=[row[0] for row in QUOTES])
def test_quotations(read: Callable[..., Any], text: str, expected: list[str]) -> None:
    quotes = find_quotes(read(text).sentences)
    assert [text[quote.start : quote.end] for quote in quotes] == expected
    for quote in quotes:
        assert quote.holds(quote.start)
        assert quote.holds(quote.end - 1)
        assert not quote.holds(quote.end)


MEANT = [
    # article, words of the last mention, codes, person
    ("Macron met Meloni. He smiled.", "He", ("FRA",), "Macron"),
    ("Macron met Meloni. She smiled.", "She", ("ITA",), "Meloni"),
    ("Giorgia Meloni spoke. Macron praised her.", "her", ("ITA",), "Giorgia Meloni"),
    ("Poland and Romania met. They would pay.", "They", ("POL", "ROU"), None),
    ("The Baltic states met. They would pay.", "They", ("BALTIC",), None),
    ("NATO met on Monday. It would pay.", "It", ("NATO",), None),
    ("Poland said that it would pay.", "it", ("POL",), None),
    ("Poland met its partners.", "its", ("POL",), None),
    ("Macron, whose country would pay, spoke.", "whose", ("FRA",), "Macron"),
    ("Macron spoke. His country would pay.", "country", ("FRA",), None),
    ("Poland met Romania. Both would pay.", "Both", ("POL", "ROU"), None),
    ("Macron met Merz. Both leaders would pay.", "leaders", ("DEU", "FRA"), None),
    ("Poland's parliament met. Its president spoke.", "president", ("POL",), "Karol Nawrocki"),
    ("The European Commission met. The commission would pay.", "The commission", ("EU",), None),
    ("The EU would pay. The bloc met.", "The bloc", ("EU",), None),
    ("Ukraine met its partners.", "partners", ("WEST",), None),
    ("Macron met Merz. The leader would pay.", "leader", ("FRA",), "Macron"),
    ("Merz met Macron in Paris. The president smiled.", "president", ("FRA",), "Macron"),
    ("Merz met Macron in Paris. The chancellor smiled.", "chancellor", ("DEU",), "Merz"),
    (
        "The Belgian defence minister, Mark Lasalle, spoke. Snow fell. Rain fell. Wind blew. Frost came. Ice stayed. Macron listened. "
        "The defence minister left.", "defence minister", ("BEL",), "Mark Lasalle",
    ),
    ("Officials in Rome met. One official spoke.", "One official", ("ITA",), None),
]


@pytest.mark.parametrize(("text", "words", "codes", "person"), MEANT, ids=[row[0] for row in MEANT])
def test_who_is_meant(read: Callable[..., Any], text: str, words: str, codes: tuple[str, ...], person: str | None) -> None:
    found = read(text).mention(words)
    assert (tuple(sorted(found.codes)), found.person) == (codes, person)


NOBODY = [
    ("Poland met Romania. It is clear that snow fell.", "It"),
    ("The weather was bad. It grew cold.", "It"),
    ("Poland waited. The trains stood still. They were late.", "They"),
    ("Poland waited. The offer was made. It stood.", "It"),
    ("A man spoke. The car was his.", "his"),
    ("Poland and Romania waited. The trains stood still. They were late.", "They"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY, ids=[row[0] for row in NOBODY])
def test_nobody_is_meant(read: Callable[..., Any], text: str, word: str) -> None:
    assert not [m for found in read(text).mentions for m in found if m.text == word and m.codes]


PLANS = [
    # article, whose plan the last "plan" or "proposal" is, None where it is nobody's
    ("Britain presented its plan. The plan includes ships.", ("GBR",)),
    ("Britain presented a draft, France its plan. The draft includes ships.", ("GBR",)),
    ("A British draft plan leaked. France criticised the Polish plans. The draft includes ships.", ("GBR",)),
    ("A plan by Britain and France was presented. The plan includes ships.", ("FRA", "GBR")),
    ("A plan drafted by Britain was presented. The plan includes ships.", ("GBR",)),
    ("The British plan is ready. The plan includes ships.", ("GBR",)),
    ("The plan that Britain drafted is ready. The plan includes ships.", ("GBR",)),
    ("Britain presented its plan. Ships would come under the plan.", None),
    ("Britain waited. The plan includes ships.", None),
    ("Britain presented its plan. France drafted a proposal. The proposal includes ships.", ("FRA",)),
    ("Britain presented its plan. Merz said that the plan includes ships.", None),
    ("Britain presented its plan. A plan includes ships.", None),
    # a word of its own without makers means the plan of which the article mostly speaks
    ("Britain presented its plan. The British proposal leaked. France drafted a text. The document includes ships.", ("GBR",)),
]


@pytest.mark.parametrize(("text", "codes"), PLANS, ids=[row[0] for row in PLANS])
def test_whose_plan(read: Callable[..., Any], text: str, codes: tuple[str, ...] | None) -> None:
    plans = [m for m in read(text).mentions[-1] if m.kind == "plan"]
    assert [tuple(sorted(m.codes)) for m in plans] == ([codes] if codes else [])
