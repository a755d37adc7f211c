"""The built book in the system's Chromium. Nothing is skipped: without a book or a browser the tests fail."""

from __future__ import annotations

import os
from collections.abc import Iterator
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
        drawn = "[...document.querySelectorAll('.cs-spec')].every(spec => spec.parentElement.dataset.drawn)"
        self.page.wait_for_function(f"document.readyState === 'complete' && {drawn}")


@pytest.fixture(scope="session")
def browser(chromium: Browser) -> Browser:
    assert (BOOK / "index.html").is_file(), f"no book in {BOOK}: run make report"
    return chromium


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    watch = Watched(page)

    def request(route):
        url = route.request.url
        if url.startswith(INSIDE):
            watch.files |= {Path(unquote(urlsplit(url).path))} if url.startswith("file:") else set()
            route.continue_()
        else:
            watch.outside.append(url)
            route.abort()

    context.route("**/*", request)
    page.on("console", lambda message: watch.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: watch.errors.append(str(fault)))
    page.on("dialog", lambda dialog: (watch.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield watch
    context.close()
    assert watch.outside == []
    assert watch.errors == []


def page_names() -> list[str]:
    return sorted(path.name for path in BOOK.glob("*.html")) or ["index.html"]
