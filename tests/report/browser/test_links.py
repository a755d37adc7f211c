"""No link inside the book leads nowhere, and every position's link lands on its mark."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from .conftest import BOOK, TABLES, page_names

pytestmark = pytest.mark.browser
IN_CHARTS = re.compile(r'"((?:[a-z]+-[\w-]+|[a-z_]+)\.html(?:#[\w-]+)?)"')


class Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"])
        for name in ("href", "src"):
            if given.get(name):
                self.links.add(given[name])


def read(name):
    text, found = (BOOK / name).read_text(encoding="utf-8"), Anchors()
    found.feed(text)
    found.links |= set(IN_CHARTS.findall(text))
    return found


def test_links_and_anchors():
    pages = {name: read(name) for name in page_names()}
    broken = []
    for name, page in pages.items():
        for link in sorted(page.links):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("//"):
                continue
            target = unquote(parts.path) or name
            if not (BOOK / target).exists():
                broken.append(f"{name}: {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                broken.append(f"{name}: {link} (no such anchor)")
    assert broken == []


def test_no_id_stands_twice():
    twice = {name: sorted({i for i in page.ids if page.ids.count(i) > 1}) for name, page in ((name, read(name)) for name in page_names())}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def positions():
    rows = [json.loads(line) for line in (TABLES / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    found = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row["position_id"])
    return found


def test_every_position_lands_on_its_mark(visitor):
    missed, page = [], visitor.page
    for article, ids in positions().items():
        page.goto(f"file://{BOOK}/evidence-{article}.html")
        for position in ids:
            page.evaluate("id => { location.hash = id }", position)
            landed = page.evaluate("""async id => {
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                const mark = document.getElementById(id), box = mark?.getBoundingClientRect();
                const lit = mark?.closest('.cs-mark')?.classList.contains('cs-target');
                const card = document.querySelector(`.cs-card[data-position="${id}"]`);
                return !!(lit && card?.open && box.bottom > 0 && box.top < innerHeight);
            }""", position)
            if not landed:
                missed.append(f"{article}#{position}")
    assert missed == []


def test_a_deep_link_opened_afresh_is_in_view(watched):
    article, ids = next(iter(positions().items()))
    page = watched.open(f"evidence-{article}.html#{ids[-1]}")
    page.wait_for_function(
        "id => { const box = document.getElementById(id).getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }", arg=ids[-1]
    )
    assert page.locator(".cs-card.cs-target").count() == 1
