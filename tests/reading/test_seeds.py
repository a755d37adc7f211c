"""The seeds' sixteen articles are found as they were coded by hand."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from commitscape.reading.corpus import Corpus, read_corpus
from commitscape.records import Article

ROOT = Path(__file__).parents[2]
REFERENCE = [json.loads(line) for line in (ROOT / "data/ukraine/coded/articles.jsonl").read_text(encoding="utf-8").splitlines()]


@cache
def seeds() -> Corpus:
    return read_corpus(ROOT / "seeds")


def shared(article: Article, reference: dict) -> float:
    """Intersection over union of two spans of one file."""
    if article.file != reference["file"]:
        return 0.0
    both = min(article.end, reference["end"]) - max(article.start, reference["start"])
    return max(0, both) / (max(article.end, reference["end"]) - min(article.start, reference["start"]))


def test_all_are_found_and_nothing_else() -> None:
    assert len(seeds().articles) == len(REFERENCE) == 16
    assert seeds().rejects == ()


@pytest.mark.parametrize("reference", REFERENCE, ids=lambda row: row["article"])
def test_article(reference: dict) -> None:
    article = max(seeds().articles, key=lambda article: shared(article, reference))
    assert shared(article, reference) >= 0.98
    assert {name: getattr(article, name) for name in ("title", "outlet", "published", "published_basis")} == {
        name: reference[name] for name in ("title", "outlet", "published", "published_basis")
    }


def test_spans_and_hashes_follow_the_files() -> None:
    for article in seeds().articles:
        content = (ROOT / "seeds" / article.file).read_bytes()
        text = content.decode("utf-8")
        assert seeds().documents[article.file].sha256 == hashlib.sha256(content).hexdigest()
        assert article.sha256 == hashlib.sha256(text[article.start : article.end].encode()).hexdigest()


def test_captions_stand_right_below_datelines() -> None:
    captions = [(article, block) for article in seeds().articles for block in article.blocks if block.kind == "caption"]
    assert len(captions) == 11
    for article, block in captions:
        before = article.blocks[article.blocks.index(block) - 1]
        assert before.kind == "dateline"


def test_a_second_reading_is_the_same() -> None:
    again = read_corpus(ROOT / "seeds")
    assert again.articles == seeds().articles
