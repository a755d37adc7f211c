"""Every figure as SVG and PNG, for readers without scripts, for print and for downloads."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat
import vl_convert

from commitscape.errors import ReportError

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


def render(still: Still, folder: Path, cache: Path | None = None) -> None:
    """Write `<name>.svg` and `<name>.png`. What was rendered before from the same document is copied from `cache`."""
    key = hashlib.sha256(json.dumps([still.spec, version("vl-convert-python"), SCALE, PAGES], sort_keys=True).encode()).hexdigest()
    for suffix in (".svg", ".png"):
        kept = cache / f"{key}{suffix}" if cache else None
        if kept and kept.is_file():
            body = kept.read_bytes()
        else:
            body = _draw(still.spec, suffix)
            if kept:
                _keep(kept, body)
        (folder / f"{still.name}{suffix}").write_bytes(body)


def use_own_fonts() -> None:
    """Charts are set in the fonts of this package, so that every machine draws the same letters."""
    vl_convert.register_font_directory(str(FONTS))


def _draw(spec: dict[str, Any], suffix: str) -> bytes:
    shown = {**spec, "background": PAPER}
    if suffix == ".svg":
        return vl_convert.vegalite_to_svg(shown).replace(ASSUMED, PAGES).encode()
    return vl_convert.vegalite_to_png(shown, scale=SCALE)


def _keep(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{hashlib.sha256(body).hexdigest()[:8]}")
    part.write_bytes(body)
    part.replace(path)
