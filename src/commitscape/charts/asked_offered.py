"""Asked and offered: for each instrument who asks for it beside who offers, considers and refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import altair as alt
import pandas as pd

from commitscape.charts import markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, fill, join, link, listed
from commitscape.charts.tables import grid, instrument_cell, shorten, stance_chip
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import Room, across, down
from commitscape.charts.view import RANK, View, instrument_link, records

TOP = 34.0  # pixels: the heads
WIDE = Room(left=172, unit=19, row=27)
NARROW = Room(left=0, unit=12.4, row=42, above=True, letters=27)
TABLE = "fig-asked-and-offered"
GAPS = {"unmet": "asked for, not committed", "met": "asked for and committed", "open": "", "free": "committed without a call"}


def balance(view: View) -> pd.DataFrame:
    """One row an instrument: how many actors ask, commit, offer, consider, decline, and the gap (a key of `GAPS`)."""
    asked = view.positions[view.positions["polarity"] == "asks"].groupby("instrument")["actor"].nunique()
    cells = view.cells.groupby(["instrument", "stance"]).size().unstack(fill_value=0).reindex(columns=list(RANK), fill_value=0)
    rows = cells.reindex(sorted(set(cells.index) | set(asked.index), key=view.instrument_codes.index), fill_value=0).rename_axis("instrument").reset_index()
    rows["asks"] = rows["instrument"].map(asked).fillna(0).astype(int)
    rows["against"] = rows[["reluctant", "refused", "opposed"]].sum(axis=1)
    rows["gap"] = [("met" if c else "unmet") if a else ("free" if c else "open") for a, c in zip(rows["asks"], rows["committed"], strict=True)]
    return rows


def headline(view: View) -> Html:
    if view.positions.empty:
        return markup.headline("No positions to show")
    rows = balance(view)
    asked = rows[rows["asks"] > 0]
    unmet = asked[asked["gap"] == "unmet"]
    if asked.empty:
        return markup.headline("Nobody is reported to ask for anything")
    return markup.headline(fill("Of {asked} that are asked for, {unmet} {have} no commitment", have="has" if len(unmet) == 1 else "have",
                                asked=tally(len(asked), "instrument", TABLE, where={"Gap": [GAPS["unmet"], GAPS["met"]]}),
                                unmet=count(len(unmet), TABLE, where={"Gap": GAPS["unmet"]})))


def prose(view: View) -> Html:
    if view.positions.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    rows = balance(view)
    unmet, met = rows[rows["gap"] == "unmet"], rows[rows["gap"] == "met"]
    most = rows[rows["asks"] == rows["asks"].max()]
    own = view.positions[(view.positions["actor"] == view.topic.beneficiary) & (view.positions["polarity"] == "asks")]
    mine = [code for code in view.instrument_codes if code in set(own["instrument"])]
    return markup.prose(
        f"Asked for and committed by nobody: {listed(map(view.spoken, unmet['instrument']))}." if len(unmet) else "",
        f"Asked for and committed: {listed(map(view.spoken, met['instrument']))}." if len(met) else "",
        f"{view.actor(view.topic.beneficiary or '')} itself asks for {listed(map(view.spoken, mine), most=8)}." if mine else "",
        fill("Most actors ask for {what} ({n}).", what=listed(map(view.spoken, most["instrument"])), n=count(
            int(most["asks"].iloc[0]), "fig-timeline", page="timeline.html", of="Actor",
            where={"Stance": view.stance("advocated"), "Instrument": view.instrument(most["instrument"].iloc[0])})) if most["asks"].iloc[0] else "",
    )


def figure(view: View) -> Figure:
    rows = balance(view) if len(view.positions) else pd.DataFrame()
    spoken = [
        f"{view.instrument(row['instrument'])}: {row['asks']} ask, {row['committed']} committed, {row['willing']} willing, "
        f"{row['considering'] + row['undecided']} open, {row['against']} against" for row in records(rows)
    ]
    return Figure(
        name="asked-and-offered", chart=_chart(view, rows, WIDE) if len(rows) else None,
        narrow=_chart(view, rows, NARROW) if len(rows) else None, table=table(view), title="Asked for, and offered", wide=True,
        terms=(*terms.stances(view), *terms.words(view)),
        caption="One square an actor: on the left those who ask, on the right the current stances of the others. The words at the right name the gap.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
        note="An actor counts as asking when any of its positions asks; its square on the right, if it has one, is its own current stance.",
    )


def _chart(view: View, rows: pd.DataFrame, room: Room) -> alt.LayerChart:
    asked = _asked(view)
    squares, most_left = [], int(rows["asks"].max())
    axis = room.left + max(most_left, 2 if room.left else 5) * room.unit + 14
    height = TOP + room.row * len(rows) + 4
    lines = []
    for n, row in enumerate(records(rows)):
        top = TOP + n * room.row + 4
        y = top + room.name_line
        left = asked[asked["instrument"] == row["instrument"]]
        own = view.cells[(view.cells["instrument"] == row["instrument"]) & (view.cells["polarity"] != "asks")]
        own = own.assign(_r=own["stance"].map(RANK)).sort_values(["_r", "actor_name"])
        squares += [_square(view, held, axis - 8 - (i + 1) * room.unit, y, room.unit) for i, held in enumerate(records(left))]
        squares += [_square(view, held, axis + 8 + i * room.unit, y, room.unit) for i, held in enumerate(records(own))]
        lines.append(
            {
                "instrument": row["instrument"],
                "name": clean(shorten(view.instrument(row["instrument"]), room.letters)),
                "href": instrument_link(row["instrument"]),
                "y": top + 7 if room.above else y + room.row / 2 - 4,
                "lx": room.name_x,
                "wx": room.width if room.above else axis + 14 + len(own) * room.unit,
                "end": axis + 14 + len(own) * room.unit,
                "gap": GAPS[row["gap"]],
                "unmet": row["gap"] == "unmet",
            }
        )
    width = max(room.width, *(line["end"] for line in lines)) if room.above else max(line["wx"] for line in lines) + 150
    beside: Literal["left", "right"] = "right" if room.above else "left"
    drawn, named = alt.Chart(pd.DataFrame(squares)), alt.Chart(pd.DataFrame(lines))
    heads = pd.DataFrame([{"x": axis - 10, "y": 14.0, "words": "ask for it"}, {"x": axis + 10, "y": 14.0, "words": "their own stance"}])

    def x(field: str) -> alt.X:
        return across(field, width)

    def y_(field: str) -> alt.Y:
        return down(field, height)

    line = (
        alt.Chart(pd.DataFrame([{"x": axis, "top": TOP - 6, "low": height}]))
        .mark_rule(style="rule" if room.above else "strong-rule")
        .encode(x=x("x"), y=y_("top"), y2=alt.Y2("low:Q"))
    )
    layers = [
        line,
        alt.Chart(heads)
        .transform_filter("datum.words === 'ask for it'")
        .mark_text(align="right", style="quiet", fontWeight=600)
        .encode(x=x("x"), y=y_("y"), text=alt.Text("words:N")),
        alt.Chart(heads)
        .transform_filter("datum.words !== 'ask for it'")
        .mark_text(align="left", style="quiet", fontWeight=600)
        .encode(x=x("x"), y=y_("y"), text=alt.Text("words:N")),
        drawn.mark_rect(cornerRadius=3, style="outline", strokeWidth=0.4, cursor="pointer").encode(
            x=x("x"),
            x2=alt.X2("right:Q"),
            y=y_("y"),
            y2=alt.Y2("low:Q"),
            href=alt.Href("href:N"),
            description=alt.Description("spoken:N"),
            fill=alt.Fill("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8)),
            tooltip=[
                alt.Tooltip(f"{field}:N", title=title)
                for field, title in (("who", "Actor"), ("what", "Instrument"), ("held", "Stance"), ("on", "On condition of"), ("sentence", "Sentence"))
            ],
        ),
        named.mark_text(align=room.align, baseline="middle", style="label").encode(x=x("lx"), y=y_("y"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        named.transform_filter("!datum.unmet").mark_text(align=beside, baseline="middle", style="quiet").encode(x=x("wx"), y=y_("y"), text=alt.Text("gap:N")),
        named.transform_filter("datum.unmet")
        .mark_text(align=beside, baseline="middle", style="accent", fontWeight=600, strokeWidth=0)
        .encode(x=x("wx"), y=y_("y"), text=alt.Text("gap:N")),
    ]
    return alt.layer(*layers).properties(width=width, height=height)


def _asked(view: View) -> pd.DataFrame:
    """One row for each actor that asks for an instrument: its latest position that does."""
    held = view.positions[view.positions["polarity"] == "asks"]
    newest = held.sort_values(["day", "position_id"], na_position="first").groupby(["instrument", "actor"], as_index=False).last()
    return newest.sort_values(["instrument", "actor_name"], ignore_index=True)


def _square(view: View, row: dict[str, object], x: float, y: float, unit: float) -> dict[str, object]:
    shown = view.by_id[str(row["position_id"])]
    return {
        "x": x, "right": x + unit - 3, "y": y, "low": y + unit - 1, "stance": row["stance"], "href": shown["href"], "who": clean(shown["actor_name"]),
        "what": clean(shown["instrument_label"]), "held": view.stance(str(row["stance"])),
        "on": listed(view.topic.spoken("conditions", code) for code in shown["conditions"]), "sentence": clean(shorten(shown["quote"], 160)),
        "spoken": clean(f"{shown['actor_name']}, {shown['instrument_label']}: {view.stance(str(row['stance']))}"),
    }


def table(view: View) -> Html:
    """Instruments with the names behind each square."""
    asked = _asked(view)

    def names(rows: pd.DataFrame) -> Html:
        return join((link(row["actor_name"], row["href"]) for row in records(rows)), ", ")

    def rows() -> Iterator[tuple[object, ...]]:
        for row in records(balance(view)) if len(view.positions) else ():
            cells = view.cells[view.cells["instrument"] == row["instrument"]]
            camps = [cells[cells["stance"].isin(codes)] for codes in (["committed"], ["willing"], ["considering", "undecided"])]
            against = join(
                (
                    join([link(held["actor_name"], held["href"]), " ", stance_chip(view, held["stance"])])
                    for held in records(cells[cells["polarity"] == "against"])
                ),
                ", ",
            )
            first = {"instrument": row["instrument"], "instrument_label": view.instrument(row["instrument"])}
            yield (instrument_cell(first), names(asked[asked["instrument"] == row["instrument"]]), *(names(camp) for camp in camps), against, GAPS[row["gap"]])
    head = ["Instrument", "Ask for it", "Committed", "Willing", "Consider it", "Against", "Gap"]
    return grid(head, rows(), label="Who asks and who offers", empty="No positions.")
