"""Directories: all actors, or all instruments, each with its current stances as squares."""

from __future__ import annotations

import altair as alt
import pandas as pd

from commitscape.charts import markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, fill, link, listed
from commitscape.charts.tables import grid, shorten
from commitscape.charts.theme import STANCE_COLOURS, stance_legend, stance_scale
from commitscape.charts.tiles import Room, across, down
from commitscape.charts.view import RANK, View, actor_link, instrument_link, records, short_day

WIDE = Room(left=176, unit=22, row=29)
NARROW = Room(left=0, unit=17, row=42, above=True, letters=40)


def headline(view: View, kind: str) -> Html:
    cells = view.cells
    if cells.empty:
        return markup.headline("No positions to show")
    if kind == "actor":
        kinds = cells.drop_duplicates("actor")["actor_kind"].value_counts()
        counts = [
            tally(int(kinds.get(code, 0)), code, "fig-actors", many=many, where={"Kind": code})
            for code, many in (("country", "countries"), ("group", "groups"))
        ]
        return markup.headline(fill("{countries} and {groups} hold a position", countries=counts[0], groups=counts[1]))
    return markup.headline(fill("{n} of {all} in the codebook are spoken of", n=count(cells["instrument"].nunique(), "fig-instruments"),
                                all=tally(len(view.tables.instruments), "instrument", "table-codebook-instruments", page="method.html")))


def prose(view: View, kind: str) -> Html:
    if view.cells.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    name = "actor_name" if kind == "actor" else "instrument"
    counts = view.positions[name].value_counts()
    top = sorted(counts.index, key=lambda key: (-counts[key], key))[:3]
    silent = [code for code in view.instrument_codes if code not in set(view.positions["instrument"])]
    shown = top if kind == "actor" else [view.spoken(code) for code in top]
    label = str.capitalize(kind)
    most = [fill("{word} ({n})", word=word, n=tally(int(counts[key]), "position", "fig-timeline", page="timeline.html", where={
        label: key if kind == "actor" else view.instrument(key)})) for word, key in zip(shown, top, strict=True)]
    return markup.prose(
        fill("Most is said of {most}.", most=listed(most)),
        f"Nothing is said of {listed(map(view.spoken, silent))}." if kind == "instrument" and silent else "",
    )


def figure(view: View, kind: str) -> Figure:
    """One row an actor or instrument: a square for each current stance, in the order of stances; squares lead to their sentence."""
    other, codes = ("instrument", view.actor_codes) if kind == "actor" else ("actor", view.instrument_codes)
    name = view.actor if kind == "actor" else view.instrument
    shown = [code for code in codes if code in set(view.cells[kind])]
    spoken = []
    for code in shown:
        counts = view.cells.loc[view.cells[kind] == code, "stance"].value_counts()
        spoken.append(f"{name(code)}: " + listed(f"{counts[s]} {view.held(s)}" for s in STANCE_COLOURS if s in counts))
    return Figure(
        name=f"{kind}s", chart=_chart(view, kind, shown, WIDE) if shown else None, narrow=_chart(view, kind, shown, NARROW) if shown else None,
        table=table(view, kind), wide=True, terms=(*terms.stances(view), *terms.words(view)),
        title=f"All {kind}s and their current stances", caption=f"One square for each {other}, from the most to the least favourable stance.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
    )


def _rows(view: View, kind: str, codes: list[str], room: Room) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The squares and the names of the rows."""
    name, address = (view.actor, actor_link) if kind == "actor" else (view.instrument, instrument_link)
    order = "instrument_label" if kind == "actor" else "actor_name"
    cells = view.cells.assign(_r=view.cells["stance"].map(RANK)).sort_values(["_r", order])
    squares, names = [], []
    for n, code in enumerate(codes):
        top = n * room.row + 6
        y = top + room.name_line
        names.append(
            {
                "x": room.name_x,
                "y": top + 7 if room.above else y + room.unit / 2,
                "name": clean(shorten(name(code), room.letters)),
                "href": address(code),
            }
        )
        squares += [
            {
                "x": room.left + i * room.unit, "right": room.left + (i + 1) * room.unit - 3, "y": y, "low": y + room.unit - 2, "stance": row["stance"],
                "href": row["href"], "who": clean(row["actor_name"]), "what": clean(row["instrument_label"]), "held": view.stance(row["stance"]),
                "when": short_day(row["day"]), "spoken": clean(f"{row['actor_name']}, {row['instrument_label']}: {view.stance(row['stance'])}"),
            }
            for i, row in enumerate(records(cells[cells[kind] == code]))
        ]
    return pd.DataFrame(squares), pd.DataFrame(names)


def _chart(view: View, kind: str, codes: list[str], room: Room) -> alt.LayerChart:
    squares, names = _rows(view, kind, codes, room)
    width, height = float(squares["right"].max() + 10), float(squares["low"].max() + 6)

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    tooltip = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (("who", "Actor"), ("what", "Instrument"), ("held", "Current stance"), ("when", "Day"))
    ]
    return alt.layer(
        alt.Chart(squares)
        .mark_rect(cornerRadius=3, style="outline", strokeWidth=0.4, cursor="pointer")
        .encode(
            x=x("x"),
            x2=alt.X2("right:Q"),
            y=y("y"),
            y2=alt.Y2("low:Q"),
            href=alt.Href("href:N"),
            tooltip=tooltip,
            description=alt.Description("spoken:N"),
            color=alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=4)),
        ),
        alt.Chart(names)
        .mark_text(align=room.align, baseline="middle", style="label", cursor="pointer")
        .encode(x=x("x"), y=y("y"), text=alt.Text("name:N"), href=alt.Href("href:N")),
    ).properties(width=width, height=height)


def table(view: View, kind: str) -> Html:
    codes, name, address = (view.actor_codes, view.actor, actor_link) if kind == "actor" else (view.instrument_codes, view.instrument, instrument_link)
    counts = view.cells.groupby([kind, "stance"]).size()
    positions = view.positions[kind].value_counts()
    rows = (
        (
            link(name(code), address(code)),
            *([view.actor_kinds.get(code, "group")] if kind == "actor" else []),
            *(int(counts.get((code, stance), 0)) or "" for stance in STANCE_COLOURS),
            int(positions[code]),
        )
        for code in codes
        if code in positions
    )
    return grid(
        [kind.capitalize(), *(["Kind"] if kind == "actor" else []), *(view.stance(stance) for stance in STANCE_COLOURS), "Positions"],
        rows,
        label=f"Current stances of all {kind}s",
        empty="No positions.",
    )
