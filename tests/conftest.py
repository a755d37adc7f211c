"""The system's Chromium, one for every test of a process: Playwright refuses a second one beside the first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PATIENCE = 300_000  # milliseconds; a wait ends as soon as what it waits for is there, so a slow machine turns nothing red


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert path, "no Chromium: install it (apt-get install chromium) or name it with CHROMIUM"
    with sync_playwright() as play:
        expect.set_options(timeout=PATIENCE)
        made = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()
