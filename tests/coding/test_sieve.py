"""What the sieve passes over holds nothing: no position, and no sentence that names an instrument."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.coding.coder import CodedArticle, Coder
from commitscape.coding.parsing import parse_articles
from commitscape.coding.positions import set_aside
from commitscape.reading import language
from commitscape.reading.corpus import read_corpus
from commitscape.records import Article, Block, Span

ROOT = Path(__file__).parents[2]
TOPIC = ROOT / "data" / "ukraine"
Pairs = list[tuple[Article, str]]
OFF_TOPIC = [
    "The bakery on Mill Street sold {n} loaves before noon, its owner said.",
    "France beat Italy by {n} points in a rainy match, and the coach praised his side.",
    "The central bank kept its rate at {n} per cent, citing weak demand.",
    "A train to the coast was delayed by {n} minutes after a tree fell on the line.",
    "Officials in Washington said they would not comment on the budget talks.",
    "The museum shows {n} paintings from the long voyages of the eighteenth century.",
    "\"We can't wait for spring,\" she said; the gardeners weren't so sure.",
    "He's gonna play for Ukraine next year, his agent told reporters.",
]
ON_THE_EDGE = [
    "The president promised {n} new teachers and a training course for nurses.",
    "Kyiv's orchestra played in the port, guarded by two policemen.",
    "They sent nobody, and Germany's firms made {n} machines there.",
    "The army's band was deployed to the stadium in Spain.",
    "Troops of tourists left the zone by the water at {n} o'clock.",
    "Weapons of wood hung in the school; the observers laughed.",
]


def articles(folder: Path) -> Pairs:
    corpus = read_corpus(folder, files=sorted(str(path.relative_to(folder)) for path in folder.rglob("*.txt")))
    return [(article, corpus.documents[article.file].text) for article in corpus.articles]


def made_of(paragraphs: list[str]) -> tuple[Article, str]:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind="paragraph", span=Span(len(text), len(text) + len(paragraph))))
        text += paragraph + "\n\n"
    return Article(
        article_id="a-0", file="made.txt", start=0, end=len(text), title=None, outlet=None, published="2025-10-01", published_basis="stated",
        sha256=hashlib.sha256(text.encode()).hexdigest(), blocks=tuple(blocks),
    ), text


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(TOPIC)


def unsifted(coder: Coder, pairs: Pairs) -> list[CodedArticle]:
    parsed = parse_articles(pairs, language.load_model())
    return [coder.choose(article, coder.study(article, text, sentences)) for (article, text), sentences in zip(pairs, parsed, strict=True)]


@pytest.mark.parametrize("folder", ["seeds", *(f"data/ukraine/practice/{name}" for name in ("n1", "n2", "m1", "m4", "m5"))])
def test_what_is_passed_over_holds_nothing(coder: Coder, folder: str) -> None:
    pairs = articles(ROOT / folder)
    passed = coder.sieve.passing(pairs)
    over = [pair for pair, passes in zip(pairs, passed, strict=True) if not passes]
    assert len(pairs) > len(over)
    assert unsifted(coder, over) == [CodedArticle((), ())] * len(over)


def test_off_topic_articles_are_set_aside_and_the_others_coded_as_ever(coder: Coder) -> None:
    """An anchor may stand in a caption, a dateline or the title that only metadata know; sentences of the topic without one do not count."""
    plain = ["The army deployed troops to the port.", "Ministers pledged weapons, money and a no-fly zone.", *(s.format(n=3) for s in ON_THE_EDGE[:1])]
    pairs: Pairs = [
        made_of(plain), made_of([*plain, "Elsewhere, Ukraine won."]), made_of(["No word of it."]),
        made_of(["Spain has pledged to send 40 troops to Ukraine after a ceasefire."]), made_of(["Spain has pledged to send 40 troops after a ceasefire."]),
    ]
    about = [coder.anchors.about(*pair) for pair in pairs]
    assert about == [False, True, False, True, False]
    found = list(coder.code_all(pairs))
    expected = [coded if on else CodedArticle((), (set_aside(pair[0]),)) for coded, on, pair in zip(unsifted(coder, pairs), about, pairs, strict=True)]
    assert found == expected
    assert len(found[3].positions) == 1
    assert unsifted(coder, pairs)[4].positions  # it is the rule that takes it, and no other


def test_the_same_positions_with_and_without_the_sieve(coder: Coder) -> None:
    pairs = [*articles(TOPIC / "practice" / "s1")[:2], *articles(TOPIC / "practice" / "n1")[:6]]
    sifted = list(coder.code_all(pairs))
    assert sifted == unsifted(coder, pairs)
    assert sifted[2:7] == list(coder.code_all(pairs[2:7]))  # whatever is parsed beside an article
    assert sum(len(coded.positions) for coded in sifted) > 4


@settings(max_examples=30, deadline=None, database=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(OFF_TOPIC + ON_THE_EDGE), st.integers(0, 90)), min_size=2, max_size=7))
def test_made_up_articles(coder: Coder, drawn: list[tuple[str, int]]) -> None:
    article, text = made_of([sentence.format(n=n) for sentence, n in drawn])
    [passes] = coder.sieve.passing([(article, text)])
    if not passes:
        assert unsifted(coder, [(article, text)]) == [CodedArticle((), ())]


def test_the_sieve_holds_back(coder: Coder) -> None:
    """It would be exact, and of no use, if everything passed."""
    pairs = [made_of([sentence.format(n=7) for sentence in OFF_TOPIC]), made_of(["Poland will not send soldiers.", *OFF_TOPIC]), made_of(OFF_TOPIC[:5])]
    assert coder.sieve.passing(pairs) == [False, True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Spain has pledged to send 40 troops to Ukraine after a ceasefire.",
        "SWEDEN TO SEND JETS",
        "They won't be deployin' peacekeepers, it said.",
        "The Czech-made\xa0weapons\tcame by rail.",
        "Denmark’s weaponries were sent.",
        "Boots on\nthe ground, \"boots\" in the air.",
    ],
)
def test_inflections_headlines_and_white_space_are_seen(coder: Coder, sentence: str) -> None:
    [passes] = coder.sieve.passing([made_of([sentence, *OFF_TOPIC])])
    [alone] = unsifted(coder, [made_of([sentence])])
    assert passes or alone == CodedArticle((), ())
