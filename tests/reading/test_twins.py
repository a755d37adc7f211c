"""Every format gives the positions of its plain-text twin, spans aside."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from commitscape.coding.coder import Coder
from commitscape.reading.copies import find_copies
from commitscape.reading.corpus import read_corpus

ROOT = Path(__file__).parents[2]
NAMES = ["a.md", "a.html", "a.eml", "a.xml", "a.atom", "a.csv", "a.jsonl", "a.zip", "a.pdf", "a.docx", "deep/er/a.txt", "deep/a.html"]
TEXTS = {  # the same text as different programs save it
    "byte-order mark": lambda text: text.encode("utf-8-sig"), "Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r").encode(), "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"), "Windows-1252": lambda text: text.encode("cp1252"),
    "Windows-1252 with its line ends": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
}


@cache
def coder() -> Coder:
    return Coder(ROOT / "data/ukraine")


def coded(folder: Path, name: str, content: bytes) -> list[tuple[object, ...]]:
    """The positions of a file in a folder of its own."""
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    corpus = read_corpus(folder)
    assert corpus.rejects == ()
    (article,) = corpus.articles
    positions = coder().code(article, corpus.documents[article.file].text).positions
    return [(p.quote, p.actor, p.instrument, p.stance, p.attribution, p.speaker, p.medium, p.conditions, p.quantities) for p in positions]


@pytest.fixture(scope="module")
def files(twins: Callable[[str, list[str]], dict[str, bytes]]) -> dict[str, bytes]:
    seed = next((ROOT / "seeds").glob("003_*.txt")).read_text(encoding="utf-8")
    title, _, *paragraphs = seed.split("\n")[:14]
    return twins(title, paragraphs)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> list[tuple[object, ...]]:
    return coded(tmp_path_factory.mktemp("twins") / "text", "a.txt", files["a.txt"])


@pytest.mark.parametrize("name", NAMES)
def test_positions_are_those_of_the_plain_text(tmp_path: Path, files: dict[str, bytes], expected: list[tuple[object, ...]], name: str) -> None:
    assert len(expected) > 5
    if name == "a.md":  # a title in front matter names the article and is no sentence of it
        title = files["a.txt"].decode().split("\n", 1)[0]
        expected = [row for row in expected if row[0] != title]
    assert coded(tmp_path / "other", name, files[f"a.{name.rsplit('.', 1)[1]}"]) == expected


@pytest.mark.parametrize("saved", TEXTS)
def test_positions_do_not_depend_on_how_a_text_was_saved(
    tmp_path: Path, files: dict[str, bytes], expected: list[tuple[object, ...]], saved: str
) -> None:
    assert "’" in files["a.txt"].decode() or "“" in files["a.txt"].decode()  # letters that the encodings write differently
    assert coded(tmp_path / "other", "a.txt", TEXTS[saved](files["a.txt"].decode())) == expected


def test_a_folder_of_all_of_them_is_one_article_and_its_copies(tmp_path: Path, files: dict[str, bytes]) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name.rsplit('.', 1)[1]}{name}").write_bytes(content)
    corpus = read_corpus(folder)
    assert corpus.rejects == ()
    assert len(corpus.articles) == len(files)
    (group,) = find_copies(corpus.articles, {name: document.text for name, document in corpus.documents.items()})
    assert sorted(group) == sorted(article.article_id for article in corpus.articles)
