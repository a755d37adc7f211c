"""Camps: who is ready, undecided or against on one instrument, on a map of tiles and as lists, on any day."""

from __future__ import annotations

import altair as alt
import pandas as pd

from commitscape.charts import current, markup, terms
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, chip, clean, counted, element, join, link, listed
from commitscape.charts.tables import positions_table, shorten, stance_chip
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import across, down, ink_scale, wrap
from commitscape.charts.view import RANK, View, actor_link, records, short_day

TILE, TOP, LINE = 66, 34, 21  # pixels: a tile with its margin, the room for the date, a line of the lists
STRIP = 30  # pixels above a strip of tiles
STRIPS = {"country": "Countries outside the map", "group": "Groups"}
ORDER = ("for", "open", "against", "asks")


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
    shown = [f"{counts.get(code, 0)} {words[code].lower()}" for code in ORDER[:3]]
    return markup.headline(f"{view.instrument(instrument(view))}: of {counted(len(countries), 'country', 'countries')} {listed(shown)}")


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
        name="camps", chart=_chart(view, cells, code) if len(cells) else None, table=table(view), title=title, wide=True,
        terms=(*terms.stances(view, view.positions.loc[view.positions["instrument"] == code, "stance"]), *terms.words(view)),
        caption=f"{(view.topic.raw.get('map') or {}).get('name', 'Tiles')}. Move the slider to see who stood where on an earlier day.",
        alt=". ".join(spoken) + "." if spoken else "No positions, so there is nothing to draw.",
        note=" ".join(f"{words[p]}: {explain[p]}." for p in ORDER if p in explain) + " A ring marks a condition. Positions of unknown date count on every day, "
             "but never against a dated one.",
    )


