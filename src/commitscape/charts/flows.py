"""Columns of names with bands between them: who waits for whom, who speaks through whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean
from commitscape.charts.tiles import across, down

ROW, TOP, BAR = 27.0, 30.0, 9.0  # pixels: a name, the heads, an outer node
CURVE = 9  # points of a band


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout in pixels: the whole, the room of an outer name, an inner node with its name; letters of a name, its type."""

    width: float
    label: float
    inner: float
    letters: int
    font: float


WIDE = Form(width=860, label=190, inner=164, letters=26, font=12)
NARROW = Form(width=318, label=82, inner=88, letters=15, font=9.5)


def chart(
    links: pd.DataFrame, heads: Sequence[str], *, form: Form = WIDE, hrefs: Mapping[str, str] | None = None, colours: Mapping[str, str] | None = None,
) -> alt.LayerChart:
    """Bands between neighbouring columns.

    `links` has one row a chain: a column of names `c0`, `c1` ... for each head, `n` (its weight), and optionally `colour`, a
    key of `colours`. Names are ordered by weight. `hrefs` leads from a name to its page.
    """
    columns, width, label, inside = [f"c{i}" for i in range(len(heads))], form.width, form.label, form.inner
    orders = {c: list(links.groupby(c)["n"].sum().reset_index().sort_values(["n", c], ascending=[False, True])[c]) for c in columns}
    height = TOP + ROW * max(len(order) for order in orders.values()) + 6
    last = len(heads) - 1
    lefts = [label + i * (width - 2 * label) / max(last, 1) - (inside / 2 if 0 < i < last else BAR if i == last else 0) for i in range(len(heads))]
    spans = {(c, name): (lefts[i], lefts[i] + (inside if 0 < i < last else BAR), TOP + ROW * (n + 0.5) + (height - TOP - ROW * len(orders[c])) / 4)
             for i, c in enumerate(columns) for n, name in enumerate(orders[c])}
    most = float(max(links.groupby([a, b])["n"].sum().max() for a, b in pairwise(columns)))

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    bands = pd.DataFrame(_bands(links, columns, spans, most))
    nodes = pd.DataFrame(
        [
            {
                "x": left,
                "right": right,
                "y": middle,
                "top": middle - 10,
                "low": middle + 10,
                "name": clean(_cut(name, form.letters)),
                "whole": clean(name),
                "href": (hrefs or {}).get(name, ""),
                "n": round(float(links.loc[links[c] == name, "n"].sum()), 1),
                "inner": 0 < columns.index(c) < last,
                "first": c == columns[0],
                "lx": left - 6 if c == columns[0] else right + 6 if c == columns[-1] else left + (8 if inside > 100 else 3),
            }
            for (c, name), (left, right, middle) in spans.items()
        ]
    )
    titles = pd.DataFrame([{"x": lefts[i] + (BAR if i == 0 else 0), "y": 10.0, "title": head, "first": i == 0} for i, head in enumerate(heads)])
    whole = [alt.Tooltip("whole:N", title="Name"), alt.Tooltip("n:Q", title="Positions")]
    tip = [alt.Tooltip("words:N", title="Link"), alt.Tooltip("n:Q", title="Positions")]
    scale = alt.Scale(domain=list(colours), range=list(colours.values())) if colours else None
    band = alt.Chart(bands).mark_line(interpolate="monotone", opacity=0.45, style="strong-rule", strokeCap="butt").encode(
        x=x("x"), y=y("y"), detail=alt.Detail("band:N"), order=alt.Order("i:Q"), tooltip=tip, strokeWidth=alt.StrokeWidth("size:Q", scale=None))
    if scale:
        band = band.encode(stroke=alt.Stroke("colour:N", scale=scale, legend=None))
    base = alt.Chart(nodes)
    layers = [
        band,
        base.transform_filter("datum.inner")
        .mark_rect(style="tile", cornerRadius=3, opacity=1)
        .encode(x=x("x"), x2=alt.X2("right:Q"), y=y("top"), y2=alt.Y2("low:Q"), tooltip=whole),
        base.transform_filter("!datum.inner").mark_rect(style="arrow", cornerRadius=2).encode(
            x=x("x"), x2=alt.X2("right:Q"), y=y("top"), y2=alt.Y2("low:Q"), tooltip=whole),
        base.transform_filter("datum.first")
        .mark_text(align="right", baseline="middle", style="label", fontSize=form.font)
        .encode(x=x("lx"), y=y("y"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        base.transform_filter("!datum.first")
        .mark_text(align="left", baseline="middle", style="label", fontSize=form.font)
        .encode(x=x("lx"), y=y("y"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        alt.Chart(titles).transform_filter("datum.first").mark_text(align="right", style="quiet", fontWeight=600).encode(
            x=x("x"), y=y("y"), text=alt.Text("title:N")),
        alt.Chart(titles).transform_filter("!datum.first").mark_text(align="left", style="quiet", fontWeight=600).encode(
            x=x("x"), y=y("y"), text=alt.Text("title:N")),
    ]
    return alt.layer(*layers).properties(width=width, height=height)


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


def _bands(
    links: pd.DataFrame, columns: Sequence[str], spans: Mapping[tuple[str, str], tuple[float, float, float]], most: float,
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for a, b in pairwise(columns):
        keys = [a, b] + (["colour"] if "colour" in links else [])
        for band, row in enumerate(links.groupby(keys, sort=True)["n"].sum().reset_index().to_dict("records")):
            (_, x1, y1), (x2, _, y2) = spans[a, row[a]], spans[b, row[b]]
            words = clean(f"{row[a]} → {row[b]}")
            for i in range(CURVE):
                t = i / (CURVE - 1)
                rows.append({
                    "band": f"{a}{band:04d}", "i": i, "x": round(x1 + (x2 - x1) * t, 1), "y": round(y1 + (y2 - y1) * (3 * t * t - 2 * t**3), 1),
                    "size": round(1.5 + 11 * row["n"] / most, 1), "n": round(row["n"], 1), "words": words, "colour": row.get("colour", ""),
                })
    return rows
