"""Changes of course: an arrow from the earlier stance to the later one, on the scale of stances."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean
from commitscape.charts.tables import shorten
from commitscape.charts.theme import STANCE_COLOURS, stance_scale
from commitscape.charts.tiles import across, down
from commitscape.charts.view import View, records, short_day
from commitscape.codebook import POLARITY


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout in pixels: room for names and for the scale's words, a row, between two stances, room for dates; names stand before the line or above it."""

    left: float
    top: float
    row: float
    step: float
    dates: float
    above: bool


WIDE = Form(left=250, top=46, row=26, step=62, dates=150, above=False)
NARROW = Form(left=0, top=58, row=42, step=38, dates=4, above=True)


def chart(view: View, turned: pd.DataFrame, *, arrows: bool = True, form: Form = WIDE) -> alt.LayerChart:
    """One line a row of `turned` (rows of `reversals`), in its order; with `arrows` it leads from the earlier stance to the later one."""
    scale_of = [stance for stance in STANCE_COLOURS if POLARITY[stance] != "asks"]  # asking others is another axis
    place = {stance: form.left + 24 + n * form.step for n, stance in enumerate(scale_of)}
    right = max(place.values())
    width, height = float(right + 24 + form.dates + (40 if form.above else 0)), float(form.top + len(turned) * form.row + 6)
    middle = 0.72 if form.above else 0.5
    rows = pd.DataFrame(
        [
            {
                "y": form.top + (n + middle) * form.row,
                "ny": form.top + (n + (0.3 if form.above else middle)) * form.row,
                "x1": place[row["from_stance"]],
                "x2": place[row["to_stance"]],
                "from": row["from_stance"],
                "to": row["to_stance"],
                "tip": place[row["to_stance"]] + (-11 if place[row["to_stance"]] > place[row["from_stance"]] else 11),
                "angle": 90 if place[row["to_stance"]] > place[row["from_stance"]] else 270,
                "name": clean(shorten(f"{row['actor_name']}: {view.spoken(row['instrument'])}", 40)),
                "dates": " to ".join(dict.fromkeys((short_day(row["from_day"]), short_day(row["to_day"])))),
                "when": short_day(row["to_day"]),
                "href": row["href"],
                "before": view.href(row["from_position_id"]),
                "told": clean(shorten(view.by_id[row["to_position_id"]]["quote"], 160)),
                "was": clean(shorten(view.by_id[row["from_position_id"]]["quote"], 160)),
                "spoken": clean(f"{row['actor_name']}, {row['instrument_label']}: from {view.stance(row['from_stance'])} to {view.stance(row['to_stance'])}"),
            }
            for n, row in enumerate(records(turned))
        ]
    )
    heads = pd.DataFrame(
        [{"x": x, "stance": stance, "label": view.stance(stance), "y": form.top - 12.0, "top": form.top - 4.0, "low": height} for stance, x in place.items()]
    )
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in (("name", "Who and what"), ("dates", "Days"), ("was", "Before"), ("told", "After"))]

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    drawn, scale = alt.Chart(rows), stance_scale()
    size = 190 if arrows else 150
    layers = [
        alt.Chart(heads).mark_rule(style="rule").encode(x=x("x"), y=y("top"), y2=alt.Y2("low:Q")),
        alt.Chart(heads).mark_text(style="quiet", angle=325, align="left", baseline="middle", dx=2).encode(x=x("x"), y=y("y"), text=alt.Text("label:N")),
        drawn.mark_rule(style="strong-rule", strokeWidth=1.6).encode(x=x("x1"), x2=alt.X2("x2:Q"), y=y("y")),
        drawn.mark_circle(size=70 if arrows else size, opacity=1, style="outline", strokeWidth=0.5).encode(
            x=x("x1"), y=y("y"), color=alt.Color("from:N", scale=scale, legend=None), href=alt.Href("before:N"), tooltip=tooltip,
            description=alt.Description("spoken:N")),
        drawn.mark_circle(size=size, opacity=1, style="outline", strokeWidth=0.5, cursor="pointer").encode(
            x=x("x2"), y=y("y"), color=alt.Color("to:N", scale=scale, legend=None), href=alt.Href("href:N"), tooltip=tooltip,
            description=alt.Description("spoken:N")),
        drawn.transform_calculate(lx=str(0 if form.above else form.left - 4)).mark_text(
            align="left" if form.above else "right", baseline="middle", style="label", fontSize=11 if form.above else 12).encode(
            x=x("lx"), y=y("ny"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        drawn.transform_calculate(rx=str(width - 4 if form.above else right + 24)).mark_text(
            align="right" if form.above else "left", baseline="middle", style="quiet", fontSize=10 if form.above else 11).encode(
            x=x("rx"), y=y("ny"), text=alt.Text("when:N" if form.above else "dates:N")),
    ]
    if arrows:
        layers.append(drawn.mark_point(shape="triangle", filled=True, size=60, opacity=1, style="arrow").encode(
            x=x("tip"), y=y("y"), angle=alt.Angle("angle:Q", scale=None)))
    return alt.layer(*layers).properties(width=width, height=height)
