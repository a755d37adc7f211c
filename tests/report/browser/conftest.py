"""The built book in the system's Chromium. Nothing is skipped: without a book or a browser the tests fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[3]
BOOK = Path(os.environ.get("COMMITSCAPE_BOOK", ROOT / "book/_build/html"))
TABLES = BOOK / "_static/data"
SCREENSHOTS = Path(os.environ.get("COMMITSCAPE_SCREENSHOTS", ROOT / "build/screenshots"))
PATIENCE = 300_000  # milliseconds that a wait may take on a slow machine; it ends as soon as what it waits for is there
INSIDE = ("file:", "data:", "blob:", "about:")
DRAWN = """[...document.querySelectorAll('.cs-spec')].every(spec => spec.parentElement.dataset.drawn || spec.parentElement.querySelector('.cs-chart-failed'))"""


@dataclass
class Watched:
    """A page and what it did that it should not: requests that leave the machine, errors, dialogs."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    files: set[Path] = field(default_factory=set)

    def open(self, name: str) -> Page:
        self.page.goto(f"file://{BOOK}/{name}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until every chart stands, or says that it cannot."""
        self.page.wait_for_function(f"document.readyState === 'complete' && {DRAWN}")

    def widen(self, width: int) -> None:
        """Make the window `width` pixels wide and wait for the charts: the page hears of it before its next frame, and this asks in a frame."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.wait_for_function(f"innerWidth === {width} && {DRAWN}")

    def request(self, url: str) -> None:
        if url.startswith("file:"):
            self.files.add(Path(unquote(urlsplit(url).path)))
        elif not url.startswith(INSIDE):
            self.outside.append(url)


@contextmanager
def watching(browser: Browser) -> Iterator[Watched]:
    """A page in a context of its own, without a network: what it asks of one is noted, and fails."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, offline=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch = Watched(page)
    context.on("request", lambda request: watch.request(request.url))
    page.on("console", lambda message: watch.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: watch.errors.append(str(fault)))
    page.on("dialog", lambda dialog: (watch.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield watch
    context.close()


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    assert (BOOK / "index.html").is_file(), f"no book in {BOOK}: run make report"
    return chromium


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with watching(browser) as watch:
        yield watch
    assert watch.outside == []
    assert watch.errors == []


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Watched]:
    with watching(browser) as watch:
        yield watch


@pytest.fixture
def visitor(window: Watched) -> Iterator[Watched]:
    """One page that goes from test to test, for those that only look: a page of its own takes longer to make than most take to open."""
    for heard in (window.outside, window.errors, window.files):
        heard.clear()
    yield window
    window.page.evaluate("0")  # what the page said before this has arrived
    assert window.outside == []
    assert window.errors == []


def page_names() -> list[str]:
    return sorted(path.name for path in BOOK.glob("*.html")) or ["index.html"]
