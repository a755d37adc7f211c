"""The method, rendered from the data: codebook, coding rules, rules of cells, data dictionary, downloads, glossary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import altair as alt
import pandas as pd
from markdown_it import MarkdownIt

from commitscape.charts import markup, measured
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, chip, clean, counted, element, fill, join, link, listed
from commitscape.charts.tables import grid
from commitscape.charts.tiles import across, down, wrap
from commitscape.charts.view import RANK, View, day_text
from commitscape.codebook import POLARITY
from commitscape.tables.dictionary import layouts
from commitscape.tables.stances import NEAR, VOUCHED

STAGES = (  # the rooms of the house, in the order in which data flows through them
    ("Documents", "files as they came"), ("Articles", "split, dated, deduplicated"), ("Sentences", "with their place in the text"),
    ("Positions", "who, what, which stance"), ("Cells", "current stance of each"), ("Charts", "and the tables behind them"), ("Pages", "each mark leads back"),
)
FORMATS = (("csv", "CSV"), ("parquet", "Parquet"), ("jsonl", "JSON Lines"))
DATA = "_static/data"  # where the book keeps the tables


def headline(view: View) -> Html:
    return markup.headline(fill("From {documents} to {cells}, every step open to check", documents=_documents(view),
                                cells=tally(len(view.cells), "stance", "fig-landscape", page="landscape.html")))


def _documents(view: View) -> Html:
    return tally(view.tables.articles["file"].nunique(), "document", "table-articles", page="corpus.html", of="Document")


def prose(view: View) -> Html:
    t = view.tables
    by = t.positions["origin"].value_counts()
    origins = [
        fill("{n} {words}", n=count(int(by[code]), "fig-timeline", page="timeline.html", where={"Read by": code}), words=view.topic.label("origins", code))
        for code in ("coded", "reviewed", "machine") if code in by
    ]
    return markup.prose(
        fill(
            "{documents} hold {articles} and {positions}: {origins}.",
            documents=_documents(view),
            origins=listed(origins),
            articles=tally(len(t.articles), "article", "table-articles", page="corpus.html"),
            positions=tally(len(t.positions), "position", "fig-timeline", page="timeline.html"),
        )
        if origins
        else "No document holds a position.",
        fill(
            "The codebook knows {instruments}, {stances} and {conditions}; every position points to the sentence that carries it.",
            instruments=tally(len(t.instruments), "instrument", "table-codebook-instruments"),
            stances=tally(len(t.stances), "stance", "table-codebook-stances"),
            conditions=tally(int((t.codes["section"] == "conditions").sum()), "condition", "table-codebook-conditions"),
        ),
    )


def pipeline(view: View) -> Figure:
    """The flow from documents to pages, with how many there are of each."""
    t = view.tables
    counts: tuple[int | None, ...] = (t.articles["file"].nunique(), len(t.articles), None, len(t.positions), len(t.cells), None, None)
    box, gap, high = 104.0, 14.0, 76.0
    rows = pd.DataFrame([
        {"x": n * (box + gap), "right": n * (box + gap) + box, "cx": n * (box + gap) + box / 2, "y": 4.0, "low": 4 + high, "ty": 22.0, "sy": 56.0,
         "ax": (n + 1) * (box + gap) - gap / 2, "ay": 4 + high / 2, "last": n == len(STAGES) - 1,
         "title": f"{count:,} {stage.lower()}" if count is not None else stage, "words": wrap(about, 16, lines=2)}
        for n, ((stage, about), count) in enumerate(zip(STAGES, counts, strict=True))
    ])
    width, height = len(STAGES) * (box + gap) - gap + 2, high + 10
    base = alt.Chart(rows)

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    chart = alt.layer(
        base.mark_rect(style="tile", cornerRadius=5).encode(x=x("x"), x2=alt.X2("right:Q"), y=y("y"), y2=alt.Y2("low:Q")),
        base.mark_text(style="label", fontWeight=600, baseline="middle").encode(x=x("cx"), y=y("ty"), text=alt.Text("title:N")),
        base.mark_text(style="quiet", fontSize=10.5, lineHeight=13, baseline="middle").encode(x=x("cx"), y=y("sy"), text=alt.Text("words:N")),
        base.transform_filter("!datum.last")
        .mark_point(shape="triangle", filled=True, size=50, opacity=1, style="arrow", angle=90)
        .encode(x=x("ax"), y=y("ay")),
    ).properties(width=width, height=height)
    return Figure(
        name="pipeline",
        chart=chart,
        table=grid(["Stage", "What happens", "Count"], ((s, about, n) for (s, about), n in zip(STAGES, counts, strict=True)), label="Stages"),
        title="How the report is made",
        caption="Data flows one way; each stage keeps its links to the one before.",
        wide=True,
        alt=". ".join(f"{stage}: {about}{f', {n}' if n is not None else ''}" for (stage, about), n in zip(STAGES, counts, strict=True)) + ".",
    )


def stances(view: View) -> Html:
    table = view.tables.stances.sort_values("rank")
    return grid(
        ["Stance", "Meaning", "Counted as"],
        ((chip(row["code"], row["label"]), row["meaning"], view.topic.label("polarities", row["polarity"])) for row in table.to_dict("records")),
        label="Stances, from the most to the least favourable",
        name="codebook-stances",
    )


def instruments(view: View) -> Html:
    held = set(view.tables.positions["instrument"])
    table = view.tables.instruments.sort_values("order")
    return grid(
        ["Instrument", "Meaning", "Code"],
        (
            (link(row["label"], f"instrument-{row['code']}.html" if row["code"] in held else None), row["meaning"], element("code", row["code"]))
            for row in table.to_dict("records")
        ),
        label="Instruments", name="codebook-instruments",
    )


def codes(view: View, section: str) -> Html:
    """Attributions or conditions."""
    table = view.tables.codes[view.tables.codes["section"] == section].sort_values("order")
    return grid(
        ["Word", "Meaning", "Code"],
        ((row["label"], row["meaning"], element("code", row["code"])) for row in table.to_dict("records")),
        label=section.capitalize(), name=f"codebook-{section}",
    )


def scope(view: View) -> Html:
    """What is a position, who is an actor: the prose of the codebook."""
    book: Mapping[str, Any] = view.topic.codebook
    unit = book.get("unit") or {}
    parts = [("A position", unit.get("position")), ("In scope", unit.get("in_scope")), ("On topic", _on_topic(view)),
             ("Actors", book.get("actors")), ("Speaker", book.get("speaker")), ("Medium", book.get("medium")), ("Quantities", book.get("quantities"))]
    return element("dl", join(join([element("dt", word), element("dd", " ".join(str(text).split()))]) for word, text in parts if text), class_="cs-glossary")


def _on_topic(view: View) -> str:
    """What an article must name to be read, in a sentence; nothing where the topic leaves that open."""
    anchors = view.topic.codebook.get("anchors") or {}
    names = [*map(view.actor, anchors.get("actors") or ()), *(anchors.get("words") or ())]
    return f"An article that names one of these, once and anywhere: {listed(names)}. The machine sets aside the others as off topic." if names else ""


def rules(view: View) -> Html:
    """The coding rules, as the topic folder has them; HTML in them is shown, not obeyed."""
    text = view.topic.rules
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    return (
        element("div", Html(MarkdownIt("commonmark", {"html": False}).render(body)), class_="cs-rules")
        if text
        else element("p", "This topic has no coding rules.", class_="cs-empty")
    )


def cell_rules(view: View) -> Html:
    """How positions become cells, with the numbers of the code."""
    best = listed(view.topic.spoken("attribution", code) for code in VOUCHED)
    rows = [
        ("Cell", "One actor and one instrument."),
        (
            "Day",
            "The day on which something was said where the passage gives it, else the day of publication. Unknown days come last and never in between.",
        ),
        (
            "Current stance",
            f"That of the latest day. Of that day's positions the best vouched decide ({best}), then the stance in most independent reports; "
            "a tie goes to the less favourable one.",
        ),
        ("Conditional", "The current stance carries a condition."),
        ("Contested", f"Positions for and against within {NEAR.days} days."),
        (
            "Change of course",
            "The polarity, or the stance by two steps or more, differs between two days that follow each other. "
            "Asking others lies on another axis and is left out.",
        ),
        (
            "Polarity",
            "; ".join(
                f"{view.topic.label('polarities', p)}: {listed(view.held(s) for s in RANK if POLARITY[s] == p)}"
                for p in dict.fromkeys(POLARITY.values())
            )
            + ".",
        ),
        (
            "Independent reports",
            f"Copies, follow-ups that credit the same outlet within {NEAR.days} days, and the same speaker's same words count once.",
        ),
        ("Groups", "What a group holds is not what its members hold: groups keep rows of their own."),
    ]
    return element("dl", join(join([element("dt", word), element("dd", text)]) for word, text in rows), class_="cs-glossary")


def dictionary(view: View) -> Html:
    """Every table and column, in the wording that the data package carries too."""
    blocks = []
    for name, layout in layouts().items():
        rows = ((element("code", column.name), column.type + (", may be empty" if column.optional else ""), column.description) for column in layout.columns)
        head = element("summary", element("strong", layout.title), f": {layout.about} {counted(len(getattr(view.tables, name)), 'row')}.")
        blocks.append(element("details", head, grid(["Column", "Type", "Meaning"], rows, label=f"Columns of {layout.title}"), class_="cs-columns"))
    return join(blocks)


def downloads(view: View) -> Html:
    """Links to every table in every format."""
    def rows() -> Iterator[tuple[object, ...]]:
        for name, layout in layouts().items():
            yield (layout.title, len(getattr(view.tables, name)), join((link(words, f"{DATA}/{name}.{suffix}") for suffix, words in FORMATS), " · "))

    whole = element(
        "p", link("All tables as one workbook (XLSX)", f"{DATA}/tables.xlsx"), " · ", link("Data package (datapackage.json)", f"{DATA}/datapackage.json")
    )
    return join([whole, element("div", class_="cs-offers"), grid(["Table", "Rows", "Formats"], rows(), label="Downloads")])


def speed() -> Figure:
    """How fast the program is, as last measured."""
    return measured.figure()


def citation(view: View) -> Html:
    """How to cite this build: by what it rests on, not by when it was made."""
    days = view.tables.articles["day"].dropna()
    span = f", articles of {day_text(days.min())} to {day_text(days.max())}" if len(days) else ""
    title = view.topic.raw.get("question") or view.topic.codebook.get("topic") or "Commitment landscape"
    return element(
        "p",
        clean(f"commitscape: {title} {counted(len(view.tables.articles), 'article')}{span}, codebook version {view.topic.codebook.get('version', 1)}."),
        class_="cs-cite",
    )
