"""Reads strangers' files in a process of its own, with bounded memory and time.

Run as `python -P -m commitscape.reading.formats.worker`: a request is a line of JSON (format, size) and the bytes, an
answer a line of JSON (parts, or what and remedy).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, replace
from importlib import import_module
from typing import IO

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.formats.parts import Part

READERS = {
    "txt": "markdown.read_text",
    "md": "markdown.read_markdown",
    "html": "page.read_page",
    "pdf": "pdf.read_pdf",
    "docx": "word.read_word",
    "eml": "mail.read_mail",
    "feed": "feed.read_feed",
    "csv": "tables.read_csv",
    "jsonl": "tables.read_json_lines",
}
_SMALL = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}


class Worker:
    """The process, started when it is first asked and again after it had to be stopped."""

    def __init__(self, *, seconds: float = limits.SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, format: str, content: bytes) -> list[Part]:
        """The documents of a file. Raises ReadingError where it cannot be read within the limits."""
        process = self._started()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, stop)
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps({"format": format, "size": len(content)}).encode() + b"\n" + content)
            process.stdin.flush()
            answer = process.stdout.readline()
        except OSError:
            answer = b""
        finally:
            timer.cancel()
        if not answer.endswith(b"\n"):
            self._stop()
            what = f"took longer than {self._seconds:g} seconds to read" if late.is_set() else "stopped its reader"
            raise ReadingError(what, remedy="copy its text into a .txt file")
        said = json.loads(answer)
        if "what" in said:
            raise ReadingError(said["what"], remedy=said["remedy"])
        return [Part(**part) for part in said["parts"]]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-P", "-m", __spec__.name]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **_SMALL})
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def read_parts(format: str, content: bytes) -> list[Part]:
    """Reads in this process. Raises ReadingError; any fault of a library becomes one."""
    module, function = READERS[format].split(".")
    try:
        parts: list[Part] = getattr(import_module(f"commitscape.reading.formats.{module}"), function)(content)
        parts = [replace(part, text=limits.check_text(_whole(part.text))) for part in parts]
    except ReadingError:
        raise
    except MemoryError:
        raise ReadingError("needs more memory than one document may", remedy="split it") from None
    except Exception as error:  # a library's own fault on a stranger's file: named, never fatal
        raise ReadingError(f"is damaged or no {format} file ({type(error).__name__})", remedy="save it again or copy its text into a .txt file") from None
    return parts


def _whole(text: str) -> str:
    """Without halves of surrogate pairs, which JSON can smuggle in and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    for line in requests:
        request = json.loads(line)
        content = requests.read(request["size"])
        answer: dict[str, object]
        try:
            answer = {"parts": [asdict(part) for part in read_parts(request["format"], content)]}
        except ReadingError as error:
            answer = {"what": error.what, "remedy": error.remedy}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # not every system can
        return
    with suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))


if __name__ == "__main__":
    _bound_memory()
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever a library prints is no answer
    _serve(sys.stdin.buffer, answers)
