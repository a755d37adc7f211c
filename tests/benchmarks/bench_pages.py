"""How soon the charts of the built book stand (`make report` first), against the load event of the same pages without scripts.

A page without scripts has the same words and a still for every chart, so the ratio is what live charts cost a reader on this machine.
Both ways take turns, and the best of some turns counts, so that what else the machine does weighs little.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from run import ROOT, Figure

from commitscape.report.pdf import find_chromium

BOOK = ROOT / "book" / "_build" / "html"
TURNS = 5
PATIENCE = 120_000  # milliseconds
MADE = ("actor-", "instrument-")  # of pages made from one template the first stands for all
NAMED = {"index.html": "charts of the first page drawn", "landscape.html": "charts of the landscape drawn"}
AGAINST = "the same page without scripts"


def measure() -> list[Figure]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        found = {name: compare(browser, name) for name in charted()}
        browser.close()
    slowest = max(found, key=lambda name: found[name][0])
    ratios = {name: drawn / plain for name, (drawn, plain) in found.items()}
    middle = median(drawn for drawn, _ in found.values())
    return [
        *(
            Figure(name=f"pages_{name.removesuffix('.html')}", what=what, value=found[name][0], unit="s", against=AGAINST, ratio=ratios[name])
            for name, what in NAMED.items()
        ),
        Figure(
            name="pages_median", what=f"charts of a page drawn, median of {len(found)}", value=middle, unit="s",
            against=AGAINST, ratio=median(ratios.values()),
        ),
        Figure(
            name="pages_slowest", what=f"charts of the slowest page drawn: {slowest}", value=found[slowest][0], unit="s",
            against=AGAINST, ratio=ratios[slowest], target="2 s",
        ),
    ]


def charted() -> Iterator[str]:
    """Names of the pages with charts."""
    seen: set[str] = set()
    for path in sorted(BOOK.glob("*.html")):
        template = next(filter(path.name.startswith, MADE), path.name)
        if template not in seen and 'class="cs-spec"' in path.read_text(encoding="utf-8"):
            seen.add(template)
            yield path.name


def compare(browser: Browser, name: str) -> tuple[float, float]:
    """Seconds until the last chart of a page stands, and until the page is loaded without scripts."""
    live, plain = browser.new_context(), browser.new_context(java_script_enabled=False)
    pages = live.new_page(), plain.new_page()
    turns = [(drawn(pages[0], name), loaded(pages[1], name)) for _ in range(TURNS)]
    live.close()
    plain.close()
    return min(first for first, _ in turns), min(second for _, second in turns)


def drawn(page: Page, name: str) -> float:
    page.goto(f"file://{BOOK}/{name}", timeout=PATIENCE)
    page.wait_for_function("performance.getEntriesByName('cs-drawn').length", timeout=PATIENCE)
    return page.evaluate("performance.getEntriesByName('cs-drawn')[0].startTime") / 1000


def loaded(page: Page, name: str) -> float:
    page.goto(f"file://{BOOK}/{name}", timeout=PATIENCE)
    return page.evaluate("performance.getEntriesByType('navigation')[0].loadEventStart") / 1000
