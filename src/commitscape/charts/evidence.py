"""An article's text with its positions marked in place: the end of every link in the report."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from commitscape.charts.markup import Html, chip, counted, element, join, link
from commitscape.charts.tables import outlet, voucher
from commitscape.charts.view import UNKNOWN_DAY, View, actor_link, instrument_link, records

Row = Mapping[str, Any]
STRIPES = 4  # stances that a stacked underline shows; the cards beside it show all
TAGS = {"title": "p", "heading": "p", "bullet": "p", "caption": "p", "dateline": "p"}
SHOWN = 20_000  # characters of a paragraph: a browser takes minutes to set one of millions


def article_page(view: View, article_id: str) -> Html:
    """The article with outlet, date and key above it, each block of text beside the cards of its positions.

    An empty id stands for the earliest article, so that the notebook runs as it is.
    """
    article_id = article_id or str(view.tables.articles.sort_values(["day", "article_id"])["article_id"].iloc[0])
    article = records(view.tables.articles[view.tables.articles["article_id"] == article_id])[0]
    rows = _in_order(row for row in view.by_id.values() if row["article_id"] == article_id)
    blocks = records(view.tables.blocks[view.tables.blocks["article_id"] == article_id].sort_values("start"))
    begun: set[str] = set()
    shown = [_block(view, block, rows, begun) for block in blocks]
    loose = [row for row in rows if row["position_id"] not in begun]
    if loose:
        shown.append(element("div", element("p", "Positions outside the text shown", class_="cs-text"), _cards(view, loose, own_id=True), class_="cs-block"))
    body = element("div", join(shown), class_="cs-article")
    return element("section", byline(view, article, len(rows)), _key(view, rows), body, class_="cs-evidence", data_article=article_id)


def byline(view: View, article: Row, positions: int) -> Html:
    """Outlet, date and how it is known, number of positions and who read them."""
    parts = [element("span", article["outlet"] or "Outlet unknown", class_="cs-outlet"), published(article)]
    parts.append(element("span", f"date {article['published_basis']}" if article["published"] else article["published_basis"], class_="cs-basis"))
    parts.append(element("span", f"{counted(positions, 'position')}, {view.topic.label('origins', article['origin']).lower()}"))
    parts += [_source(view, word, article[column]) for column, word in (("copy_of", "a copy of"), ("reports", "passes on")) if article[column]]
    parts.append(element("span", article["file"], class_="cs-file"))
    return element("p", join(parts, Html('<span aria-hidden="true"> · </span>')), class_="cs-byline")


def _source(view: View, word: str, article_id: str) -> Html:
    """The article that this one repeats or passes on; both count once."""
    other = next(iter(records(view.tables.articles[view.tables.articles["article_id"] == article_id])), None)
    title = (other["title"] or other["file"]) if other else article_id
    return element("span", f"{word} ", link(title, f"evidence-{article_id}.html"), ", counted once with it", class_="cs-copy")


def published(article: Row) -> Html:
    """Day and time of publication as the text gives them."""
    stated, day = article["published"], article["day"]
    if not stated:
        return element("span", UNKNOWN_DAY, class_="cs-unknown")
    clock = f", {stated[11:16]}" if len(stated) > 10 else ""
    return element("time", f"{day.day} {day:%B %Y}{clock}", datetime=stated)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["spans"][0][0], row["rank"], row["actor_name"], row["position_id"]))


def _key(view: View, rows: Sequence[Row]) -> Html:
    """One switch for each stance that the article holds."""
    count = {code: sum(row["stance"] == code for row in rows) for code in view.tables.stances.sort_values("rank")["code"]}
    switches = [
        element("button", chip(code, view.stance(code)), element("span", number, class_="cs-count"), type="button", aria_pressed="true", data_stance=code)
        for code, number in count.items() if number
    ]
    return element("div", join(switches), class_="cs-key", role="group", aria_label="Stances shown") if switches else Html("")


def _block(view: View, block: Row, rows: Sequence[Row], begun: set[str]) -> Html:
    start, words = int(block["start"]), block["text"][:SHOWN]
    end, more = start + len(words), len(block["text"]) - len(words)
    here = [row for row in rows if any(s < end and e > start for s, e in row["spans"])]
    before = set(begun)
    parts = [*_segments(words, start, here, begun), *([Html(f" … ({more:,} more characters stand in the document)")] if more else [])]
    text = element("p", join(parts), class_="cs-text", dir="auto")
    first = [row for row in here if row["position_id"] in begun - before]
    return element("div", text, _cards(view, first), class_=f"cs-block cs-kind-{block['kind']}")


def _segments(text: str, start: int, rows: Sequence[Row], begun: set[str]) -> Iterable[Html]:
    """The block's text cut at every boundary of a span; each piece knows the positions that cover it."""
    end = start + len(text)
    edges = sorted({start, end, *(min(max(edge, start), end) for row in rows for span in row["spans"] for edge in span)})
    for left, right in itertools.pairwise(edges):
        covering = [row for row in rows if any(s <= left and right <= e for s, e in row["spans"])]
        words = text[left - start : right - start]
        if not covering or not words.strip():
            yield join([words])
            continue
        piece = join([words])
        for row in covering:  # the id of a position stands where its first sentence begins
            if row["position_id"] not in begun and row["spans"][0][0] <= left < row["spans"][0][1]:
                begun.add(row["position_id"])
                piece = element("span", piece, id=row["position_id"], class_="cs-anchor")
        stances = list(dict.fromkeys(row["stance"] for row in sorted(covering, key=lambda row: row["rank"])))[:STRIPES]
        colours = "".join(f"--s{number}:var(--stance-{code});" for number, code in enumerate(stances, start=1))
        ids = " ".join(row["position_id"] for row in covering)
        yield element("mark", piece, class_=f"cs-mark cs-stripes-{len(stances)}", style=colours, data_positions=ids)


