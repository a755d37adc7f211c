"""The seeds' sixteen articles are found as they were coded by hand."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from commitscape.reading.articles import find_articles
from commitscape.reading.corpus import Corpus, read_corpus
from commitscape.records import Article, Document

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


FRENCH_DATE = re.compile(r"^(\d+) (août|septembre) (2025) à (\d\d):(\d\d)$", re.MULTILINE)
DUMP = next(row["file"] for row in REFERENCE if row["published"] and "T" in row["published"])


def english(found: re.Match[str]) -> str:
    day, month, year, hour, minute = found.groups()
    return f"{ {'août': 'August', 'septembre': 'September'}[month] } {day}, {year} at {int(hour) % 12 or 12}:{minute} {'AM' if int(hour) < 12 else 'PM'}"


def german(found: re.Match[str]) -> str:
    day, month, year, hour, minute = found.groups()
    return f"{day}. { {'août': 'August', 'septembre': 'September'}[month] } {year} um {hour}:{minute}"


@pytest.mark.parametrize(
    ("date", "view", "received"),
    [(english, "Normal view", "Received before yesterday"), (german, "Normale Ansicht", "Vor vorgestern empfangen")],
    ids=["english", "german"],
)
@pytest.mark.parametrize("mark", ["✇", ""], ids=["marked", "unmarked"])
def test_the_same_dump_of_a_reader_in_another_language(date: Callable[[re.Match[str]], str], view: str, received: str, mark: str) -> None:
    """Headlines, dates and the texts below them stay the same; without its mark the reader's bullets are still no list."""
    text = (ROOT / "seeds" / DUMP).read_text(encoding="utf-8")
    there = text.replace("Vue normale", view).replace("Reçu avant avant-hier", received).replace("✇", mark)
    there = FRENCH_DATE.sub(date, there)
    assert there.count(" 2025 à ") == 0
    found = find_articles(Document(file=DUMP, text=there, sha256=""))
    expected = [row for row in REFERENCE if row["file"] == DUMP]
    assert [(article.title, article.published, article.outlet) for article in found] == [(row["title"], row["published"], row["outlet"]) for row in expected]
    for article, row in zip(found, expected, strict=True):
        assert there[article.start : article.end] == FRENCH_DATE.sub(date, text[row["start"] : row["end"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_seeds_in_another_encoding_with_windows_line_ends(tmp_path: Path, encoding: str) -> None:
    for path in (ROOT / "seeds").glob("*.txt"):
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        fits = text.encode(encoding, "ignore").decode(encoding) == text
        (tmp_path / path.name).write_bytes(text.encode(encoding if fits else "utf-8"))
    corpus = read_corpus(tmp_path, ROOT / "seeds" / "metadata.csv")
    assert [(a.title, a.published, a.end - a.start, len(a.blocks)) for a in corpus.articles] == [
        (a.title, a.published, a.end - a.start, len(a.blocks)) for a in seeds().articles
    ]
