"""Draws charts, page by page: ``python -m commitscape.report.drawing``.

A process of its own, because drawing keeps the whole interpreter busy, and the build has pages to look after meanwhile. Each line on
stdin is a request, ``{"page": NAME, "notebook": PATH, "folder": PATH}``; it is answered with a line on stdout: ``{"failed": [LINE, ...]}``,
or what stopped it, ``{"report": [WHAT, WHERE, REMEDY]}`` or ``{"disk": [NUMBER, WHAT, FILE]}``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from commitscape.errors import ReportError
from commitscape.report.figures import draw


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), file=answers, flush=True)


def _answer(request: dict[str, str]) -> dict[str, Any]:
    try:
        return {"failed": draw(request["page"], Path(request["notebook"]), Path(request["folder"]))}
    except ReportError as fault:
        return {"report": [fault.what, fault.where, fault.remedy]}
    except OSError as fault:
        return {"disk": [fault.errno, fault.strerror, str(fault.filename or "")]}


if __name__ == "__main__":
    main()