def _cards(view: View, rows: Sequence[Row], *, own_id: bool = False) -> Html:
    return element("ul", join(element("li", _card(view, row, own_id=own_id)) for row in rows), class_="cs-cards") if rows else Html("")


def _card(view: View, row: Row, *, own_id: bool) -> Html:
    """One line for actor, instrument and stance; opened, all the codes of the position."""
    line = element(
        "summary", element("span", class_=f"cs-swatch cs-stance-{row['stance']}", aria_hidden="true"), element("span", row["actor_name"], class_="cs-who"), " ",
        element("span", row["instrument_label"], class_="cs-what"), " ", element("span", row["stance_label"], class_="cs-how"),
    )
    facts = join(join([element("dt", name), element("dd", value)]) for name, value in _facts(view, row) if value)
    ways = join([
        link(row["actor_name"], actor_link(row["actor"])), link(row["instrument_label"], instrument_link(row["instrument"])),
        link("Link to this sentence", f"#{row['position_id']}"),
    ], Html('<span aria-hidden="true"> · </span>'))
    return element(
        "details", line, element("dl", facts), element("p", ways, class_="cs-ways"), class_="cs-card", id=row["position_id"] if own_id else None,
        data_position=row["position_id"], data_stance=row["stance"],
    )


def _facts(view: View, row: Row) -> list[tuple[str, object]]:
    words = dict(zip(row["conditions"], row["condition_texts"], strict=False))
    said = [view.topic.label("conditions", code) + (f" (“{words[code]}”)" if words.get(code) else "") for code in row["conditions"]]
    amounts = [quantity["text"] for quantity in row["quantities"]]
    read = view.topic.label("origins", row["origin"])
    sure = "" if row["origin"] == "coded" else f", {row['confidence']:.0%} confidence"
    return [
        ("Stance", chip(row["stance"], row["stance_label"])), ("Said by", voucher(row)), ("Source", outlet(row)), ("On condition of", "; ".join(said)),
        ("Amounts", "; ".join(amounts)), ("Said on", row["said_on"]), ("Read by", f"{read}{sure}"), ("Rule", row["rule"] if row["origin"] != "coded" else ""),
    ]
