"""The two baselines: what they read out of a sentence, and what they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.errors import TopicError
from commitscape.records import Article, Block, Span, content_id
from commitscape.scoring.baselines import cooccurrence, triples

ACTORS = "code,kind,name,aliases,demonyms,people,metonyms\nFRA,country,France,,French,,Paris\nDEU,country,Germany,,German,,Berlin\n"
KEYWORDS = """
default: considering
by_person: [DEU]
actors: {WEST: [partners]}
instruments: {kettle: [kettle], tray: [tray]}
stances: {refused: [refus], committed: [pledg]}
"""


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    (tmp_path / "cues").mkdir()
    (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "people.csv").write_text("name,variants,code\nOtto Braun,,DEU\n", encoding="utf-8")
    (tmp_path / "cues" / "keywords.yaml").write_text(KEYWORDS, encoding="utf-8")
    return tmp_path


def read(text: str) -> tuple[list[Article], dict[str, str]]:
    blocks = (Block(kind="paragraph", span=Span(0, len(text))),)
    article = Article(
        article_id=content_id("a", text), file="a.txt", start=0, end=len(text), title=None, outlet=None, published=None, published_basis="unknown: none",
        sha256="0" * 64, blocks=blocks,
    )
    return [article], {"a.txt": text}


CASES = [
    ("France pledged a kettle.", {("FRA", "kettle", "committed")}),
    ("France will not send kettles.", {("FRA", "kettle", "considering")}),  # no keyword: the default
    ("France refused a kettle and a tray.", {("FRA", "kettle", "refused"), ("FRA", "tray", "refused")}),
    ("France spoke. A kettle was pledged.", set()),  # two sentences
    ("Germany pledged a kettle.", set()),  # counts by person only
    ("Braun pledged a kettle.", {("DEU", "kettle", "committed")}),
    ("Berlin pledged a kettle.", {("DEU", "kettle", "committed")}),
    ("The partners pledged a tray.", {("WEST", "tray", "committed")}),
    ("A kettle for Francesca.", set()),  # names are whole words
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_words_in_one_sentence(topic: Path, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r["actor"], r["instrument"], r["stance"]) for r in cooccurrence(*read(text), topic)} == expected


TRIPLES = [
    ("France pledged a kettle.", {("FRA", "kettle", "committed")}),
    ("The French government refused a large tray.", {("FRA", "tray", "refused")}),
    ("A kettle came to France.", set()),  # no object
    ("Ann pledged France a kettle.", set()),  # France is no subject
]


@pytest.mark.parametrize(("text", "expected"), TRIPLES)
def test_subject_verb_object(topic: Path, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {(r["actor"], r["instrument"], r["stance"]) for r in triples(*read(text), topic)} == expected


def test_rows_point_into_the_text(topic: Path) -> None:
    text = "Paris slept.  “France pledged a kettle.” Then came a tray."
    for row in (*cooccurrence(*read(text), topic), *triples(*read(text), topic)):
        assert text[slice(*row["spans"][0])] == row["quote"]


def test_a_topic_without_keywords_is_named(tmp_path: Path) -> None:
    with pytest.raises(TopicError, match=r"keywords\.yaml: no keywords for the baselines"):
        cooccurrence([], {}, tmp_path)
