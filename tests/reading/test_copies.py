"""Copies and follow-ups are found; articles on one topic are not taken for them."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from commitscape.reading.articles import find_articles
from commitscape.reading.copies import find_copies, find_follow_ups
from commitscape.reading.corpus import read_corpus
from commitscape.records import Article, Document

ROOT = Path(__file__).parents[2]
VOCABULARY = [
    f"{first}{last}" for first in ("tram", "coun", "vall", "harb", "may", "loan", "riv") for last in ("ing", "or", "ed", "ley", "ous", "ment", "able")
]


def story(seed: int, sentences: int = 20) -> list[str]:
    pick = random.Random(seed)
    return [" ".join(pick.choices(VOCABULARY, k=14)).capitalize() + "." for _ in range(sentences)]


def build(stories: dict[str, tuple[str, str, list[str]]]) -> tuple[list[Article], dict[str, str]]:
    """File -> (outlet, day, sentences)."""
    articles: list[Article] = []
    texts: dict[str, str] = {}
    for file, (outlet, day, sentences) in stories.items():
        texts[file] = f"A headline of {outlet}\n\n{day}\n\n" + "\n\n".join(sentences) + "\n"
        articles += find_articles(Document(file=file, text=texts[file], sha256="", stated={"outlet": outlet}))
    return articles, texts


ORIGINAL, OTHER = story(1), story(2)
EDITED = [sentence.replace("tramming", "tramway") for sentence in ORIGINAL[:18]] + ["The paper added a line."]


@pytest.mark.parametrize(
    ("second", "copy"),
    [
        (ORIGINAL, True),
        (EDITED, True),
        (ORIGINAL[:8], True),
        (ORIGINAL[10:] + OTHER[:3], True),
        (OTHER, False),
        (ORIGINAL[:4] + OTHER, False),
        (OTHER[:1], False),
    ],
)
def test_pairs(second: list[str], copy: bool) -> None:
    articles, texts = build({"a.txt": ("Post", "3 September 2025", ORIGINAL), "b.txt": ("Times", "2 September 2025", second)})
    first, other = (article.article_id for article in articles)
    assert find_copies(articles, texts) == (((other, first),) if copy else ())


def test_groups_do_not_depend_on_the_order() -> None:
    articles, texts = build({f"{number}.txt": ("Post", "3 September 2025", story(number // 3)) for number in range(12)})
    groups = find_copies(articles, texts)
    assert [len(group) for group in groups] == [3, 3, 3, 3]
    assert find_copies(articles[::-1], texts) == groups


def test_short_texts_are_copies_only_where_equal() -> None:
    one, two = ["The council votes on Monday for the tram."], ["The council votes on Monday for the tram, at last."]
    articles, texts = build(
        {"a.txt": ("Post", "3 September 2025", one), "b.txt": ("Times", "3 September 2025", two), "c.txt": ("News", "3 September 2025", one)}
    )
    assert sorted(map(sorted, find_copies(articles, texts))) == [sorted([articles[0].article_id, articles[2].article_id])]


@pytest.mark.parametrize(
    ("day", "named", "found"),
    [("4 September 2025", True, True), ("9 September 2025", True, False), ("1 September 2025", True, False), ("4 September 2025", False, False)],
)
def test_follow_ups(day: str, named: bool, found: bool) -> None:
    paper = "the Harbour Post" if named else "a paper"
    report = [f"The plan was leaked, {paper} reported.", *ORIGINAL[:2], f"Nobody would comment, {paper} said."]
    articles, texts = build({"a.txt": ("Harbour Post", "3 September 2025", ORIGINAL), "b.txt": ("Valley Times", day, report)})
    assert [(link.article_id, link.reports) for link in find_follow_ups(articles, texts)] == (
        [(articles[1].article_id, articles[0].article_id)] if found else []
    )


def test_seeds_hold_no_copies_and_one_follow_up() -> None:
    corpus = read_corpus(ROOT / "seeds")
    texts = {file: document.text for file, document in corpus.documents.items()}
    titles = {article.article_id: article.title for article in corpus.articles}
    assert find_copies(corpus.articles, texts) == ()
    assert [(titles[link.article_id], titles[link.reports]) for link in find_follow_ups(corpus.articles, texts)] == [
        ("Trump eyes mercenaries for Ukraine as European allies demand American backing", "Trump in talks to deploy private army to Ukraine")
    ]


def test_reading_is_light() -> None:
    code = "import sys, commitscape.reading.corpus, commitscape.reading.copies; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for heavy in ("spacy", "numpy", "pandas", "trafilatura", "lxml", "pypdf", "docx", "feedparser", "datasketch", "py3langid", "charset_normalizer"):
        assert f"'{heavy}'" not in loaded
