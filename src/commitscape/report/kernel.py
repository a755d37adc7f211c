"""Kernels of this interpreter, forked from one warm process, behind papermill's engine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.utils import run_sync
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, papermill_engines

from commitscape.errors import ReportError

ENGINE = "commitscape"
SPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
PRELOAD = (  # what every kernel loads as it starts, and what every notebook of this report needs
    "ipykernel.kernelapp", "ipykernel.debugger", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.extensions.storemagic", "pyarrow.parquet", "commitscape.charts.rehearsal",
)
STEADY = {  # what a notebook shows must not depend on who runs it, nor on how many at once
    "PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "120", "NO_COLOR": "1",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # a process that forks has one thread, or a fork may find a lock that nobody opens
}


class KernelsLost(ReportError):
    """No kernel can be started any more: no notebook's fault, and the end of the run."""


class WarmProcess:
    """A process that has imported what notebooks need and forks a kernel for each of them."""

    def __init__(self, modules: Sequence[str] = PRELOAD) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="commitscape-")
        environment = {**os.environ, **STEADY, "IPYTHONDIR": self._home.name, "JUPYTER_RUNTIME_DIR": self._home.name}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "commitscape.report.warm", *modules],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True,
        )
        self._asking, self._news = threading.Lock(), threading.Condition()
        self._started: list[int] = []
        self._ended: dict[int, int] = {}
        self._gone = False
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def runtime(self) -> str:
        """A private folder for connection files."""
        return self._home.name

    def fork(self, *, connection: str, folder: str) -> int:
        """Pid of a new kernel that listens as the connection file says. Raises ReportError when the process has died."""
        request = json.dumps({"connection": connection, "folder": folder}).encode() + b"\n"
        with self._asking:
            try:
                assert self._process.stdin is not None
                self._process.stdin.write(request)
                self._process.stdin.flush()
            except OSError:
                self._gone = True
            with self._news:
                self._news.wait_for(lambda: self._started or self._gone, timeout=120)
                if self._started:
                    return self._started.pop()
        raise KernelsLost("the process that notebooks start from has died", where="commitscape.report.warm", remedy="read its message above and build again")

    def exit_code(self, pid: int, timeout: float | None = 0) -> int | None:
        """Exit code of a kernel, or None when it still runs after `timeout` seconds."""
        with self._news:
            self._news.wait_for(lambda: pid in self._ended or self._gone, timeout=timeout)
            return self._ended.get(pid, -1 if self._gone else None)

    def close(self) -> None:
        if self._process.stdin and not self._process.stdin.closed:
            with suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._home.cleanup()

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            message = json.loads(line)
            with self._news:
                if "started" in message:
                    self._started.append(message["started"])
                else:
                    self._ended[message["exited"]] = message["status"]
                self._news.notify_all()
        with self._news:
            self._gone = True
            self._news.notify_all()


class ForkedKernel:
    """The part of `subprocess.Popen` that jupyter_client asks of a kernel's process."""

    stdin = stdout = stderr = None

    def __init__(self, warm: WarmProcess, pid: int) -> None:
        self.warm, self.pid = warm, pid

    def poll(self) -> int | None:
        return self.warm.exit_code(self.pid)

    def wait(self, timeout: float | None = None) -> int | None:
        return self.warm.exit_code(self.pid, timeout)

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel by asking the warm process for a fork."""

    warm: WarmProcess

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        pid = self.warm.fork(connection=cmd[cmd.index("-f") + 1], folder=kwargs["cwd"])
        self.process, self.pid = ForkedKernel(self.warm, pid), pid  # type: ignore[assignment]
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """No interrupts: jupyter_client sends one before each shutdown, and a kernel about to end only complains of it aloud."""
        if signum != signal.SIGINT:
            await super().send_signal(signum)


def new_manager(warm: WarmProcess) -> AsyncKernelManager:
    """A kernel manager whose kernel is forked; no kernelspec on disk is read."""
    stem = Path(warm.runtime) / os.urandom(8).hex()
    manager = AsyncKernelManager(transport="ipc", ip=f"{stem}-ipc", connection_file=f"{stem}.json")
    spec = KernelSpec(argv=[sys.executable, "-f", "{connection_file}"], display_name=SPEC["display_name"], language="python")
    manager._kernel_spec = spec
    provisioner = ForkProvisioner(kernel_id="", kernel_spec=spec, parent=manager)
    provisioner.warm = warm
    manager.provisioner = provisioner
    return manager


class WarmEngine(Engine):
    """Papermill's engine of this package: the notebook client over a forked kernel in `folder`."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, warm: WarmProcess, folder: Path, timeout: int, log_output: bool = False, **_: Any
    ) -> Any:
        manager = new_manager(warm)
        client = PapermillNotebookClient(
            nb_man, km=manager, kernel_name=kernel_name, timeout=timeout, log_output=log_output, record_timing=False,
            resources={"metadata": {"path": str(folder)}},
        )
        try:
            return client.execute()
        finally:
            run_sync(manager.shutdown_kernel)(now=True)


papermill_engines.register(ENGINE, WarmEngine)
