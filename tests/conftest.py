"""The system's Chromium, one for every test of a process, and how the tests are shared out between two processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

PATIENCE = 300_000  # milliseconds; a wait ends as soon as what it waits for is there, so a slow machine turns nothing red
LONGEST = (  # begun first, so that no process is left alone with one of them at the end
    "tests/test_guide.py", "tests/hostile/test_kills.py", "tests/coding/test_training.py", "tests/hostile/test_reading.py", "tests/report/test_same.py",
    "tests/review/test_lab.py", "tests/report/test_pdf.py", "tests/report/test_lab.py", "tests/report/test_book.py", "tests/report/test_build.py",
    "tests/extraction/test_extraction.py", "tests/report/browser/test_counts.py", "tests/report/browser/test_links.py",
)  # fmt: skip
APART = ("tests/report/browser/",)  # of these each test is a portion of its own


class Portions(LoadScopeScheduling):
    """Hands out whole files, whose fixtures are then made once, in the order of collection."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid if nodeid.startswith(APART) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Portions:
    config.option.loadscopereorder = False
    return Portions(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.nodeid.partition("::")[0], len(ranks)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Playwright refuses a second one beside the first."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "no Chromium: install it (apt-get install chromium) or name it with CHROMIUM"
    with sync_playwright() as play:
        expect.set_options(timeout=PATIENCE)
        made = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()
