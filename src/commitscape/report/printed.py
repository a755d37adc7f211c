"""The built book as one HTML document to print: a title page, contents, and every page of the sidebar in its order.

Only markup of the book itself is used, so what its pages escape stays escaped; scripts are dropped, charts come in
as their SVG, and every link leads to a place in the same document or is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html  # type: ignore[import-untyped]
from lxml.html import builder as E  # type: ignore[import-untyped]

from commitscape.errors import ReportError
from commitscape.report.vectors import inline_svg

STYLE = Path(__file__).with_name("printed.css")
CONTENTS = "contents"
OFFLINE = {"script", "link", "meta", "iframe", "object", "embed", "form", "input"}
OF_THE_SCREEN = ("headerlink", "cs-neighbours", "cs-filter", "cs-bar", "cs-controls", "cs-terms", "toctree-wrapper")
WRAPPERS = {"cell", "cell_output", "output"}  # boxes that mean nothing on paper; each would be a mark in the PDF
LONG = 120  # letters of a passage worth printing only once


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One page of the book in the sidebar. `name` is its file without suffix and its anchor in the document."""

    name: str
    title: str
    part: str  # "" for the landing page
    level: int  # 1 for a chapter, 2 for a page under it


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The document as a tree, and what its contents list."""

    title: str
    entries: tuple[Entry, ...]
    tree: Any

    def markup(self, numbers: Mapping[str, int]) -> str:
        """HTML whose contents name these page numbers (by anchor)."""
        for place in self.tree.iter("i"):
            if place.get("data-for"):
                place.text = str(numbers.get(place.get("data-for"), "000"))
        return "<!doctype html>\n" + str(html.tostring(self.tree, encoding="unicode"))


def compose(book: Path) -> Printed:
    """The document for the built book in the folder `book`. Raises ReportError where there is no book."""
    first = _read(book, "index")
    entries = tuple(_sidebar(first))
    title = _words(_one(first, "logo__title")) or entries[0].title
    names = {entry.name for entry in entries}
    printed: set[str] = set()
    chapters = {entry.name: _chapter(book, entry, names, printed) for entry in entries}
    _drop_repeated_tables([chapters[entry.name] for entry in (*entries[1:], entries[0])])
    front = E.SECTION(E.CLASS("pdf-front"), E.P(E.CLASS("pdf-title"), title), *_opening(chapters[entries[0].name]))
    body = E.BODY(front, _contents(entries), E.MAIN(E.CLASS("bd-article"), *chapters.values()))
    tree = E.HTML(E.HEAD(html.Element("meta", charset="utf-8"), E.TITLE(title), *_styles(book, title)), body, lang="en")
    tree.set("data-theme", "light")
    _mend_links(tree)
    return Printed(title=title, entries=entries, tree=tree)


def _read(book: Path, name: str) -> Any:
    path = book / f"{name}.html"
    try:
        return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except FileNotFoundError:
        raise ReportError("there is no built book", where=str(path), remedy="build it first: make report") from None


def _sidebar(page: Any) -> Iterator[Entry]:
    part = ""
    for element in _one(page, "bd-links").iter("p", "a"):
        classes = element.get("class", "").split()
        if "caption" in classes:
            part = _words(element)
        elif "reference" in classes:
            name = urlsplit(element.get("href")).path.removesuffix(".html") or "index"
            nested = any("toctree-l2" in above.get("class", "") for above in element.iterancestors("li"))
            yield Entry(name=unquote(name), title=_words(element), part=part, level=2 if nested else 1)


def _chapter(book: Path, entry: Entry, names: set[str], printed: set[str]) -> Any:
    section = _one(_read(book, entry.name), "bd-article").find("section")
    for element in list(section.iter()):
        if element.tag in OFFLINE or not isinstance(element.tag, str) or set(OF_THE_SCREEN) & set(element.get("class", "").split()):
            element.drop_tree()
    for element in section.iter():
        if element.get("id"):
            element.set("id", f"{entry.name}--{element.get('id')}")
        if element.tag == "a" and element.get("href"):
            _relink(element, _anchor(element.get("href"), entry.name, names))
        if element.tag == "details":
            element.set("open", "open")
    for number, place in enumerate(list(section.iter("noscript"))):
        still = unquote(place.find(".//img").get("src"))
        place.getparent().replace(place, inline_svg(book / still, prefix=f"{entry.name}-{number}-", link=lambda href: _anchor(href, entry.name, names)))
    for heading in section.iter("h1"):
        heading.set("id", entry.name)
    _unfold_cards(section)
    for box in list(section.iter("div")):
        if WRAPPERS & set(box.get("class", "").split()):
            box.drop_tag()
    if entry.level > 1:
        _drop_repeated_passages(section, printed)
    section.set("class", f"pdf-chapter pdf-level-{entry.level}")
    return section


def _anchor(href: str, page: str, names: set[str]) -> str | None:
    """Where a link of the book leads in the document; None for what is not in it."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None
    name = unquote(parts.path).removesuffix(".html") or page
    if name not in names:
        return None
    return f"{name}--{unquote(parts.fragment)}" if parts.fragment else name


