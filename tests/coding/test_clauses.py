"""Who does what in a clause, and in which mood: sentence, word, expected answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from commitscape.coding import clauses, moods
from commitscape.coding.tree import Block
from commitscape.reading.language import load_model

if TYPE_CHECKING:
    from commitscape.coding.tree import Token


@cache
def _parsed(text: str):
    return Block.of(load_model()(text))


def token(text: str, word: str) -> Token:
    """The last token with these letters."""
    return [t for t in _parsed(text) if t.text == word][-1]


SUBJECTS = [  # sentence, predicate, its subjects, how they were found
    ("Denmark sends ships.", "sends", {"Denmark"}, "own"),
    ("Denmark and Norway send ships.", "send", {"Denmark", "Norway"}, "own"),
    ("Denmark met partners and sent ships.", "sent", {"Denmark"}, "shared"),
    ("Denmark wants to send ships.", "send", {"Denmark"}, "control"),
    ("Denmark urged Norway to send ships.", "send", {"Norway"}, "object"),
    ("The plan commits Norway to sending ships.", "sending", {"Norway"}, "object"),
    ("Denmark promised Norway to send ships.", "send", {"Denmark"}, "control"),
    ("Partners that send ships are welcome.", "send", {"Partners"}, "antecedent"),
    ("Partners sending ships are welcome.", "sending", {"Partners"}, "antecedent"),
    ("Norway's promise to send ships stands.", "send", {"Norway"}, "owner"),
    ("The promise of Norway to send ships stands.", "send", {"Norway"}, "owner"),
    ("Send ships!", "Send", set(), "none"),
    ("Ships were sent.", "sent", {"Ships"}, "own"),
    ("Denmark is ready to send ships.", "send", {"Denmark"}, "control"),
    ("Denmark left after sending ships.", "sending", {"Denmark"}, "control"),
]


@pytest.mark.parametrize(("text", "word", "expected", "how"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_subjects(text: str, word: str, expected: set[str], how: str) -> None:
    found, way = clauses.subjects(token(text, word))
    assert ({t.text for t in found}, way) == (expected, how)


AGENTS = [
    ("The pact was signed by Denmark and Norway.", "signed", ["Denmark", "Norway"], True),
    ("A pact signed by Denmark exists.", "signed", ["Denmark"], True),
    ("Denmark signed the pact by Friday.", "signed", [], False),
    ("The pact was signed.", "signed", [], True),
]


@pytest.mark.parametrize(("text", "word", "expected", "passive"), AGENTS, ids=[row[0] for row in AGENTS])
def test_agents(text: str, word: str, expected: list[str], passive: bool) -> None:
    assert [t.text for t in clauses.agents(token(text, word))] == expected
    assert clauses.is_passive(token(text, word)) is passive


ABOVE = [
    ("Denmark wants to send ships.", "ships", ["send", "wants"]),
    ("Denmark sends ships and tanks.", "tanks", ["sends"]),
    ("Denmark said that it sends ships.", "ships", ["sends", "said"]),
    ("Denmark sends ships.", "sends", []),
]


@pytest.mark.parametrize(("text", "word", "expected"), ABOVE, ids=[row[0] for row in ABOVE])
def test_what_governs_a_word(text: str, word: str, expected: list[str]) -> None:
    assert [t.text for t in clauses.governors(token(text, word))] == expected


PREDICATES = [
    ("Denmark wants to send ships.", "ships", "send"),
    ("Denmark met partners and sent ships.", "ships", "sent"),
    ("Denmark sends ships and tanks.", "tanks", "sends"),
    ("Denmark is ready for war.", "war", "is"),
]


@pytest.mark.parametrize(("text", "word", "expected"), PREDICATES, ids=[row[0] for row in PREDICATES])
def test_the_predicate_of_a_word(text: str, word: str, expected: str) -> None:
    assert clauses.predicate(token(text, word)).text == expected


NEGATED = [
    ("Denmark pays for nothing.", "pays", True),
    ("Denmark will not send ships.", "send", True),
    ("Denmark won't send ships.", "send", True),
    ("Denmark never sends ships.", "sends", True),
    ("Denmark will send ships.", "send", False),
    ("Denmark will not only send ships but pay for them.", "send", False),
    ("Denmark sends no ships.", "ships", True),
    ("Denmark sends no ships.", "sends", True),
    ("Denmark sends nothing.", "sends", True),
    ("Nobody sends ships.", "sends", True),
    ("No country sends ships.", "sends", True),
    ("Some country sends ships.", "sends", False),
    ("Denmark will go without ships.", "ships", True),
    ("Denmark left without sending ships.", "sending", True),
    ("Denmark will not buy ships or sell tanks.", "sell", True),
    ("Denmark will not buy ships but sell tanks.", "sell", False),
    ("Denmark will not buy ships, and it will sell tanks.", "sell", False),
    ("Denmark is not ready.", "ready", True),
    ("Denmark is never in favour.", "in", True),
    ("Denmark is ready.", "ready", False),
    ("Ships are neither sent nor sold.", "sent", True),
]


@pytest.mark.parametrize(("text", "word", "expected"), NEGATED, ids=[f"{row[0]} {row[1]}" for row in NEGATED])
def test_negation(text: str, word: str, expected: bool) -> None:
    assert clauses.is_negated(token(text, word)) is expected


BREAKS = [
    ("Denmark said that it sends ships.", "sends", True),
    ("Denmark wants to send ships.", "send", False),
    ("Denmark, which sends ships, pays.", "sends", True),
    ("Denmark waits while it builds ships.", "builds", True),
    ("Denmark waits to build ships.", "build", False),
    ("Denmark helped, building ships.", "building", False),
    ("Denmark sends ships.", "sends", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), BREAKS, ids=[row[0] for row in BREAKS])
def test_where_a_clause_ends(text: str, word: str, expected: bool) -> None:
    assert clauses.is_finite_break(token(text, word)) is expected


MODALITIES = [
    ("Denmark will send ships.", "send", "will"), ("They'll send ships.", "send", "will"), ("Denmark would send ships.", "send", "would"),
    ("Denmark might send ships.", "send", "may"), ("Denmark should send ships.", "send", "must"), ("Denmark can send ships.", "send", "can"),
    ("Denmark sends ships.", "sends", ""), ("Denmark wants to send ships.", "send", "to"), ("Denmark has to send ships.", "send", "must"),
    ("Denmark is to send ships.", "send", "will"), ("The aim is to send ships.", "send", "to"), ("Denmark will be ready.", "ready", "will"),
    ("Denmark is ready.", "ready", ""), ("Denmark will buy and send ships.", "send", "will"),
    ("Denmark will buy ships, and Norway is sending tanks.", "sending", ""),
    ("The deal would see ships sent.", "sent", "would"),
    ("Ships arrived.", "Ships", ""), ("Denmark could help and may pay.", "pay", "may"),
]


@pytest.mark.parametrize(("text", "word", "expected"), MODALITIES, ids=[f"{row[0]} {row[1]}" for row in MODALITIES])
def test_modality(text: str, word: str, expected: str) -> None:
    assert moods.modality(token(text, word)) == expected


TERMS = [
    ("Denmark will send ships provided that the guns fall silent.", True),
    ("Denmark will send ships only if the guns fall silent.", True),
    ("Denmark will only send ships if the guns fall silent.", True),
    ("Denmark will not send ships unless the guns fall silent.", True),
    ("Denmark will send ships on condition that the guns are silent.", True),
    ("Denmark will send ships as long as the guns are silent.", True),
    ("Denmark will send ships as long as it can.", True),
    ("Denmark will send ships only in the event of a truce.", True),
    ("Denmark will send ships only in winter.", False),
    ("Denmark will not send ships without a mandate.", True),
    ("Denmark will send ships without delay.", False),
    ("Denmark will not send ships without delay.", False),
    ("Denmark will send ships without a mandate.", False),
    ("Denmark will send ships.", False),
    ("Denmark will send ships when it rains.", False),
    ("Denmark will send ships only when it rains.", True),
]


@pytest.mark.parametrize(("text", "expected"), TERMS, ids=str)
def test_what_is_done_on_terms(text: str, expected: bool) -> None:
    assert moods.only_if(token(text, "send")) is expected


SUPPOSED = [
    ("If Denmark sends ships, Norway pays.", "sends", True), ("If Denmark sends ships, Norway pays.", "pays", False),
    ("Norway pays unless Denmark sends ships.", "sends", True), ("Norway pays before Denmark sends ships.", "sends", True),
    ("Norway pays because Denmark sends ships.", "sends", False), ("Will Denmark send ships?", "send", True),
    ("Denmark will send ships.", "send", False), ("Norway asked whether Denmark will send ships.", "send", False),
    ("If Denmark sends ships, Norway pays.", "ships", True),
]


@pytest.mark.parametrize(("text", "word", "expected"), SUPPOSED, ids=[f"{row[0]} {row[1]}" for row in SUPPOSED])
def test_what_is_only_supposed(text: str, word: str, expected: bool) -> None:
    assert moods.in_hypothesis(token(text, word)) is expected


ASKED = [
    ("Norway asked whether Denmark sends ships.", "sends", True), ("Norway asked if Denmark will send ships.", "send", True),
    ("Norway said that Denmark sends ships.", "sends", False), ("Will Denmark send ships?", "send", True), ("“Will Denmark send ships?”", "send", True),
    ("Denmark will send ships?", "send", False), ("Denmark will send ships.", "send", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), ASKED, ids=[row[0] for row in ASKED])
def test_what_is_asked(text: str, word: str, expected: bool) -> None:
    assert moods.asked(token(text, word)) is expected


def test_an_if_clause_hangs_on_its_verb() -> None:
    text = "Norway pays if Denmark sends ships."
    assert moods.conditional(token(text, "pays"))
    assert not moods.conditional(token(text, "sends"))
    assert not moods.conditional(token("Norway pays because Denmark sends ships.", "pays"))


UNREAL = [
    ("A mission supported by Denmark would start.", "supported", True), ("A mission supported by Denmark starts in May.", "supported", False),
    ("A mission supported by Denmark will start.", "supported", False), ("Ships were sent.", "sent", False), ("Denmark would send ships.", "send", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), UNREAL, ids=[row[0] for row in UNREAL])
def test_what_would_only_be(text: str, word: str, expected: bool) -> None:
    assert moods.unreal(token(text, word)) is expected


HEADLINES = [
    ("Spain to send ships", "send", True), ("Spain wants to send ships", "send", False), ("To send ships is right", "send", False),
    ("A plan to send ships", "send", False), ("Denmark sends ships", "sends", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), HEADLINES, ids=[row[0] for row in HEADLINES])
def test_a_headline_announces(text: str, word: str, expected: bool) -> None:
    assert moods.announces(token(text, word)) is expected
