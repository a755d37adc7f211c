"""Every number of the prose that is a link leads to rows that give that number."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from .conftest import BOOK, page_names

pytestmark = pytest.mark.browser
PROSE = ("index.html", "landscape.html", "timeline.html", "conditions.html", "sources.html", "conflicts.html", "objections.html", "numbers.html")


class Counts(HTMLParser):
    """The links of one page: (address, text)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and "cs-count" in (given.get("class") or "").split():
            self.found.append([given["href"], ""])
            self.inside = True

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "a"

    def handle_data(self, data):
        if self.inside:
            self.found[-1][1] += data


def counts(name: str) -> list[tuple[str, str]]:
    parser = Counts()
    parser.feed((BOOK / name).read_text(encoding="utf-8"))
    return [(href, text) for href, text in parser.found]


def agrees(text: str, measured: float | None) -> bool:
    """Whether the rows give what the text says: a count, a share in a hundred, or a rounded figure."""
    if measured is None:
        return False
    if not re.fullmatch(r"[\d.,]+(\s?%)?", text):
        return measured > 0
    said = float(text.rstrip("%").strip().replace(",", ""))
    places = len(text.partition(".")[2])
    return any(abs(said - value) <= 0.5 * 10**-places + 1e-9 for value in ((measured * 100,) if text.endswith("%") else (measured,)))


def test_every_number_is_what_its_rows_give(visitor):
    asked: dict[str, list[tuple[str, str, str]]] = {}
    for name in page_names():
        for href, text in counts(name):
            asked.setdefault(urlsplit(href).path or name, []).append((name, href, text))
    wrong = []
    for target, links in sorted(asked.items()):
        visitor.page.goto(f"file://{BOOK}/{target}", wait_until="domcontentloaded")
        parts = [[f"?{urlsplit(href).query}", f"#{urlsplit(href).fragment}"] for _, href, _ in links]
        measured = visitor.page.evaluate("links => links.map(([query, hash]) => window.csCounts.measure(query, hash))", parts)
        wrong += [f"{name}: {text} → {href}: {value}" for (name, href, text), value in zip(links, measured, strict=True) if not agrees(text, value)]
    assert wrong == []
    assert len({name for links in asked.values() for name, _, _ in links}) >= len(PROSE)


@pytest.mark.parametrize("name", PROSE)
def test_no_number_of_a_finding_stands_alone(name):
    """Headline and prose hold no bare number; days, and words such as F1, are none."""
    body = (BOOK / name).read_text(encoding="utf-8")
    prose = re.findall(r'<(?:h2 class="cs-headline"|p class="cs-prose")[^>]*>(.*?)</(?:h2|p)>', body, re.DOTALL)
    assert prose
    unlinked = re.sub(r"<a\b.*?</a>", "", " ".join(prose), flags=re.DOTALL)
    plain = re.sub(r"\b\d{1,2} [A-Z][a-z]+ 20\d\d\b", "", re.sub(r"<[^>]+>|&#?\w+;", "", unlinked))
    assert re.findall(r"\b\d[\d.,]*\b", plain) == []


def test_a_number_opens_its_rows(watched):
    page = watched.open("landscape.html")
    link = page.locator(".cs-headline a.cs-count").first
    number = int(link.inner_text())
    link.click()
    frame = page.locator("#fig-landscape")
    assert frame.get_attribute("data-shown") == "table"
    assert frame.locator(".cs-table tbody tr:visible").count() == number
    assert str(number) in frame.locator(".cs-counted").inner_text()
    frame.get_by_role("button", name="Show all").click()
    assert frame.locator(".cs-table tbody tr:visible").count() > number
