"""A process that has imported everything and forks a build for each line of its input: seconds less for every build that is killed.

``python -m tests.hostile.nursery`` reads ``{"folder": ..., "words": [...], "mark": ...}`` and answers with the pid of the build, the
leader of a process group of its own, and with ``{"ended": pid, "status": ...}`` when it ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

MARK = "COMMITSCAPE_KILLED_HERE"
ROOT = Path(__file__).parents[2]


class Nursery:
    """The process, seen from the tests."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )
        self._answers: dict[int, int] = {}
        self._news = threading.Condition()
        self._pid: int | None = None
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, folder: Path, words: list[str], mark: str) -> int:
        assert self._process.stdin is not None
        with self._news:
            self._pid = None
            self._process.stdin.write(json.dumps({"folder": str(folder), "words": words, "mark": mark}) + "\n")
            self._process.stdin.flush()
            assert self._news.wait_for(lambda: self._pid is not None, timeout=600), "no build was started"
            assert self._pid is not None
            return self._pid

    def ended(self, pid: int, seconds: float) -> int | None:
        """Exit status of a build, None where it is still at work after `seconds`."""
        with self._news:
            self._news.wait_for(lambda: pid in self._answers, timeout=seconds)
            return self._answers.get(pid)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            message = json.loads(line)
            with self._news:
                if "started" in message:
                    self._pid = message["started"]
                else:
                    self._answers[message["ended"]] = message["status"]
                self._news.notify_all()


def _build(request: dict[str, Any]) -> None:
    """In the fork: become a build that nothing ties to the nursery."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    os.chdir(request["folder"])
    os.environ[MARK] = request["mark"]
    sys.argv = ["commitscape", *request["words"]]
    from commitscape.cli import main

    main()


def _say(message: dict[str, int]) -> None:
    os.write(1, json.dumps(message).encode() + b"\n")


def _serve() -> None:
    from commitscape import pipeline
    from commitscape.reading.language import load_model

    assert pipeline
    load_model()
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            status = 1
            try:
                _build(json.loads(line))
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 1
            finally:
                os._exit(status)
        os.setpgid(pid, pid)
        _say({"started": pid})
        threading.Thread(target=_wait, args=(pid,), daemon=True).start()


def _wait(pid: int) -> None:
    _say({"ended": pid, "status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])})


if __name__ == "__main__":
    _serve()
