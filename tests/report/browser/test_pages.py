"""Every page: drawn, readable at three widths, accessible, and it asks nothing of the network."""

from __future__ import annotations

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import BOOK, SCREENSHOTS, page_names

pytestmark = pytest.mark.browser
WIDTHS = (1440, 768, 360)
FRAME = ("search.html", "genindex.html")
TEMPLATES = ("actor-", "instrument-", "evidence-")

UNSEEN = """[...document.querySelectorAll('article.bd-article p, article.bd-article h2, article.bd-article td')]
    .filter(node => node.offsetParent && getComputedStyle(node).color === getComputedStyle(document.body).backgroundColor)
    .map(node => node.textContent.slice(0, 60))"""


def grave_violations(page):
    """What axe-core calls serious or critical. It may not fetch style sheets: the pages' policy would refuse. Accounts of what passed are not asked for."""
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {json.dumps([node['html'][:160] for node in rule['nodes'][:3]])}"
        for rule in found if rule["impact"] in ("serious", "critical")
    ]


def looked_at() -> set[str]:
    """Pages that every check is made of: all but those of a template, and of these the first, the shortest and the longest."""
    names, chosen = page_names(), set()
    for template in TEMPLATES:
        made = [name for name in names if name.startswith(template)]
        names = [name for name in names if name not in made]
        sizes = {name: (BOOK / name).stat().st_size for name in made}
        chosen |= {made[0], min(sizes, key=sizes.__getitem__), max(sizes, key=sizes.__getitem__)} if made else set()
    return chosen | set(names)


@pytest.mark.parametrize("name", page_names())
def test_page(name, visitor):
    visitor.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page, closely = visitor.open(name), name in looked_at()
    if name not in FRAME:
        assert len(page.inner_text("article.bd-article").strip()) > 40, "the page is empty"
        assert page.locator("article.bd-article h1").count() == 1
        assert page.locator(".cs-failed, .cs-chart-failed").count() == 0
    if page.locator(".cs-spec").count():
        page.wait_for_function("performance.getEntriesByName('cs-drawn').length === 1")
    if closely:
        assert grave_violations(page) == []
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        visitor.widen(width)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if closely:
            page.screenshot(path=SCREENSHOTS / f"{name.removesuffix('.html')}-{width}.png")
        assert wide <= width, f"scrolls sideways at {width}: {wide}"


@pytest.mark.parametrize("name", ["index.html", "landscape.html", "timeline.html", "accuracy.html"])
def test_weight_over_the_wire(name, watched):
    page = watched.open(name)
    page.wait_for_function("[...document.querySelectorAll('img.cs-print')].every(image => image.complete)")
    packed = ("woff2", "png")
    sizes = {file.name: len(body if file.suffix[1:] in packed else gzip.compress(body)) for file in watched.files for body in [file.read_bytes()]}
    assert "vega.js" in sizes
    assert sum(sizes.values()) <= 1_500_000, sorted(sizes.items(), key=lambda item: -item[1])[:5]


@pytest.mark.parametrize("name", ["index.html", "landscape.html", "corpus.html"])
def test_dark_and_accessible(name, watched):
    watched.page.add_init_script("localStorage.setItem('mode', 'dark'); localStorage.setItem('theme', 'dark')")
    page = watched.open(name)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert set(page.evaluate("[...document.querySelectorAll('.cs-spec')].map(s => s.parentElement.dataset.drawn)")) <= {"dark"}
    page.screenshot(path=SCREENSHOTS / f"{name.removesuffix('.html')}-1440-dark.png", full_page=True)
    assert page.evaluate(UNSEEN) == []
    assert grave_violations(page) == []
