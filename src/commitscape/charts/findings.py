"""The landing page: headline figures, the findings that weigh most, and what changed last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commitscape.charts import architecture, asked_offered, camps, markup
from commitscape.charts.markup import Html, counted, element, join, link, listed
from commitscape.charts.tables import day_cell, outlet, quoted, stance_chip
from commitscape.charts.view import View, actor_link, day_text, instrument_link, records

LATEST = 6  # changes and new stances that the landing page names


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A sentence with the page that shows it. `weight` is the share of what it speaks of, from 0 to 1."""

    weight: float
    title: str
    text: str
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
        f"This report reads {counted(len(t.articles), 'article')} by {counted(outlets, 'outlet')}{span} and records every stance that they give to an actor: "
        "who commits, who only considers, who refuses, and on which condition.",
        "Every mark leads to the sentence that it stands for.",
    )


def tallies(view: View) -> Html:
    """The headline figures, each a link to its page."""
    cells = view.cells
    firm = int((cells["stance"] == "committed").sum())
    shown = (
        (view.positions["article_id"].nunique(), "articles", "corpus.html"), (len(view.positions), "positions", "timeline.html"),
        (cells["actor"].nunique(), "actors", "actors.html"), (cells["instrument"].nunique(), "instruments", "instruments.html"),
        (firm, "firm commitments", "landscape.html"), (int(cells["conditional"].sum()), "conditional stances", "conditions.html"),
        (int(cells["contested"].sum()), "contested stances", "conflicts.html"), (len(view.reversals), "changes of course", "timeline.html"),
    )
    items = (element("li", link(join([element("strong", f"{number:,}"), " ", element("span", words)]), page)) for number, words, page in shown)
    return element("ul", join(items), class_="cs-tallies")


def findings(view: View) -> list[Finding]:
    """All findings that the tables allow, the weightiest first."""
    return sorted(_candidates(view), key=lambda finding: (-finding.weight, finding.title))


def cards(view: View, *, most: int = 3) -> Html:
    shown = findings(view)[:most]
    items = (element("article", element("h3", link(found.title, found.page)), element("p", found.text), class_="cs-finding") for found in shown)
    return element("div", join(items), class_="cs-findings") if shown else element("p", "No findings without positions.", class_="cs-empty")


def _candidates(view: View) -> Iterator[Finding]:
    cells = view.cells
    if cells.empty:
        return
    own = cells[cells["polarity"].isin(["for", "open"])]
    if len(own):
        bound = own[own["conditional"]]
        counts = view.conditions[view.conditions["position_id"].isin(bound["position_id"])]["condition"].value_counts()
        first = sorted(counts.index, key=lambda code: (-counts[code], code))[0] if len(counts) else ""
        lead = f", most often on {view.topic.spoken('conditions', first)}" if first else ""
        yield Finding(weight=len(bound) / len(own), title=f"{round(100 * len(bound) / len(own))} per cent of support is conditional", page="conditions.html",
                      text=f"{len(bound)} of {counted(len(own), 'stance')} for an instrument or open to it hang on a condition{lead}.")
    rows = asked_offered.balance(view)
    asked, unmet = rows[rows["asks"] > 0], rows[rows["gap"] == "unmet"]
    if len(unmet):
        widest = unmet.sort_values(["asks", "instrument"], ascending=[False, True])
        yield Finding(weight=len(unmet) / len(asked), title=f"{len(unmet)} of {len(asked)} requests meet no commitment", page="asked_and_offered.html",
                      text=f"Asked for by most and committed by nobody: {listed(map(view.spoken, widest['instrument'].head(3)))}.")
    layers = architecture.standings(view)
    if layers:
        bare = [s for s in layers if s.state in ("open", "unclaimed")]
        disputed = [s for s in layers if s.state == "contested"]
        if len(bare) + len(disputed):
            text = f"Contested: {listed(s.layer.label for s in disputed)}. " if disputed else ""
            text += f"Offered by nobody: {listed(markup.lowered(s.layer.label) for s in bare)}." if bare else ""
            yield Finding(
                weight=(len(bare) + len(disputed)) / len(layers),
                title=f"{len(layers) - len(bare) - len(disputed)} of {counted(len(layers), 'layer')} stand undisputed",
                page="architecture.html",
                text=text,
            )
    members = camps.members(view)
    countries = members[members["actor_kind"] == "country"]
    if len(countries):
        ready = countries[countries["polarity"] == "for"]
        words, about = camps.names(view), view.spoken(camps.instrument(view))
        tied = int(ready["conditional"].sum())
        text = f"{listed(ready['actor_name'])}: {words['for'].lower()}" if len(ready) else "No country is ready"
        yield Finding(
            weight=1 - len(ready) / len(countries),
            title=f"{len(ready)} of {counted(len(countries), 'country', 'countries')} are ready on {about}",
            page="camps.html",
            text=text + (f", {tied} of them on a condition." if tied else "."),
        )
    lone = int((cells["sources"] == 1).sum())
    yield Finding(weight=0.5 * lone / len(cells), title=f"{lone} of {counted(len(cells), 'stance')} rest on one report", page="sources.html",
                  text="Copies, follow-ups and the same speaker's same words count as one report.")


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
    parts = [
        join([link(f"{row['actor_name']} on {view.spoken(row['instrument'])}", row["href"]), f" ({view.held(row['stance'])})"])
        for row in records(held.head(LATEST))
    ]
    more = f" and {len(held) - LATEST} more" if len(held) > LATEST else ""
    return markup.prose(join([f"The newest reports, of {day_text(days.max())}, set {counted(len(held), 'current stance')}: ", join(parts, ", "), more, "."]))
