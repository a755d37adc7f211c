"""The same article in every format that can be read: one text, one title, one date."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from email.message import EmailMessage
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


def html() -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-09-03T10:25:00+02:00"><link rel="canonical" href="https://post.example/tram"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>{TITLE}</h1>{body}</article>
<aside><a href="/other">Another headline of the day</a></aside><footer>Copyright 2025 Harbour Post</footer>
<script>document.title = "x"</script></body></html>""".encode()


def pdf() -> bytes:
    """A page of text lines, broken at 80 characters, written by hand."""
    import textwrap

    lines: list[str] = []
    for paragraph in [TITLE, *PARAGRAPHS]:
        lines += [*textwrap.wrap(paragraph.replace("“", '"').replace("”", '"'), 80), ""]
    shown = "\n".join("T*" if not line else f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 50 780 Td 14 TL\n{shown}\nET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def docx() -> bytes:
    import docx as library

    document = library.Document()
    document.add_heading(TITLE, level=1)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.core_properties.title = TITLE
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = TITLE
    message["From"] = "Harbour Post <news@post.example>"
    message["Date"] = "Wed, 03 Sep 2025 10:25:00 +0200"
    message.set_content("\n\n".join(PARAGRAPHS))
    message.add_alternative("<p>" + "</p><p>".join(PARAGRAPHS) + "</p>", subtype="html")
    return message.as_bytes()


def rss() -> bytes:
    body = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://post.example</link>
<item><title>{TITLE}</title><link>https://post.example/tram</link><pubDate>Wed, 03 Sep 2025 10:25:00 +0200</pubDate><description>{body}</description></item>
</channel></rss>""".encode()


def atom() -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><title>{TITLE}</title><id>urn:1</id><published>2025-09-03T10:25:00Z</published><updated>2025-09-04T00:00:00Z</updated>
<content type="html"><![CDATA[{body}]]></content></entry></feed>""".encode()


def table() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Headline", "Source", "Date", "Text"])
    writer.writerow([TITLE, "Harbour Post", "2025-09-03T10:25", "\n\n".join(PARAGRAPHS)])
    return out.getvalue().encode()


def json_lines() -> bytes:
    return json.dumps({"title": TITLE, "outlet": "Harbour Post", "published": "2025-09-03 10:25:00", "text": "\n".join(PARAGRAPHS)}).encode()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("inner/one.html", html())
        packed.writestr("inner/.hidden.txt", "x")
    return out.getvalue()


FRONT = f'---\ntitle: "{TITLE}"\ndate: 2025-09-03T10:25:00\nsource: Harbour Post\ntags: [news]\n---\n\n'

FILES = {
    "a.md": ((FRONT + "\n\n".join(PARAGRAPHS)).encode(), "a.md"),
    "a.html": (html(), "a.html"),
    "a.eml": (mail(), "a.eml"),
    "a.xml": (rss(), "a.xml#1"),
    "a.atom": (atom(), "a.atom#1"),
    "a.csv": (table(), "a.csv#2"),
    "a.jsonl": (json_lines(), "a.jsonl#1"),
    "a.zip": (archive(), "a.zip/inner/one.html"),
}
UNDATED = {"a.txt": TEXT.encode(), "a.pdf": pdf(), "a.docx": docx()}


def read_one(folder: Path, name: str, content: bytes, **options: Any) -> tuple[Article, Document]:
    (folder / name).write_bytes(content)
    corpus = read_corpus(folder, **options)
    assert corpus.rejects == ()
    (article,) = corpus.articles
    return article, corpus.documents[article.file]


def prose(article: Article, document: Document) -> list[str]:
    return [block.span.of(document.text) for block in article.blocks if block.kind == "paragraph"]


@pytest.mark.parametrize("name", FILES)
def test_formats_that_state_everything(tmp_path: Path, name: str) -> None:
    content, file = FILES[name]
    article, document = read_one(tmp_path, name, content)
    assert article.file == file
    assert (article.title, article.outlet) == (TITLE, "Harbour Post")
    assert article.published == (DAY[:10] if name in ("a.html", "a.zip") else DAY)
    assert article.published_basis == "stated"
    assert prose(article, document) == PARAGRAPHS
    assert [block.span.of(document.text) for block in article.blocks if block.kind == "title"] == [TITLE]


@pytest.mark.parametrize("name", UNDATED)
def test_formats_that_state_no_date(tmp_path: Path, name: str) -> None:
    article, document = read_one(tmp_path, name, UNDATED[name])
    assert article.title == TITLE
    assert article.published is None
    assert [paragraph.replace('"', "“", 1).replace('"', "”", 1) for paragraph in prose(article, document)] == PARAGRAPHS


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


def test_folders_are_read_in_order_and_notes_are_not(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "page_files").mkdir()
    for name in ("b/two.txt", "a.txt", "README.md", ".hidden.txt", "page_files/advert.txt", "~$draft.docx"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "page.html").write_bytes(html())
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


@pytest.mark.parametrize(("content", "format"), [(html(), "html"), (pdf(), "pdf")])
def test_a_page_or_pdf_that_is_called_text_is_read_as_what_it_is(tmp_path: Path, content: bytes, format: str) -> None:
    article, document = read_one(tmp_path, "a.txt", content)
    assert (article.title, document.format) == (TITLE, format)
