"""Sources: who vouches for what, through whom it reached the report, and how much rests on independent reports."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import pandas as pd

from commitscape.charts import flows, markup, speakers, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, counted, fill, link, listed
from commitscape.charts.tables import actor_cell, grid, instrument_cell, shorten, stance_chip
from commitscape.charts.theme import POLARITY_COLOURS, VOUCHER_COLOURS
from commitscape.charts.view import UNKNOWN_OUTLET, View, day_text, records
from commitscape.tables.stances import VOUCHED

OWN, VOICE = "its own reporting", "the reporter"
TIMELINE, POSITIONS, CELLS = "timeline.html", "fig-timeline", "fig-corroboration"  # where the rows behind the numbers stand
MOST = 14  # speakers that the chain names


def headline(view: View) -> Html:
    if view.positions.empty:
        return markup.headline("No positions to show")
    counts = view.positions["attribution"].value_counts()
    share = round(100 * counts.get("named", 0) / len(view.positions))
    named = {"Vouched for by": view.topic.label("attribution", "named")}
    return markup.headline(fill("Named speakers vouch for {share} per cent of {all}", share=count(share, POSITIONS, page=TIMELINE, of="share", where=named),
                                all=tally(len(view.positions), "position", POSITIONS, page=TIMELINE)))


def prose(view: View) -> Html:
    if view.positions.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    counts, cells = view.positions["attribution"].value_counts(), view.cells
    order = [code for code in VOUCHED if code in counts]
    shares = [fill("{n} by {voucher}", voucher=view.topic.spoken("attribution", code), n=count(
        int(counts[code]), POSITIONS, page=TIMELINE, where={"Vouched for by": view.topic.label("attribution", code)}))
        for code in order]
    outlets = view.positions["outlet"].fillna(UNKNOWN_OUTLET).value_counts()
    lone = int((cells["sources"] == 1).sum())
    copies = int(view.tables.articles["copy_of"].notna().sum())
    return markup.prose(
        fill("Vouched for: {shares}.", shares=listed(shares)),
        fill("{outlets} published them, {most} alone {n}.", outlets=tally(len(outlets), "outlet", "fig-sources", of="Outlet"), most=outlets.index[0],
             n=count(int(outlets.iloc[0]), POSITIONS, page=TIMELINE, where={"Source": str(outlets.index[0])})),
        fill("{lone} of {cells} {rest} on a single independent report; {more} on two or more.", rest="rests" if lone == 1 else "rest",
             lone=count(lone, CELLS, where={"Independent reports": "1"}), cells=tally(len(cells), "stance", CELLS),
             more=count(len(cells) - lone, CELLS, where={"Independent reports": ">=2"})),
        fill("{copies} another and {count} once with it.", count="counts" if copies == 1 else "count",
             copies=tally(copies, "article repeats", "table-copies", many="articles repeat", page="corpus.html")) if copies else "",
    )


def figure(view: View) -> Figure:
    """Outlets by voucher, as stacked bars."""
    held = view.positions.assign(outlet=view.positions["outlet"].fillna(UNKNOWN_OUTLET))
    rows = held.groupby(["outlet", "attribution"]).size().rename("n").reset_index()
    totals = rows.groupby("outlet")["n"].sum().sort_values(ascending=False, kind="stable")
    rows = rows.assign(words=[f"{n} {view.topic.spoken('attribution', code)}" for n, code in zip(rows["n"], rows["attribution"], strict=True)])
    spoken = [f"{name}: {listed(rows.loc[rows['outlet'] == name, 'words'])}" for name in totals.index]
    return Figure(
        name="sources",
        chart=_bars(view, rows, list(totals.index)) if len(rows) else None,
        table=table(view),
        title="Who vouches, outlet by outlet",
        terms=terms.vouchers(view),
        caption="Positions by outlet and by who vouches for them, the best vouched first.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
    )


def _bars(view: View, rows: pd.DataFrame, order: list[str]) -> alt.Chart:
    shown = {name: clean(shorten(name, 28)) for name in order}
    data = rows.assign(
        name=rows["outlet"].map(shown), rank=rows["attribution"].map(VOUCHED), voucher=[view.topic.label("attribution", code) for code in rows["attribution"]]
    )
    data = data.sort_values(["name", "rank"], ignore_index=True)[["name", "voucher", "rank", "n"]]
    words = [view.topic.label("attribution", code) for code in VOUCHED]
    return alt.Chart(data).mark_bar(height=18, cornerRadius=2).encode(
        x=alt.X("n:Q", title="Positions", axis=alt.Axis(tickMinStep=1, grid=True)),
        y=alt.Y("name:N", sort=list(shown.values()), title=None, axis=alt.Axis(ticks=False, domain=False)),
        color=alt.Color("voucher:N", scale=alt.Scale(domain=words, range=list(VOUCHER_COLOURS.values())), legend=alt.Legend(title=None, columns=4)),
        order=alt.Order("rank:Q"),
        tooltip=[alt.Tooltip("name:N", title="Outlet"), alt.Tooltip("voucher:N", title="Vouched for by"), alt.Tooltip("n:Q", title="Positions")],
    ).properties(width="container", height=28 * len(order) + 6)


def chain(view: View) -> Figure:
    """From the speaker over the credited medium to the outlet."""
    held = view.positions
    names = [name or VOICE for name in speakers.names(view)]
    counts = pd.Series(names, dtype=object).value_counts()
    kept = set(sorted(counts.index, key=lambda name: (-counts[name], name))[:MOST])
    links = pd.DataFrame({
        "c0": [shorten(name, 30) if name in kept else "others" for name in names], "c1": [row["medium"] or OWN for row in records(held)],
        "c2": [row["outlet"] or UNKNOWN_OUTLET for row in records(held)], "n": 1.0,
    })
    links = links.groupby(["c0", "c1", "c2"])["n"].sum().reset_index()
    spoken = [
        f"{row['c0']} over {row['c1']} to {row['c2']}: {counted(int(row['n']), 'position')}" for row in records(links.sort_values("n", ascending=False).head(8))
    ]
    return Figure(
        name="chain",
        chart=flows.chart(links, ["Who said it", "Credited medium", "Outlet"]) if len(links) else None,
        narrow=flows.chart(links, ["Who said it", "Medium", "Outlet"], form=flows.NARROW) if len(links) else None,
        table=chain_table(view),
        wide=True,
        title="From the speaker to the page",
        caption="Bands are as wide as the number of positions.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
        note=f"Speakers beyond the {MOST} most frequent stand together as “others”." if len(counts) > MOST else "",
    )


def chain_table(view: View) -> Html:
    held = view.positions
    rows = pd.DataFrame(
        {
            "speaker": [name or VOICE for name in speakers.names(view)],
            "voucher": held["attribution_label"],
            "medium": held["medium"].fillna(OWN),
            "outlet": held["outlet"].fillna(UNKNOWN_OUTLET),
            "article_id": held["article_id"],
        }
    )
    counts = rows.groupby(["speaker", "voucher", "medium", "outlet"]).agg(n=("article_id", "size"), articles=("article_id", "nunique")).reset_index()
    listed_rows = records(counts.sort_values(["n", "speaker", "medium", "outlet"], ascending=[False, True, True, True]))
    return grid(
        ["Said by", "Vouched for by", "Medium", "Outlet", "Positions", "Articles"],
        ((row["speaker"], row["voucher"], row["medium"], row["outlet"], row["n"], row["articles"]) for row in listed_rows),
        label="Speakers, media and outlets",
    )


def corroboration(view: View) -> Figure:
    """How many cells rest on one, two, three ... independent reports."""
    cells = view.cells
    counts = cells.groupby(["sources", "polarity"]).size().rename("n").reset_index()
    totals = cells["sources"].value_counts().sort_index()
    spoken = [f"{counted(int(n), 'cell')} on {counted(int(reports), 'report')}" for reports, n in zip(totals.index, totals, strict=True)]
    return Figure(
        name="corroboration", chart=_steps(view, counts) if len(counts) else None, table=corroboration_table(view), title="How well the cells are corroborated",
        terms=terms.polarities(view),
        caption="Cells by number of independent reports. Copies, follow-ups and the same speaker's same words count once.",
        alt=f"{listed(spoken)}." if spoken else "No positions, so there is nothing to draw.",
    )


def _steps(view: View, counts: pd.DataFrame) -> alt.Chart:
    words = {code: view.topic.label("polarities", code) for code in POLARITY_COLOURS}
    data = counts.assign(camp=counts["polarity"].map(words), rank=counts["polarity"].map({code: n for n, code in enumerate(POLARITY_COLOURS)}))
    return (
        alt.Chart(data.sort_values(["sources", "rank"], ignore_index=True))
        .mark_bar(cornerRadius=2)
        .encode(
            x=alt.X("sources:O", title="Independent reports", axis=alt.Axis(labelAngle=0, ticks=False)),
            y=alt.Y("n:Q", title="Cells", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "camp:N", scale=alt.Scale(domain=list(words.values()), range=list(POLARITY_COLOURS.values())), legend=alt.Legend(title=None, columns=4)
            ),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("sources:O", title="Independent reports"), alt.Tooltip("camp:N", title="Stance"), alt.Tooltip("n:Q", title="Cells")],
        )
        .properties(width="container", height=230)
    )


def corroboration_table(view: View) -> Html:
    def rows() -> Iterator[tuple[object, ...]]:
        ordered = view.cells.sort_values(["sources", "positions", "actor", "instrument"], ascending=[False, False, True, True])
        for row in records(ordered):
            yield (
                actor_cell(row),
                instrument_cell(row),
                stance_chip(view, row["stance"]),
                row["sources"],
                row["positions"],
                link(day_text(row["day"]), row["href"]),
            )

    return grid(
        ["Actor", "Instrument", "Current stance", "Independent reports", "Positions", "Latest day"],
        rows(),
        label="Corroboration of each cell",
        empty="No positions.",
    )


def table(view: View) -> Html:
    rows = view.tables.sources.assign(_v=view.tables.sources["attribution"].map(VOUCHED)).sort_values(["outlet", "medium", "_v"], na_position="last")
    return grid(["Outlet", "Credited medium", "Vouched for by", "Positions", "Articles", "From", "To"],
                ((row["outlet"] or UNKNOWN_OUTLET, row["medium"] or OWN, view.topic.label("attribution", row["attribution"]), row["positions"], row["articles"],
                  day_text(row["first_day"]), day_text(row["last_day"])) for row in records(rows)), label="Outlets and vouchers", empty="No positions.")
