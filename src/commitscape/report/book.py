"""Assembles the Jupyter Book in a staging folder and moves it into place whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from commitscape.errors import ReportError
from commitscape.folders import replacing
from commitscape.report.assets import drop_unused, write_stance_styles, write_vega
from commitscape.report.figures import render, stills, use_own_fonts
from commitscape.report.guide import stage_guide
from commitscape.report.pages import read_notebook
from commitscape.report.seal import seal_pages
from commitscape.report.stage import stage_page
from commitscape.report.toc import table_of_contents

JOBS = 2


def assemble(
    names: Sequence[str], *, notebooks: Path, book: Path, html: Path, title: str, titles: Mapping[str, str],
    data: Path | None = None, cache: Path | None = None,
) -> list[str]:
    """Build the pages `names` from `notebooks` (executed) into the folder `html`; `book` holds configuration and static files.

    `data` is copied to `_static/data` for readers to download, `cache` keeps drawn charts from build to build.

    Returns the warnings of the build, one line each. The last good book stays in place when Sphinx cannot finish
    at all (ReportError); with warnings the new one is published, and the caller reports them.
    """
    with replacing(html) as made, tempfile.TemporaryDirectory(prefix="commitscape-book-") as folder:
        stage, figures, pages = Path(folder) / "source", Path(folder) / "figures", Path(folder) / "pages" / "html"
        root = _stage(names, notebooks=notebooks, book=book, stage=stage, title=title, titles=titles)
        with ThreadPoolExecutor(max_workers=1) as aside:  # charts are drawn while Sphinx writes the pages
            drawing = aside.submit(_draw, names, notebooks, figures, cache)
            warnings = _sphinx(stage, pages)
            warnings += drawing.result()
        shutil.copytree(pages, made, dirs_exist_ok=True)
        if root != "index":
            shutil.copyfile(made / f"{root}.html", made / "index.html")
        _finish(made, book=book, figures=figures, data=data)
    return warnings


def _draw(names: Sequence[str], notebooks: Path, figures: Path, cache: Path | None) -> list[str]:
    """Draw every figure; one line for each that cannot be drawn, which leaves the others alone."""
    figures.mkdir()
    use_own_fonts()
    failed = []
    for name in names:
        for still in stills(name, read_notebook(notebooks / f"{name}.ipynb")):
            try:
                render(still, figures, cache)
            except ValueError as fault:  # what vl-convert says of a document that it cannot draw
                failed.append(f"figure {still.name}: {' '.join(str(fault).splitlines()[:2])}")
    return failed


def _finish(made: Path, *, book: Path, figures: Path, data: Path | None) -> None:
    """Everything that Sphinx does not bring: charts, Vega, data to download, the seal."""
    drop_unused(made)
    shutil.copytree(figures, made / "_static" / "figures")
    write_vega(book / "vega", made / "_static" / "vega")
    if data is not None:
        shutil.copytree(data, made / "_static" / "data", copy_function=shutil.copyfile)
    seal_pages(made)


def _stage(names: Sequence[str], *, notebooks: Path, book: Path, stage: Path, title: str, titles: Mapping[str, str]) -> str:
    """Write the book's sources; returns the name of the landing page."""
    stage.mkdir()
    for name in names:
        stage_page(notebooks / f"{name}.ipynb", stage / f"{name}.ipynb", title=titles.get(name))
    config = yaml.safe_load((book / "_config.yml").read_text(encoding="utf-8")) | {"title": title}
    assets = {"html_static_path": ["assets"], "html_css_files": _listed(book, "css", "css/0-stances.css"), "html_js_files": _listed(book, "js")}
    config["sphinx"]["config"] |= assets
    (stage / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    contents = table_of_contents(book / "parts.yml", [*names, *stage_guide(book, notebooks, stage)])
    (stage / "_toc.yml").write_text(yaml.safe_dump(contents, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(book / "_static", stage / "assets")
    write_stance_styles(stage / "assets" / "css" / "0-stances.css")
    return str(contents["root"])


def _listed(book: Path, kind: str, *first: str) -> list[str]:
    return [*first, *sorted(path.relative_to(book / "_static").as_posix() for path in (book / "_static" / kind).glob(f"*.{kind}"))]


def _sphinx(stage: Path, made: Path) -> list[str]:
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "commitscape.report.sphinx", str(stage), str(made), str(JOBS)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    )
    said = [line.replace(f"{stage}/", "") for line in done.stdout.splitlines() if line.strip()]
    if done.returncode not in (0, 1):  # 1 means warnings
        raise ReportError("the book could not be built: " + " / ".join(said[-8:]), where="Sphinx", remedy="mend what it names and build again")
    warnings = [line for line in said if "WARNING" in line or "ERROR" in line]
    return warnings or (said[-3:] if done.returncode else [])
