"""What `make lab` promises: notebooks run one after another in one kernel, and a changed value in the parameters cell is enough."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from commitscape.charts.markup import plain

ROOT = Path(__file__).parents[2]
CHANGED = [  # notebook, what its parameters cell says, what a researcher writes, what the page then shows
    ("landscape", "actors = []", 'actors = ["DEU"]', "Germany", "France"),
    ("timeline", "since = None", 'since = "2025-12-01"', "December 2025", "August 2025"),
    ("actor", 'actor = ""', 'actor = "FRA"', "France", None),
    ("changes", 'edition = ""', 'edition = "2025-09-03"', "since 3 September 2025", "since 17 December 2025"),
]


@pytest.mark.book
def test_a_changed_value_is_enough() -> None:
    manager = KernelManager(kernel_name="python3")
    try:
        for name, default, value, shown, gone in CHANGED:
            notebook = nbformat.read(ROOT / f"notebooks/{name}.ipynb", as_version=4)
            (cell,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
            assert default in cell.source
            cell.source = cell.source.replace(default, value, 1)
            client = NotebookClient(notebook, km=manager, timeout=600, startup_timeout=600, resources={"metadata": {"path": str(ROOT / "notebooks")}})
            client.execute(cleanup_kc=False)
            pages = [output["data"].get("text/html", "") for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if "data" in output]
            text = " ".join(plain(page.split("<script", 1)[0]) for page in pages)
            assert shown in text, name
            assert gone is None or gone not in text, name
    finally:
        manager.shutdown_kernel(now=True)
