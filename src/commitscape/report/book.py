"""Assembles the Jupyter Book in a staging folder and moves it into place whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from commitscape.errors import ReportError
from commitscape.report.stage import stage_page
from commitscape.report.toc import table_of_contents

JOBS = 2


def assemble(
    names: Sequence[str], *, notebooks: Path, book: Path, html: Path, title: str, titles: Mapping[str, str], data: Path | None = None,
) -> list[str]:
    """Build the pages `names` from `notebooks` (executed) into the folder `html`; `book` holds configuration and static files.

    Returns the warnings of the build, one line each. The last good book stays in place when Sphinx cannot finish
    at all (ReportError); with warnings the new one is published, and the caller reports them.
    """
    html.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".stage-", dir=html.parent) as folder:
        stage, made = Path(folder) / "source", Path(folder) / "html"
        _stage(names, notebooks=notebooks, book=book, stage=stage, title=title, titles=titles)
        warnings = _sphinx(stage, made)
        publish(made, html)
    return warnings


def _stage(names: Sequence[str], *, notebooks: Path, book: Path, stage: Path, title: str, titles: Mapping[str, str]) -> None:
    stage.mkdir()
    for name in names:
        stage_page(notebooks / f"{name}.ipynb", stage / f"{name}.ipynb", title=titles.get(name))
    config = yaml.safe_load((book / "_config.yml").read_text(encoding="utf-8")) | {"title": title}
    (stage / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    contents = table_of_contents(book / "parts.yml", names)
    (stage / "_toc.yml").write_text(yaml.safe_dump(contents, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(book / "_static", stage / "_static")


def _sphinx(stage: Path, made: Path) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "commitscape.report.sphinx", str(stage), str(made), str(JOBS)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )
    said = [line.replace(f"{stage}/", "") for line in done.stdout.splitlines() if line.strip()]
    if not (made / "index.html").exists():
        raise ReportError("the book could not be built: " + " / ".join(said[-8:]), where="Sphinx", remedy="mend what it names and build again")
    warnings = [line for line in said if "WARNING" in line or "ERROR" in line]
    return warnings or (said[-3:] if done.returncode else [])


def publish(made: Path, html: Path) -> None:
    """Put a finished folder in the place of the last one; a reader sees the old book or the new one, never half of one."""
    old = html.with_name(f".{html.name}-old-{os.getpid()}")
    if html.exists():
        html.rename(old)
    made.rename(html)
    shutil.rmtree(old, ignore_errors=True)
