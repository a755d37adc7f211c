"""The matrix of actors by instruments, with inputs for date, voucher, origin and order."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from commitscape.charts import current
from commitscape.charts.markup import clean
from commitscape.charts.tables import shorten
from commitscape.charts.theme import STANCE_COLOURS, stance_legend, stance_scale
from commitscape.charts.tiles import across, down, ink_scale
from commitscape.charts.view import View, actor_link, instrument_link


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout in pixels: a tile with its margin, the room for names and for heads, the space before what stands apart, type."""

    across: float
    down: float
    left: float
    top: float
    gap: float
    names: int  # letters of a name, and of a head
    heads: int
    angle: int
    font: float
    ring: float  # area of the mark of a condition

    @property
    def margin(self) -> float:
        return 2 if self.across > 20 else 1


WIDE = Form(across=33, down=33, left=170, top=132, gap=10, names=26, heads=27, angle=305, font=12, ring=110)
NARROW = Form(across=12.2, down=17, left=94, top=134, gap=5, names=17, heads=23, angle=270, font=10, ring=16)


def actor_order(cells: pd.DataFrame) -> list[str]:
    """Actors from the most to the least committed: by instruments committed to, then willing, then considered; fewest refusals first."""
    table = pd.crosstab(cells["actor"], cells["stance"]).reindex(columns=list(STANCE_COLOURS), fill_value=0)
    weight = table["committed"] * 3 + table["willing"] * 2 + table["considering"] - table["refused"] * 2 - table["opposed"] * 3
    ranked = table.assign(_weight=weight).reset_index().sort_values(["committed", "_weight", "willing", "actor"], ascending=[False, False, False, True])
    return list(ranked["actor"])


