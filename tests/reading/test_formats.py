"""The same article in every format that can be read: one text, one title, one date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commitscape.reading.corpus import read_corpus
from commitscape.reading.formats.unwrap import unwrap
from commitscape.records import Article, Document

TITLE = "Council approves a tram line for the valley"
PARAGRAPHS = [
    "The city council voted on Monday to build a tram line along the river, ending a debate that lasted for ten years and divided the whole valley.",
    "Mayor Jo Example said the line would open in spring, if the region gives a loan of 30 million to the city and the harbour agrees to the route.",
    "“We waited long enough,” she told reporters after the session. The vote followed a hearing of residents, who feared noise and higher rents.",
    "The regional government has not yet said whether it will pay. A decision is due before the end of the year, according to two officials.",
]
DAY = "2025-09-03T10:25"
TEXT = "\n\n".join([TITLE, *PARAGRAPHS]) + "\n"


Twins = Callable[[str, list[str]], dict[str, bytes]]
STATED = {  # name -> the document's file
    "a.md": "a.md",
    "a.html": "a.html",
    "a.eml": "a.eml",
    "a.xml": "a.xml#1",
    "a.atom": "a.atom#1",
    "a.csv": "a.csv#2",
    "a.jsonl": "a.jsonl#1",
    "a.zip": "a.zip/inner/one.html",
}


def read_one(folder: Path, name: str, content: bytes, **options: Any) -> tuple[Article, Document]:
    (folder / name).write_bytes(content)
    corpus = read_corpus(folder, **options)
    assert corpus.rejects == ()
    (article,) = corpus.articles
    return article, corpus.documents[article.file]


def prose(article: Article, document: Document) -> list[str]:
    return [block.span.of(document.text) for block in article.blocks if block.kind == "paragraph"]


@pytest.mark.parametrize("name", STATED)
def test_formats_that_state_everything(tmp_path: Path, twins: Twins, name: str) -> None:
    article, document = read_one(tmp_path, name, twins(TITLE, PARAGRAPHS)[name])
    assert article.file == STATED[name]
    assert (article.title, article.outlet) == (TITLE, "Harbour Post")
    assert article.published == (DAY[:10] if name in ("a.html", "a.zip") else DAY)
    assert article.published_basis == "stated"
    assert prose(article, document) == PARAGRAPHS
    assert [block.span.of(document.text) for block in article.blocks if block.kind == "title"] == [TITLE]


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx"])
def test_formats_that_state_no_date(tmp_path: Path, twins: Twins, name: str) -> None:
    article, document = read_one(tmp_path, name, twins(TITLE, PARAGRAPHS)[name])
    assert article.title == TITLE
    assert article.published is None
    assert prose(article, document) == PARAGRAPHS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = TEXT + "Der Rat grüßt; élan, naïveté – “so far so good” – cost €30.\n"
    article, document = read_one(tmp_path, "a.txt", text.replace("\n", line_end).encode(encoding))
    assert document.text == text
    assert article.title == TITLE


def test_central_european_text(tmp_path: Path) -> None:
    text = "Minister potwierdził, że żadna decyzja nie zapadła. " * 8 + "Źródła mówią o pięciu miesiącach.\n"
    _, document = read_one(tmp_path, "a.txt", text.encode("cp1250"), language="pl")
    assert document.text == text


def test_front_matter_that_is_no_yaml(tmp_path: Path) -> None:
    front = "---\ntitle: 'Tram: the valley's choice\ndate: 3 September 2025\n---\n"
    article, document = read_one(tmp_path, "a.md", (front + "\n\n".join(PARAGRAPHS)).encode())
    assert article.title == "Tram: the valley's choice"
    assert article.published == "2025-09-03"
    assert prose(article, document) == PARAGRAPHS


def test_a_ruler_is_no_front_matter(tmp_path: Path) -> None:
    article, document = read_one(tmp_path, "a.md", ("---\n\n" + TEXT).encode())
    assert article.title == TITLE
    assert prose(article, document) == PARAGRAPHS


def test_folders_are_read_in_order_and_notes_are_not(tmp_path: Path, twins: Twins) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    for name in ("b/two.txt", "a.txt", "README.md", ".hidden.txt", "page_files/advert.txt", "~$draft.docx"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "page.html").write_bytes(twins(TITLE, PARAGRAPHS)["a.html"])
    corpus = read_corpus(tmp_path)
    assert list(corpus.documents) == ["a.txt", "b/two.txt", "page.html"]
    assert corpus.rejects == ()


def test_a_single_file_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    assert [article.file for article in read_corpus(tmp_path / "a.txt").articles] == ["a.txt"]


GERMAN = "Der Stadtrat hat am Montag den Bau einer Straßenbahn am Fluss beschlossen und damit eine lange Debatte beendet. " * 4


def test_other_languages_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "en.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "short.txt").write_text("Der Rat hat ja gesagt.", encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [article.file for article in corpus.articles] == ["en.txt", "short.txt"]
    assert [(reject.file, reject.reason) for reject in corpus.rejects] == [("de.txt", "is in another language (de)")]
    assert [article.file for article in read_corpus(tmp_path, language="de").articles] == ["de.txt", "short.txt"]
    assert len(read_corpus(tmp_path, language=None).articles) == 3


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (
            ["A tram for the", "valley at last", "The council voted on Monday for the line."],
            ["A tram for the valley at last", "The council voted on Monday for the line."],
        ),
        (["The council voted for a self-", "made plan on Monday and it was", "glad."], ["The council voted for a self-made plan on Monday and it was glad."]),
        (["The council vo-", "ted for the li-", "ne on Monday."], ["The council voted for the line on Monday."]),
        (["It asked the region for:", "• a loan", "• a depot of its own"], ["It asked the region for:", "• a loan", "• a depot of its own"]),
        (["It voted.", "", "It won."], ["It voted.", "It won."]),
    ],
)
def test_broken_lines_are_joined(lines: list[str], paragraphs: list[str]) -> None:
    filler = ["The harbour is open and the river is calm today.", ""] * (20 if lines[0].endswith("self-") else 0)
    assert unwrap([*filler, *lines]).split("\n\n")[len(filler) // 2 :] == paragraphs


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_a_page_or_pdf_that_is_called_text_is_read_as_what_it_is(tmp_path: Path, twins: Twins, format: str) -> None:
    article, document = read_one(tmp_path, "a.txt", twins(TITLE, PARAGRAPHS)[f"a.{format}"])
    assert (article.title, document.format) == (TITLE, format)
