"""The timeline: stances over time, and who changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import altair as alt

from commitscape.charts import lanes, markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.happenings import happenings, marks
from commitscape.charts.markup import Html, counted, element, fill, join, link, listed
from commitscape.charts.moves import NARROW as MOVES_NARROW
from commitscape.charts.moves import chart as moves_chart
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, outlet, positions_table, quoted, stance_chip
from commitscape.charts.view import UNKNOWN_OUTLET, View, day_text, iso, records, short_day

TURNS = "fig-reversals"


def headline(view: View) -> Html:
    turned = view.reversals
    if view.positions.empty:
        return markup.headline("No positions to show")
    if turned.empty:
        return markup.headline("Nobody changed course between two reports")
    flips = turned[turned["kind"] == "polarity"]
    if len(flips) == len(turned):
        return markup.headline(fill("{all} of course between two reports, {each} to another camp", all=tally(len(turned), "change", TURNS),
                                    each="and" if len(turned) == 1 else "each"))
    return markup.headline(fill("{all} of course between two reports, {flips} of them to another camp",
                                all=tally(len(turned), "change", TURNS), flips=count(len(flips), TURNS, where={"Camp": "another"})))


def prose(view: View) -> Html:
    held, turned = view.positions, view.reversals
    if held.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    known = held["day"].dropna()
    lost = int(held["day"].isna().sum())
    dated = {
        "first": day_text(known.min()), "last": day_text(known.max()),
        "days": tally(known.nunique(), "day", "fig-timeline", of="Day", where={"Dated": "yes"}),
    }
    span = fill("The positions run from {first} to {last}, on {days}", **dated) if len(known) else "No day is known"
    unknown = fill("; {n} of unknown date and stand in a lane of their own.", n=tally(
        lost, "position is", "fig-timeline", many="positions are", where={"Dated": "no"})) if lost else "."
    most = turned["actor_name"].value_counts()
    leaders = sorted(most[most == most.max()].index) if len(most) else []
    away = turned[(turned["from_polarity"] == "for") & (turned["to_polarity"] == "against")]
    gone = [f"{row['actor_name']} on {view.spoken(row['instrument'])}" for row in records(away)]
    return markup.prose(
        join([span, unknown]),
        fill("{who} changed most often ({n}).", who=listed(leaders), n=tally(int(most.max()), "time", TURNS, where={"Actor": leaders[0]})) if leaders else "",
        f"From support to refusal went {listed(gone)}." if gone else "",
    )


def figure(view: View, *, name: str = "timeline") -> Figure:
    """Lanes of one instrument at a time, chosen by an input."""
    held = view.positions
    title = "Stances over time, one instrument at a time"
    if held.empty:
        return Figure(name=name, chart=None, table=table(view), title=title, alt="No positions, so there is nothing to draw.")
    counts = held.groupby("instrument")["actor"].nunique()
    codes = [code for code in view.instrument_codes if code in counts.index]
    first = (view.topic.raw.get("camps") or {}).get("instrument")
    start = first if first in codes else str(counts.idxmax())
    events = marks(happenings(view), held["day"])
    pick = alt.param(name="pick", value=start, bind=alt.binding_select(options=codes, labels=[view.instrument(code) for code in codes], name="Instrument: "))
    return Figure(
        name=name,
        chart=lanes.chart(view, held, by="actor", pick=pick, events=events),
        narrow=lanes.chart(view, held, by="actor", pick=pick, form=lanes.NARROW, events=events),
        table=table(view),
        terms=(*terms.stances(view), *terms.words(view)),
        title=title,
        wide=True,
        caption="Dots are the stance of a day, larger where more positions say so; a band holds until the next report. A diamond marks a change of course. "
        "Triangles are events that an article dates.",
        alt=f"{counted(len(held), 'position')} of {counted(held['actor'].nunique(), 'actor')} along time; "
        f"{counted(len(view.reversals), 'change')} of course are marked. "
        f"Shown first: {view.instrument(start)}.",
        note="Silences of more than four days are drawn shortened, with their true length below.",
    )


def moves(view: View, *, most: int = 24) -> Figure:
    """Every change of course as an arrow from the earlier stance to the later one, newest first."""
    turned = view.reversals.sort_values(["to_day", "actor_name", "instrument_label"], ascending=[False, True, True], ignore_index=True)
    strong = turned[turned["kind"] == "polarity"]
    shown = (strong if len(turned) > most else turned).head(most)
    chart = moves_chart(view, shown) if len(shown) else None
    return Figure(
        name="reversals",
        chart=chart,
        narrow=moves_chart(view, shown, form=MOVES_NARROW) if len(shown) else None,
        table=moves_table(view),
        terms=tuple(replace(term, swatch="") for term in terms.stances(view)),
        title="Who moved from what to what",
        wide=True,
        caption="Each arrow leads from the earlier stance to the later one; the newest change stands first.",
        alt=". ".join(spoken(view, row) for row in records(shown)) + "." if len(shown) else "No change of course was found.",
        note=f"Shown are the {len(shown)} latest changes of camp out of {counted(len(turned), 'change')}; the table has all."
        if len(shown) < len(turned)
        else "",
    )


def spoken(view: View, row: dict[str, object]) -> str:
    return f"{row['actor_name']}, {row['instrument_label']}: from {view.held(str(row['from_stance']))} to {view.held(str(row['to_stance']))}, " \
           f"{short_day(row['from_day'])} to {short_day(row['to_day'])}"


def moves_table(view: View) -> Html:
    def rows() -> Iterator[tuple[object, ...]]:
        for row in records(view.reversals.sort_values(["to_day", "actor", "instrument"], ascending=[False, True, True])):
            before, after = view.by_id[row["from_position_id"]], view.by_id[row["to_position_id"]]
            yield (
                actor_cell(row), instrument_cell(row), join([stance_chip(view, row["from_stance"]), " → ", stance_chip(view, row["to_stance"])]),
                join([element("span", short_day(row["from_day"]), ": "), quoted(before["quote"], before["href"]), f" ({outlet(before)})"]),
                join([element("span", short_day(row["to_day"]), ": "), quoted(after["quote"], after["href"]), f" ({outlet(after)})"]),
                link(counted((row["to_day"] - row["from_day"]).days, "day"), after["href"]), "another" if row["kind"] == "polarity" else "the same",
            )

    return grid(
        ["Actor", "Instrument", "Change", "Before", "After", "Apart", "Camp"],
        rows(),
        label="Changes of course", aids=("Camp",),
        empty="No change of course was found.",
    )


def table(view: View) -> Html:
    """All positions in the order of their days."""
    return positions_table(
        view, view.positions.sort_values(["day", "actor", "instrument", "position_id"], na_position="last"), label="Positions by day", dated=True
    )


def dated(view: View) -> Html:
    """The events that sentences date, each with its sentence."""
    return grid(
        ["Day", "Event", "Sentence", "Article", "Outlet"],
        (
            (day_cell(row), row["label"], quoted(row["sentence"], row["href"]), link(row["title"] or "Untitled", f"evidence-{row['article_id']}.html"),
             row["outlet"] or UNKNOWN_OUTLET)
            for row in records(happenings(view))
        ),
        label="Events that the articles date", empty="No sentence dates an event.", name="events",
    )


def events(view: View) -> Html:
    """The days that the reports date: each article, and each passage that gives a day of its own."""
    held = view.positions.sort_values(["day", "article_id", "position_id"], na_position="last")

    def rows() -> Iterator[tuple[object, ...]]:
        for _, told in held.groupby([held["day"].map(iso).fillna(""), "article_id"], sort=True):
            row = records(told)[0]
            own = bool(row["said_on"]) and row["said_on"] != str(row["published"] or "")[:10]
            yield (
                day_cell(row), link(row["title"] or "Untitled", f"evidence-{row['article_id']}.html"), outlet({**row, "medium": None}),
                "day given in the text" if own else "day of publication" if row["day"] is not None else "no day known", counted(len(told), "position"),
                listed(sorted({view.spoken(code) for code in told["instrument"]}), most=4),
            )
    return grid(["Day", "Article", "Outlet", "How the day is known", "Positions", "About"], rows(), label="Days and reports", empty="No positions.")
