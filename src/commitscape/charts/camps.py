"""Camps: who is ready, undecided or against on one instrument, on a map of tiles and as lists, on any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import altair as alt
import pandas as pd

from commitscape.charts import current, markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, chip, clean, element, fill, join, link, listed
from commitscape.charts.tables import day_cell, grid, outlet, quoted, shorten, stance_chip
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import across, down, ink_scale, wrap
from commitscape.charts.view import RANK, View, actor_link, records, short_day

TOP, LINE = 34, 21  # pixels: the room for the date, a line of the lists
STRIP = 30  # pixels above a strip of tiles
STRIPS = {"country": "Countries outside the map", "group": "Groups"}
LISTS = "fig-camps"
ORDER = ("for", "open", "against", "asks")


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout: pixels of a tile with its margin, lists beside the map or under it, names or codes on the tiles, strips under the map."""

    tile: int
    beside: bool
    named: bool
    strips: tuple[str, ...]


WIDE = Form(tile=62, beside=True, named=True, strips=("country", "group"))
NARROW = Form(tile=36, beside=False, named=False, strips=("country",))  # groups have long codes; the lists hold them


def instrument(view: View) -> str:
    """The instrument that the page is about: the topic's choice, else the one that most actors speak of."""
    chosen = (view.topic.raw.get("camps") or {}).get("instrument")
    held = view.positions
    if chosen or held.empty:
        return str(chosen or "")
    return str(held.groupby("instrument")["actor"].nunique().idxmax())


def names(view: View) -> dict[str, str]:
    given = (view.topic.raw.get("camps") or {}).get("names") or {}
    return {code: str(given.get(code) or view.topic.label("polarities", code)) for code in ORDER}


def members(view: View) -> pd.DataFrame:
    """Cells of the instrument, in the order of camps and stances."""
    cells = view.cells[view.cells["instrument"] == instrument(view)]
    return cells.assign(_r=cells["stance"].map(RANK)).sort_values(["_r", "actor_name"], ignore_index=True).drop(columns="_r")


def headline(view: View) -> Html:
    cells = members(view)
    if cells.empty:
        return markup.headline("No positions to show")
    countries = cells[cells["actor_kind"] == "country"]
    counts, words = countries["polarity"].value_counts(), names(view)
    about = view.instrument(instrument(view))

    def of(camp: str) -> Html:
        return fill("{n} {camp}", n=count(int(counts.get(camp, 0)), LISTS, where={"Camp": words[camp], "Kind": "country"}), camp=words[camp].lower())

    return markup.headline(fill("{about}: of {all} with a stance, {camps}", about=about, camps=listed(of(code) for code in ORDER[:3]),
                                all=tally(len(countries), "country", LISTS, many="countries", where={"Kind": "country"})))


def prose(view: View) -> Html:
    cells = members(view)
    if cells.empty:
        return markup.prose("No document holds a position on it that these parameters keep.")
    words = names(view)
    countries = cells[cells["actor_kind"] == "country"]
    sentences: list[object] = []
    for code in ORDER[:3]:
        camp = countries[countries["polarity"] == code]
        if len(camp):
            sentences.append(join([f"{words[code]}: ", Html(markup.esc(listed(_who(view, camp)))), "."]))
    bound = countries[(countries["polarity"] == "for") & countries["conditional"]]
    if len(bound):
        sentences.append(f"Conditions are attached by {listed(bound['actor_name'])}.")
    return markup.prose(*sentences)


def _who(view: View, camp: pd.DataFrame) -> list[str]:
    return [f"{row['actor_name']} ({view.held(row['stance'])})" for row in records(camp)]


def figure(view: View) -> Figure:
    cells, code = members(view), instrument(view)
    title = f"{view.instrument(code)}: camps on a chosen day" if code else "Camps"
    words = names(view)
    spoken = [f"{words[p]}: {listed(_who(view, cells[cells['polarity'] == p]))}" for p in ORDER if (cells["polarity"] == p).any()]
    explain = (view.topic.raw.get("camps") or {}).get("explain") or {}
    return Figure(
        name="camps", chart=_chart(view, cells, code, WIDE) if len(cells) else None,
        narrow=_chart(view, cells, code, NARROW) if len(cells) else None, table=table(view), title=title, wide=True,
        terms=(*terms.stances(view, view.positions.loc[view.positions["instrument"] == code, "stance"]), *terms.words(view)),
        caption=f"{(view.topic.raw.get('map') or {}).get('name', 'Tiles')}. Move the slider to see who stood where on an earlier day.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
        note=" ".join(f"{words[p]}: {explain[p]}." for p in ORDER if p in explain) + " A ring marks a condition. Positions of unknown date count on every day, "
             "but never against a dated one.",
    )


