"""The review page in a real JupyterLab, in headless Chromium, by keyboard."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from commitscape.tables.decisions import read_reviews

SCREENSHOTS = Path(os.environ.get("COMMITSCAPE_SCREENSHOTS", Path(__file__).parents[2] / "build/screenshots"))


@pytest.fixture
def lab(bench: Any, tmp_path: Path) -> Iterator[str]:
    """The address of the review notebook in a JupyterLab of its own, which ends with the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home, token = tmp_path / "home", secrets.token_hex(16)
    (home / "config/labconfig").mkdir(parents=True)
    settings = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (home / "config/labconfig/page_config.json").write_text(json.dumps(settings), encoding="utf-8")
    environment = {**os.environ, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_RUNTIME_DIR": str(home / "run"),
                   "JUPYTER_DATA_DIR": str(home / "data"), "IPYTHONDIR": str(home / "ipython"), "JUPYTER_TOKEN": token}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", "--allow-root",
               f"--ServerApp.root_dir={bench.root}", "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with (tmp_path / "lab.log").open("wb") as log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/api/status?token={token}", server, tmp_path / "lab.log")
            yield f"http://127.0.0.1:{port}/lab/tree/notebooks/review.ipynb?token={token}&reset"
        finally:
            server.terminate()
            server.wait()


def _wait(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(3000):
        assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urlopen(address, timeout=60):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture
def page(lab: str, chromium: Browser) -> Iterator[Page]:
    shown = chromium.new_page(viewport={"width": 1440, "height": 1000})
    shown.set_default_timeout(300_000)
    outside: list[str] = []
    shown.on("request", lambda request: None if re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:", request.url) else outside.append(request.url))
    shown.goto(lab)
    try:
        yield shown
    finally:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        shown.screenshot(path=SCREENSHOTS / "review-last.png")
        shown.close()
    assert outside == []


@pytest.mark.browser
def test_accept_correct_reject_and_add_by_keyboard(bench: Any, page: Page) -> None:
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    panel = page.locator(".cs-review")
    panel.locator("input[name=reviewer]").fill("Eve")
    page.keyboard.press("Enter")
    said, left = panel.get_by_role("status"), panel.locator(".cs-r-count")
    expect(left).to_have_text("4 left, 0 decided in this sitting")
    expect(panel.locator("mark")).to_have_text("Spain is ready to send a tray if there is water.")
    page.keyboard.press("a")
    expect(said).to_have_text("Accepted: Spain, tray, willing. Saved in reviews.csv.")
    assert [r.decision for r in read_reviews(bench.topic).decisions] == ["accept"]
    expect(panel.locator("mark")).to_contain_text("<img src=x onerror=")  # shown as it stands, and not run
    page.keyboard.press("e")
    page.keyboard.type("a headline of last year")
    page.keyboard.press("Enter")
    page.keyboard.press("r")
    expect(said).to_have_text("Rejected: Germany, tray, refused. Saved in reviews.csv.")
    page.keyboard.press("s")
    expect(said).to_have_text("Skipped; it comes again at the end.")
    expect(panel.locator("mark")).to_have_text("France may send a kettle, Ann Lee said.")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "review.png")
    page.keyboard.press("c")
    panel.locator("select[name=stance]").select_option("willing")
    panel.locator("input[name=speaker]").fill("Ann Lee")
    page.screenshot(path=SCREENSHOTS / "review-correct.png")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Corrected: France, kettle, willing. Saved in reviews.csv.")
    page.keyboard.press("n")
    panel.locator("textarea[name=quote]").fill("The station waits.")
    panel.locator("select[name=actor]").select_option("ITA")
    panel.locator("select[name=instrument]").select_option("unspecified")
    panel.locator("select[name=stance]").select_option("undecided")
    panel.locator("select[name=actor]").focus()
    page.keyboard.press("Enter")
    expect(said).to_have_text("Added: Italy, unspecified, undecided. Saved in reviews.csv.")
    page.keyboard.press("a")
    expect(left).to_have_text("0 left, 5 decided in this sitting")
    page.keyboard.press("u")
    expect(said).to_have_text("Taken back: Accepted: Spain, kettle, willing.")
    expect(left).to_have_text("1 left, 4 decided in this sitting")
    held = [(r.decision, r.actor, r.instrument, r.stance, r.speaker, r.reviewer, r.reason) for r in read_reviews(bench.topic).decisions]
    assert held == [
        ("correct", "FRA", "kettle", "willing", "Ann Lee", "Eve", ""), ("reject", "DEU", "tray", "refused", "", "Eve", "a headline of last year"),
        ("accept", "ESP", "tray", "willing", "", "Eve", ""), ("add", "ITA", "unspecified", "undecided", "", "Eve", ""),
    ]
    assert page.locator(".jp-Notebook .jp-CodeCell").count() == 8  # no key reached JupyterLab's own commands
    assert page.title() != "1"
