"""Names as pills in the colour of a stance, flowing in lines like words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean
from commitscape.charts.tables import shorten
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import Room, across, down, ink_scale
from commitscape.charts.view import View

LINE, PILL, TOP = 25.0, 20.0, 6.0  # pixels: a line, the height of a pill, above the first
WIDE = Room(left=172, unit=0, row=0, width=860)
NARROW = Room(left=0, unit=0, row=0, above=True, letters=40)
LETTER, PAD = 6.3, 16.0  # pixels: a letter of a pill's name on average, and its margins


def chart(view: View, groups: Sequence[tuple[str, str, Sequence[Mapping[str, Any]]]], *, room: Room = WIDE) -> alt.LayerChart:
    """One group a row: (label, link, its pills). A pill gives `name`, `stance`, `href` and what the tooltip says: `what`, `when`, `sentence`."""
    names: list[dict[str, Any]] = []
    pills: list[dict[str, Any]] = []
    top, width = TOP, room.width
    for label, href, held in groups:
        x = room.left
        names.append({"x": room.name_x, "y": top + (7 if room.above else PILL / 2), "label": clean(shorten(label, room.letters)), "href": href})
        top += room.name_line
        for pill in held:
            name = clean(shorten(pill["name"], 26))
            size = len(name) * LETTER + PAD
            if x > room.left and x + size > width:
                x, top = room.left, top + LINE
            pills.append(
                {
                    **pill,
                    "shade": pill["stance"],
                    "name": name,
                    "x": x,
                    "right": x + size,
                    "cx": x + size / 2,
                    "y": top,
                    "low": top + PILL,
                    "cy": top + PILL / 2,
                }
            )
            x += size + 5
        top += LINE + 7
    height = top

    def x_(field: str) -> alt.X:
        return across(field, width)

    def y_(field: str) -> alt.Y:
        return down(field, height)

    drawn = alt.Chart(pd.DataFrame(pills))
    tooltip = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (("name", "Actor"), ("what", "Instrument"), ("held", "Stance"), ("when", "Day"), ("sentence", "Sentence"))
    ]
    return alt.layer(
        drawn.mark_rect(cornerRadius=10, style="outline", strokeWidth=0.4, cursor="pointer").encode(
            x=x_("x"),
            x2=alt.X2("right:Q"),
            y=y_("y"),
            y2=alt.Y2("low:Q"),
            href=alt.Href("href:N"),
            tooltip=tooltip,
            description=alt.Description("spoken:N"),
            color=alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8)),
        ),
        drawn.mark_text(fontSize=11, baseline="middle", cursor="pointer").encode(
            x=x_("cx"), y=y_("cy"), text=alt.Text("name:N"), href=alt.Href("href:N"), tooltip=tooltip, fill=alt.Fill("shade:N", scale=ink_scale(), legend=None)
        ),
        alt.Chart(pd.DataFrame(names))
        .mark_text(align=room.align, baseline="middle", style="label")
        .encode(x=x_("x"), y=y_("y"), text=alt.Text("label:N"), href=alt.Href("href:N")),
    ).properties(width=width, height=height)
