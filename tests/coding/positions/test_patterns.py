from __future__ import annotations

import pytest

from commitscape.coding.patterns import Lexicon, Pattern, visible
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
