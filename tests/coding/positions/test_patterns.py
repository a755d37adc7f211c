from __future__ import annotations

import pytest

from commitscape.coding.patterns import Element, Lexicon, Match, Pattern, Word, forms, impossible, visible
from commitscape.errors import TopicError
from commitscape.reading.language import load_model


@pytest.mark.parametrize(("pattern", "text", "expected"), [
    ("air defence|defense", "They sent air-defence batteries.", "air-defence"),
    ("send ~3 troop", "France will send several thousand troops.", "send several thousand troops"),
    ("send ~1 troop", "France will send several thousand more troops.", None),
    ("peacekeep*", "A peacekeeping mission.", "peacekeeping"),
    ("own ground? force", "Their own forces.", "own forces"),
    ("pledge/VERB", "They broke a pledge.", None),
    ("pledge/NOUN", "They broke a pledge.", "pledge"),
    ("security guarantee", 'So-called "security" guarantees.', 'security" guarantees'),
])
def test_a_pattern_matches_what_it_says(pattern: str, text: str, expected: str | None) -> None:
    doc = load_model()(text)
    found = [doc[m.start : m.end].text for m in Lexicon({"g": [pattern]}).find(visible(doc))]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("source", ["~2 troop", "ground? force", ""])
def test_a_pattern_that_cannot_start_is_refused(source: str) -> None:
    with pytest.raises(TopicError, match="begin it with"):
        Pattern.parse("group", source, where="cues.yaml")


def test_classes_of_actors_are_asked_for_each_token() -> None:
    doc = load_model()("French troops arrived.")
    found = Lexicon({"g": ["@outside troop"]}).find(visible(doc), lambda name, index: name == "outside" and index == 0)
    assert [(m.start, m.end) for m in found] == [(0, 2)]


def test_a_row_of_words_is_one_choice_among_others() -> None:
    assert Pattern.spread("give ~2 nod|go_ahead") == ["give ~2 nod", "give ~2 go ahead"]
    assert Pattern.spread("f_16|f_35 ~1 patrol") == ["f 16 ~1 patrol", "f 35 ~1 patrol"]
    assert Pattern.spread("pledge/VERB aid") == ["pledge/VERB aid"]


FORMS = [  # lemma, word, as what patterns see it
    ("lamp", "Lamps", {"lamp", "lamps"}), ("pass", "pass", {"pass"}), ("gas", "gas", {"gas"}), ("be", "is", {"be", "is"}),
    ("navy", "navies", {"navy", "navies", "navie"}),
    ("5bn", "5bn", {"5bn", "bn"}), ("1,5m", "1,5m", {"1,5m", "m"}), ("u.s.", "U.S.", {"u.s.", "u.s"}),
    ("bn", "bn", {"bn"}), ("glass", "glass", {"glass"}), ("dues", "dues", {"dues", "due"}),
]


@pytest.mark.parametrize(("lemma", "word", "expected"), FORMS)
def test_as_what_a_word_is_seen(lemma: str, word: str, expected: set[str]) -> None:
    assert forms(lemma, word) == expected


def test_a_possessive_ending_does_not_hide_a_word() -> None:
    assert "norway" in forms("Norway’s", "Norway’s")


FOUND = [  # patterns, words with their parts of speech, what is found
    (["light ~2 lamp"], "light lamp", ["light lamp"]),
    (["light ~2 lamp"], "light a tall lamp", ["light a tall lamp"]),
    (["light ~2 lamp"], "light a tall blue lamp", []),
    (["light ~2 lamp"], "light lamp lamp", ["light lamp"]),
    (["light ~2"], "light lamp", ["light"]),
    (["light lamp", "light"], "light lamp", ["light lamp"]),
    (["light", "light lamp"], "light lamp", ["light lamp"]),
    (["a tall? lamp"], "a lamp a tall lamp", ["a lamp", "a tall lamp"]),
    (["a tall? tall lamp"], "a tall lamp", ["a tall lamp"]),
    (["a tall?"], "a lamp", ["a"]),
    (["a tall?"], "a tall lamp", ["a tall"]),
    (["a lamp"], "a", []),
    (["lamp|ship"], "ship and lamp", ["ship", "lamp"]),
    (["lan*"], "lantern lane lan la", ["lantern", "lane", "lan"]),
    (["a lan*"], "a lantern", ["a lantern"]),
    (["lan*|ship fire"], "lantern fire ship fire", ["lantern fire", "ship fire"]),
    (["lamp_post|ship"], "lamp post", ["lamp post"]),
    (["light/NOUN"], "light/VERB light/NOUN light/PROPN light", ["light/NOUN", "light/PROPN", "light"]),
    (["light/VERB"], "light/VERB light/NOUN light", ["light/VERB", "light"]),
    (["@north ~1 lamp"], "nordland tall lamp", ["nordland tall lamp"]),
    (["@north lamp"], "suedland lamp", []),
    (["@north/NOUN lamp"], "nordland/VERB lamp nordland/NOUN lamp", ["nordland/NOUN lamp"]),
    (["a @north|blue lamp"], "a blue lamp a nordland lamp", ["a blue lamp", "a nordland lamp"]),
]


