"""The matrix of actors by instruments, drawn from positions.

The chart works out current stances itself, so that its filters (date, who vouches, origin) act on
positions and not on finished cells. It follows the rule of `tables.stances` step by step: the latest
day, of that day the best vouched, of those the stance in most independent reports.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean, listed
from commitscape.charts.reports import report_keys
from commitscape.charts.tables import shorten
from commitscape.charts.theme import STANCE_COLOURS, stance_legend, stance_scale
from commitscape.charts.tiles import across, down, ink_scale
from commitscape.charts.view import View, actor_link, day_text, instrument_link
from commitscape.codebook import POLARITY
from commitscape.tables.stances import VOUCHED

STEP, LEFT, TOP, GAP = 33, 170, 132, 10  # pixels: a tile with its margin, the labels' room, the space before what stands apart
OWN = [stance for stance in STANCE_COLOURS if POLARITY[stance] != "asks"]


def actor_order(cells: pd.DataFrame) -> list[str]:
    """Actors from the most to the least committed: by instruments committed to, then willing, then considered; fewest refusals first."""
    table = pd.crosstab(cells["actor"], cells["stance"]).reindex(columns=list(STANCE_COLOURS), fill_value=0)
    weight = table["committed"] * 3 + table["willing"] * 2 + table["considering"] - table["refused"] * 2 - table["opposed"] * 3
    ranked = table.assign(_weight=weight).reset_index().sort_values(["committed", "_weight", "willing", "actor"], ascending=[False, False, False, True])
    return list(ranked["actor"])


def places(view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Where rows and columns stand: pixels of actors (`y` by commitment, `y_name` by name) and of instruments (`x`)."""
    cells = view.cells
    kinds, apart = view.actor_kinds, GAP * 1.6
    ranked = actor_order(cells)
    rows = pd.DataFrame({"actor": ranked, "kind": [kinds.get(code, "group") for code in ranked]})
    rows = rows.assign(actor_name=[clean(shorten(view.actor(code), 26)) for code in rows["actor"]], href=rows["actor"].map(actor_link))
    for column, order in (("y", rows.index.to_series()), ("y_name", rows["actor_name"].str.casefold().rank(method="first"))):
        place = rows.assign(_o=order).sort_values(["kind", "_o"]).index
        groups = (rows.loc[place, "kind"] == "group").to_numpy()
        rows.loc[place, column] = [TOP + i * STEP + (apart if group and not groups.all() else 0) for i, group in enumerate(groups)]
    held = set(cells["instrument"])
    shown = view.tables.instruments[view.tables.instruments["code"].isin(held)].sort_values("order")
    columns = pd.DataFrame({"instrument": shown["code"], "instrument_label": [clean(shorten(view.instrument(code), 27)) for code in shown["code"]]})
    apart_codes = view.topic.apart
    columns = columns.assign(_apart=columns["instrument"].isin(apart_codes)).sort_values("_apart", kind="stable", ignore_index=True)
    columns["x"] = [LEFT + i * STEP + (GAP if apart and not columns["_apart"].all() else 0) for i, apart in enumerate(columns["_apart"])]
    return rows, columns.drop(columns="_apart").assign(href=columns["instrument"].map(instrument_link))


