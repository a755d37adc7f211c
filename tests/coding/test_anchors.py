"""An article is about the topic where it names an anchor; the others are set aside, and nothing else changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commitscape.codebook import Anchors, load_codebook
from commitscape.coding.actors import ActorTable
from commitscape.coding.anchors import AnchorFinder
from commitscape.coding.coder import Coder
from commitscape.errors import TopicError
from commitscape.reading.corpus import read_corpus

ROOT = Path(__file__).parents[2]
TOPIC = ROOT / "data" / "ukraine"
ALONE = Anchors(actors=("UKR",), words=("security guarantee", "donbas"))
NAMED = [
    "Grain left Ukraine by rail.", "A pro-Ukrainian rally", "UKRAINE FIRST", "the ukrainian goalkeeper", "Kyiv’s trams", "Zelenskyy's tie",
    "Volodymyr Zelensky waved.", "He spoke of security\xa0guarantees.", "SECURITY GUARANTEES", "security\nguarantee", "The Donbass", "an SBU car",
]
NOT_NAMED = ["The sbu of the club", "Security was tight, guarantees were not.", "insecurity guarantee", "Mukraine and Ukrainegate", "", "Kyivan2"]


@pytest.fixture(scope="module")
def alone() -> AnchorFinder:
    return AnchorFinder(ALONE, ActorTable.load(TOPIC), where=TOPIC)


@pytest.mark.parametrize("text", NAMED)
def test_named(alone: AnchorFinder, text: str) -> None:
    assert alone.named_in(text)
    assert alone.named_in(f"İ“Ünïcode” ﬁ {text} İ")  # letters that change their number in other folds


@pytest.mark.parametrize("text", NOT_NAMED)
def test_not_named(alone: AnchorFinder, text: str) -> None:
    assert not alone.named_in(text)


def test_no_anchors_let_everything_through() -> None:
    assert AnchorFinder(Anchors(), ActorTable.load(TOPIC), where=TOPIC).named_in("")


@pytest.mark.parametrize("topic", ["ukraine", "climate"])
def test_no_article_of_a_topic_is_lost(topic: str) -> None:
    folder = ROOT / "data" / topic
    about = AnchorFinder(load_codebook(folder).anchors, ActorTable.load(folder), where=folder)
    places = [ROOT / "seeds", *folder.glob("practice/*/"), folder / "unseen"] if topic == "ukraine" else [folder / "seeds"]
    for place in places:
        names = [path.name for path in sorted(place.iterdir()) if path.suffix in (".txt", ".md") and path.name != "README.md"]
        corpus = read_corpus(place, files=names)
        assert corpus.articles
        assert [article.file for article in corpus.articles if not about.about(article, corpus.documents[article.file].text)] == []


@pytest.mark.parametrize(("section", "words"), [
    ("anchors:\n  actors: [UKX]\n", "unknown actor 'UKX'"), ("anchors: [UKR]\n", "not readable"), ("anchors:\n  actor: [UKR]\n", "not readable"),
    ("anchors:\n  words: [3]\n", "not readable"),
])
def test_faulty_anchors_are_named(tmp_path: Path, section: str, words: str) -> None:
    topic = tmp_path / "ukraine"
    shutil.copytree(TOPIC, topic, ignore=shutil.ignore_patterns("practice", "coded"))
    text = (topic / "codebook.yaml").read_text(encoding="utf-8")
    begin, end = text.index("anchors:"), text.index("unit:")
    (topic / "codebook.yaml").write_text(text[:begin] + section + text[end:], encoding="utf-8")
    with pytest.raises(TopicError, match=words):
        Coder(topic)
