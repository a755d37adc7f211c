"""Conditions: what each instrument hangs on, and who waits for whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts import flows, landscape, markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, counted, fill, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, outlet, quoted, shorten, stance_chip, voucher
from commitscape.charts.theme import POLARITY_COLOURS
from commitscape.charts.tiles import Room, across, down
from commitscape.charts.view import View, actor_link, instrument_link, records

TOP = 122.0  # pixels: the heads
WIDE = Room(left=172, unit=50, row=27)
NARROW = Room(left=0, unit=22, row=44, above=True, letters=32)


def shares(view: View) -> pd.DataFrame:
    """For each instrument the own stances (for or open) that carry no condition: `cells`, `free`, `share`."""
    own = view.cells[view.cells["polarity"].isin(["for", "open"])]
    rows = own.groupby("instrument")["conditional"].agg(cells="size", bound="sum").reset_index()
    order = {code: n for n, code in enumerate(view.instrument_codes)}
    rows = rows.assign(free=rows["cells"] - rows["bound"], _o=rows["instrument"].map(order)).sort_values("_o", ignore_index=True).drop(columns="_o")
    return rows.assign(share=rows["free"] / rows["cells"])


def headline(view: View) -> Html:
    own = view.cells[view.cells["polarity"].isin(["for", "open"])]
    if own.empty:
        return markup.headline("No stance to put a condition on")
    bound = int(own["conditional"].sum())
    leaning = landscape.leaning(view, "for", "open")
    return markup.headline(fill("{bound} of {all} that are for an instrument or open to it hang on a condition",
                                bound=landscape.held(bound, stance=leaning, Marks="conditional"),
                                all=tally(len(own), "stance", landscape.TABLE, page=landscape.PAGE, where={"Current stance": leaning})))


def prose(view: View) -> Html:
    rows, table = view.conditions, shares(view)
    if rows.empty:
        return markup.prose("No position carries a condition." if len(view.positions) else "No document holds a position that these parameters keep.")
    counts = rows["condition"].value_counts()
    top = sorted(counts.index, key=lambda code: (-counts[code], code))[:3]
    named = [fill("{condition} ({n})", condition=view.topic.spoken("conditions", code),
                  n=count(int(counts[code]), "fig-conditions", where={"Condition": view.topic.label("conditions", code)})) for code in top]
    several = table[table["cells"] >= 2]
    tied = several[several["share"] == several["share"].min()] if len(several) else several
    free = several[several["share"] == 1]
    return markup.prose(
        fill("Positions hang most often on {named}.", named=listed(named)),
        _most_conditional(view, records(tied)[0]) if len(tied) == 1 else "",
        f"Free of conditions are {listed(map(view.spoken, free['instrument']))}." if len(free) else "",
    )


def _most_conditional(view: View, row: dict[str, Any]) -> Html:
    about, leaning = view.instrument(row["instrument"]), landscape.leaning(view, "for", "open")
    bound = int(row["cells"] - row["free"])
    return fill("Most conditional is {what}: {bound} of {all} carry a condition.", what=view.spoken(row["instrument"]),
                bound=landscape.held(bound, stance=leaning, Marks="conditional", Instrument=about),
                all=tally(int(row["cells"]), "stance", landscape.TABLE, page=landscape.PAGE, where={"Current stance": leaning, "Instrument": about}))


def figure(view: View) -> Figure:
    """Instruments by conditions: circles for how many positions, and the share of stances without any."""
    table, rows = shares(view), view.conditions
    spoken = [f"{view.instrument(row['instrument'])}: {row['free']} of {row['cells']} without a condition" for row in records(table)]
    return Figure(
        name="conditions", chart=_chart(view, table, rows, WIDE) if len(table) else None,
        narrow=_chart(view, table, rows, NARROW) if len(table) else None, table=positions(view), title="What each instrument hangs on", wide=True,
        terms=terms.words(view),
        caption="The bar is the share of current stances, for it or open to it, that carry no condition; circles count the positions that name a condition.",
        alt=". ".join(spoken) + "." if spoken else "No stance to put a condition on.",
        note="A position without a condition in its sentence may still have one that no report mentions.",
    )


def _chart(view: View, table: pd.DataFrame, rows: pd.DataFrame, room: Room) -> alt.LayerChart:
    share = 88.0 if room.above else 150.0  # the bar of shares and its words
    present = set(rows["condition"])
    codes = [code for code in (view.topic.labels("conditions") or sorted(present)) if code in present]
    columns = pd.DataFrame(
        [
            {
                "condition": code,
                "x": room.left + share + (24 if room.above else 34) + n * room.unit,
                "head": clean(view.topic.label("conditions", code)),
            }
            for n, code in enumerate(codes)
        ],
        columns=["condition", "x", "head"],
    )
    width, height = room.left + share + (30 if room.above else 60) + room.unit * max(len(codes), 1), TOP + room.row * len(table) + 4
    places = {code: TOP + n * room.row + room.name_line + (room.row - room.name_line) / 2 for n, code in enumerate(table["instrument"])}
    bars = pd.DataFrame(
        [
            {
                "y": places[row["instrument"]],
                "top": places[row["instrument"]] - 7,
                "low": places[row["instrument"]] + 7,
                "name": clean(shorten(view.instrument(row["instrument"]), room.letters)),
                "left": room.left,
                "ny": places[row["instrument"]] - (20 if room.above else 0),
                "full": room.left + share - 40,
                "right": room.left + (share - 40) * row["share"],
                "words": f"{row['free']} of {row['cells']}",
                "wx": room.left + share - 34,
                "lx": room.name_x,
                "href": instrument_link(row["instrument"]),
            }
            for row in records(table)
        ]
    )
    grouped = rows[rows["instrument"].isin(places)].groupby(["instrument", "condition"])
    circles = pd.DataFrame(
        [
            {
                "x": float(columns.loc[columns["condition"] == condition, "x"].iloc[0]),
                "y": places[str(instrument)],
                "n": len(held),
                "href": held["href"].iloc[0],
                "who": clean(listed(dict.fromkeys(held["actor_name"]), most=6)),
                "what": clean(view.instrument(str(instrument))),
                "on": view.topic.label("conditions", str(condition)),
                "spoken": clean(f"{view.instrument(str(instrument))}, {view.topic.spoken('conditions', str(condition))}: {counted(len(held), 'position')}"),
            }
            for (instrument, condition), held in grouped
        ]
    )

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    base = alt.Chart(bars)
    heads = alt.Chart(columns.assign(y=TOP - 8))
    title = alt.Chart(pd.DataFrame([{"x": room.left, "y": TOP - 12.0, "title": ["Without a", "condition"] if room.above else ["Without a condition"]}]))
    layers = [
        base.mark_rect(style="tile", cornerRadius=2).encode(x=x("left"), x2=alt.X2("full:Q"), y=y("top"), y2=alt.Y2("low:Q")),
        base.mark_rect(cornerRadius=2, color=POLARITY_COLOURS["for"]).encode(x=x("left"), x2=alt.X2("right:Q"), y=y("top"), y2=alt.Y2("low:Q")),
        base.mark_text(align="left", baseline="middle", style="quiet").encode(x=x("wx"), y=y("y"), text=alt.Text("words:N")),
        base.mark_text(align=room.align, baseline="middle", style="label").encode(x=x("lx"), y=y("ny"), text=alt.Text("name:N"), href=alt.Href("href:N")),
        title.mark_text(align="left", baseline="bottom", style="quiet", lineHeight=13).encode(x=x("x"), y=y("y"), text=alt.Text("title:N")),
        heads.mark_text(align="left", baseline="middle", angle=270 if room.above else 305, style="label", fontSize=11 if room.above else 12).encode(
            x=x("x"), y=y("y"), text=alt.Text("head:N")),
    ]
    if len(circles):
        drawn = alt.Chart(circles)
        layers += [
            drawn.mark_circle(opacity=1, color=POLARITY_COLOURS["open"], cursor="pointer").encode(
                x=x("x"),
                y=y("y"),
                href=alt.Href("href:N"),
                description=alt.Description("spoken:N"),
                size=alt.Size("n:Q", scale=alt.Scale(domain=[1, 12], range=[170, 330 if room.above else 560], clamp=True), legend=None),
                tooltip=[
                    alt.Tooltip("what:N", title="Instrument"),
                    alt.Tooltip("on:N", title="Condition"),
                    alt.Tooltip("who:N", title="Who"),
                    alt.Tooltip("n:Q", title="Positions"),
                ],
            ),
            drawn.mark_text(baseline="middle", fontSize=11, fill="#1b1f24").encode(x=x("x"), y=y("y"), text=alt.Text("n:Q"), href=alt.Href("href:N")),
        ]
    return alt.layer(*layers).properties(width=width, height=height)


def network(view: View) -> Figure:
    """Who waits for what, and whose act that is."""
    rows = view.conditions
    waits = view.topic.raw.get("condition_actors") or {}
    chains = pd.DataFrame(
        [
            {
                "c0": row["actor_name"],
                "c1": view.topic.label("conditions", row["condition"]),
                "c2": view.actor(code) if code else "nobody named",
                "n": 1 / max(len(named), 1),
                "colour": row["polarity"],
                "spoken": view.topic.spoken("conditions", row["condition"]),
            }
            for row in records(rows)
            for named in [waits.get(row["condition"]) or [""]]
            for code in named
        ],
        columns=["c0", "c1", "c2", "n", "colour", "spoken"],
    )
    links = chains.groupby(["c0", "c1", "c2", "colour"])["n"].sum().reset_index()
    who = {name: actor_link(code) for code, name in view.actor_names.items()}
    spoken = [f"{actor}: {listed(dict.fromkeys(held['spoken']))}" for actor, held in chains.groupby("c0")]
    return Figure(
        name="dependence",
        chart=flows.chart(links, ["Who holds the position", "What it waits for", "Whose act that is"], hrefs=who, colours=POLARITY_COLOURS)
        if len(links)
        else None,
        narrow=flows.chart(links, ["Who", "Waits for", "Whose act"], hrefs=who, colours=POLARITY_COLOURS, form=flows.NARROW) if len(links) else None,
        table=positions(view),
        title="Who waits for whom",
        terms=(*terms.polarities(view), *terms.words(view)),
        wide=True,
        caption="Bands are as wide as the number of positions; a condition that two actors must meet is shared between them.",
        alt=". ".join(spoken) + "." if spoken else "No position carries a condition.",
    )


def positions(view: View) -> Html:
    """Every conditional position."""
    def rows() -> Iterator[tuple[object, ...]]:
        for row in records(view.conditions.sort_values(["instrument", "condition", "actor", "position_id"])):
            held = view.by_id[row["position_id"]]
            yield (instrument_cell(row), view.topic.label("conditions", row["condition"]), actor_cell(row), stance_chip(view, row["stance"]),
                   quoted(held["quote"], row["href"]), voucher(held), outlet(held), day_cell(row))
    head = ["Instrument", "Condition", "Actor", "Stance", "Sentence", "Said by", "Source", "Day"]
    return grid(head, rows(), label="Positions with a condition", empty="No position carries a condition.")