def places(view: View, form: Form = WIDE) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where rows and columns stand: pixels of actors (`y` by commitment, `y_name` by name) and of instruments (`x`)."""
    cells = view.cells
    kinds, apart = view.actor_kinds, form.gap * 1.6
    ranked = actor_order(cells)
    rows = pd.DataFrame({"actor": ranked, "kind": [kinds.get(code, "group") for code in ranked]})
    rows = rows.assign(actor_name=[clean(shorten(view.actor(code), form.names)) for code in rows["actor"]], href=rows["actor"].map(actor_link))
    for column, order in (("y", rows.index.to_series()), ("y_name", rows["actor_name"].str.casefold().rank(method="first"))):
        place = rows.assign(_o=order).sort_values(["kind", "_o"]).index
        groups = (rows.loc[place, "kind"] == "group").to_numpy()
        rows.loc[place, column] = [form.top + i * form.down + (apart if group and not groups.all() else 0) for i, group in enumerate(groups)]
    held = set(cells["instrument"])
    shown = view.tables.instruments[view.tables.instruments["code"].isin(held)].sort_values("order")
    columns = pd.DataFrame({"instrument": shown["code"], "instrument_label": [clean(shorten(view.instrument(code), form.heads)) for code in shown["code"]]})
    apart_codes = view.topic.apart
    columns = columns.assign(_apart=columns["instrument"].isin(apart_codes)).sort_values("_apart", kind="stable", ignore_index=True)
    columns["x"] = [form.left + i * form.across + (form.gap if apart and not columns["_apart"].all() else 0) for i, apart in enumerate(columns["_apart"])]
    return rows, columns.drop(columns="_apart").assign(href=columns["instrument"].map(instrument_link))


def _rows(view: View, rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    contested = view.cells.set_index(["actor", "instrument"])["contested"]
    data = current.rows(view, view.positions)
    data["contested"] = [bool(contested.get(cell, False)) for cell in zip(data["actor"], data["instrument"], strict=True)]
    return data.merge(rows[["actor", "y", "y_name"]], on="actor").merge(columns[["instrument", "x"]], on="instrument").sort_values("nth", ignore_index=True)


def chart(view: View, *, controls: bool, form: Form = WIDE) -> alt.LayerChart:
    """The Vega-Lite chart of a view that holds at least one cell."""
    rows, columns = places(view, form)
    right, low, inner = form.across - form.margin, form.down - form.margin, 7 if form.margin > 1 else 4
    width, height = float(columns["x"].max() + form.across + (14 if form.angle == 305 else 0)), float(rows["y"].max() + form.down + 4)

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    order = "order === 'name' ? datum.y_name : datum.y" if controls else "datum.y"
    filters = (current.DATE, current.VOUCHER, current.ORIGIN) if controls else ()
    tiles = current.current(alt.Chart(_rows(view, rows, columns)), filters).transform_calculate(
        row=order, edge=f"datum.x + {form.across - inner}", brim=f"({order}) + {inner - 2}"
    )
    tiles = tiles.transform_calculate(
        cx=f"datum.x + {right / 2}", cy=f"datum.row + {low / 2}", right=f"datum.x + {right}", low=f"datum.row + {low}")
    colour = alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8))
    stances = tiles.mark_rect(cornerRadius=form.margin + 1, cursor="pointer", style="outline", strokeWidth=0.4).encode(
        x=x("x"), x2=alt.X2("right:Q"), y=y("row"), y2=alt.Y2("low:Q"), color=colour, href=alt.Href("href:N"), tooltip=current.tooltip(),
        description=alt.Description("spoken:N"),
    )
    rings = tiles.transform_filter("datum.conditional").mark_point(filled=False, size=form.ring, strokeWidth=2 if form.margin > 1 else 1.2).encode(
        x=x("cx"), y=y("cy"), stroke=alt.Stroke("shade:N", scale=ink_scale(), legend=None))
    corners = (
        tiles.transform_filter("datum.contested")
        .mark_point(shape="M-1,-1L1,-1L1,1Z", size=40 if form.margin > 1 else 12, filled=True)
        .encode(x=x("edge"), y=y("brim"), fill=alt.Fill("shade:N", scale=ink_scale(), legend=None))
    )
    names = alt.Chart(rows).transform_calculate(row=order, cy=f"datum.row + {low / 2}", lx=str(form.left - 6))
    label = names.mark_text(align="right", baseline="middle", style="label", fontSize=form.font).encode(
        x=x("lx"), y=y("cy"), text=alt.Text("actor_name:N"), href=alt.Href("href:N")
    )
    heads = alt.Chart(columns).transform_calculate(cx=f"datum.x + {right / 2 - (4 if form.angle == 305 else 0)}", ty=str(form.top - 6))
    head = heads.mark_text(align="left", baseline="middle", angle=form.angle, style="label", fontSize=form.font).encode(
        x=x("cx"), y=y("ty"), text=alt.Text("instrument_label:N"), href=alt.Href("href:N"))
    empty = rows.merge(columns[["instrument", "x"]], how="cross")[["y", "y_name", "x"]]
    ground = alt.Chart(empty).transform_calculate(row=order, right=f"datum.x + {right}", low=f"datum.row + {low}").mark_rect(
        cornerRadius=form.margin + 1, style="tile").encode(x=x("x"), x2=alt.X2("right:Q"), y=y("row"), y2=alt.Y2("low:Q"))
    layers = [ground, stances, rings, corners, label, head]
    if controls and form.margin > 1:  # a narrow head has no room for it; the slider says the day too
        date = alt.Chart(pd.DataFrame([{"x": 4.0, "y": 16.0}])).transform_calculate(words=f"['Up to', {current.date_words(view)}]")
        layers.append(date.mark_text(align="left", baseline="top", style="quiet", fontSize=12, lineHeight=16).encode(
            x=x("x"), y=y("y"), text=alt.Text("words:N")))
    return alt.layer(*layers).properties(width=width, height=height).add_params(*(_inputs(view) if controls else ()))


def _inputs(view: View) -> list[alt.Parameter]:
    order = alt.binding_radio(options=["commitment", "name"], labels=["commitment", "name"], name="Order by: ")
    return [current.date_input(view), current.voucher_input(view), current.origin_input(view), alt.param(name="order", value="commitment", bind=order)]