def rows_of(view: View, rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """One row a position: where its tile stands and what decides the current stance. `t` counts days from the first known day, -1 unknown."""
    held, contested = view.positions, view.cells.set_index(["actor", "instrument"])["contested"]
    first = held["day"].min()
    days = (held["day"] - first).dt.days if pd.notna(first) else pd.Series(-1, index=held.index)
    start = held["spans"].map(lambda spans: spans[0][0])
    nth = held.assign(_s=start).sort_values(["article_id", "_s", "position_id"]).assign(nth=range(len(held)))["nth"]
    data = pd.DataFrame({
        "actor": held["actor"], "instrument": held["instrument"], "stance": held["stance"], "t": days.fillna(-1).astype(int),
        "vouched": held["attribution"].map(VOUCHED), "attribution": held["attribution_label"], "origin": held["origin"], "report": report_keys(held),
        "tie": [-1 if stance not in OWN else rank for stance, rank in zip(held["stance"], held["rank"], strict=True)],
        "bound": held["conditions"].map(len) > 0, "when": held["day_text"], "who": held["actor_name"].map(clean),
        "what": held["instrument_label"].map(clean), "position": held["stance_label"],
        "on": [listed(view.topic.label("conditions", code).lower() for code in codes) for codes in held["conditions"]],
        "sentence": [clean(shown) for shown in held["quote"].map(lambda quote: shorten(quote, 160))], "href": held["href"], "nth": nth,
    })
    data["contested"] = [bool(contested.get(cell, False)) for cell in zip(data["actor"], data["instrument"], strict=True)]
    placed = data.merge(rows[["actor", "y", "y_name"]], on="actor").merge(columns[["instrument", "x"]], on="instrument")
    return placed.sort_values("nth", ignore_index=True)


def chart(view: View, *, controls: bool) -> alt.LayerChart:
    """The Vega-Lite chart of a view that holds at least one cell."""
    rows, columns = places(view)
    width, height = float(columns["x"].max() + STEP + 14), float(rows["y"].max() + STEP + 4)

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    inputs = _inputs(view) if controls else []
    tiles = _current(alt.Chart(rows_of(view, rows, columns)), controls)
    middle = {"cx": f"datum.x + {STEP / 2}", "cy": f"datum.row + {STEP / 2}", "right": f"datum.x + {STEP - 2}", "low": f"datum.row + {STEP - 2}"}
    tiles = tiles.transform_calculate(**middle)
    tooltip = [
        alt.Tooltip("who:N", title="Actor"), alt.Tooltip("what:N", title="Instrument"), alt.Tooltip("position:N", title="Current stance"),
        alt.Tooltip("on:N", title="On condition of"), alt.Tooltip("when:N", title="Said"), alt.Tooltip("attribution:N", title="Vouched by"),
        alt.Tooltip("count:Q", title="Positions"), alt.Tooltip("reports:Q", title="Independent reports"), alt.Tooltip("sentence:N", title="Sentence"),
    ]
    colour = alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8))
    stances = tiles.mark_rect(cornerRadius=3, cursor="pointer", style="outline", strokeWidth=0.4).encode(
        x=x("x"), x2="right:Q", y=y("row"), y2="low:Q", color=colour, href="href:N", tooltip=tooltip,
        description=alt.Description("spoken:N"),
    )
    rings = tiles.transform_filter("datum.conditional").mark_point(filled=False, size=110, strokeWidth=2).encode(
        x=x("cx"), y=y("cy"), stroke=alt.Stroke("stance:N", scale=ink_scale(), legend=None))
    corners = tiles.transform_filter("datum.contested").mark_point(shape="M-1,-1L1,-1L1,1Z", size=40, filled=True).encode(
        x=x("edge"), y=y("brim"), fill=alt.Fill("stance:N", scale=ink_scale(), legend=None))
    order = "datum.y" if not controls else "order === 'name' ? datum.y_name : datum.y"
    names = alt.Chart(rows).transform_calculate(row=order, cy=f"datum.row + {STEP / 2}", lx=str(LEFT - 8))
    label = names.mark_text(align="right", baseline="middle", style="label").encode(x=x("lx"), y=y("cy"), text="actor_name:N", href="href:N")
    heads = alt.Chart(columns).transform_calculate(cx=f"datum.x + {STEP / 2 - 4}", ty=str(TOP - 8))
    head = heads.mark_text(align="left", baseline="middle", angle=305, style="label").encode(
        x=x("cx"), y=y("ty"), text="instrument_label:N", href="href:N")
    empty = rows.merge(columns[["instrument", "x"]], how="cross")[["y", "y_name", "x"]]
    ground = alt.Chart(empty).transform_calculate(row=order, right=f"datum.x + {STEP - 2}", low=f"datum.row + {STEP - 2}").mark_rect(
        cornerRadius=3, style="tile").encode(x=x("x"), x2="right:Q", y=y("row"), y2="low:Q")
    layers = [ground, stances, rings, corners, label, head]
    return alt.layer(*layers).properties(width=width, height=height).add_params(*inputs)


def _current(rows: alt.Chart, controls: bool) -> alt.Chart:
    """The transforms that leave one row a cell: that of its current stance."""
    cell = ["actor", "instrument"]
    kept = rows
    if controls:
        kept = kept.transform_filter("datum.t <= until").transform_filter("vouched === 'any' || datum.attribution === vouched")
        kept = kept.transform_filter("origin === 'any' || datum.origin === origin")
    kept = kept.transform_joinaggregate(count="count()", reports="distinct(report)", last="max(t)", groupby=cell).transform_filter("datum.t === datum.last")
    kept = kept.transform_joinaggregate(best="min(vouched)", groupby=cell).transform_calculate(shown="datum.vouched === datum.best ? datum.report : null")
    kept = kept.transform_calculate(voice="datum.vouched === datum.best ? 1 : 0")
    kept = kept.transform_joinaggregate(backing="distinct(shown)", hushed="min(voice)", conditional="max(bound)", groupby=[*cell, "stance"])
    order = [alt.SortField("weight", order="descending"), alt.SortField("tie", order="descending"),
             alt.SortField("vouched"), alt.SortField("bound", order="descending"), alt.SortField("nth")]
    kept = kept.transform_calculate(weight="datum.backing - (datum.hushed === 0 ? 1 : 0)")
    kept = kept.transform_window(place="row_number()", groupby=cell, sort=order).transform_filter("datum.place === 1")
    row = "order === 'name' ? datum.y_name : datum.y" if controls else "datum.y"
    return kept.transform_calculate(
        row=row, edge=f"datum.x + {STEP - 7}", brim=f"({row}) + 5",
        spoken="datum.who + ', ' + datum.what + ': ' + datum.position + (datum.on ? ', on condition of ' + datum.on : '') + ', ' + datum.when",
    )


def _inputs(view: View) -> list[alt.Parameter]:
    held = view.positions
    first, last = held["day"].min(), held["day"].max()
    span = int((last - first).days) if pd.notna(first) else 0
    until = alt.binding_range(min=0, max=max(span, 1), step=1, name=f"Days after {day_text(first)}: ")
    codes = list(held.assign(_v=held["attribution"].map(VOUCHED)).sort_values("_v")["attribution_label"].unique())
    vouched = alt.binding_select(options=["any", *codes], labels=["anyone", *codes], name="Vouched for by: ")
    origins = sorted(set(held["origin"]))
    origin = alt.binding_select(options=["any", *origins], labels=["anyone", *[view.topic.label("origins", code) for code in origins]], name="Read by: ")
    order = alt.binding_radio(options=["commitment", "name"], labels=["commitment", "name"], name="Order by: ")
    return [
        alt.param(name="until", value=max(span, 1), bind=until), alt.param(name="vouched", value="any", bind=vouched),
        alt.param(name="origin", value="any", bind=origin), alt.param(name="order", value="commitment", bind=order),
    ]
