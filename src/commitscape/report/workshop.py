"""The processes that a build starts once and uses often; each starts when it is first needed, or before, when it surely will be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from commitscape.errors import ReportError

if TYPE_CHECKING:
    from commitscape.report.pages import Page
    from commitscape.report.runner import Failure, Kernels

STEADY = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1"}


class Companion:
    """A process of this package beside the build. It can be started before there is work for it, because its imports take long."""

    module: ClassVar[str]
    errors: ClassVar[int | None] = None  # where its stderr goes: to the build's own, if nowhere else

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> subprocess.Popen[str]:
        with self._lock:
            self._process = self._process or subprocess.Popen(
                [sys.executable, "-m", self.module], env={**os.environ, **STEADY}, text=True, encoding="utf-8", errors="replace",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            )
            return self._process

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


class Sphinx(Companion):
    """The process that sets pages."""

    module, errors = "commitscape.report.sphinx", subprocess.STDOUT

    def set_pages(self, work: Path, *, fresh: bool) -> list[str]:
        """Set what changed of `work/source` into `work/html`; returns the warnings. Raises ReportError where Sphinx cannot finish."""
        process = self.start()
        said, _ = process.communicate(json.dumps({"folder": str(work), "fresh": fresh}) + "\n")
        lines = [line.replace(f"{work.resolve()}/source/", "").replace(f"{work}/source/", "") for line in said.splitlines() if line.strip()]
        self._process = None
        if process.returncode not in (0, 1):  # 1 means warnings
            raise ReportError("the book could not be built: " + " / ".join(lines[-8:]), where="Sphinx", remedy="mend what it names and build again")
        warnings = [line for line in lines if "WARNING" in line or "ERROR" in line]
        return warnings or (lines[-3:] if process.returncode else [])


class Drawer(Companion):
    """The process that draws charts."""

    module = "commitscape.report.drawing"

    def __init__(self) -> None:
        super().__init__()
        self._asking = threading.Lock()

    def draw(self, page: str, notebook: Path, folder: Path) -> list[str]:
        """What `figures.draw` does and returns, and raises. Raises ReportError where the process has died."""
        process = self.start()
        assert process.stdin is not None
        assert process.stdout is not None
        with self._asking:
            with suppress(BrokenPipeError):
                print(json.dumps({"page": page, "notebook": str(notebook), "folder": str(folder)}), file=process.stdin, flush=True)
            line = process.stdout.readline()
        if not line:
            raise ReportError("the process that draws charts has died", where=f"{page}.ipynb", remedy="read its message above and build again")
        answer = json.loads(line)
        if "report" in answer:
            what, where, remedy = answer["report"]
            raise ReportError(what, where=where, remedy=remedy)
        if "disk" in answer:
            raise OSError(*answer["disk"])
        return list(answer["failed"])


class Workshop:
    """Kernels for pages, a drawer for their charts, and Sphinx for the book."""

    def __init__(self, modules: list[str]) -> None:
        """`modules` are what notebooks may import."""
        self.sphinx, self.drawer = Sphinx(), Drawer()
        self._modules, self._lock, self._open = modules, threading.Lock(), ExitStack()
        self._kernels: Kernels | None = None

    def execute(self, page: Page, parameters: Mapping[str, Any], known: set[str], *, out: Path) -> Failure | None:
        return self._ready().execute(page, parameters, known, out=out)

    def ahead_of(self, stage: str) -> None:
        """Start what the stages after this one will need, beside it."""
        if stage in ("documents", "tables"):
            self._ready().start()
        if stage == "pages":
            self.drawer.start()
        if stage != "publication":
            self.sphinx.start()

    def _ready(self) -> Kernels:
        from commitscape.report.kernel import PRELOAD
        from commitscape.report.runner import Kernels

        with self._lock:
            if self._kernels is None:
                self._kernels = self._open.enter_context(Kernels((*PRELOAD, *self._modules)))
            return self._kernels

    def __enter__(self) -> Workshop:
        self._open.enter_context(self.sphinx)
        self._open.enter_context(self.drawer)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()
