"""Directories: all actors, or all instruments, each with its current stances as squares."""

from __future__ import annotations

import altair as alt
import pandas as pd

from commitscape.charts import markup, terms
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, counted, link, listed
from commitscape.charts.tables import grid, shorten
from commitscape.charts.theme import STANCE_COLOURS, stance_legend, stance_scale
from commitscape.charts.tiles import across, down
from commitscape.charts.view import RANK, View, actor_link, instrument_link, records, short_day

LEFT, UNIT, ROW = 176.0, 22.0, 29.0


def headline(view: View, kind: str) -> Html:
    cells = view.cells
    if cells.empty:
        return markup.headline("No positions to show")
    if kind == "actor":
        kinds = cells.drop_duplicates("actor")["actor_kind"].value_counts()
        return markup.headline(f"{counted(kinds.get('country', 0), 'country', 'countries')} and {counted(kinds.get('group', 0), 'group')} hold a position")
    return markup.headline(f"{cells['instrument'].nunique()} of {counted(len(view.tables.instruments), 'instrument')} in the codebook are spoken of")


def prose(view: View, kind: str) -> Html:
    if view.cells.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    name = "actor_name" if kind == "actor" else "instrument"
    counts = view.positions[name].value_counts()
    top = sorted(counts.index, key=lambda key: (-counts[key], key))[:3]
    silent = [code for code in view.instrument_codes if code not in set(view.positions["instrument"])]
    shown = top if kind == "actor" else [view.spoken(code) for code in top]
    most = [f"{word} ({counted(int(counts[key]), 'position')})" for word, key in zip(shown, top, strict=True)]
    return markup.prose(
        f"Most is said of {listed(most)}.",
        f"Nothing is said of {listed(map(view.spoken, silent))}." if kind == "instrument" and silent else "",
    )


def figure(view: View, kind: str) -> Figure:
    """One row an actor or instrument: a square for each current stance, in the order of stances; squares lead to their sentence."""
    other, codes = ("instrument", view.actor_codes) if kind == "actor" else ("actor", view.instrument_codes)
    name, address = (view.actor, actor_link) if kind == "actor" else (view.instrument, instrument_link)
    cells = view.cells.assign(_r=view.cells["stance"].map(RANK)).sort_values(["_r", f"{other}_name" if other == "actor" else "instrument_label"])
    squares, names, spoken = [], [], []
    for n, code in enumerate(code for code in codes if code in set(cells[kind])):
        held, y = cells[cells[kind] == code], n * ROW + 6
        names.append({"x": LEFT - 10, "y": y + UNIT / 2, "name": clean(shorten(name(code), 27)), "href": address(code)})
        counts = held["stance"].value_counts()
        spoken.append(f"{name(code)}: " + listed(f"{counts[s]} {view.held(s)}" for s in STANCE_COLOURS if s in counts))
        for i, row in enumerate(records(held)):
            squares.append({
                "x": LEFT + i * UNIT, "right": LEFT + (i + 1) * UNIT - 3, "y": y, "low": y + UNIT - 2, "stance": row["stance"], "href": row["href"],
                "who": clean(row["actor_name"]), "what": clean(row["instrument_label"]), "held": view.stance(row["stance"]), "when": short_day(row["day"]),
                "spoken": clean(f"{row['actor_name']}, {row['instrument_label']}: {view.stance(row['stance'])}"),
            })
    return Figure(
        name=f"{kind}s", chart=_chart(view, pd.DataFrame(squares), pd.DataFrame(names)) if names else None, table=table(view, kind), wide=True,
        terms=(*terms.stances(view), *terms.words(view)),
        title=f"All {kind}s and their current stances", caption=f"One square for each {other}, from the most to the least favourable stance.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
    )


def _chart(view: View, squares: pd.DataFrame, names: pd.DataFrame) -> alt.LayerChart:
    width, height = float(squares["right"].max() + 10), float(names["y"].max() + UNIT)

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    tooltip = [
        alt.Tooltip(f"{field}:N", title=title) for field, title in (("who", "Actor"), ("what", "Instrument"), ("held", "Current stance"), ("when", "Day"))
    ]
    return alt.layer(
        alt.Chart(squares).mark_rect(cornerRadius=3, style="outline", strokeWidth=0.4, cursor="pointer").encode(
            x=x("x"), x2="right:Q", y=y("y"), y2="low:Q", href="href:N", tooltip=tooltip, description="spoken:N",
            color=alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=4))),
        alt.Chart(names).mark_text(align="right", baseline="middle", style="label", cursor="pointer").encode(x=x("x"), y=y("y"), text="name:N", href="href:N"),
    ).properties(width=width, height=height)


def table(view: View, kind: str) -> Html:
    codes, name, address = (view.actor_codes, view.actor, actor_link) if kind == "actor" else (view.instrument_codes, view.instrument, instrument_link)
    counts = view.cells.groupby([kind, "stance"]).size()
    positions = view.positions[kind].value_counts()
    rows = (
        (link(name(code), address(code)), *(int(counts.get((code, stance), 0)) or "" for stance in STANCE_COLOURS), int(positions[code]))
        for code in codes
        if code in positions
    )
    return grid(
        [kind.capitalize(), *(view.stance(stance) for stance in STANCE_COLOURS), "Positions"],
        rows,
        label=f"Current stances of all {kind}s",
        empty="No positions.",
    )
