"""Executes the pages' notebooks side by side with papermill."""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from commitscape.errors import ReportError, of_disk
from commitscape.report.clean import cleaned, write
from commitscape.report.kernel import ENGINE, PRELOAD, KernelsLost, WarmProcess
from commitscape.report.pages import Page, check_parameters, read_notebook
from commitscape.report.parameters import declared

SECONDS = 120  # that one cell may take


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A page that could not be built; its notebook is kept with the traceback in place."""

    page: str
    what: str

    def __str__(self) -> str:
        return f"{self.page}.ipynb: {self.what}; mend the notebook, or its tables, and build again"


def check_known(parameters: Mapping[str, Any], known: Iterable[set[str]]) -> None:
    """Raises ReportError for a parameter that no notebook declares."""
    everyone = set().union(*known)
    unknown = sorted(set(parameters) - everyone)
    if unknown:
        raise ReportError(f"unknown parameter {unknown[0]!r}", where="--set", remedy=f"use one of {', '.join(sorted(everyone)) or 'none'}")


class Kernels:
    """Where pages are executed: kernels forked from one warm process, which starts when it is first needed, or told to."""

    def __init__(self, preload: Iterable[str] = PRELOAD) -> None:
        self._preload, self._lock = tuple(preload), threading.Lock()
        self._warm: WarmProcess | None = None

    def start(self) -> WarmProcess:
        with self._lock:
            self._warm = self._warm or WarmProcess(self._preload)
            return self._warm

    def execute(self, page: Page, parameters: Mapping[str, Any], known: set[str], *, out: Path) -> Failure | None:
        """Execute a page into `out/<name>.ipynb`; the notebook is kept, with the traceback in place, when it fails."""
        return _run(page, parameters, known, out=out, warm=self.start())

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_: object) -> None:
        if self._warm is not None:
            self._warm.close()


def run_pages(
    pages: Sequence[Page], *, out: Path, parameters: Mapping[str, Any], common: Mapping[str, Any], workers: int = 2, preload: Iterable[str] = PRELOAD,
) -> list[Failure]:
    """Execute every page into `out/<name>.ipynb` and return what failed, sorted by page.

    `parameters` are the user's: each must be declared by at least one notebook, and goes to those that declare it.
    `common` are the runner's own (where the tables are). Raises ReportError for a parameter that nobody knows.
    """
    known = {source: set(declared(source)) for source in {page.source for page in pages}}
    check_known(parameters, known.values())
    out.mkdir(parents=True, exist_ok=True)
    with Kernels(preload) as kernels, ThreadPoolExecutor(max_workers=workers) as pool:
        def run(page: Page) -> Failure | None:
            return kernels.execute(page, own_parameters(page, {**common, **parameters}, known[page.source]), known[page.source], out=out)

        return [failure for failure in pool.map(run, pages) if failure]


def own_parameters(page: Page, offered: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """What a page is executed with: of what is offered, that which its notebook declares, and the page's own."""
    return {name: value for name, value in offered.items() if name in known} | dict(page.parameters)


def _run(page: Page, parameters: Mapping[str, Any], known: set[str], *, out: Path, warm: WarmProcess) -> Failure | None:
    target = out / f"{page.name}.ipynb"
    folders = (out.resolve(), Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), Path.cwd().resolve())
    what = None
    try:
        check_parameters(page, known, parameters)
        papermill.execute_notebook(
            str(page.source), str(target), dict(parameters), engine_name=ENGINE, kernel_name="python3", language="python",
            request_save_on_cell_execute=False, progress_bar=False, warm=warm, folder=out, timeout=SECONDS,
        )
    except PapermillExecutionError as fault:
        what = f"cell {fault.exec_count} raised {fault.ename}: {' '.join(str(fault.evalue).split())[:300]}"
    except KernelsLost:
        raise
    except Exception as fault:  # a kernel that died or a cell that never ended: this page is lost, not the others
        if isinstance(fault, OSError) and of_disk(fault):  # no notebook's fault: the last good book stays
            raise
        what = fault.what if isinstance(fault, ReportError) else " ".join(f"{type(fault).__name__}: {fault}".split())[:400]
        if not target.exists():
            write(_marked(page, what), target)
    write(cleaned(nbformat.read(target, as_version=4), folders=folders), target)
    return None if what is None else Failure(page=page.name, what=what)


def _marked(page: Page, what: str) -> nbformat.NotebookNode:
    """The notebook as it was, with the fault at its top."""
    notebook = read_notebook(page.source)
    notebook.cells.insert(0, nbformat.v4.new_code_cell("", outputs=[nbformat.v4.new_output("error", ename="NotRun", evalue=what, traceback=[what])]))
    return notebook
