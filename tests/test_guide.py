"""The guide of the book: its commands run word for word, in a fresh folder, and what they build is a whole second book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commitscape.report.guide import PARTS, guide_pages, guide_texts

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "book" / "guide"
BLOCK = re.compile(r"(?:^<!-- not run: (?P<why>[^\n]+) -->\n)?^```sh\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("tutorial", "howto")  # the order in which a reader meets their commands
TAKEN = ("book", "data", "notebooks", "seeds", "CITATION.cff", "pyproject.toml")


def blocks(page: str) -> Iterator[tuple[str, str | None]]:
    """The shell commands of a page, and why they are not run."""
    for found in BLOCK.finditer((GUIDE / f"{page}.md").read_text(encoding="utf-8")):
        yield found["code"], found["why"]


@pytest.fixture(scope="module")
def followed(tmp_path_factory) -> tuple[Path, str]:
    """A fresh copy of the clone in which the guide was followed to the end, and what its commands said."""
    clone = tmp_path_factory.mktemp("guide") / "commitscape"
    clone.mkdir()
    for name in TAKEN:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("_build", "practice", "__pycache__", ".ipynb_checkpoints"))
        else:
            shutil.copy(ROOT / name, clone / name)
    (clone / ".venv").mkdir()
    (clone / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    script = "set -euo pipefail\n" + "\n".join(code for page in PAGES for code, why in blocks(page) if why is None)
    done = subprocess.run(
        ["bash", "-x", "-c", script], cwd=clone, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stdout[-6000:]
    return clone, done.stdout


def test_the_commands_do_what_the_guide_says(followed: tuple[Path, str]) -> None:
    clone, said = followed
    assert said.count("data/lagoon: no faults") == 4
    assert "+ commitscape train --topic data/lagoon\ntrained: " in said
    assert re.search(r"labels\.yaml, line \d+: unknown instrument 'lighthouses'", said)
    assert "the instrument relocation has no label" in said
    assert (clone / "build" / "lagoon-machine" / "rejects.jsonl").read_text(encoding="utf-8") == ""
    assert (clone / "public-report" / "index.html").is_file()


def test_the_second_topic_makes_a_whole_book(followed: tuple[Path, str]) -> None:
    html = followed[0] / "build" / "lagoon" / "html"
    pages = {path.stem: path.read_text(encoding="utf-8") for path in html.glob("*.html")}
    no_pages = {"actor", "instrument", "evidence", "review"}  # templates, and a tool
    wanted = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")} - no_pages
    assert wanted | set(guide_pages(ROOT / "book")) <= set(pages)
    assert {f"{stem}-{code}" for stem, code in (("actor", "nor"), ("actor", "islands"), ("instrument", "levy"))} <= set(pages)
    assert sum(name.startswith("evidence-") for name in pages) == 10
    assert [name for name, text in pages.items() if "This page is incomplete" in text] == []
    assert "Climate finance, an invented example" in pages["index"]
    assert "None of these articles was among those that its weights were learnt from" in pages["accuracy"]
    assert [name for name, text in pages.items() if re.search(r"Ukrain|Kyiv|ceasefire|Russia", text) and name not in guide_pages(ROOT / "book")] == []


def test_the_reference_is_written_by_the_program(followed: tuple[Path, str]) -> None:
    text = (followed[0] / "build" / "lagoon" / "html" / "reference.html").read_text(encoding="utf-8")
    for words in ("commitscape topic check", "--scheduler", "position_id", "codebook.yaml", "leaves out positions of unknown day"):
        assert words in text
    assert "insert:" not in text


def test_what_is_not_run_says_so() -> None:
    held_back = [(page, why) for page in guide_pages(ROOT / "book") for _, why in blocks(page) if why is not None]
    assert len(held_back) == 6
    said = (GUIDE / "howto.md").read_text(encoding="utf-8").lower()
    assert said.count("not run by the tests of this guide") == 4
    assert said.count("nothing in this section is run by the tests of this guide") == 1
    assert [page for page in guide_pages(ROOT / "book") if page not in PAGES and list(blocks(page))] == []


def test_every_insert_is_used(tmp_path: Path) -> None:
    assert set(re.findall(r"<!-- insert: ([\w ]+) -->", (GUIDE / "reference.md").read_text(encoding="utf-8"))) == set(PARTS)
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "a.md").write_text("<!-- insert: weather -->\n", encoding="utf-8")
    with pytest.raises(Exception, match="unknown insert 'weather'"):
        guide_texts(tmp_path, ROOT / "notebooks")
