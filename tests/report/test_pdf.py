"""The printed report: the document it is made from, and the PDF that Chromium prints."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from commitscape.errors import ReportError
from commitscape.report import pdf
from commitscape.report.packed import packed
from commitscape.report.printed import compose

ROOT = Path(__file__).parents[2]
BOOK = Path(os.environ.get("COMMITSCAPE_BOOK", ROOT / "book/_build/html"))
HOSTILE = "<script>alert(1)</script><img src=https://example.org/x>"
ITEM = '<li class="toctree-l{level}"><a class="reference" href="{href}">{title}</a>'
FRAME = (
    '<html><body><p class="logo__title">A &lt;b&gt; report</p><nav class="bd-links"><ul>'
    + ITEM.format(level=1, href="#", title="Overview")
    + '</li></ul><p class="caption">By name</p><ul>'
    + ITEM.format(level=1, href="actors.html", title="Actors")
    + "<ul>"
    + ITEM.format(level=2, href="actor-x.html", title="X")
    + '</li></ul></li></ul></nav><article class="bd-article"><section id="{id}">{body}</section></article></body></html>'
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="400" viewBox="0 0 {width} 400">'
    '<defs><clipPath id="clip0"><rect width="9" height="9"/></clipPath></defs><script>alert(2)</script><g clip-path="url(#clip0)">'
    '<a xlink:href="../../actor-x.html#p1"><text>Mark</text></a><a xlink:href="https://example.org/"><text>Away</text></a></g></svg>'
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A book of three pages, with hostile words, links of every kind and two charts."""
    figures = tmp_path / "_static" / "figures"
    figures.mkdir(parents=True)
    (tmp_path / "_static" / "css").mkdir()
    for name, width in (("narrow", 800), ("wide", 1400)):
        (figures / f"{name}.svg").write_text(SVG.format(width=width))
    table = '<div class="cs-table"><table><tr><td>A row</td></tr></table></div>'
    figure = '<figure id="fig-{name}"><noscript><img src="_static/figures/{name}.svg" alt=""></noscript><script>alert(3)</script>' + table + "</figure>"
    escaped = HOSTILE.replace("<", "&lt;")
    pages = {
        "index": f'<h1>Overview</h1><h2 class="cs-headline">Who?</h2><p class="cs-prose">Two articles.</p>{figure.format(name="narrow")}',
        "actors": f'<h1>Actors</h1><p>{escaped}</p><a href="actor-x.html#p1">there</a><a href="actor-x.html#gone">lost</a>'
        f'<a href="https://example.org">away</a><a href="_static/data/x.csv">file</a>{figure.format(name="wide")}',
        "actor-x": '<h1>X</h1><span id="p1">sentence</span><a href="#p1">here</a><a href="index.html">home</a>',
    }
    for name, body in pages.items():
        (tmp_path / f"{name}.html").write_text(FRAME.replace("{id}", name).replace("{body}", body), encoding="utf-8")
    return tmp_path


def document(book: Path):
    return html.document_fromstring(compose(book).markup({"actors": 7}))


def test_pages_stand_in_the_order_of_the_sidebar(small):
    printed = compose(small)
    assert [(entry.name, entry.part, entry.level) for entry in printed.entries] == [("index", "", 1), ("actors", "By name", 1), ("actor-x", "By name", 2)]
    assert [heading.get("id") for heading in document(small).iter("h1")] == ["contents", "index", "actors", "actor-x"]


def test_contents_name_the_pages_given(small):
    assert {place.get("data-for"): place.text for place in document(small).iter("i")} == {"index": "000", "actors": "7", "actor-x": "000"}


def test_every_link_leads_to_a_place_in_the_document(small):
    tree = document(small)
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    assert {link.get("href") for link in tree.iter("a") if link.get("href")} == {"#index", "#actors", "#actor-x", "#actor-x--p1", "#actors--fig-wide"}
    assert all(link.get("href")[1:] in ids for link in tree.iter("a") if link.get("href"))


def test_links_without_a_mark_lead_to_their_page(small):
    found = {link.text_content(): link.get("href") for link in document(small).iter("a")}
    assert found["there"] == "#actor-x--p1"
    assert found["lost"] == "#actor-x"
    assert found["away"] is None
    assert found["file"] is None
    assert found["Mark"] == "#actor-x--p1"
    assert found["Away"] is None


def test_hostile_words_stay_words_and_no_script_is_left(small):
    tree = document(small)
    assert not list(tree.iter("script", "img", "iframe"))
    assert HOSTILE in tree.text_content()


def test_charts_are_vectors_whose_names_do_not_clash(small):
    markup = compose(small).markup({})
    assert markup.count("<svg") == 2
    clips = re.findall(r'clippath id="([^"]+)"', markup, re.IGNORECASE)
    assert len(set(clips)) == 2
    assert all(f"url(#{clip})" in markup for clip in clips)


def test_a_chart_too_wide_for_the_page_lies_across_it(small):
    classes = [svg.get("class") for svg in document(small).iter("svg")]
    assert classes == ["pdf-chart", "pdf-chart pdf-wide"]


def test_a_table_of_two_charts_is_printed_once(small):
    assert [cell.text_content() for cell in document(small).iter("td")] == ["A row"]


