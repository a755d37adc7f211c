"""Colours, type and spacing of every chart.

One scale of stances serves all charts, tables and pages. It runs from blue (for) over pale (open)
to red (against), with plum for what an actor asks of others; each step also has a lightness of its
own, so that the order of greys in print still tells the eight apart (see tests/charts/test_theme.py).
"""

from __future__ import annotations

import math
import re
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
from altair.utils.data import to_values

STANCE_COLOURS: dict[str, str] = {
    "committed": "#0b3266", "willing": "#2879b9", "considering": "#92bddc", "undecided": "#ebe9e1",
    "reluctant": "#f6c77c", "refused": "#e4743a", "opposed": "#861f1c", "advocated": "#94407a",
}
POLARITY_COLOURS: dict[str, str] = {
    "for": STANCE_COLOURS["willing"], "open": STANCE_COLOURS["considering"], "against": STANCE_COLOURS["refused"], "asks": STANCE_COLOURS["advocated"],
}
VOUCHER_COLOURS: dict[str, str] = {
    "named": STANCE_COLOURS["committed"], "anonymous": STANCE_COLOURS["willing"], "other_actor": STANCE_COLOURS["considering"], "reporter": "#c5c9cf",
}
STATE_COLOURS: dict[str, str] = {  # of layers
    "covered": STANCE_COLOURS["committed"], "conditional": STANCE_COLOURS["willing"], "contested": STANCE_COLOURS["refused"],
    "offered": STANCE_COLOURS["considering"], "open": STANCE_COLOURS["reluctant"], "unclaimed": "#c5c9cf",
}
INK_ON: dict[str, str] = {  # what is legible on each stance's colour
    stance: "#1b1f24" if stance in ("considering", "undecided", "reluctant", "refused") else "#ffffff" for stance in STANCE_COLOURS
}
FONT = "Inter, 'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
LIGHT = {"ink": "#1b1f24", "quiet": "#5b6470", "faint": "#d9dce1", "tile": "#f1f2f4", "paper": "#ffffff", "accent": "#b3261e"}
DARK = {"ink": "#f0f2f4", "quiet": "#aab3bd", "faint": "#3a424b", "tile": "#262c33", "paper": "#14181d", "accent": "#ff8a80"}
STYLES = {"label": "ink", "tile": "tile", "accent": "accent", "paper": "paper", "arrow": "quiet", "strong": "ink"}  # of filled marks and texts
WIDTH = 720  # pixels, where a chart has no container to fill (files, print)


def config(colours: dict[str, str] = LIGHT) -> dict[str, Any]:
    """The Vega-Lite configuration; marks name the styles `label`, `quiet`, `rule`, `tile` and `accent` and so follow light and dark."""
    text = {"labelColor": colours["quiet"], "titleColor": colours["ink"], "labelFont": FONT, "titleFont": FONT}
    return {
        "background": None, "font": FONT, "padding": 4,
        "view": {"stroke": None, "continuousWidth": WIDTH, "discreteWidth": WIDTH, "continuousHeight": 320},
        "axis": {**text, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 600, "gridColor": colours["faint"], "domainColor": colours["faint"],
                 "tickColor": colours["faint"], "labelLimit": 260, "labelPadding": 6},
        "legend": {**text, "labelFontSize": 12, "titleFontSize": 12, "symbolType": "square", "symbolSize": 140, "symbolStrokeWidth": 0.6,
                   "orient": "top", "labelLimit": 200, "columnPadding": 12, "symbolStrokeColor": colours["quiet"]},
        "header": {**text, "labelFontSize": 13, "labelFontWeight": 600, "labelColor": colours["ink"]},
        "title": {"font": FONT, "color": colours["ink"], "subtitleColor": colours["quiet"], "subtitleFont": FONT,
                  "anchor": "start", "fontSize": 14, "offset": 8},
        "text": {"font": FONT, "fontSize": 12, "fill": colours["ink"]},
        "style": {name: {"fill": colours[tone], "color": colours[tone], "fontSize": 12} for name, tone in STYLES.items()} | {
            "quiet": {"fill": colours["quiet"], "color": colours["quiet"], "fontSize": 11}, "rule": {"stroke": colours["faint"], "color": colours["faint"]},
            "strong-rule": {"stroke": colours["quiet"], "color": colours["quiet"]}, "halo": {"stroke": colours["paper"], "color": colours["paper"]},
            "outline": {"stroke": colours["ink"]}, "hollow": {"stroke": colours["ink"], "color": colours["ink"]},
        },
    }


def stance_scale() -> alt.Scale:
    return alt.Scale(domain=list(STANCE_COLOURS), range=list(STANCE_COLOURS.values()))


def stance_legend(labels: dict[str, str], **options: Any) -> alt.Legend:
    """A legend of all stances in the codebook's order, worded by the topic's labels."""
    cases = "".join(f"datum.value=={stance!r}?{quoted_text(labels.get(stance, stance))}:" for stance in STANCE_COLOURS)
    return alt.Legend(**{"title": None, "values": list(STANCE_COLOURS), "labelExpr": f"{cases}datum.label", "columns": 4, "symbolOpacity": 1, **options})


def spec_of(chart: alt.TopLevelMixin, *, colours: dict[str, str] = LIGHT) -> dict[str, Any]:
    """The Vega-Lite document of a chart, the same bytes on every run: view names that Altair counts up are renumbered."""
    with alt.data_transformers.enable("plain"):
        spec: dict[str, Any] = chart.to_dict(validate=False)  # twice as fast; the tests draw every chart
    spec["config"] = config(colours)
    names: dict[str, str] = {}
    return _renamed(spec, names)


def plain_values(data: Any) -> dict[str, Any]:
    """The rows of a frame as Vega-Lite takes them, as Altair's own transformer gives them and in a third of its time."""
    if not isinstance(data, pd.DataFrame):
        return to_values(data)
    columns = [[_plain(value) for value in data[name].tolist()] for name in data.columns]
    for place, kind in enumerate(data.dtypes):
        if kind.kind == "M":  # a missing day is an empty text there
            columns[place] = [value or "" for value in columns[place]]
    return {"values": [dict(zip(data.columns, row, strict=True)) for row in zip(*columns, strict=True)]}


alt.data_transformers.register("plain", plain_values)


def _plain(value: Any) -> Any:
    """Days as ISO 8601 date-times, what is missing or no number as None."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item() if isinstance(value, np.generic) else value


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: value if key in ("data", "datasets") else _renamed(value, names) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(item, names) for item in node]
    if isinstance(node, str) and re.fullmatch(r"view_\d+", node):
        return names.setdefault(node, f"view_{len(names) + 1}")
    return node


def quoted_text(text: str) -> str:
    """A string literal of Vega's expression language."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"
