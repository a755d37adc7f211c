"""Lanes: one row an actor or an instrument, stances along time as dots and the bands between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean, counted, listed
from commitscape.charts.tables import shorten
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import across, down, ink_scale, wrap
from commitscape.charts.timeaxis import TimeAxis
from commitscape.charts.view import View, actor_link, day_text, grouped, instrument_link, records, short_day
from commitscape.tables.stances import current_stance

LOW, EVENTS = 30, 34  # pixels under the lanes, and for the events


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout in pixels: room for names, for time and for dates, a row, what is kept free at the right; letters of a name."""

    left: float
    time: float
    top: float
    row: float
    right: float
    letters: int
    font: float


WIDE = Form(left=168, time=620, top=66, row=34, right=60, letters=25, font=12)
NARROW = Form(left=86, time=172, top=66, row=30, right=48, letters=14, font=10)


def moments(held: pd.DataFrame, view: View) -> pd.DataFrame:
    """One row for each cell and day: the stance of that day, how many positions carry it, what else was said that day."""
    rows: list[dict[str, Any]] = []
    for (actor, instrument, day), on_day in grouped(records(held), "actor", "instrument", "day").items():
        shown = current_stance(on_day)
        first = shown[0]
        others = [view.held(code) for code in dict.fromkeys(row["stance"] for row in sorted(on_day, key=itemgetter("rank"))) if code != first["stance"]]
        conditions = list(dict.fromkeys(code for row in shown for code in row["conditions"]))
        rows.append({
            "actor": actor, "instrument": instrument, "day": day, "stance": first["stance"], "position_id": first["position_id"], "count": len(on_day),
            "conditional": bool(conditions), "others": listed(others), "on": listed(view.topic.spoken("conditions", code) for code in conditions),
        })
    columns = ["actor", "instrument", "day", "stance", "position_id", "count", "conditional", "others", "on"]
    return pd.DataFrame(rows, columns=columns).sort_values(["actor", "instrument", "day"], na_position="last", ignore_index=True)