def test_a_title_cannot_leave_the_stylesheet(small):
    page = small / "index.html"
    page.write_text(page.read_text().replace("A &lt;b&gt; report", 'A"} &lt;/style&gt;&lt;script&gt;'))
    tree = document(small)
    assert not list(tree.iter("script"))
    assert 'A"' not in tree.find(".//style").text


def test_without_a_book_the_remedy_is_named(tmp_path):
    with pytest.raises(ReportError, match="make report"):
        pdf.write_pdf(tmp_path)


def test_without_chromium_the_remedy_is_named(small, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: None)
    with pytest.raises(ReportError, match="apt-get install chromium"):
        pdf.write_pdf(small)
    assert not (small / pdf.PLACE).exists()


# ---- the real book, a few of its pages ----


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book with a sidebar of seven pages, so that it prints in seconds."""
    assert (BOOK / "index.html").is_file(), f"no book in {BOOK}: run make report"
    folder = tmp_path_factory.mktemp("book")
    for path in BOOK.glob("*.html"):
        shutil.copy(path, folder)
    (folder / "_static").symlink_to((BOOK / "_static").resolve())
    kept = {"#", "landscape.html", "conflicts.html", "actors.html", "instruments.html", "method.html"}
    kept |= {next(path.name for path in sorted(BOOK.glob(pattern))) for pattern in ("actor-*.html", "evidence-*.html")}
    tree = html.parse(str(folder / "index.html"), parser=html.HTMLParser(encoding="utf-8")).getroot()
    for item in list(tree.find_class("bd-links")[0].iter("li")):
        links = {link.get("href") for link in item.iter("a")}
        if not links & kept:
            item.drop_tree()
    for link in list(tree.find_class("bd-links")[0].iter("a")):
        if link.get("href") not in kept:
            link.drop_tree()
    (folder / "index.html").write_bytes(html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))
    return folder


@pytest.fixture(scope="session")
def prints(part: Path) -> tuple[bytes, ...]:
    """Two prints, made in a thread of their own: Playwright refuses a thread in which another test's browser is open."""
    with ThreadPoolExecutor(1) as thread:
        return tuple(thread.submit(pdf.write_pdf, part, part / f"{time}.pdf").result().read_bytes() for time in (1, 2))


@pytest.fixture(scope="session")
def reader(prints) -> PdfReader:
    return PdfReader(io.BytesIO(prints[0]))


@pytest.fixture(scope="session")
def texts(reader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def pictures(resources):
    """The pictures of dots among what a page draws, in its forms too."""
    things = resources.get_object().get("/XObject")
    for thing in (thing.get_object() for thing in things.get_object().values()) if things else ():
        if thing["/Subtype"] == "/Image":
            yield thing
        elif "/Resources" in thing:
            yield from pictures(thing["/Resources"])


def links(reader: PdfReader):
    return [note.get_object() for page in reader.pages for note in page.get("/Annots", ()) if note.get_object().get("/Subtype") == "/Link"]


@pytest.mark.browser
def test_two_prints_are_the_same_bytes(prints):
    assert prints[0] == prints[1]


@pytest.mark.browser
def test_contents_match_the_pages(texts, part, prints):
    places = pdf.anchor_pages(prints[0])
    titles = {entry.name: entry.title for entry in compose(part).entries}
    assert set(titles) <= set(places)
    contents = " ".join(texts[1].split())
    for name, title in titles.items():
        assert re.search(rf"{re.escape(title)}\W*{places[name]}\b", contents), (title, places[name], contents)
        if not name.startswith("evidence-"):
            assert title.casefold() in " ".join(texts[places[name] - 1].split()).casefold()


@pytest.mark.browser
def test_every_page_has_its_number_and_is_not_empty(texts):
    for number, text in enumerate(texts, start=1):
        assert len(text.split()) > 20, number
        assert number == 1 or re.search(rf"(?<!\d){number}(?!\d)", text), number


@pytest.mark.browser
def test_links_stay_inside_and_resolve(reader, prints):
    found, places = links(reader), pdf.anchor_pages(prints[0])
    assert len(found) > 20
    assert [note["/A"]["/URI"] for note in found if "/URI" in note.get("/A", {})] == []
    aims = [note.get("/Dest") or note["/A"]["/D"] for note in found]
    assert [aim for aim in aims if isinstance(aim, str) and aim.removeprefix("/") not in places] == []
    assert b"https://" not in prints[0]
    assert b"file:" not in prints[0]


@pytest.mark.browser
def test_the_evidence_is_quoted(texts, part):
    article = next(path.stem.removeprefix("evidence-") for path in sorted(part.glob("evidence-*.html")))
    rows = map(json.loads, (part / "_static/data/positions.jsonl").read_text(encoding="utf-8").splitlines())
    quote = next(row["quote"] for row in rows if row["article_id"] == article)
    text = "".join("".join(texts).split()).replace("-", "")
    assert "".join(quote.split()).replace("-", "")[:60] in text


@pytest.mark.browser
def test_charts_are_not_pictures_of_dots(reader):
    assert [picture for page in reader.pages for picture in pictures(page["/Resources"])] == []


@pytest.mark.browser
def test_it_is_tagged_titled_and_undated(reader):
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.metadata.title
    assert set(reader.metadata) == {"/Title", "/Creator", "/Producer"}
    assert reader.outline


@pytest.mark.browser
def test_packing_loses_nothing(prints, texts):
    again = packed(prints[0])
    assert [page.extract_text() for page in PdfReader(io.BytesIO(again)).pages] == texts
