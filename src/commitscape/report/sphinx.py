"""Builds a staged Jupyter Book: ``python -m commitscape.report.sphinx STAGE HTML JOBS``. Warnings are errors.

A process of its own, because Sphinx keeps global state and because a build may be killed at any moment.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jupyter_book.sphinx import build_sphinx  # type: ignore[import-untyped]
from sphinx.util.console import nocolor


def main(stage: str, html: str, jobs: str) -> int:
    nocolor()
    done = build_sphinx(
        stage, html, path_config=Path(stage) / "_config.yml", confoverrides={"latex_individualpages": False},
        doctreedir=Path(stage) / ".doctrees", noconfig=True, freshenv=True, quiet=True, warningiserror=True, keep_going=True, jobs=int(jobs),
    )
    return done if isinstance(done, int) else 2


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
