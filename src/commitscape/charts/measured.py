"""How fast the program was when it was last measured (`make bench`), with the machine that it was measured on."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from commitscape.charts.markup import Html, element, join
from commitscape.charts.tables import grid

FILE = "measured.json"  # beside this module, so that a report carries the figures of the release that made it


def figures() -> list[dict[str, Any]]:
    """The figures of every comparison, by name; none where nothing was measured yet."""
    kept = files(__package__).joinpath(FILE)
    return list(json.loads(kept.read_text(encoding="utf-8")).values()) if kept.is_file() else []


def table() -> Html:
    """Every comparison: the figure, its ratio to what it is compared with in the same run, and what was asked of it."""
    found = figures()
    rows = ((f["what"], f"{f['value']:,.1f} {f['unit']}", _ratio(f), f["target"] or "") for f in found)
    columns = ["Measured", "Figure", "Times", "Asked"]
    machines = sorted({f"{f['cores']} cores, Python {f['python']}" for f in found})
    words = f"Measured on {'; '.join(machines)}, each ratio within one run. The general corpus is made up for the purpose."
    said = element("p", words) if machines else Html("")
    return join([said, grid(columns, rows, label="Speed", empty="Nothing was measured yet: make bench.")])


def _ratio(figure: dict[str, Any]) -> str:
    return f"{figure['ratio']:.2f} × {figure['against']}" if figure["ratio"] is not None else ""
