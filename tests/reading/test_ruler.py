"""The quick way to find the attribute ruler's rules finds what the ruler finds."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from commitscape.reading import language
from commitscape.reading.ruler import QuickMatch

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ruler() -> Any:
    """The model's own ruler, as it comes."""
    return spacy.load(language.MODEL, disable=["ner"]).get_pipe("attribute_ruler")


def test_any_words_tags_and_relations(ruler: Any) -> None:
    """Tokens that each do what a random rule asks for, with something else here and there, so that nearly every rule holds often."""
    chance, quick, found = random.Random(3), QuickMatch(ruler), set()
    extra = {"TAG": ["XX", "NN", "_SP"], "LOWER": ["n't", "nt", "n’t", "y'", "harbour", " ", "Was", "\n\n"], "DEP": ["", "nsubj", "ROOT"]}

    def drawn(rule: dict[str, Any], name: str) -> str:
        wanted = rule.get(name, "") if chance.random() < 0.9 else ""
        values = [wanted] if isinstance(wanted, str) else sorted(wanted.get("IN", wanted.get("NOT_IN", ())))
        return str(chance.choice(values if values and values != [""] else extra[name]))

    for _ in range(150):
        tokens = [token for _ in range(40) for token in chance.choice(chance.choice(ruler.patterns)["patterns"])]
        doc = Doc(ruler.vocab, words=[drawn(t, "LOWER") for t in tokens], tags=[drawn(t, "TAG") for t in tokens],
                  deps=[drawn(t, "DEP") for t in tokens], heads=[0] * len(tokens))
        assert quick(doc) == sorted(set(ruler.match(doc)))
        found |= {number for number, *_ in quick(doc)}
    assert len(found) > 0.95 * len(ruler.patterns)


def test_news(ruler: Any) -> None:
    quick = QuickMatch(ruler)
    nlp = language.load_model()
    assert isinstance(nlp.get_pipe("attribute_ruler").match, QuickMatch)  # type: ignore[attr-defined]
    for path in sorted((ROOT / "tests" / "coding" / "articles").glob("*.txt")):
        doc = nlp(path.read_text(encoding="utf-8"))
        copy = Doc(ruler.vocab, words=[t.text for t in doc], tags=[t.tag_ for t in doc], deps=[t.dep_ for t in doc], heads=[t.head.i for t in doc])
        assert quick(copy) == sorted(set(ruler.match(copy)))


def test_a_rule_that_asks_for_more_is_refused(ruler: Any) -> None:
    class Other:
        vocab, patterns = ruler.vocab, [{"patterns": [[{"SHAPE": "Xx"}]]}]

    with pytest.raises(ValueError, match="SHAPE"):
        QuickMatch(Other())