def _places(view: View, cells: pd.DataFrame, form: Form) -> tuple[pd.DataFrame, pd.DataFrame, float, float]:
    """Every tile with its upper left corner: the map, then countries outside it, then groups. Also the strips' headings, width and height."""
    tiles = {code: tuple(place) for code, place in ((view.topic.raw.get("map") or {}).get("tiles") or {}).items()}
    present = dict(zip(cells["actor"], cells["actor_name"], strict=True))
    kinds, tile = dict(zip(cells["actor"], cells["actor_kind"], strict=True)), form.tile
    across_ = max((place[0] for place in tiles.values()), default=8) + 1
    rows = [{"actor": code, "x": place[0] * tile, "y": TOP + place[1] * tile} for code, place in tiles.items()]
    low = TOP + (max((place[1] for place in tiles.values()), default=-1) + 1) * tile
    heads: list[dict[str, object]] = []
    for kind in form.strips:
        outside = sorted((code for code in present if code not in tiles and kinds[code] == kind), key=lambda code: present[code])
        if outside:
            low += STRIP
            heads.append({"words": STRIPS[kind], "hx": 0.0, "hy": low - 9.0})
            rows += [{"actor": code, "x": n % across_ * tile, "y": low + n // across_ * tile} for n, code in enumerate(outside)]
            low += (len(outside) - 1) // across_ * tile + tile
    placed = pd.DataFrame(rows, columns=["actor", "x", "y"])
    placed["name"] = [wrap(clean(present[code]), 11) if code in present and form.named else [code] for code in placed["actor"]]
    return placed.assign(cx=placed["x"] + (tile - 3) / 2, cy=placed["y"] + (tile - 3) / 2, right=placed["x"] + tile - 3, low=placed["y"] + tile - 3,
                         ), pd.DataFrame(heads, columns=["words", "hx", "hy"]), float(across_ * tile), float(low)


def _lists(view: View, code: str, form: Form, width: float, low: float) -> tuple[dict[str, float], dict[str, float], float, float]:
    """Where each camp's list stands (x, y), two beside two, right of the map or under it; also the width and height of the whole."""
    depth = view.positions[view.positions["instrument"] == code].groupby("polarity")["actor"].nunique()
    left, top, column = (width + 36, float(TOP), 180.0) if form.beside else (0.0, low + 30, width / 2)
    second = top + (2.5 + max(int(depth.get(camp, 0)) for camp in ORDER[:2])) * LINE
    x = {camp: left + n % 2 * column for n, camp in enumerate(ORDER)}
    y = {camp: top + 8 if n < 2 else second for n, camp in enumerate(ORDER)}
    end = second + (1.5 + max(int(depth.get(camp, 0)) for camp in ORDER[2:])) * LINE
    return x, y, left + 2 * column if form.beside else width, max(low, end)


def _chart(view: View, cells: pd.DataFrame, code: str, form: Form) -> alt.LayerChart:
    placed, strips, map_width, low = _places(view, cells, form)
    list_x, list_y, width, height = _lists(view, code, form, map_width, low)
    held = view.positions[view.positions["instrument"] == code].reset_index(drop=True)
    data = current.rows(view, held).merge(placed, on="actor", how="left").sort_values("nth", ignore_index=True)
    data["lx"] = data["polarity"].map(list_x) + 18
    data["mx"] = data["polarity"].map(list_x) + 6
    data["ly0"] = data["polarity"].map(list_y) + LINE / 2
    data["label"] = data["who"].map(lambda name: shorten(name, 26))

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    shown = current.current(alt.Chart(data), [current.DATE])
    tiled = shown.transform_filter("isValid(datum.x)")
    colour = alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=4))
    ink = alt.Fill("shade:N", scale=ink_scale(), legend=None)
    ring = alt.Stroke("shade:N", scale=ink_scale(), legend=None)
    lists = shown.transform_window(line="row_number()", groupby=["polarity"], sort=[alt.SortField("tie"), alt.SortField("who")]).transform_calculate(
        ly=f"datum.ly0 + datum.line * {LINE}")
    words = names(view)
    heads = alt.Chart(pd.DataFrame([{"hx": list_x[p], "hy": list_y[p], "head": words[p]} for p in ORDER]))
    places = ", ".join(f"'{p}': [{list_x[p] + 10 + 7.6 * len(words[p])}, {list_y[p]}]" for p in ORDER)
    tally = shown.transform_aggregate(n="count()", groupby=["polarity"]).transform_calculate(
        hx=f"{{{places}}}[datum.polarity][0]", hy=f"{{{places}}}[datum.polarity][1]")
    date = alt.Chart(pd.DataFrame([{"x": 0.0, "y": 14.0}])).transform_calculate(words=f"'As reported up to ' + {current.date_words(view)}")
    ground = alt.Chart(placed[["actor", "x", "y", "right", "low", "cx", "cy", "name"]])
    corner = 13 if form.named else 7
    layers = [
        ground.mark_rect(cornerRadius=4, style="tile").encode(x=x("x"), x2=alt.X2("right:Q"), y=y("y"), y2=alt.Y2("low:Q")),
        ground.mark_text(style="quiet", fontSize=10, lineHeight=12, baseline="middle", align="center").encode(x=x("cx"), y=y("cy"), text=alt.Text("name:N")),
        tiled.mark_rect(cornerRadius=4, cursor="pointer", style="outline", strokeWidth=0.4).encode(
            x=x("x"), x2=alt.X2("right:Q"), y=y("y"), y2=alt.Y2("low:Q"), color=colour, href=alt.Href("href:N"),
            tooltip=current.tooltip(), description=alt.Description("spoken:N")
        ),
        tiled.mark_text(fontSize=10.5, fontWeight=600, lineHeight=12, baseline="middle", align="center", cursor="pointer").encode(
            x=x("cx"), y=y("cy"), text=alt.Text("name:N"), fill=ink, href=alt.Href("href:N"), tooltip=current.tooltip()
        ),
        tiled.transform_filter("datum.conditional")
        .transform_calculate(rx=f"datum.x + {form.tile - corner}", ry=f"datum.y + {10 if form.named else 5}")
        .mark_point(filled=False, size=46 if form.named else 18, strokeWidth=1.8 if form.named else 1.2)
        .encode(x=x("rx"), y=y("ry"), stroke=ring),
        alt.Chart(strips).mark_text(align="left", baseline="middle", style="quiet").encode(x=x("hx"), y=y("hy"), text=alt.Text("words:N")),
        date.mark_text(align="left", baseline="middle", style="label", fontWeight=600, fontSize=14).encode(x=x("x"), y=y("y"), text=alt.Text("words:N")),
        heads.mark_text(align="left", baseline="middle", style="label", fontWeight=600, fontSize=13).encode(x=x("hx"), y=y("hy"), text=alt.Text("head:N")),
        tally.mark_text(align="left", baseline="middle", style="quiet", fontSize=13).encode(x=x("hx"), y=y("hy"), text=alt.Text("n:Q")),
        lists.mark_circle(size=110, opacity=1, style="outline", strokeWidth=0.4).encode(
            x=x("mx"), y=y("ly"), color=colour, href=alt.Href("href:N"), tooltip=current.tooltip()
        ),
        lists.mark_text(align="left", baseline="middle", style="label", fontSize=11.5, cursor="pointer").encode(
            x=x("lx"), y=y("ly"), text=alt.Text("label:N"), href=alt.Href("href:N")
        ),
    ]
    return alt.layer(*layers).properties(width=width, height=height).add_params(current.date_input(view))


