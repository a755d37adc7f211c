"""Miniature notebooks in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from commitscape.report.book import publish
from commitscape.report.figures import draw
from commitscape.report.pages import Page
from commitscape.report.typeset import typeset
from commitscape.report.workshop import Sphinx

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
Writer = Callable[..., Page]


@pytest.fixture
def notebook(tmp_path: Path) -> Writer:
    """Write `<name>.ipynb` with a title, a parameters cell and code cells; returns it as a page."""

    def write(name: str, *cells: str, parameters: str = 'tables = ""', title: str = "A page", template: str | None = None) -> Page:
        metadata = {"kernelspec": KERNEL, **({"commitscape": {"template": template}} if template else {})}
        made = nbformat.v4.new_notebook(metadata=metadata)
        made.cells = [
            nbformat.v4.new_markdown_cell(f"# {title}"),
            nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *map(nbformat.v4.new_code_cell, cells),
        ]
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        nbformat.write(made, folder / f"{name}.ipynb")
        return Page(name=name, source=folder / f"{name}.ipynb")

    return write


@pytest.fixture
def assemble(tmp_path: Path) -> Callable[..., list[str]]:
    """Set, draw and publish executed pages as a book; what a build keeps stands in `work`."""

    def run(
        names: list[str], *, notebooks: Path, book: Path, html: Path, titles: dict[str, str], data: Path | None = None, work: Path | None = None,
    ) -> list[str]:
        kept, figures = work or tmp_path / "work", [tmp_path / "figures" / name for name in names]
        with Sphinx() as sphinx:
            warnings = typeset(names, notebooks=notebooks, book=book, work=kept, title="A <title>", titles=titles, sphinx=sphinx)
        for name, folder in zip(names, figures, strict=True):
            folder.mkdir(parents=True, exist_ok=True)
            warnings += draw(name, notebooks / f"{name}.ipynb", folder)
        publish(kept / "html", html, book=book, figures=figures, root="index" if "index" in names else names[0], data=data)
        return warnings

    return run