def chart(view: View, held: pd.DataFrame, *, by: str, pick: alt.Parameter | None = None, form: Form = WIDE,
    events: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """Lanes of the positions in `held`, one for each value of `by` ("actor" or "instrument").

    With `pick`, a parameter that holds an instrument's code, only that instrument's lanes are drawn. `events`
    (rows of `happenings.marks`) stand under the lanes, on their days.
    """
    happened = pd.DataFrame(columns=["day"]) if events is None else events
    # the same axis on every page, but for days that only an event has; unknown days only where there are some
    days = pd.concat([held["day"], view.positions["day"].dropna(), *([happened["day"]] if len(happened) else [])])
    axis = TimeAxis.of(days, left=form.left + 14, width=form.time)
    places = _places(view, held, by, form, stacked=pick is not None)
    per = ["instrument", "actor"] if pick is not None else [by]
    dots = _dots(view, held, axis).merge(places, on=per, suffixes=("", "_lane"))
    dots = dots.sort_values(["instrument", "actor", "nth"], ignore_index=True)
    lines = int(places["place"].max()) + 1
    width, height = (axis.unknown or axis.right) + form.right, float(form.top + lines * form.row + LOW + (EVENTS if len(happened) else 0))

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    def base(rows: pd.DataFrame, *, picked: bool = True) -> alt.Chart:
        drawn = alt.Chart(rows)
        return drawn.transform_filter("datum.instrument === pick") if pick is not None and picked else drawn

    ticks = axis.ticks().assign(y=form.top - 12.0, low=float(form.top + lines * form.row), top=float(form.top - 4))
    gaps = _spaced(axis.gaps()).assign(y=float(form.top + lines * form.row + 14))
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in (
        ("who", "Actor"), ("what", "Instrument"), ("when", "Day"), ("position", "Stance"), ("on", "On condition of"), ("others", "Also reported that day"),
        ("turn", "Change"), ("count", "Positions"), ("sentence", "Sentence"))]
    colour = alt.Color("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8))
    grid = alt.Chart(ticks).mark_rule(style="rule").encode(x=x("x"), y=y("top"), y2=alt.Y2("low:Q"))
    dates = (
        alt.Chart(ticks)
        .mark_text(style="quiet", angle=315, align="left", baseline="middle", fontSize=form.font - 1)
        .encode(x=x("x"), y=y("y"), text=alt.Text("label:N"))
    )
    silent = alt.Chart(gaps).mark_text(style="quiet", fontStyle="italic").encode(x=x("x"), y=y("y"), text=alt.Text("label:N"))
    bands = base(dots).transform_filter("datum.until !== null").mark_rule(strokeWidth=7, opacity=0.5).encode(
        x=x("x"), x2=alt.X2("until:Q"), y=y("y"), color=colour)
    turns = base(dots).transform_filter("datum.turn !== ''").mark_point(filled=False, shape="diamond", size=560, strokeWidth=1.4, style="hollow").encode(
        x=x("x"), y=y("y"))
    points = base(dots).mark_circle(opacity=1, style="outline", strokeWidth=0.5, cursor="pointer").encode(
        x=x("x"), y=y("y"), color=colour, href=alt.Href("href:N"), tooltip=tooltip, description=alt.Description("spoken:N"),
        size=alt.Size("count:Q", scale=alt.Scale(domain=[1, 8], range=[90, 260], clamp=True), legend=None))
    rings = base(dots).transform_filter("datum.conditional").mark_point(filled=False, size=34, strokeWidth=1.6).encode(
        x=x("x"), y=y("y"), stroke=alt.Stroke("shade:N", scale=ink_scale(), legend=None))
    names = base(places).mark_text(
        align="right", baseline="middle", style="label", fontSize=form.font, lineHeight=form.font + 1).encode(
        x=x("lx"), y=y("ny"), text=alt.Text("name:N"), href=alt.Href("lane_href:N"))
    layers = [grid, dates, bands, turns, points, rings, names] + ([silent] if len(gaps) else [])
    if len(happened):
        layers += _events(happened, axis, float(form.top + lines * form.row), x, y)
    drawn = alt.layer(*layers).properties(width=width, height=height)
    return drawn.add_params(pick) if pick is not None else drawn


def _events(happened: pd.DataFrame, axis: TimeAxis, low: float, x: Callable[[str], alt.X], y: Callable[[str], alt.Y]) -> list[alt.Chart]:
    """A triangle on the day of each event, named where its words have room."""
    rows: list[dict[str, Any]] = []
    for row in records(happened.sort_values(["count", "day"], ascending=[False, True])):
        at = axis.at(row["day"])
        free = all(abs(at - other["x"]) >= 5.6 * max(len(row["label"]), len(other["named"])) for other in rows if other["named"])
        rows.append({
            "x": at, "y": low + 32, "top": low, "ny": low + 46, "named": row["label"] if free else "", "label": row["label"], "when": day_text(row["day"]),
            "count": row["count"], "sentence": clean(shorten(row["sentence"], 220)), "href": row["href"],
            "spoken": clean(f"{row['label']}, {day_text(row['day'])}"),
        })
    drawn = alt.Chart(pd.DataFrame(rows))
    tooltip = [alt.Tooltip(f"{field}:N", title=title) for field, title in (
        ("label", "Event"), ("when", "Day"), ("count", "Sentences that date one"), ("sentence", "Sentence"))]
    return [
        drawn.mark_rule(style="strong-rule", strokeDash=[2, 3], opacity=0.6).encode(x=x("x"), y=y("top"), y2=alt.Y2("y:Q")),
        drawn.mark_point(shape="triangle-up", filled=True, size=70, opacity=1, style="arrow", cursor="pointer").encode(
            x=x("x"), y=y("y"), href=alt.Href("href:N"), tooltip=tooltip, description=alt.Description("spoken:N")),
        drawn.mark_text(style="quiet", baseline="middle", fontSize=10).encode(x=x("x"), y=y("ny"), text=alt.Text("named:N")),
    ]


def _places(view: View, held: pd.DataFrame, by: str, form: Form, *, stacked: bool) -> pd.DataFrame:
    """The lane of each actor or instrument; `stacked` lays every instrument's lanes from the top, to be picked from."""
    order = {code: n for n, code in enumerate(view.actor_codes if by == "actor" else view.instrument_codes)}
    pairs = held[["instrument", "actor"] if stacked else [by]].drop_duplicates()
    pairs = pairs.assign(_o=pairs[by].map(order)).sort_values("_o", kind="stable")
    pairs["place"] = pairs.groupby("instrument").cumcount() if stacked else range(len(pairs))
    name, address = (view.actor, actor_link) if by == "actor" else (view.instrument, instrument_link)
    named = [wrap(clean(name(code)), form.letters, lines=2) for code in pairs[by]]
    y = form.top + pairs["place"] * form.row + form.row / 2
    pairs["name"] = pd.Series(named, index=pairs.index, dtype=object)
    return pairs.drop(columns="_o").assign(
        lane_href=pairs[by].map(address), lx=float(form.left - 4), y=y,
        ny=[at - (len(lines) - 1) * (form.font + 1) / 2 for at, lines in zip(y, named, strict=True)],
    ).sort_values(["instrument", "place"] if stacked else ["place"], ignore_index=True)


def _spaced(gaps: pd.DataFrame) -> pd.DataFrame:
    """The silences whose words do not run into those of the one before; the longest of a crowd is kept."""
    kept: list[dict[str, Any]] = []
    for row in sorted(records(gaps), key=_shorter):
        if all(abs(row["x"] - other["x"]) >= 40 for other in kept):
            kept.append(row)
    return pd.DataFrame(kept, columns=["x", "label"]).sort_values("x", ignore_index=True)


def _shorter(gap: dict[str, Any]) -> int:
    return -int(str(gap["label"]).split()[0])


def _dots(view: View, held: pd.DataFrame, axis: TimeAxis) -> pd.DataFrame:
    found = moments(held, view)
    turns = {row["to_position_id"]: row for row in records(view.reversals)}
    rows = []
    for cell in grouped(records(found), "actor", "instrument").values():
        following = dict(pairwise(row["day"] for row in cell if row["day"] is not None))
        for nth, row in enumerate(cell):
            shown, turn, day = view.by_id[row["position_id"]], turns.get(row["position_id"]), row["day"]
            end = axis.at(following[day]) if day in following else axis.right if day is not None else None
            change = f"{view.stance(turn['from_stance'])} until {short_day(turn['from_day'])}, then {view.stance(turn['to_stance'])}" if turn else ""
            rows.append(
                {
                    "actor": row["actor"],
                    "instrument": row["instrument"],
                    "nth": nth,
                    "stance": row["stance"],
                    "shade": row["stance"],
                    "x": axis.at(day),
                    "until": end,
                    "count": row["count"],
                    "conditional": row["conditional"],
                    "on": row["on"],
                    "others": row["others"],
                    "turn": change,
                    "href": shown["href"],
                    "who": clean(shown["actor_name"]),
                    "what": clean(shown["instrument_label"]),
                    "when": day_text(day),
                    "position": view.stance(row["stance"]),
                    "sentence": clean(shorten(shown["quote"], 160)),
                    "spoken": clean(
                        f"{shown['actor_name']}, {shown['instrument_label']}, {day_text(day)}: {view.stance(row['stance'])}"
                        f"{', ' + counted(row['count'], 'position') if row['count'] > 1 else ''}{'. Change: ' + change if change else ''}"
                    ),
                }
            )
    return pd.DataFrame(rows)
