"""The plain tree answers what spaCy answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commitscape.coding.tree import Block
from commitscape.reading import language

ROOT = Path(__file__).parents[2]
PLAIN = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "is_alpha", "is_punct", "is_space", "is_title", "is_upper")
ODD = [
    "", " ", "  Two\n\nlines,\tand \xa0 odd   spaces .", "“Quoted,” he said; ‘again’?", "ALL CAPITALS SAY SO", "¿Ünïcode — naïve façade… €5m?",
    "He came, she saw, and they, who had seen nothing, left. No verb here. Mr. Smith's and Anna's U.S. visit on 3 May cost $5bn.",
    "What he said that they wanted to be told about is that France, Germany, Italy and, last of all, Poland, which had not, would pay.",
]


def texts() -> list[str]:
    files = [*(ROOT / "data" / "ukraine" / "unseen").glob("*.txt"), *(ROOT / "tests" / "coding" / "articles").glob("*.txt")]
    return [*ODD, *(line for path in sorted(files) for line in path.read_text(encoding="utf-8").splitlines() if line)]


def places(tokens: Any) -> list[int]:
    return [token.i for token in tokens]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Any, Block]]:
    return [(doc, Block.of(doc)) for doc in language.load_model().pipe(texts())]


def test_tokens(pairs: list[tuple[Any, Block]]) -> None:
    for doc, block in pairs:
        assert [[getattr(token, name) for name in PLAIN] for token in block] == [[getattr(token, name) for name in PLAIN] for token in doc]
        assert [len(token) for token in block] == [len(token) for token in doc]
        assert places(t.head for t in block) == places(t.head for t in doc)
        assert [t.i for t in block if t.dep_ == "ROOT"] == [t.i for t in block if t.head is t and not t.is_space], "rules that climb a tree stop at either"
        assert places(t.left_edge for t in block) == places(t.left_edge for t in doc)
        assert places(t.right_edge for t in block) == places(t.right_edge for t in doc)
        for name in ("children", "rights", "subtree", "ancestors", "conjuncts"):
            assert [places(getattr(t, name)) for t in block] == [places(getattr(t, name)) for t in doc], (name, doc.text)
        assert [(t.sent.start, t.sent.end) for t in block] == [(t.sent.start, t.sent.end) for t in doc]


def test_spans(pairs: list[tuple[Any, Block]]) -> None:
    for doc, block in pairs:
        assert block.text == doc.text
        assert [(s.start, s.end, s.text) for s in block.sents] == [(s.start, s.end, s.text) for s in doc.sents]
        for start in range(0, len(doc), 3):
            for end in range(start + 1, min(len(doc), start + 12) + 1):
                ours, theirs = block.span(start, end), doc[start:end]
                assert (ours.text, ours.root.i, ours.start_char, ours.end_char) == (theirs.text, theirs.root.i, theirs.start_char, theirs.end_char)
                assert places(ours) == places(theirs)
                assert places(ours[-2:]) == places(theirs[-2:])
    assert block.span(2, 2).text == ""