def lists(view: View) -> Html:
    """The camps as lists of today, for those who read rather than look."""
    cells, words = members(view), names(view)
    explain = (view.topic.raw.get("camps") or {}).get("explain") or {}
    columns = []
    for code in ORDER:
        camp = cells[cells["polarity"] == code]
        items = [
            element("li", link(row["actor_name"], actor_link(row["actor"])), " ", stance_chip(view, row["stance"]), " ",
                    link(short_day(row["day"]), row["href"]), element("small", _conditions(view, row)))
            for row in records(camp)
        ]
        head = element("h3", chip(code, f"{words[code]}: {len(items)}", kind="polarity"))
        columns.append(element("div", head, element("p", explain.get(code, "")), element("ul", join(items)), class_="cs-camp"))
    return element("div", join(columns), class_="cs-camps") if len(cells) else element("p", "No positions.", class_="cs-empty")


def _conditions(view: View, row: dict[str, object]) -> str:
    codes = [str(code) for code in row["conditions"]] if isinstance(row["conditions"], list) else []
    return f" on condition of {listed(view.topic.spoken('conditions', code) for code in codes)}" if codes else ""


def table(view: View) -> Html:
    """Today's camps, one row a member."""
    words = names(view)

    def rows() -> Iterator[tuple[object, ...]]:
        for row in records(members(view)):
            shown = view.by_id[row["position_id"]]
            yield (link(row["actor_name"], actor_link(row["actor"])), row["actor_kind"], words[row["polarity"]], stance_chip(view, row["stance"]),
                   listed(view.topic.spoken("conditions", code) for code in row["conditions"]), quoted(shown["quote"], row["href"]), outlet(shown),
                   day_cell(row))

    return grid(
        ["Actor", "Kind", "Camp", "Stance", "On condition of", "Sentence", "Source", "Day"],
        rows(),
        label="Members of the camps",
        empty="No positions.",
    )
