"""Takes out of an executed notebook what differs from run to run and says nothing about the result."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat

TIMES = re.compile(r"(?:\x1b\[[0-9;]*m)+")  # colours of tracebacks
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
KEEP = ("kernelspec", "commitscape")
LIVE = "application/vnd.jupyter.widget-view+json"  # a view of a running kernel: nothing is left of it when the kernel has ended
LANGUAGE = {"name": "python"}


def cleaned(notebook: nbformat.NotebookNode, *, folders: tuple[Path, ...] = ()) -> nbformat.NotebookNode:
    """The notebook without times, durations, random ids, memory addresses and the folders of this machine."""
    fresh = nbformat.v4.new_notebook(metadata={k: notebook.metadata[k] for k in KEEP if k in notebook.metadata})
    fresh.metadata["language_info"] = dict(LANGUAGE)
    count = 0
    for number, cell in enumerate(notebook.cells):
        kept = {name: value for name, value in cell.metadata.items() if name not in ("papermill", "execution")}
        if not kept.get("tags"):
            kept.pop("tags", None)
        shown = {"cell_type": cell.cell_type, "id": f"cell-{number:03d}", "metadata": kept, "source": cell.source}
        if cell.cell_type == "code":
            count += 1
            ran = cell.execution_count is not None
            outputs = [_steady(dict(output), count, folders) for output in cell.outputs]
            shown |= {"execution_count": count if ran else None, "outputs": outputs}
        fresh.cells.append(nbformat.from_dict(shown))
    return fresh


def write(notebook: nbformat.NotebookNode, path: Path) -> None:
    nbformat.write(notebook, path, version=nbformat.NO_CONVERT)


def _steady(output: dict[str, Any], count: int, folders: tuple[Path, ...]) -> dict[str, Any]:
    if "execution_count" in output:
        output["execution_count"] = count
    if output["output_type"] == "error":
        output["traceback"] = [_plain(line, folders) for line in output["traceback"]]
        output["evalue"] = _plain(output["evalue"], folders)
    elif output["output_type"] == "stream":
        output["text"] = _plain(output["text"], folders)
    else:
        output["data"] = {kind: _anonymous(body, folders) for kind, body in sorted(output["data"].items()) if kind != LIVE}
        output["metadata"] = {}
    return output


def _plain(text: str, folders: tuple[Path, ...]) -> str:
    return ADDRESS.sub("0x…", _anonymous(TIMES.sub("", text), folders))


def _anonymous(body: Any, folders: tuple[Path, ...]) -> Any:
    """Text without the machine's folders: what a notebook says must not depend on where it ran."""
    if isinstance(body, str):
        for folder in folders:
            body = body.replace(f"{folder}/", "").replace(str(folder), ".")
    return body
