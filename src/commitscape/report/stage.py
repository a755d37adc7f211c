"""Turns executed notebooks into the book's sources: the same outputs without the code around them."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat

from commitscape.report.clean import write
from commitscape.report.pages import read_notebook

HIDDEN = {"parameters", "injected-parameters"}
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
FAILED = '<div class="cs-failed" role="alert"><p>This page is incomplete: its notebook stopped with an error. The cell and its traceback stand below.</p></div>'


def stage_page(source: Path, target: Path, *, title: str | None = None) -> None:
    """Write the book's version of an executed notebook; `title` replaces its first heading, word for word."""
    notebook = read_notebook(source)
    failed = any(output.output_type == "error" for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs)
    cells, titled = [], title is None
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ()))
        if "papermill-error-cell-tag" in tags or tags & HIDDEN:
            continue
        if cell.cell_type == "code":
            broken = any(output.output_type == "error" for output in cell.outputs)
            if not cell.outputs and not broken:
                continue
            tags.add("cs-broken" if broken else "remove-input")
            for output in cell.outputs:
                _point_to_stills(output, source.stem)
            cell.metadata["tags"] = sorted(tags)
            cell.execution_count = None
        elif not titled and title and re.match(r"# ", cell.source):
            cell.source = re.sub(r"\A# .*", lambda _: f"# {plain_markdown(title)}", cell.source)
            titled = True
        cells.append(cell)
    if not titled and title:
        cells.insert(0, _markdown(f"# {plain_markdown(title)}"))
    if failed:
        cells.insert(1, _markdown(FAILED))
    notebook.cells = cells
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:03d}"
    write(notebook, target)


def _point_to_stills(output: nbformat.NotebookNode, page: str) -> None:
    """Figures of different pages may share a name; their files may not."""
    body = output.get("data", {}).get("text/html")
    if body:
        output["data"]["text/html"] = body.replace('<noscript><img src="_static/figures/', f'<noscript><img src="_static/figures/{page}-')


def plain_markdown(text: str) -> str:
    """Text that Markdown shows as it is: one line, every mark of punctuation escaped."""
    return PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def _markdown(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(source)
