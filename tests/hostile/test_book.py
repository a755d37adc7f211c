"""A book made of hostile texts: nothing of them runs, loads or leaves its folder, in a browser, a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from commitscape.tables.formats import RISKY

from .corpus import write_corpus
from .miniature import Project, make
from .payloads import OUTSIDE

pytestmark = pytest.mark.torture
EVERY = bool(os.environ.get("COMMITSCAPE_TORTURE"))  # `make torture` makes the book of all of them
PAGES = ("index", "corpus", "sources", "timeline", "evidence")
INSIDE = ("file:", "data:", "blob:", "about:")
MOST = 3  # inputs of a kind in the book of `make test`
BEGINNINGS = tuple(sign for sign in RISKY if sign != "'")
UNFIT = ("gigantic", "archives-that-grow", "archives-in", "feeds", "deep", "broken", "tables", "entities")  # what makes no page, or a very long one


@dataclass(frozen=True, kw_only=True)
class Hostile:
    project: Project
    done: subprocess.CompletedProcess[str]

    @property
    def pages(self) -> list[Path]:
        return sorted(self.project.html.glob("*.html"))

    @property
    def tables(self) -> Path:
        return self.project.folder / "out/tables"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A book of inputs of every kind, built in a folder of its own as a user whose home is that folder."""
    place = tmp_path_factory.mktemp("hostile")
    project = make(place / "project", PAGES)
    write_corpus(place / "corpus")
    for kind in sorted((place / "corpus").iterdir()):
        if EVERY or not kind.name.startswith(UNFIT):
            files = sorted(path for path in kind.iterdir() if not path.is_dir())
            for path in files if EVERY else files[:: max(1, len(files) // MOST)]:
                (project.folder / "seeds" / kind.name).mkdir(exist_ok=True)
                if path.is_symlink() or path.is_file():  # not the pipes, which copying would wait for
                    shutil.copy(path, project.folder / "seeds" / kind.name, follow_symlinks=False)
    before = listed(place)
    done = project.build(env={**os.environ, "HOME": str(project.folder), "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(project.folder / "out")})
    fresh = {name for name in listed(place) - before if not name.startswith("project/out")}
    assert fresh == set(), "files outside of the output folder"
    return Hostile(project=project, done=done)


def listed(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_the_book_is_built_and_its_messages_cannot_steer_a_terminal(hostile: Hostile) -> None:
    assert hostile.done.returncode in (0, 1), hostile.done.stderr[-2000:]
    lines = hostile.done.stderr.splitlines()
    assert [line for line in lines if not line.startswith("incomplete: ")] == []
    assert [line for line in lines if re.search(r"\.ipynb: |book: |figure ", line)] == [], "a page is broken, not an input"
    assert [ascii(line) for line in (*lines, *hostile.done.stdout.splitlines()) if not line.isprintable()] == []
    assert len(hostile.pages) > 25


def test_no_spreadsheet_runs_a_cell(hostile: Hostile) -> None:
    csv.field_size_limit(sys.maxsize)  # a paragraph may be a million letters long
    for path in hostile.tables.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.reader(stream), start=1):
                for cell in row:
                    harmless = not cell.startswith(BEGINNINGS) or re.fullmatch(r"-?\d+(\.\d+)?", cell)
                    assert harmless, f"{path.name}:{number}: {cell!r}"
    with zipfile.ZipFile(hostile.tables / "tables.xlsx") as workbook:
        sheets = [name for name in workbook.namelist() if "worksheets" in name]
        assert sheets
        for name in sheets:
            assert not re.search(rb"<f[ >]|<hyperlink", workbook.read(name)), name


class Elements(HTMLParser):
    """What of a page could run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("iframe", "object", "embed", "base", "video", "audio") or (tag == "meta" and given.get("http-equiv", "").lower() == "refresh"):
            self.found.append(f"<{tag}>")
        self.found += [f"{name} of <{tag}>" for name in given if name.startswith("on") or name == "srcdoc"]
        for name in ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"):
            value = re.sub(r"[\s\x00-\x1f]", "", given.get(name, "")).lower()
            if value.startswith(("javascript:", "vbscript:", "data:text")) or (OUTSIDE in value and name != "href"):
                self.found.append(f"{name}={value[:60]} of <{tag}>")
            if name == "href" and OUTSIDE in value and tag != "a":
                self.found.append(f"{name}={value[:60]} of <{tag}>")


def test_no_page_holds_an_element_of_a_text(hostile: Hostile) -> None:
    bad = {}
    for path in hostile.pages:
        page = path.read_text(encoding="utf-8")
        parser = Elements()
        parser.feed(page)
        ours = [entry for entry in parser.found if entry not in FROM_THE_THEME]
        if ours or "<script>window.pwned" in page or re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f‪-‮⁦-⁩]", page):
            bad[path.name] = ours or "a control character or a script"
    assert bad == {}


FROM_THE_THEME = frozenset({"onclick of <button>"})


def test_the_payloads_are_there_as_text(hostile: Hostile) -> None:
    """The tests above would pass over an empty book: what must do no harm has to be shown."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in hostile.pages)
    for payload in ("&lt;script&gt;window.pwned=1;alert(1)&lt;/script&gt;", "onerror=", "=1+1", "&lt;style&gt;@import"):
        assert payload in text, payload


def test_nothing_runs_and_nothing_is_asked_of_the_network(hostile: Hostile, chromium: Browser) -> None:
    outside: list[str] = []
    dialogs: list[str] = []
    context = chromium.new_context()
    context.route(lambda url: not url.startswith(INSIDE), lambda route: (outside.append(route.request.url), route.abort()))
    for page_file in hostile.pages:
        page = context.new_page()
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(f"file://{page_file}")
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        page.evaluate("document.querySelectorAll('a, button, summary, [tabindex]').forEach((part, place) => { if (place < 60) part.focus() })")
        assert page.evaluate("window.pwned") is None, page_file.name
        assert page.url.startswith("file:"), page_file.name
        page.close()
    context.close()
    assert (outside, dialogs) == ([], [])