@pytest.mark.parametrize(("patterns", "text", "expected"), FOUND, ids=[f"{row[0]} {row[1]}" for row in FOUND])
def test_what_is_found(patterns: list[str], text: str, expected: list[str]) -> None:
    words = [Word(7 + at, frozenset({part.partition("/")[0]}), part.partition("/")[2]) for at, part in enumerate(text.split())]
    found = Lexicon({"g": patterns}).find(words, lambda name, index: name == "north" and words[index - 7].forms == {"nordland"})
    assert [" ".join(text.split()[m.start - 7 : m.end - 7]) for m in found] == expected


def test_matches_come_in_reading_order_the_longest_of_a_group_at_a_place() -> None:
    words = [Word(at, frozenset({word}), "") for at, word in enumerate(["tall", "blue", "lamp"])]
    found = Lexicon({"b": ["tall", "tall blue"], "a": ["tall ~1 lamp", "blue"], "c": ["lamp", "tall"]}).find(words)
    assert found == [Match("c", 0, 1), Match("b", 0, 2), Match("a", 0, 3), Match("a", 1, 2), Match("c", 2, 3)]
    assert Lexicon({"a": ["tall"]}).find([]) == []


@pytest.mark.parametrize(("one", "other", "expected"), [
    ((0, 2), (1, 3), True), ((0, 2), (2, 3), False), ((2, 3), (0, 2), False), ((0, 9), (3, 4), True), ((1, 2), (1, 2), True),
])
def test_matches_overlap_where_they_share_a_word(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert Match("a", *one).overlaps(Match("b", *other)) is expected


@pytest.mark.parametrize(("patterns", "text", "classes", "expected"), [
    ("light ~2 lamp", "light a tall lamp", (), True), ("light ~2 lamp", "light a tall blue lamp", (), False), ("light ~2 lamp", "light a tall ship", (), False),
    ("lan* fire", "lantern fire", (), True), ("lan* fire", "lamp fire", (), False), ("@north lamp", "any lamp", ("north",), True),
    ("@north lamp", "any lamp", ("south",), False), ("@north lamp", "any ship", ("north",), False), ("light/NOUN", "light", (), True), ("light", "", (), False),
])
def test_what_could_match(patterns: str, text: str, classes: tuple[str, ...], expected: bool) -> None:
    lexicon = Lexicon({"g": [patterns], "!g": ["ship"]})
    words = [frozenset({word}) for word in text.split()]
    assert lexicon.possible(words, classes) is expected
    assert lexicon.possible([*words, frozenset({"ship"})], classes) is expected, "groups that only take a match away name nothing"


@pytest.mark.parametrize(("source", "needed"), [
    ("light ~2 lamp", [{"lamp"}]), ("light", []), ("light tall? lamp|ship", [{"lamp", "ship"}]), ("light lan*", []), ("light @north", []),
    ("a b c", [{"b"}, {"c"}]), ("light lamp|lan*", []),
])
def test_what_a_pattern_needs_beside_its_first_word(source: str, needed: list[set[str]]) -> None:
    assert [set(words) for words in Pattern.parse("g", source).needs()] == needed


@pytest.mark.parametrize(("source", "why"), [
    ("light lamp", ""), ("light ~2 lamp/NOUN", ""), ("lan*", ""), ("@north lamp", ""), ("lamp's", ""),
    ("lamp *", "an element is empty"), ("lamp |", "an element is empty"),
    ("@south lamp", "no class of actors is called south"), ("lamp/NAME", "NAME is no part of speech"),
    ("sea-lamp", "'sea-lamp' holds a mark that patterns do not see"), ("“lamp", "'“lamp' holds a mark that patterns do not see"),
])
def test_why_a_pattern_can_match_nowhere(source: str, why: str) -> None:
    assert impossible(Pattern.parse("g", source), ["north"]) == why


def test_the_parts_of_an_element() -> None:
    assert Element.parse("~3") == Element(gap=3)
    assert Element.parse("Lamp|lan*|@north/NOUN?") == Element(words=frozenset({"lamp"}), stems=("lan",), actors=("north",), pos="NOUN", optional=True)


@pytest.mark.parametrize(("text", "kinds"), [
    ("Norway sends lamps.", {"Norway": "PROPN", "sends": "VERB", "lamps": "NOUN", ".": "PUNCT"}), ("NORWAY SENDS TALL LAMPS", {"NORWAY": ""}),
    ("Norway – “always” – sends sea-lamps.", {"Norway": "PROPN", "always": "ADV", "sea": "NOUN", "lamps": "NOUN"}), ("Norway Waits", {"Norway": "PROPN"}),
])
def test_which_words_patterns_see(text: str, kinds: dict[str, str]) -> None:
    """In a headline whose words all begin with a capital, names are not told from other words."""
    doc = load_model()(text)
    seen = {doc[word.index].text: word.pos for word in visible(doc)}
    assert not set(seen) & {"–", "“", "”", "-"}
    assert {word: seen[word] for word in kinds} == kinds
