"""Stores the notebooks' outputs for their default parameters: ``python -m commitscape.report.accept NOTEBOOKS``.

nbval compares a later run with what is stored, so this is how a person says that a change is meant.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import papermill
from papermill.exceptions import PapermillExecutionError

from commitscape.report.build import chart_modules
from commitscape.report.clean import cleaned, write
from commitscape.report.kernel import ENGINE, PRELOAD, WarmProcess
from commitscape.report.pages import read_notebook
from commitscape.report.runner import SECONDS


def accept(notebooks: Path) -> list[str]:
    """Run every notebook of a folder as it stands and keep its outputs; returns the names of those that failed and stay as they were."""
    failed = []
    with WarmProcess((*PRELOAD, *chart_modules())) as warm, tempfile.TemporaryDirectory() as aside:
        for path in sorted(notebooks.glob("*.ipynb")):
            ran = Path(aside) / path.name
            try:
                papermill.execute_notebook(
                    str(path), str(ran), engine_name=ENGINE, kernel_name="python3", request_save_on_cell_execute=False, progress_bar=False,
                    warm=warm, folder=notebooks.resolve(), timeout=SECONDS,
                )
            except PapermillExecutionError as fault:
                failed.append(f"{path.name}: cell {fault.exec_count} raised {fault.ename}: {fault.evalue}")
                continue
            ids = [cell.get("id") for cell in read_notebook(path).cells]
            fresh = cleaned(read_notebook(ran), folders=(notebooks.resolve(), Path.cwd()))
            for cell, own in zip(fresh.cells, ids, strict=True):
                cell["id"] = own or cell["id"]
            write(fresh, path)
    return failed


if __name__ == "__main__":
    faults = accept(Path(sys.argv[1]))
    for fault in faults:
        print(f"not accepted: {fault}", file=sys.stderr)
    sys.exit(bool(faults))
