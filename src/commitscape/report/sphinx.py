"""Sets the pages of a staged Jupyter Book: ``python -m commitscape.report.sphinx``, with one request on stdin. Warnings are errors.

A process of its own, because Sphinx keeps global state and because a build may be killed at any moment. It imports first and reads the
request then: ``{"folder": WORK, "fresh": true|false}``; no request is no work.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import myst_nb.sphinx_  # type: ignore[import-untyped]  # noqa: F401  what the book loads when it starts
import sphinx_book_theme  # type: ignore[import-untyped]  # noqa: F401
from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]
from sphinx.util.console import nocolor


def main() -> int:
    request = sys.stdin.readline()
    if not request:
        return 0
    wanted = json.loads(request)
    work = Path(wanted["folder"]).resolve()
    nocolor()
    done = build_sphinx(
        str(work / "source"), str(work / "html"), path_config=work / "source" / "_config.yml", confoverrides={"latex_individualpages": False},
        doctreedir=str(work / "doctrees"), noconfig=True, freshenv=wanted["fresh"], quiet=True, warningiserror=True, keep_going=True,
    )
    return done if isinstance(done, int) else 2


if __name__ == "__main__":
    sys.exit(main())
