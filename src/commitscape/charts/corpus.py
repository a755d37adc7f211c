"""What was read: articles, where their dates come from, and what could not be read."""

from __future__ import annotations

import pandas as pd

from commitscape.charts.counts import tally
from commitscape.charts.evidence import published
from commitscape.charts.markup import Html, element, fill, headline, link, listed, prose
from commitscape.charts.tables import grid, origin
from commitscape.charts.view import View, day_text, records
from commitscape.records import OFF_TOPIC

ASIDE = "off topic"


def opening(view: View) -> Html:
    """The finding and its two sentences."""
    articles, positions = view.tables.articles, view.positions
    files, known = articles["file"].nunique(), articles["day"].dropna()
    outlets = sorted(articles["outlet"].dropna().unique())
    span = f"published from {day_text(known.min())} to {day_text(known.max())}" if len(known) else "all of unknown date"
    by_hand = int((articles["origin"] == "coded").sum())
    undated = len(articles) - len(known)
    return Html(
        headline(fill("{articles} in {documents}, {positions}", articles=tally(len(articles), "article", "table-articles"),
                      documents=tally(files, "document", "table-articles", of="Document"),
                      positions=tally(len(positions), "position", "fig-timeline", page="timeline.html")))
        + prose(
            f"The articles come from {listed(outlets, most=6)}, {span}." if outlets else f"The articles name no outlet; they are {span}.",
            _readers(by_hand, len(articles)),
            _set_aside(view),
            fill("For {n} no date is known, and none was guessed.", n=tally(undated, "article", "table-articles", where={"Published": "date unknown"}))
            if undated else "",
        )
    )


def _readers(by_hand: int, articles: int) -> str:
    if not by_hand:
        return "The machine read them all."
    if by_hand == articles:
        return "All were coded by hand."
    return fill("{n} coded by hand; the machine read the rest.", n=tally(
        by_hand, "article was", "table-articles", many="articles were", where={"Read by": "coded"}))


def _off_topic(view: View) -> set[str]:
    """Articles that the machine set aside and that nobody coded by hand."""
    silences, articles = view.tables.silences, view.tables.articles
    aside = set(silences.loc[silences["reason"] == OFF_TOPIC, "article_id"])
    return aside & set(articles.loc[articles["origin"] != "coded", "article_id"])


def _set_aside(view: View) -> str:
    aside = len(_off_topic(view))
    if not aside:
        return ""
    names = tally(aside, "article names", "table-articles", many="articles name", where={"Positions": ASIDE})
    return fill("{n} none of the anchors of the codebook, and the machine set {them} aside as off topic.", n=names, them="it" if aside == 1 else "them")


def articles_table(view: View) -> Html:
    """Every article, earliest first: headline, outlet, date and its basis, positions, who read it, the document."""
    counts = view.positions.groupby("article_id").size()
    aside = _off_topic(view)
    rows = view.tables.articles.sort_values(["day", "file", "start"], na_position="last", kind="stable")
    return grid(
        ["Article", "Outlet", "Published", "How the date is known", "Positions", "Read by", "Document"],
        (
            [
                link(row["title"] or f"Untitled, in {row['file']}", f"evidence-{row['article_id']}.html"),
                row["outlet"] or element("span", "unknown", class_="cs-unknown"), published(row), row["published_basis"],
                ASIDE if row["article_id"] in aside else int(counts.get(row["article_id"], 0)), origin(view, row["origin"]), element("code", row["file"]),
            ]
            for row in records(rows)
        ),
        label="Articles that were read", name="articles",
    )


def rejects_table(view: View) -> Html:
    """What could not be read or used, and the remedy."""
    rows = view.tables.rejects.sort_values(["file", "where"], na_position="first", kind="stable").to_dict("records")
    return grid(
        ["File", "Place", "What is wrong", "What to do"],
        ([element("code", row["file"]), row["where"], row["reason"], row["remedy"]] for row in rows),
        label="What could not be read", empty="Everything in the folder was read.",
    )


def origins_table(view: View) -> Html:
    """Positions by who read them."""
    kinds = view.positions.groupby("origin").agg(positions=("position_id", "size"), articles=("article_id", "nunique")).reset_index()
    return grid(
        ["Origin", "What it means", "Positions", "Articles"],
        (
            [origin(view, row["origin"]), view.topic.label("origins", row["origin"]), int(row["positions"]), int(row["articles"])]
            for row in kinds.to_dict("records")
        ),
        label="Where the positions come from",
    )


def copies_table(view: View) -> Html:
    """Articles that repeat another; their positions count once."""
    articles: pd.DataFrame = view.tables.articles
    titles = dict(zip(articles["article_id"], articles["title"].fillna("Untitled"), strict=True))
    rows = articles[articles["copy_of"].notna()].to_dict("records")
    return grid(
        ["Article", "Repeats"],
        (
            [link(titles[row["article_id"]], f"evidence-{row['article_id']}.html"), link(titles.get(row["copy_of"]), f"evidence-{row['copy_of']}.html")]
            for row in rows
        ),
        label="Copies", name="copies", empty="No article repeats another.",
    )
