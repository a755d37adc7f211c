"""The guide: Markdown pages of the book, with what follows from the program itself put in its place.

A line `<!-- insert: NAME -->` stands for the part of that name in `PARTS`, so that nothing is said twice by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

from commitscape.errors import ReportError
from commitscape.report.pages import page_sources
from commitscape.tables.dictionary import layouts

FOLDER = "guide"
INSERT = re.compile(r"^<!-- insert: (?P<name>[\w ]+) -->$", re.MULTILINE)
SETTING = re.compile(r"^(?P<name>\w+) = (?P<value>[^#]*?)(?:\s+# (?P<about>.*))?$", re.MULTILINE)


def guide_pages(book: Path) -> list[str]:
    """Names of the pages of the guide, none where the book has no guide."""
    return sorted(path.stem for path in (book / FOLDER).glob("*.md"))


def guide_texts(book: Path, notebooks: Path) -> dict[str, str]:
    """The guide's pages by name, in Markdown. Raises ReportError for an unknown insert."""
    texts = {name: (book / FOLDER / f"{name}.md").read_text(encoding="utf-8") for name in guide_pages(book)}
    return {name: INSERT.sub(partial(_part, page=name, notebooks=notebooks), text) for name, text in texts.items()}


def _part(found: re.Match[str], *, page: str, notebooks: Path) -> str:
    name = found["name"]
    if name not in PARTS:
        raise ReportError(f"unknown insert {name!r}", where=f"{FOLDER}/{page}.md", remedy=f"use one of {', '.join(PARTS)}")
    return PARTS[name](notebooks)


def commands(_: Path) -> str:
    """The reference of commands, asked of the program."""
    done = subprocess.run([sys.executable, "-m", "commitscape", "reference"], stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout


def tables(_: Path) -> str:
    """Every table with its columns, in the wording of the data package."""
    lines = []
    for name, layout in layouts().items():
        lines += [f"### {name}", "", f"{layout.title}: {layout.about} Key: {', '.join(f'`{key}`' for key in layout.key)}.", ""]
        lines += ["| column | type | meaning |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {c.type}{', may be empty' if c.optional else ''} | {_cell(c.description)} |" for c in layout.columns]
        lines.append("")
    return "\n".join(lines)


def topic_files(_: Path) -> str:
    """What each file of a topic folder holds, as the file that every new topic gets says it."""
    text = files("commitscape").joinpath("topics", "template", "README.md").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


def settings(notebooks: Path) -> str:
    """The parameters of the report's pages with their defaults, as the notebooks declare them."""
    found: dict[str, tuple[str, str]] = {}
    for _, notebook in page_sources(notebooks):
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", ()):
                for setting in SETTING.finditer(cell.source):
                    found.setdefault(setting["name"], (setting["value"], setting["about"] or ""))
    rows = [f"| `{name}` | `{value}` | {_cell(about)} |" for name, (value, about) in found.items() if about]
    return "\n".join(["| parameter | default | meaning |", "| --- | --- | --- |", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PARTS: dict[str, Callable[[Path], str]] = {"commands": commands, "tables": tables, "topic files": topic_files, "settings": settings}
