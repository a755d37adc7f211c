"""The warm process that kernels are forked from.

Run as ``python -m commitscape.report.warm MODULE ...``. It imports the modules once, then reads one
request a line from stdin, ``{"connection": PATH, "folder": PATH}``, and answers each with the pid
of a fresh kernel on stdout (and later with ``{"exited": PID, "status": STATUS}``). A fork starts in
milliseconds where a new interpreter needs seconds, and shares no state with the notebooks before it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import selectors
import signal
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any


def main(modules: list[str]) -> None:
    for name in modules:
        with suppress(Exception):  # the notebook that needs the module will show the fault in place
            importlib.import_module(name)
    gc.freeze()  # what is loaded stays shared between the forks
    gc.set_threshold(100_000, 50, 50)  # a notebook ends before collecting pays
    wakeup, bell = os.pipe()
    os.set_blocking(bell, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(bell)
    watch = selectors.DefaultSelector()
    watch.register(sys.stdin.fileno(), selectors.EVENT_READ)
    watch.register(wakeup, selectors.EVENT_READ)
    pending = b""
    while True:
        for key, _ in watch.select():
            if key.fd == wakeup:
                os.read(wakeup, 4096)
                _report_exits()
                continue
            chunk = os.read(sys.stdin.fileno(), 65536)
            if not chunk:
                return
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                request = json.loads(line)
                _ready(request["folder"])
                _fork(request, keep_shut=[wakeup, bell])


@cache
def _ready(folder: str) -> None:
    """Hold the tables that notebooks in this folder are about to read, once for all of them."""
    with suppress(Exception):  # the notebook that needs them will show the fault in place
        from commitscape.tables.store import hold_tables

        hold_tables(Path(folder).parent / "tables")
    gc.freeze()


def _fork(request: dict[str, Any], *, keep_shut: list[int]) -> None:
    home = os.getpid()
    pid = os.fork()
    if pid:
        _say({"started": pid})
        return
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for fd in keep_shut:
            os.close(fd)
        _become_kernel(request, home)
    except BaseException as fault:  # the fork must never fall back into the server's loop
        print(f"kernel: {fault!r}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def _become_kernel(request: dict[str, Any], home: int) -> None:
    from ipykernel.kernelapp import IPKernelApp

    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.setsid()
    os.chdir(request["folder"])
    sys.argv = ["ipykernel_launcher"]
    sys.path.insert(0, "")
    quiet = ["--HistoryManager.enabled=False", "--HistoryManager.hist_file=:memory:"]
    ends = f"--IPKernelApp.parent_handle={home}"  # of a killed build nothing stays behind
    IPKernelApp.launch_instance(argv=["-f", request["connection"], ends, *quiet])


def _report_exits() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        _say({"exited": pid, "status": os.waitstatus_to_exitcode(status)})


def _say(message: dict[str, int]) -> None:
    os.write(1, json.dumps(message).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
