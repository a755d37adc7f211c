"""Numbers: the ledger of amounts, normalised, with the range across reports and where they disagree."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal

import altair as alt
import pandas as pd

from commitscape.charts import markup, terms
from commitscape.charts.amounts import amount_words, short_number
from commitscape.charts.counts import count, tally
from commitscape.charts.counts import rows as rows_of
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, fill, join, link, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, outlet, quoted, shorten, stance_chip, voucher
from commitscape.charts.theme import POLARITY_COLOURS
from commitscape.charts.tiles import Room, across, down
from commitscape.charts.view import View, instrument_link, records

PLOT, WORDS, HEAD = 400.0, 260.0, 40.0  # pixels: the scale, the words beside it, a unit's heading
WIDE = Room(left=172, unit=0, row=28)
NARROW = Room(left=0, unit=0, row=44, above=True, letters=26)
TABLE = "fig-numbers"
AGREE = "one report", "reports agree", "reports differ", "several actors"


def ledger(view: View) -> pd.DataFrame:
    """One row for each unit and instrument: the distinct amounts, their range, how many articles, and whether they differ.

    Columns: unit, instrument, low, high (the outermost known bounds), amounts (list of rows), articles, verdict (one of `AGREE`).
    """
    units = list(view.topic.labels("units")) or sorted(set(view.quantities["unit"]))
    rows = []
    for (unit, instrument), held in view.quantities.groupby(["unit", "instrument"], sort=False):
        articles, verdict = held["article_id"].nunique(), _verdict(records(held))
        bounds = pd.concat([held["low"], held["high"]]).dropna()
        rows.append(
            {
                "unit": unit,
                "instrument": instrument,
                "low": bounds.min(),
                "high": bounds.max(),
                "amounts": records(held),
                "articles": articles,
                "verdict": verdict,
            }
        )
    table = pd.DataFrame(rows, columns=["unit", "instrument", "low", "high", "amounts", "articles", "verdict"])
    rank = table["unit"].map(lambda unit: units.index(unit) if unit in units else len(units))
    order = table["instrument"].map({code: n for n, code in enumerate(view.instrument_codes)})
    return table.assign(_u=rank, _i=order).sort_values(["_u", "_i"], ignore_index=True).drop(columns=["_u", "_i"])


def _verdict(amounts: list[dict[str, Any]]) -> str:
    """Whether the reports of one line agree: amounts of one actor differ where their ranges have nothing in common."""
    ranges = [(row["low"] if pd.notna(row["low"]) else -math.inf, row["high"] if pd.notna(row["high"]) else math.inf, row) for row in amounts]
    apart = [(one, other) for (a, b, one), (c, d, other) in combinations(ranges, 2) if b < c or d < a]
    if any(one["actor"] == other["actor"] and one["article_id"] != other["article_id"] for one, other in apart):
        return AGREE[2]
    if any(one["actor"] != other["actor"] for one, other in apart):
        return AGREE[3]
    return AGREE[0] if len({row["article_id"] for row in amounts}) == 1 else AGREE[1]


def headline(view: View) -> Html:
    rows = ledger(view)
    if rows.empty:
        return markup.headline("No amount is reported")
    differ = rows[rows["verdict"] == AGREE[2]]
    return markup.headline(
        fill(
            "{amounts} on {lines} of the ledger; on {differ} the reports differ",
            amounts=tally(len(view.quantities), "amount", TABLE),
            lines=tally(len(rows), "line", TABLE, of="Line"),
            differ=count(len(differ), TABLE, of="Line", where={"Across reports": AGREE[2]}),
        )
    )


def prose(view: View) -> Html:
    rows = ledger(view)
    if rows.empty:
        return markup.prose("No position that these parameters keep carries an amount.")
    differ = [
        fill("{line} ({range})", line=_line(view, row), range=rows_of(_range(view, row), TABLE, where={"Line": _line(view, row)}))
        for row in records(rows[rows["verdict"] == AGREE[2]])
    ]
    most = records(rows.sort_values(["articles", "unit"], ascending=[False, True]))[0]
    return markup.prose(
        fill("Reports differ on {lines}.", lines=listed(differ, most=5)) if differ else "No two reports differ on an amount.",
        fill("Most often given is {line}, in {articles}.", line=_line(view, most),
             articles=tally(most["articles"], "article", TABLE, of="Article", where={"Line": _line(view, most)})),
        "Amounts are those that size a position; magnitudes are multiplied out, currencies are not converted.",
    )


def _line(view: View, row: dict[str, Any]) -> str:
    return f"{view.spoken(row['instrument'])} in {view.topic.spoken('units', row['unit'])}"


def _range(view: View, row: dict[str, Any]) -> str:
    if pd.isna(row["low"]):
        return "no figure"
    return short_number(row["low"]) if row["low"] == row["high"] else f"{short_number(row['low'])} to {short_number(row['high'])}"


def figure(view: View) -> Figure:
    rows = ledger(view)
    spoken = [
        f"{view.instrument(row['instrument'])}, {view.topic.spoken('units', row['unit'])}: {_range(view, row)}, {row['verdict']}"
        for row in records(rows)
    ]
    return Figure(
        name="numbers",
        chart=_chart(view, rows, WIDE) if len(rows) else None, narrow=_chart(view, rows, NARROW) if len(rows) else None,

        table=table(view),
        title="The ledger of amounts",
        wide=True,
        terms=(*terms.polarities(view), *terms.words(view)),
        caption="Each line is one unit and one instrument, on a logarithmic scale of its unit. Dots are reported figures, bars the range between them; "
        "a triangle marks an open end (“up to”, “at least”).",
        alt=". ".join(spoken) + "." if spoken else "No amount is reported.",
        note="Reports differ where two articles give one actor's amount and their ranges have nothing in common. Amounts of several actors are not compared.",
    )


def _chart(view: View, rows: pd.DataFrame, room: Room) -> alt.LayerChart:
    left, plot = room.left, room.width if room.above else PLOT
    top, marks, lines, heads = 4.0, [], [], []
    for unit, block in rows.groupby("unit", sort=False):
        low, high = block["low"].min(), block["high"].max()

        def at(value: float, low: float = low, high: float = high) -> float:
            spread = math.log(max(high, 1e-9)) - math.log(max(low, 1e-9))
            return left + 12 + (plot - 24) * ((math.log(max(value, 1e-9)) - math.log(max(low, 1e-9))) / spread if spread > 0 else 0.5)

        heads.append({"x": left, "y": top + HEAD / 2, "unit": clean(view.topic.label("units", str(unit))).upper(), "ly": top + HEAD - 8, "right": left + plot})
        top += HEAD
        for row in records(block):
            y = top + room.name_line + (room.row - room.name_line) / 2
            known = pd.notna(row["low"])
            lines.append(
                {
                    "y": y,
                    "ny": top + 9 if room.above else y,
                    "x": at(row["low"]) if known else left,
                    "right": at(row["high"]) if known else left,
                    "name": clean(shorten(view.instrument(row["instrument"]), room.letters)),
                    "href": instrument_link(row["instrument"]),
                    "words": f"{_range(view, row)} · {row['verdict']}",
                    "differ": row["verdict"] == AGREE[2],
                    "lx": room.name_x,
                    "wx": plot if room.above else left + plot + 14,
                }
            )
            marks += [mark for amount in row["amounts"] for mark in _marks(view, amount, at, y)]
            top += room.row
        top += 6
    width, height = plot if room.above else left + plot + WORDS, top
    beside: Literal["left", "right"] = "right" if room.above else "left"
    dots, named, units = alt.Chart(pd.DataFrame(marks)), alt.Chart(pd.DataFrame(lines)), alt.Chart(pd.DataFrame(heads))

    def x(field: str) -> alt.X:
        return across(field, width)

    def y_(field: str) -> alt.Y:
        return down(field, height)

    scale = alt.Scale(domain=list(POLARITY_COLOURS), range=list(POLARITY_COLOURS.values()))
    labels = "{" + ", ".join(f"'{code}': '{view.topic.label('polarities', code)}'" for code in POLARITY_COLOURS) + "}[datum.value]"
    colour = alt.Color("polarity:N", scale=scale, legend=alt.Legend(title=None, columns=4, values=list(POLARITY_COLOURS), labelExpr=labels, symbolOpacity=1))
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in (
        ("amount", "Amount"), ("who", "Who"), ("what", "Instrument"), ("held", "Stance"), ("source", "Source"), ("when", "Day"), ("sentence", "Sentence"))]
    return alt.layer(
        units.mark_text(align="left", baseline="middle", style="quiet", fontSize=10, fontWeight=600).encode(x=x("x"), y=y_("y"), text=alt.Text("unit:N")),
        units.mark_rule(style="rule").encode(x=x("x"), x2=alt.X2("right:Q"), y=y_("ly")),
        named.mark_rule(style="rule", strokeWidth=6).encode(x=x("x"), x2=alt.X2("right:Q"), y=y_("y")),
        dots.transform_filter("datum.bound === ''")
        .mark_circle(size=110, opacity=1, style="outline", strokeWidth=0.5, cursor="pointer")
        .encode(x=x("x"), y=y_("y"), color=colour, href=alt.Href("href:N"), tooltip=tooltip, description=alt.Description("spoken:N")),
        dots.transform_filter("datum.bound !== ''")
        .mark_point(shape="triangle", filled=True, size=110, opacity=1, style="outline", strokeWidth=0.5, cursor="pointer")
        .encode(
            x=x("x"), y=y_("y"), color=colour, href=alt.Href("href:N"), tooltip=tooltip, description=alt.Description("spoken:N"),
                angle=alt.Angle("angle:Q", scale=None)),
        named.mark_text(align=room.align, baseline="middle", style="label").encode(x=x("lx"), y=y_("ny"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        named.transform_filter("!datum.differ")
        .mark_text(align=beside, baseline="middle", style="quiet", fontSize=10 if room.above else 11)
        .encode(x=x("wx"), y=y_("ny"), text=alt.Text("words:N")),
        named.transform_filter("datum.differ")
        .mark_text(align=beside, baseline="middle", style="accent", strokeWidth=0, fontSize=10 if room.above else 12)
        .encode(x=x("wx"), y=y_("ny"), text=alt.Text("words:N")),
    ).properties(width=width, height=height)


def _marks(view: View, row: dict[str, Any], at: Any, y: float) -> Iterator[dict[str, Any]]:
    held = view.by_id[row["position_id"]]
    low, high = row["low"], row["high"]
    ends = [(high, "up to", 270)] if pd.isna(low) else [(low, "at least", 90)] if pd.isna(high) else [(value, "", 0) for value in dict.fromkeys((low, high))]
    for value, bound, angle in ends:
        if pd.notna(value):
            yield {
                "x": round(at(value), 1),
                "y": y,
                "bound": bound,
                "angle": angle,
                "polarity": row["polarity"],
                "amount": amount_words(view, row),
                "href": row["href"],
                "who": clean(row["actor_name"]),
                "what": clean(row["instrument_label"]),
                "held": view.stance(row["stance"]),
                "source": clean(outlet(held)),
                "when": held["day_text"],
                "sentence": clean(shorten(held["quote"], 160)),
                "spoken": clean(f"{row['actor_name']}: {amount_words(view, row)}"),
            }


def table(view: View) -> Html:
    """Every amount, as normalised and as written."""
    def rows() -> Iterator[tuple[object, ...]]:
        for line in records(ledger(view)):
            for row in sorted(line["amounts"], key=lambda row: (row["low"] if pd.notna(row["low"]) else row["high"], row["position_id"])):
                held = view.by_id[row["position_id"]]
                yield (amount_words(view, row), row["text"], instrument_cell(row), actor_cell(row), stance_chip(view, row["stance"]), line["verdict"],
                       quoted(held["quote"], row["href"]), join([voucher(held)]), link(outlet(held), row["href"]), day_cell(row),
                       _line(view, line), link(shorten(held["title"] or "Untitled", 60), f"evidence-{held['article_id']}.html"))
    head = ["Amount", "As written", "Instrument", "Actor", "Stance", "Across reports", "Sentence", "Said by", "Source", "Day", "Line", "Article"]
    return grid(head, rows(), label="Amounts", aids=("Line", "Article"), empty="No amount is reported.")
