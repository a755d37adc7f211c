"""Every page: drawn in time, readable at three widths, accessible, and it asks nothing of the network."""

from __future__ import annotations

import json
import os
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import SCREENSHOTS, page_names

pytestmark = pytest.mark.browser
WIDTHS = (1440, 768, 360)
SECONDS = float(os.environ.get("COMMITSCAPE_DRAW_SECONDS", "2"))
FRAME = ("search.html", "genindex.html")


@pytest.mark.parametrize("name", page_names())
def test_page(name, watched):
    begun = time.perf_counter()
    page = watched.open(name)
    taken = time.perf_counter() - begun
    if name not in FRAME:
        assert len(page.inner_text("article.bd-article").strip()) > 40, "the page is empty"
        assert page.locator("h1").count() == 1
        assert page.locator(".cs-failed, .cs-chart-failed").count() == 0
    charts = page.locator(".cs-spec").count()
    drawn = page.evaluate("performance.getEntriesByName('cs-drawn').map(e => e.startTime)[0] ?? 0") / 1000
    assert drawn <= SECONDS * max(1, charts / 3), f"{charts} charts drawn after {drawn:.1f} s (page open {taken:.1f} s)"
    report = Axe().run(page)
    grave = [
        f"{found['id']} ({found['impact']}): {found['help']}: {json.dumps([node['html'][:160] for node in found['nodes'][:3]])}"
        for found in report.response["violations"] if found["impact"] in ("serious", "critical")
    ]
    assert grave == []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(80)
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=SCREENSHOTS / f"{name.removesuffix('.html')}-{width}.png")
        assert wide <= width, f"scrolls sideways at {width}: {wide}"


@pytest.mark.parametrize("name", ["index.html", "landscape.html", "corpus.html"])
def test_dark_and_accessible(name, watched):
    watched.page.add_init_script("localStorage.setItem('mode', 'dark'); localStorage.setItem('theme', 'dark')")
    page = watched.open(name)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert set(page.evaluate("[...document.querySelectorAll('.cs-spec')].map(s => s.parentElement.dataset.drawn)")) <= {"dark"}
    grave = [found["id"] for found in Axe().run(page).response["violations"] if found["impact"] in ("serious", "critical")]
    page.screenshot(path=SCREENSHOTS / f"{name.removesuffix('.html')}-1440-dark.png", full_page=True)
    assert grave == []