def _places(view: View, cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, float, float]:
    """Every tile with its upper left corner: the map, then countries outside it, then groups. Also the strips' headings, width and height."""
    tiles = {code: tuple(place) for code, place in ((view.topic.raw.get("map") or {}).get("tiles") or {}).items()}
    present = dict(zip(cells["actor"], cells["actor_name"], strict=True))
    kinds = dict(zip(cells["actor"], cells["actor_kind"], strict=True))
    across_ = max((place[0] for place in tiles.values()), default=8) + 1
    rows = [{"actor": code, "x": place[0] * TILE, "y": TOP + place[1] * TILE} for code, place in tiles.items()]
    low = TOP + (max((place[1] for place in tiles.values()), default=-1) + 1) * TILE
    heads: list[dict[str, object]] = []
    for kind in STRIPS:
        outside = sorted((code for code in present if code not in tiles and kinds[code] == kind), key=lambda code: present[code])
        if outside:
            low += STRIP
            heads.append({"words": STRIPS[kind], "hx": 0.0, "hy": low - 9.0})
            rows += [{"actor": code, "x": n % across_ * TILE, "y": low + n // across_ * TILE} for n, code in enumerate(outside)]
            low += (len(outside) - 1) // across_ * TILE + TILE
    placed = pd.DataFrame(rows)
    placed["name"] = [wrap(clean(present[code]), 11) if code in present else [code] for code in placed["actor"]]
    return placed.assign(cx=placed["x"] + (TILE - 3) / 2, cy=placed["y"] + (TILE - 3) / 2, right=placed["x"] + TILE - 3, low=placed["y"] + TILE - 3,
                         ), pd.DataFrame(heads, columns=["words", "hx", "hy"]), float(across_ * TILE), float(low)


def _chart(view: View, cells: pd.DataFrame, code: str) -> alt.LayerChart:
    placed, strips, width, low = _places(view, cells)
    deepest = int(view.positions[view.positions["instrument"] == code].groupby("polarity")["actor"].nunique().max())
    start = low + 34
    height = start + (deepest + 1) * LINE
    held = view.positions[view.positions["instrument"] == code].reset_index(drop=True)
    data = current.rows(view, held).merge(placed, on="actor", how="left").sort_values("nth", ignore_index=True)
    column = {p: n * width / len(ORDER) for n, p in enumerate(ORDER)}
    data["lx"] = data["polarity"].map(column) + 22
    data["mx"] = data["polarity"].map(column) + 9
    data["label"] = data["who"].map(lambda name: shorten(name, 26))

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    shown = current.current(alt.Chart(data), [current.DATE])
    colour = alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=4))
    ink = alt.Fill("shade:N", scale=ink_scale(), legend=None)
    ring = alt.Stroke("shade:N", scale=ink_scale(), legend=None)
    lists = shown.transform_window(line="row_number()", groupby=["polarity"], sort=[alt.SortField("tie"), alt.SortField("who")]).transform_calculate(
        ly=f"{start + LINE / 2} + datum.line * {LINE}")
    counts = shown.transform_aggregate(n="count()", groupby=["polarity"])
    words = names(view)
    beside = "{" + ", ".join(f"'{p}': {column[p] + 9 + 7.6 * len(words[p])}" for p in ORDER) + "}[datum.polarity]"
    tally = counts.transform_calculate(hx=beside, hy=str(start))
    heads = alt.Chart(pd.DataFrame([{"hx": column[p], "hy": start, "head": words[p]} for p in ORDER]))
    date = alt.Chart(pd.DataFrame([{"x": 0.0, "y": 14.0}])).transform_calculate(words=f"'As reported up to ' + {current.date_words(view)}")
    ground = alt.Chart(placed[["actor", "x", "y", "right", "low", "cx", "cy", "name"]])
    layers = [
        ground.mark_rect(cornerRadius=4, style="tile").encode(x=x("x"), x2="right:Q", y=y("y"), y2="low:Q"),
        ground.mark_text(style="quiet", fontSize=10, lineHeight=12, baseline="middle", align="center").encode(x=x("cx"), y=y("cy"), text="name:N"),
        shown.mark_rect(cornerRadius=4, cursor="pointer", style="outline", strokeWidth=0.4).encode(
            x=x("x"), x2="right:Q", y=y("y"), y2="low:Q", color=colour, href="href:N", tooltip=current.tooltip(), description="spoken:N"
        ),
        shown.mark_text(fontSize=10.5, fontWeight=600, lineHeight=12, baseline="middle", align="center", cursor="pointer").encode(
            x=x("cx"), y=y("cy"), text="name:N", fill=ink, href="href:N", tooltip=current.tooltip()
        ),
        shown.transform_filter("datum.conditional")
        .transform_calculate(rx=f"datum.x + {TILE - 13}", ry="datum.y + 10")
        .mark_point(filled=False, size=46, strokeWidth=1.8)
        .encode(x=x("rx"), y=y("ry"), stroke=ring),
        alt.Chart(strips).mark_text(align="left", baseline="middle", style="quiet").encode(x=x("hx"), y=y("hy"), text="words:N"),
        date.mark_text(align="left", baseline="middle", style="label", fontWeight=600, fontSize=14).encode(x=x("x"), y=y("y"), text="words:N"),
        heads.mark_text(align="left", baseline="middle", style="label", fontWeight=600, fontSize=13).encode(x=x("hx"), y=y("hy"), text="head:N"),
        tally.mark_text(align="left", baseline="middle", style="quiet", fontSize=13).encode(x=x("hx"), y=y("hy"), text="n:Q"),
        lists.mark_circle(size=110, opacity=1, style="outline", strokeWidth=0.4).encode(
            x=x("mx"), y=y("ly"), color=colour, href="href:N", tooltip=current.tooltip()
        ),
        lists.mark_text(align="left", baseline="middle", style="label", fontSize=11, cursor="pointer").encode(
            x=x("lx"), y=y("ly"), text="label:N", href="href:N"
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
    held = view.positions[view.positions["instrument"] == instrument(view)]
    ordered = held.sort_values(["day", "actor", "position_id"], ascending=[False, True, True], na_position="last")
    return positions_table(view, ordered, label="Positions behind the camps", leave_out=["Instrument"])
