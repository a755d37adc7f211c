"""The landing page: headline figures, the findings that weigh most, and what changed last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from commitscape.charts import architecture, asked_offered, landscape, markup
from commitscape.charts.counts import count, tally
from commitscape.charts.markup import Html, element, fill, join, link, listed, plain
from commitscape.charts.tables import day_cell, outlet, quoted, stance_chip
from commitscape.charts.view import RANK, View, actor_link, day_text, instrument_link, iso, records

KINDS = ("moved", "gap", "contested", "bound")  # what a reader asks first: who moved, what is missing, what is in dispute
CONDITIONS = "conditions"
NAMED = 3  # stances of a kind that the newest day names
LATEST = 6  # changes and new stances that the landing page names


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a table says, with the page that shows it. `kind` is one of `KINDS`; `weight`, from 0 to 1, orders findings of one kind."""

    kind: str
    weight: float
    title: str
    text: Html
    page: str


def headline(view: View) -> Html:
    """The question of the topic."""
    question = view.topic.raw.get("question") or view.topic.codebook.get("topic") or "Who has committed to what?"
    return markup.headline(question)


def prose(view: View) -> Html:
    t, days = view.tables, view.positions["day"].dropna()
    if view.positions.empty:
        return markup.prose("No document holds a position that these parameters keep.")
    span = f" between {day_text(days.min())} and {day_text(days.max())}" if len(days) else ""
    outlets = t.articles["outlet"].nunique()
    return markup.prose(
        fill("This report reads {articles} by {outlets}{span} and records every stance that they give to an actor: "
             "who commits, who only considers, who refuses, and on which condition.", span=span,
             articles=tally(len(t.articles), "article", "table-articles", page="corpus.html"),
             outlets=tally(outlets, "outlet", "table-articles", page="corpus.html", of="Outlet")),
        "Every mark leads to the sentence that it stands for.",
    )


def tallies(view: View) -> Html:
    """The headline figures, each a link to the rows that it counts."""
    cells, positions = view.cells, view.positions
    turned, held = view.reversals, landscape.held
    shown = (
        (count(positions["article_id"].nunique(), "table-articles", page="corpus.html", where={"Positions": ">=1"}), "articles"),
        (count(len(positions), "fig-timeline", page="timeline.html"), "positions"),
        (held(cells["actor"].nunique(), of="Actor"), "actors"), (held(cells["instrument"].nunique(), of="Instrument"), "instruments"),
        (held(int((cells["stance"] == "committed").sum()), stance=view.stance("committed")), "firm commitments"),
        (held(int(cells["conditional"].sum()), Marks="conditional"), "conditional stances"),
        (held(int(cells["contested"].sum()), Marks="contested"), "contested stances"),
        (count(len(turned), "fig-reversals", page="timeline.html"), "changes of course"),
    )
    items = (element("li", element("strong", number), " ", element("span", words)) for number, words in shown)
    return element("ul", join(items), class_="cs-tallies")


def findings(view: View) -> list[Finding]:
    """One finding of each kind that the tables allow: who moved, what gap there is, what is contested, then the others; of a kind the weightiest."""
    found = sorted(_candidates(view), key=lambda finding: (KINDS.index(finding.kind), -finding.weight, plain(finding.title)))
    first = {finding.kind: finding for finding in reversed(found)}
    return [first[kind] for kind in KINDS if kind in first]


def cards(view: View, *, most: int = 3) -> Html:
    shown = findings(view)[:most]
    items = (
        element("article", element("h3", link(found.title, found.page)), element("p", found.text), class_="cs-finding", data_kind=found.kind)
        for found in shown
    )
    return element("div", join(items), class_="cs-findings") if shown else element("p", "No findings without positions.", class_="cs-empty")


def _candidates(view: View) -> Iterator[Finding]:
    if view.cells.empty:
        return
    yield from _moved(view)
    yield from _gap(view)
    yield from _contested(view)
    yield from _bound(view)


def _moved(view: View) -> Iterator[Finding]:
    """Who went furthest, the latest first among equals: from one camp to another, and still there."""
    turned = view.reversals[view.reversals["kind"] == "polarity"]
    cells = view.cells.set_index(["actor", "instrument"])
    now = [cells.loc[(row["actor"], row["instrument"]), "polarity"] == row["to_polarity"] for row in records(turned)]
    turned = turned[pd.Series(now, index=turned.index, dtype=bool)]
    if turned.empty:
        return
    ranked = turned.assign(_far=turned["steps"].abs(), _own=turned["actor_kind"] == "country")
    row = records(ranked.sort_values(["_own", "_far", "to_day", "actor", "instrument"], ascending=[False, False, False, True, True]))[0]
    yield Finding(
        kind="moved", weight=row["_far"] / len(RANK), page="timeline.html",
        title=f"{row['actor_name']} moved on {view.spoken(row['instrument'])}: from {view.held(row['from_stance'])} to {view.held(row['to_stance'])}",
        text=fill(
            "Reported {before}, then {after}{furthest}. It is one of {all} of course that the reports show.",
            before=link(day_text(row["from_day"]), view.href(row["from_position_id"])), after=link(day_text(row["to_day"]), row["href"]),
            furthest="; no country moved further" if row["actor_kind"] == "country" else "",
            all=tally(len(view.reversals), "change", "fig-reversals", page="timeline.html"),
        ),
    )


