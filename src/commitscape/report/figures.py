"""Every figure as SVG and PNG, for readers without scripts, for print and for downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import vl_convert

from commitscape.errors import ReportError
from commitscape.report.pages import read_notebook

FONTS = Path(__file__).parent / "fonts"
SPEC = re.compile(r'<figure class="cs-figure[^>]*data-name="([^"]+)".*?<script type="application/json" class="cs-spec">(.*?)</script>', re.DOTALL)
NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")
SCALE = 2.0  # pixels of the PNG for one of the chart
PAPER = "#ffffff"
ASSUMED = "https://vega.github.io/vega-datasets/"  # vl-convert resolves relative links against this address
PAGES = "../../"  # where the pages stand, seen from `_static/figures`


@dataclass(frozen=True, kw_only=True)
class Still:
    """A figure to render: the name of its files (`<page>-<figure>`) and its Vega-Lite document."""

    name: str
    spec: dict[str, Any]


def stills(page: str, notebook: nbformat.NotebookNode) -> Iterator[Still]:
    """The figures that an executed notebook shows. Raises ReportError for a name that is no file name."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            for name, spec in SPEC.findall(output.get("data", {}).get("text/html", "")):
                if not NAME.fullmatch(name):
                    raise ReportError(f"{name!r} cannot name a figure", where=f"{page}.ipynb", remedy="use letters, digits, - and _")
                yield Still(name=f"{page}-{name}", spec=json.loads(spec))


def draw(page: str, notebook: Path, folder: Path) -> list[str]:
    """Draw every figure of an executed notebook as `<page>-<figure>.svg` and `.png`; one line for each that cannot be drawn."""
    use_own_fonts()
    failed = []
    for still in stills(page, read_notebook(notebook)):
        try:
            drawn = vl_convert.vegalite_to_svg({**still.spec, "background": PAPER})
            picture = vl_convert.svg_to_png(drawn, scale=SCALE)
        except ValueError as fault:  # what vl-convert says of a document that it cannot draw
            failed.append(f"figure {still.name}: {' '.join(str(fault).splitlines()[:2])}")
            continue
        (folder / f"{still.name}.svg").write_bytes(drawn.replace(ASSUMED, PAGES).encode())
        (folder / f"{still.name}.png").write_bytes(picture)
    return failed


@cache
def use_own_fonts() -> None:
    """Charts are set in the fonts of this package, so that every machine draws the same letters."""
    vl_convert.register_font_directory(str(FONTS))
