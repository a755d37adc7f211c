"""Conflicts: reports about one cell that contradict each other within two weeks, side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from commitscape.charts import markup, moves, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, counted, element, fill, join, link, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, origin, outlet, quoted, stance_chip, voucher
from commitscape.charts.view import View, actor_link, instrument_link, records, short_day

TABLE = "fig-conflicts"
MOST = 24  # pairs that the chart draws


def pairs(view: View) -> pd.DataFrame:
    """Pairs of positions, the newest first."""
    return view.conflicts.sort_values(["second_day", "actor", "instrument", "first_position_id"], ascending=[False, True, True, True], ignore_index=True)


def headline(view: View) -> Html:
    found = pairs(view)
    if found.empty:
        return markup.headline("No two reports contradict each other" if len(view.positions) else "No positions to show")
    cells = found.groupby(["actor", "instrument"]).ngroups
    return markup.headline(fill("{pairs} of reports contradict each other, on {cells}", pairs=tally(len(found), "pair", TABLE),
                                cells=tally(cells, "stance", TABLE, of="About")))


def prose(view: View) -> Html:
    found = pairs(view)
    if found.empty:
        return markup.prose("For no actor and instrument are positions for and against reported within fourteen days.")
    per = found["actor_name"].value_counts()
    leaders = sorted(per[per == per.max()].index)
    same = sum(view.by_id[row["first_position_id"]]["article_id"] == view.by_id[row["second_position_id"]]["article_id"] for row in records(found))
    cells = found.drop_duplicates(["actor", "instrument"])
    named = [f"{row['actor_name']} on {view.spoken(row['instrument'])}" for row in records(cells)]
    return markup.prose(
        f"They concern {listed(named, most=6)}.",
        fill("Most are about {who} ({n}).", who=listed(leaders), n=count(int(per.max()), TABLE, where={"Actor": leaders[0]})),
        fill(
            "In {n} of them both sentences stand in one article: such a report tells of a change or of two voices.",
            n=count(same, TABLE, where={"Articles": "one"}),
        )
        if same
        else "",
    )


def figure(view: View) -> Figure:
    found = pairs(view)
    shown = found.head(MOST)
    drawn = shown.rename(columns={"first_stance": "from_stance", "second_stance": "to_stance", "first_day": "from_day", "second_day": "to_day",
                                  "first_position_id": "from_position_id", "second_position_id": "to_position_id"})
    spoken = [f"{row['actor_name']}, {row['instrument_label']}: {view.held(row['first_stance'])} on {short_day(row['first_day'])}, "
              f"{view.held(row['second_stance'])} on {short_day(row['second_day'])}" for row in records(shown)]
    return Figure(
        name="conflicts",
        chart=moves.chart(view, drawn, arrows=False) if len(shown) else None,
        narrow=moves.chart(view, drawn, arrows=False, form=moves.NARROW) if len(shown) else None,
        table=table(view),
        title="How far apart the reports are",
        terms=terms.stances(view, {*shown["first_stance"], *shown["second_stance"]}) if len(shown) else (),
        wide=True,
        caption="Each line joins two reports about one actor and one instrument; its ends are the stances that they report.",
        alt=". ".join(spoken) + "." if spoken else "No two reports contradict each other.",
        note=f"Shown are the {MOST} newest of {counted(len(found), 'pair')}." if len(found) > MOST else "",
    )


def side_by_side(view: View) -> Html:
    """Each pair as two quotations beside each other."""
    cards = []
    for row in records(pairs(view)):
        halves = [_half(view, view.by_id[row[f"{which}_position_id"]]) for which in ("first", "second")]
        head = element("h3", link(row["actor_name"], actor_link(row["actor"])), " · ", link(row["instrument_label"], instrument_link(row["instrument"])))
        gap = element("p", "on the same day" if row["days"] == 0 else f"{counted(row['days'], 'day')} apart", class_="cs-apart")
        cards.append(element("article", head, gap, element("div", join(halves), class_="cs-sides"), class_="cs-conflict"))
    return join(cards) if cards else element("p", "No two reports contradict each other.", class_="cs-empty")


def _half(view: View, row: dict[str, object]) -> Html:
    lines = [
        element("p", stance_chip(view, str(row["stance"])), " ", day_cell(row)), element("blockquote", quoted(str(row["quote"]), str(row["href"]))),
        element("p", element("small", f"{voucher(row)}; {outlet(row)} ", origin(view, str(row["origin"])))),
    ]
    return element("div", join(lines), class_="cs-side")


def table(view: View) -> Html:
    def rows() -> Iterator[tuple[object, ...]]:
        for row in records(pairs(view)):
            first, second = view.by_id[row["first_position_id"]], view.by_id[row["second_position_id"]]
            yield (
                actor_cell(row),
                instrument_cell(row),
                stance_chip(view, row["first_stance"]),
                quoted(first["quote"], first["href"]),
                outlet(first),
                day_cell(first),
                stance_chip(view, row["second_stance"]),
                quoted(second["quote"], second["href"]),
                outlet(second),
                day_cell(second),
                "one" if first["article_id"] == second["article_id"] else "two",
                f"{row['actor_name']}: {view.spoken(row['instrument'])}",
            )
    head = ["Actor", "Instrument", "One stance", "Sentence", "Source", "Day", "Other stance", "Sentence", "Source", "Day", "Articles", "About"]
    return grid(head, rows(), label="Pairs of reports that contradict each other", aids=("Articles", "About"), empty="No two reports contradict each other.")
