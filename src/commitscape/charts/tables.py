"""The tables under charts: plain HTML, every text escaped, every row linked to its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from commitscape.charts.markup import Html, chip, element, join, link
from commitscape.charts.view import UNKNOWN_DAY, UNKNOWN_OUTLET, View, actor_link, instrument_link, iso, records, short_day

AID = "cs-aid"
QUOTE = 320  # characters of a quote that a table row shows; the evidence page has the rest


def grid(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, label: str = "", empty: str = "Nothing to show.", name: str = "",
    aids: Sequence[str] = (),
) -> Html:
    """A table with a header row; the first column heads its row.

    `label` names it for listeners, `name` makes it the anchor `table-<name>`. `aids` are columns that are not
    shown, since others say the same; numbers of the prose count by them (counts.py), and files have them.
    """
    listed = [list(row) for row in rows]
    if not listed:
        return element("p", empty, class_="cs-empty")
    head = element("thead", element("tr", join(element("th", column, scope="col", class_=AID if column in aids else None) for column in columns)))
    hidden = [column in aids for column in columns]
    body = element("tbody", join(_row(row, hidden) for row in listed))
    caption = element("caption", label) if label else Html("")
    return element("div", element("table", caption, head, body, class_="cs-grid"), class_="cs-scroll", id=f"table-{name}" if name else None,
                   tabindex="0", role="region", aria_label=label or "Table")


def positions_table(
    view: View, rows: pd.DataFrame, *, label: str, leave_out: Sequence[str] = (), name: str = "", dated: bool = False, article: bool = False
) -> Html:
    """Positions, one a row: who, what, stance, the sentence, who vouches, where, when, origin."""
    columns: dict[str, Callable[[Mapping[str, Any]], object]] = {
        "Actor": lambda row: link(row["actor_name"], actor_link(row["actor"])),
        "Instrument": lambda row: link(row["instrument_label"], instrument_link(row["instrument"])),
        "Stance": lambda row: stance_chip(view, row["stance"]),
        "Sentence": lambda row: quoted(row["quote"], row["href"]),
        "On condition of": lambda row: ", ".join(view.topic.spoken("conditions", code) for code in row["conditions"]),
        "Said by": voucher,
        "Vouched for by": lambda row: row["attribution_label"],
        "Source": outlet,
        "Day": day_cell,
        "Read by": lambda row: origin(view, row["origin"]),
    }
    if article:
        columns["Article"] = lambda row: link(shorten(row["title"] or "Untitled", 60), f"evidence-{row['article_id']}.html")
    if dated:
        columns["Dated"] = lambda row: "yes" if iso(row["day"]) else "no"
    shown = {heading: cell for heading, cell in columns.items() if heading not in leave_out}
    return grid(list(shown), ([cell(row) for cell in shown.values()] for row in records(rows)), label=label, empty="No positions.", name=name,
                aids=("Vouched for by", "Article", "Dated"))


def stance_chip(view: View, code: str) -> Html:
    return chip(code, view.stance(code))


def actor_cell(row: Mapping[str, Any]) -> Html:
    return link(row["actor_name"], actor_link(row["actor"]))


def instrument_cell(row: Mapping[str, Any]) -> Html:
    return link(row["instrument_label"], instrument_link(row["instrument"]))


def quoted(quote: str, href: str) -> Html:
    return element("a", element("q", shorten(quote), dir="auto"), href=href, class_="cs-quote")


def voucher(row: Mapping[str, Any]) -> str:
    return f"{row['speaker']} ({row['attribution_label'].lower()})" if row["speaker"] else row["attribution_label"]


def outlet(row: Mapping[str, Any]) -> str:
    own = row["outlet"] or UNKNOWN_OUTLET
    return f"{own}, citing {row['medium']}" if row["medium"] else own


def day_cell(row: Mapping[str, Any]) -> Html:
    day = row["day"]
    return element("time", short_day(day), datetime=iso(day)) if iso(day) else element("span", UNKNOWN_DAY, class_="cs-unknown")


def origin(view: View, code: str) -> Html:
    return element("span", code, class_=f"cs-origin cs-origin-{code}", title=view.topic.label("origins", code))


def shorten(text: str, most: int = QUOTE) -> str:
    """Text cut at a word, with an ellipsis where something was cut."""
    text = " ".join(str(text).split())
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + " …"


def _row(cells: Sequence[object], hidden: Sequence[bool]) -> Html:
    rest = (element("td", cell, class_=AID if aid else None) for cell, aid in zip(cells[1:], hidden[1:], strict=True))
    return element("tr", element("th", cells[0], scope="row"), join(rest))
