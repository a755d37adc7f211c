"""The layers as one picture: boxes in tiers, dots for those who stand on them, arrows for what needs what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean, listed
from commitscape.charts.routes import GAP, Box, boxes, routes, stacked
from commitscape.charts.tables import shorten
from commitscape.charts.theme import STATE_COLOURS, stance_legend, stance_scale
from commitscape.charts.tiles import across, down, wrap
from commitscape.charts.view import View, records

if TYPE_CHECKING:
    from commitscape.charts.architecture import Standing

DOT = 16.0  # pixels from dot to dot


def chart(view: View, found: Sequence[Standing], states: Mapping[str, str], *, narrow: bool = False) -> alt.LayerChart:
    """The picture of all layers; `states` words the states. Narrow, the boxes stand in one column and words take the place of the arrows."""
    tiers = [[s.layer.code for s in found if s.layer.tier == tier] for tier in view.topic.tiers]
    placed = (stacked if narrow else boxes)([tier for tier in tiers if tier])
    titles = [title for (_, title), tier in zip(view.topic.tiers.items(), tiers, strict=True) if tier]
    width, height = max(box.right for box in placed.values()) + 4, max(box.bottom for box in placed.values()) + GAP

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    labels = {s.layer.code: s.layer.spoken for s in found}
    drawn = pd.DataFrame([_box(view, s, placed[s.layer.code], states, labels if narrow else {}) for s in found])
    dots = pd.DataFrame([row for s in found for row in _dots(view, s, placed[s.layer.code])])
    lines, heads = (pd.DataFrame(), pd.DataFrame()) if narrow else _arrows(found, placed)
    names = pd.DataFrame(
        [
            {"x": 0.0, "y": min(box.top for box in placed.values() if box.row == n) - 12, "title": title.upper()}
            for n, title in enumerate(titles)
        ]
    )
    ground = alt.Chart(drawn)
    scale = alt.Scale(domain=list(STATE_COLOURS), range=list(STATE_COLOURS.values()))
    layers: list[alt.Chart] = []
    if len(lines):
        layers += [
            alt.Chart(lines).mark_line(style="strong-rule", strokeWidth=1.3, opacity=0.75, strokeJoin="round").encode(
                x=x("x"), y=y("y"), detail=alt.Detail("arrow:N"), order=alt.Order("n:Q"), tooltip=alt.Tooltip("words:N", title="Needs")),
            alt.Chart(heads).mark_point(shape="triangle", filled=True, size=55, opacity=1, style="arrow").encode(
                x=x("x"), y=y("y"), angle=alt.Angle("angle:Q", scale=None)),
        ]
    layers += [
        ground.mark_rect(cornerRadius=5, style="tile", opacity=1).encode(x=x("left"), x2=alt.X2("right:Q"), y=y("top"), y2=alt.Y2("bottom:Q")),
        ground.mark_rect(cornerRadius=3, opacity=1).encode(
            x=x("left"),
            x2=alt.X2("bar:Q"),
            y=y("top"),
            y2=alt.Y2("bottom:Q"),
            color=alt.Color("state:N", scale=scale, legend=None),
            tooltip=[alt.Tooltip("title:N", title="Layer"), alt.Tooltip("label:N", title="State"), alt.Tooltip("about:N", title="What it is")],
            description=alt.Description("spoken:N"),
        ),
        ground.mark_text(align="left", baseline="middle", style="label", fontSize=13, fontWeight=600).encode(
            x=x("tx"), y=y("ty"), text=alt.Text("title:N"), href=alt.Href("href:N")
        ),
        ground.mark_text(align="left", baseline="middle", style="quiet").encode(x=x("tx"), y=y("sy"), text=alt.Text("label:N")),
        ground.mark_text(align="left", baseline="bottom", style="quiet", fontSize=10, lineHeight=12).encode(
            x=x("tx"), y=y("cy"), text=alt.Text("conditions:N")),
        ground.mark_text(align="left", baseline="top", style="label", fontSize=10.5, lineHeight=12).encode(x=x("tx"), y=y("byy"), text=alt.Text("by:N")),
        alt.Chart(names).mark_text(align="left", baseline="middle", style="quiet", fontSize=10, fontWeight=600).encode(
            x=x("x"), y=y("y"), text=alt.Text("title:N")),
    ]
    if len(dots):
        layers.append(alt.Chart(dots).mark_circle(size=130, opacity=1, style="outline", strokeWidth=0.5, cursor="pointer").encode(
            x=x("x"), y=y("y"), fill=alt.Fill("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8)),
            href=alt.Href("href:N"),
            description=alt.Description("spoken:N"), tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in (
                ("who", "Actor"), ("what", "Instrument"), ("held", "Stance"), ("on", "On condition of"), ("sentence", "Sentence"))]))
    return alt.layer(*layers).properties(width=width, height=height)


def _box(view: View, s: Standing, box: Box, states: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, Any]:
    said = listed((view.topic.spoken("conditions", code) for code in s.conditions if code != "other"), most=3)
    room = 35 * box.span + 5 * (box.span - 1)
    needs = [f"Needs {clean(listed((labels[code] for code in s.layer.needs if code in labels), most=3))}"] if labels and s.layer.needs else []
    room = room if not labels else 52
    lines = [*(wrap(f"If {said}", room, lines=2) if said else [""]), *(line for words in needs for line in wrap(words, room, lines=2))]
    firm = s.who("committed") or s.who("willing")
    by = f"{'Committed' if s.who('committed') else 'Willing'}: {listed(firm, most=2)}" if firm else ""
    return {
        "left": box.left,
        "right": box.right,
        "top": box.top,
        "bottom": box.bottom,
        "bar": box.left + 7,
        "tx": box.left + 16,
        "ty": box.top + 18,
        "sy": box.top + 35,
        "cy": box.bottom - 7 - 12 * (len(lines) - 1),
        "by": wrap(clean(by), room, lines=2),
        "byy": box.top + (68 if labels else 82),
        "title": clean(shorten(s.layer.label, 26 * box.span)),
        "state": s.state,
        "label": states[s.state],
        "conditions": lines,
        "about": clean(s.layer.meaning),
        "href": f"instrument-{s.layer.instruments[0]}.html" if len(s.cells) else "",
        "spoken": clean(f"{s.layer.label}: {states[s.state]}"),
    }


def _dots(view: View, s: Standing, box: Box) -> list[dict[str, Any]]:
    fit = int((box.right - box.left - 24) // DOT)
    return [
        {
            "x": box.left + 22 + n % fit * DOT,
            "y": box.top + 54 + n // fit * DOT,
            "stance": row["stance"],
            "who": clean(row["actor_name"]),
            "what": clean(row["instrument_label"]),
            "held": view.stance(row["stance"]),
            "href": row["href"],
            "on": listed(view.topic.spoken("conditions", code) for code in row["conditions"]),
            "sentence": clean(shorten(view.by_id[row["position_id"]]["quote"], 160)),
            "spoken": clean(f"{row['actor_name']}, {row['instrument_label']}: {view.stance(row['stance'])}"),
        }
        for n, row in enumerate(records(s.cells))
    ]


def _arrows(found: Sequence[Standing], placed: Mapping[str, Box]) -> tuple[pd.DataFrame, pd.DataFrame]:
    labels = {s.layer.code: s.layer.label for s in found}
    wanted = [(need, s.layer.code) for s in found for need in s.layer.needs if need in placed]
    lines, heads = [], []
    for n, ((need, code), points) in enumerate(sorted(routes(placed, wanted).items())):
        words = f"{labels[code]} needs {labels[need]}"
        lines += [{"arrow": n, "n": i, "x": px, "y": py, "words": words} for i, (px, py) in enumerate(points)]
        (_, before), (px, py) = points[-2:]
        upward = before > py
        heads.append({"x": px, "y": py + (4 if upward else -4), "angle": 0 if upward else 180})
    return pd.DataFrame(lines), pd.DataFrame(heads)