def _relink(link: Any, anchor: str | None) -> None:
    if anchor is None:
        del link.attrib["href"]
    else:
        link.set("href", f"#{anchor}")


def _mend_links(tree: Any) -> None:
    """Point links whose mark was left out to the page that held it."""
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    for link in tree.xpath("//*[local-name()='a'][@href]"):
        anchor = link.get("href")[1:]
        if anchor not in ids:
            page = anchor.partition("--")[0]
            _relink(link, page if page in ids else None)


def _unfold_cards(section: Any) -> None:
    """Cards of positions, closed on screen, as plain blocks: their head leads to actor and instrument."""
    for card in section.find_class("cs-card"):
        card.tag, card.find("summary").tag = "div", "div"
        del card.attrib["open"]
        ways = card.find_class("cs-ways")[0]
        for name, link in zip(("cs-who", "cs-what"), ways.iter("a"), strict=False):
            head = card.find_class(name)[0]
            if link.get("href"):
                head.tag = "a"
                head.set("href", link.get("href"))
        ways.drop_tree()


def _drop_repeated_passages(section: Any, printed: set[str]) -> None:
    """What every page of a template says in the same words is printed with the first of them."""
    for part in [*section.findall("p"), *section.findall("section")]:
        text = _words(part)
        if len(text) < LONG or part.find(".//table") is not None or part.find(".//figure") is not None:
            continue
        if text in printed:
            part.drop_tree()
        printed.add(text)


def _drop_repeated_tables(chapters: Sequence[Any]) -> None:
    """A chart's table that another chapter prints too gives way to a link to it; the landing page, given last, repeats none."""
    owners: dict[str, str] = {}
    for chapter in chapters:
        for figure in chapter.iter("figure"):
            for table in figure.find_class("cs-table"):
                key = hashlib.sha256(" ".join(table.text_content().split()).encode()).hexdigest()
                owner = owners.setdefault(key, figure.get("id", ""))
                if owner != figure.get("id", ""):
                    note = E.P(E.CLASS("cs-note"), "The table of this chart stands with ", E.A("the same chart further on", href=f"#{owner}"), ".")
                    table.getparent().replace(table, note)


def _opening(landing: Any) -> list[Any]:
    """The landing page's question, its summary and its figures, moved to the title page."""
    found = [landing.find_class(name)[:1] for name in ("cs-headline", "cs-prose", "cs-tallies")]
    parts = [part for parts in found for part in parts]
    for part in parts:
        part.getparent().remove(part)
    return parts


def _contents(entries: Sequence[Entry]) -> Any:
    rows, part = [], ""
    for entry in entries:
        if entry.part != part:
            part = entry.part
            rows.append(E.LI(E.CLASS("pdf-part"), part))
        number = html.Element("i", {"data-for": entry.name})
        rows.append(E.LI(E.CLASS(f"pdf-level-{entry.level}"), E.A(E.SPAN(entry.title), number, href=f"#{entry.name}")))
    return E.NAV(E.CLASS("pdf-contents"), E.H1("Contents", id=CONTENTS), E.UL(*rows))


def _styles(book: Path, title: str) -> Iterator[Any]:
    for sheet in sorted((book / "_static" / "css").glob("*.css")):
        yield html.Element("link", rel="stylesheet", href=sheet.resolve().as_uri())
    quoted = "".join(letter if letter.isalnum() and letter.isascii() else f"\\{ord(letter):x} " for letter in title)
    yield E.STYLE(STYLE.read_text(encoding="utf-8").replace("TITLE", f'"{quoted}"'))


def _one(page: Any, name: str) -> Any:
    found = page.find_class(name)
    if not found:
        raise ReportError(f"a page of the book has no {name!r}", where="the built book", remedy="build it again: make report")
    return found[0]


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
