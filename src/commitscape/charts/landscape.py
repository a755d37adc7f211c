"""The landscape: what the matrix of actors by instruments shows, in words, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Iterator

from commitscape.charts import markup, matrix, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, counted, fill, link, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, origin, outlet, stance_chip
from commitscape.charts.theme import STANCE_COLOURS
from commitscape.charts.view import View, records
from commitscape.codebook import POLARITY

PAGE, TABLE = "landscape.html", "fig-landscape"
POLARITIES = (("for", "are for it"), ("open", "are open"), ("against", "are against"), ("asks", "ask others"))


def figure(view: View, *, name: str = "landscape", controls: bool = True) -> Figure:
    """The matrix of a view. `controls` adds the inputs for date, attribution, origin and order."""
    cells = view.cells
    title = f"{counted(cells['actor'].nunique(), 'actor')}, {counted(cells['instrument'].nunique(), 'instrument')}, {counted(len(cells), 'stance')}"
    return Figure(
        name=name, chart=matrix.chart(view, controls=controls) if len(cells) else None, table=table(view), title=title,
        narrow=matrix.chart(view, controls=controls, form=matrix.NARROW) if len(cells) else None,
        caption="Each tile is one actor's current stance on one instrument. A ring marks a condition, a corner mark reports that contradict each other.",
        alt=described(view), note=note(view) if controls else "", wide=True, terms=(*terms.stances(view), *terms.words(view)),
    )


def headline(view: View) -> Html:
    """The finding: how much of the landscape is firm, and who made most of it."""
    firm = view.cells[view.cells["stance"] == "committed"]
    if view.cells.empty:
        return markup.headline("No positions to show")
    if firm.empty:
        return markup.headline(f"None of {counted(len(view.cells), 'stance')} is a firm commitment")
    holders = firm["actor_name"].value_counts()
    most = sorted(holders[holders == holders.iloc[0]].index)
    committed = view.stance("committed")
    share = fill("; {n} of them {belong} to {who}", n=held(int(holders.iloc[0]), stance=committed, Actor=most[0]),
                 belong="belongs" if holders.iloc[0] == 1 else "belong", who=most[0]) if len(most) == 1 and len(firm) > 1 else ""
    return markup.headline(fill("{firm} of {all} {are}{share}", firm=held(len(firm), stance=committed), all=tally(len(view.cells), "stance", TABLE, page=PAGE),
                                are="is a firm commitment" if len(firm) == 1 else "are firm commitments", share=share))


def held(number: int, *, stance: str | list[str] = "", of: str = "", **where: str | list[str]) -> Html:
    """A number of current stances as a link to them in the table of the landscape."""
    return count(
        number,
        TABLE,
        page=PAGE,
        of=of,
        where={**({"Current stance": stance} if stance else {}), **{key.replace("_", " "): value for key, value in where.items()}},
    )


def leaning(view: View, *polarities: str) -> list[str]:
    """The labels of the stances of some camps."""
    return [view.stance(code) for code, polarity in POLARITY.items() if polarity in polarities]


def prose(view: View) -> Html:
    """What the matrix shows, in three sentences."""
    cells = view.cells
    if cells.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    polarity = cells["polarity"].value_counts()
    parts = [fill("{n} {words}", n=held(int(polarity[code]), stance=leaning(view, code)), words=words) for code, words in POLARITIES if code in polarity]
    width = cells.groupby("instrument")["actor"].nunique()
    widest = sorted(width[width == width.max()].index)
    bound, contested, corroborated = int(cells["conditional"].sum()), int(cells["contested"].sum()), int((cells["sources"] >= 2).sum())
    return markup.prose(
        fill(
            "{positions} in {articles} give {stances}: {parts}.",
            positions=tally(len(view.positions), "position", "fig-timeline", page="timeline.html"),
            articles=tally(view.positions["article_id"].nunique(), "article", "table-articles", page="corpus.html", where={"Positions": ">=1"}),
            stances=tally(len(cells), "current stance", TABLE, page=PAGE),
            parts=listed(parts),
        ),
        fill(
            "Most actors speak about {what} ({n} of {all}).",
            what=listed(map(view.spoken, widest)),
            all=held(cells["actor"].nunique(), of="Actor"),
            n=held(int(width.max()), of="Actor", Instrument=view.instrument(widest[0])),
        ),
        fill(
            "{bound} {hang} on a condition, {contested} {are} contested by another report within two weeks, "
            "and {more} {rest} on two or more independent reports.",
            bound=held(bound, Marks="conditional"),
            hang="stance hangs" if bound == 1 else "stances hang",
            contested=held(contested, Marks="contested"),
            are="is" if contested == 1 else "are",
            more=held(corroborated, Independent_reports=">=2"),
            rest="rests" if corroborated == 1 else "rest",
        ),
    )


def described(view: View) -> str:
    """The chart in words."""
    cells = view.cells
    if cells.empty:
        return "No positions, so there is nothing to draw."
    counts = cells["stance"].value_counts()
    stances = listed(f"{counts[stance]} {view.held(stance)}" for stance in STANCE_COLOURS if stance in counts)
    return (
        f"Matrix of {counted(cells['actor'].nunique(), 'actor')} by {counted(cells['instrument'].nunique(), 'instrument')}. Current stances: {stances}. "
        f"{counted(int(cells['conditional'].sum()), 'stance carries', 'stances carry')} a condition, "
        f"{counted(int(cells['contested'].sum()), 'cell is', 'cells are')} contested."
    )


def note(view: View) -> str:
    words = (
        "Current means the latest day reported; of one day's reports the best vouched count, then the most frequent. "
        "Rings follow the filters; contested is judged over all positions of a cell."
    )
    return f"{words} Only part of the positions is shown ({view.narrowed})." if view.narrowed else words


def table(view: View) -> Html:
    """Every cell as a row."""
    def cells() -> Iterator[tuple[object, ...]]:
        for row in records(view.cells):
            marks = [word for word, on in (("conditional", row["conditional"]), ("contested", row["contested"]), ("reversed", row["reversed"])) if on]
            conditions = ", ".join(view.topic.spoken("conditions", code) for code in row["conditions"])
            shown = view.by_id[row["position_id"]]
            yield (
                actor_cell(row), instrument_cell(row), stance_chip(view, row["stance"]), ", ".join(marks), conditions, row["positions"], row["sources"],
                link(day_cell(row), row["href"]), outlet(shown), origin(view, shown["origin"]),
            )
    names = ["Actor", "Instrument", "Current stance", "Marks", "Conditions", "Positions", "Independent reports", "Day", "Source", "Read by"]
    return grid(names, cells(), label="Current stance of every actor on every instrument", empty="No positions.")