def _gap(view: View) -> Iterator[Finding]:
    """What the one to be protected and others ask for and nobody commits."""
    rows = asked_offered.balance(view)
    asked, unmet = rows[rows["asks"] > 0], rows[(rows["gap"] == "unmet")]
    named = unmet[~unmet["instrument"].isin(view.topic.apart)].sort_values(["asks", "instrument"], ascending=[False, True])
    if named.empty:
        return
    page, table = "asked_and_offered.html", asked_offered.TABLE
    first = records(named)[0]
    yield Finding(
        kind="gap", weight=len(unmet) / len(asked), page=page,
        title=f"{markup.raised(view.spoken(first['instrument']))}: asked for by {_counted(first['asks'])}, committed by nobody",
        text=fill("Of {asked} that somebody asks for, {unmet} {have} no commitment, among them {more}.",
                  asked=tally(len(asked), "instrument", table, page=page, where={"Gap": [asked_offered.GAPS["unmet"], asked_offered.GAPS["met"]]}),
                  unmet=count(len(unmet), table, page=page, where={"Gap": asked_offered.GAPS["unmet"]}), have="has" if len(unmet) == 1 else "have",
                  more=listed(map(view.spoken, named["instrument"].head(3)))),
    )


def _counted(number: int) -> str:
    return "one actor" if number == 1 else f"{number} actors"


def _contested(view: View) -> Iterator[Finding]:
    """Where reports or actors stand against each other: the contested layers, and who says what on the one that most speak of."""
    layers = architecture.standings(view)
    disputed = [s for s in layers if s.state == "contested"]
    if disputed:
        widest = max(disputed, key=lambda s: (s.cells["actor"].nunique(), s.layer.code))
        favour, against = widest.cells[widest.cells["polarity"] == "for"], widest.cells[widest.cells["polarity"] == "against"]
        labels = [view.instrument(code) for code in widest.layer.instruments]

        def camp(rows: pd.DataFrame, *polarities: str) -> Html:
            return landscape.held(rows["actor"].nunique(), stance=landscape.leaning(view, *polarities), of="Actor", Instrument=labels)

        yield Finding(
            kind="contested",
            weight=len(disputed) / len(layers),
            page="architecture.html",
            title=f"Most contested: {widest.layer.spoken}",
            text=fill(
                "{favour} for it, {against} against it. Contested are {all} of {layers}: {names}.",
                favour=camp(favour, "for"),
                against=camp(against, "against"),
                all=architecture.in_state(view, len(disputed), "contested"),
                names=listed(s.layer.spoken for s in disputed),
                layers=tally(len(layers), "layer", "fig-architecture", page="architecture.html"),
            ),
        )
        return
    cells = view.cells[view.cells["contested"]]
    if len(cells):
        yield Finding(kind="contested", weight=len(cells) / len(view.cells), page="conflicts.html", title="Reports contradict each other",
                      text=fill("{n} {are} contested by another report within two weeks.", n=landscape.held(len(cells), Marks="contested"),
                                are="stance is" if len(cells) == 1 else "stances are"))


def _bound(view: View) -> Iterator[Finding]:
    own = view.cells[view.cells["polarity"].isin(["for", "open"])]
    if own.empty:
        return
    bound, leaning = own[own["conditional"]], landscape.leaning(view, "for", "open")
    counts = view.conditions[view.conditions["position_id"].isin(bound["position_id"])]["condition"].value_counts()
    first = sorted(counts.index, key=lambda code: (-counts[code], code))[0] if len(counts) else ""
    yield Finding(
        kind="bound",
        weight=len(bound) / len(own),
        page="conditions.html",
        title=f"Support hangs on conditions{f', most often on {view.topic.spoken(CONDITIONS, first)}' if first else ''}"
        if len(bound)
        else "Support is unconditional",
        text=fill(
            "{bound} of {all} that are for an instrument or open to it carry a condition.",
            bound=landscape.held(len(bound), stance=leaning, Marks="conditional"),
            all=tally(len(own), "stance", landscape.TABLE, page=landscape.PAGE, where={"Current stance": leaning}),
        ),
    )


def latest(view: View) -> Html:
    """What changed last: the newest changes of course, then what the newest day brought for the first time."""
    turned = view.reversals[view.reversals["kind"] == "polarity"].sort_values(["to_day", "actor", "instrument"], ascending=[False, True, True]).head(LATEST)
    items = []
    for row in records(turned):
        told = view.by_id[row["to_position_id"]]
        items.append(
            element(
                "li",
                day_cell({"day": row["to_day"]}),
                " ",
                link(row["actor_name"], actor_link(row["actor"])),
                " on ",
                link(view.spoken(row["instrument"]), instrument_link(row["instrument"])),
                ": ",
                stance_chip(view, row["from_stance"]),
                " → ",
                stance_chip(view, row["to_stance"]),
                " ",
                quoted(told["quote"], told["href"]),
                " ",
                element("small", outlet(told)),
            )
        )
    return element("ul", join(items), class_="cs-latest") if items else element("p", "No change of course was reported.", class_="cs-empty")


def newest(view: View) -> Html:
    """The newest day: its current stances in one sentence, each a link."""
    days = view.cells["day"].dropna()
    if days.empty:
        return Html("")
    held = view.cells[view.cells["day"] == days.max()]
    stances = tally(len(held), "current stance", landscape.TABLE, page=landscape.PAGE, where={"Day": iso(days.max()) or ""})
    parts = []
    for stance in [code for code in RANK if (held["stance"] == code).any()]:
        rows = records(held[held["stance"] == stance])
        named = listed(link(f"{row['actor_name']} on {view.spoken(row['instrument'])}", row["href"]) for row in rows[:NAMED])
        number = landscape.held(len(rows), stance=view.stance(stance), Day=iso(days.max()) or "")
        parts.append(fill("{stance} {n}{among} {named}", stance=view.held(stance), n=number, named=named, among=", among them" if len(rows) > NAMED else ":"))
    return markup.prose(fill("The newest reports, of {day}, set {stances}. {parts}.", day=day_text(days.max()), stances=stances,
                             parts=Html(markup.raised(join(parts, "; ")))))
