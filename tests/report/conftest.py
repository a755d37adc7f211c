"""Miniature notebooks in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from commitscape.report.pages import Page

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
