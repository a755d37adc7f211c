"""The response ladder: step by step, who would act on the occasion that the topic names, and how fast the reports say that it would be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts import terms
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, counted, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, outlet, quoted, shorten, stance_chip
from commitscape.charts.theme import stance_legend, stance_scale
from commitscape.charts.tiles import across, down, wrap
from commitscape.charts.topic import Step
from commitscape.charts.view import View, records

DOT = 17.0  # pixels from dot to dot


@dataclass(frozen=True, kw_only=True)
class Form:
    """A layout in pixels: how far each step stands in, its height, the picture; `stacked` sets names and times on lines of their own."""

    stair: float
    row: float
    width: float
    stacked: bool = False


WIDE = Form(stair=26, row=64, width=860)
NARROW = Form(stair=5, row=112, width=318, stacked=True)


@dataclass(frozen=True, kw_only=True)
class Rung:
    """A step with the positions that speak of its occasion (`bound`), the current stances on its instruments, and words of time."""

    step: Step
    bound: list[dict[str, Any]]
    cells: list[dict[str, Any]]
    times: list[tuple[str, dict[str, Any]]]  # the words, and the position whose sentence holds them


def rungs(view: View) -> list[Rung]:
    """Every step of the topic's ladder, in its order."""
    ladder = view.topic.architecture.get("ladder") or {}
    condition = ladder.get("condition")
    speed = [re.compile(pattern, re.IGNORECASE) for pattern in ladder.get("time_words") or ()]
    found = []
    for step in view.topic.steps:
        held = view.positions[view.positions["instrument"].isin(step.instruments)].sort_values(["rank", "actor_name", "position_id"])
        bound = [row for row in records(held) if condition in row["conditions"]]
        cells = records(view.cells[view.cells["instrument"].isin(step.instruments)])
        times = {
            (" ".join(match.group().split()).lower(), row["quote"]): row
            for row in bound
            for pattern in speed
            for match in [pattern.search(row["quote"])]
            if match
        }
        found.append(Rung(step=step, bound=bound, cells=cells, times=[(words, row) for (words, _), row in times.items()]))
    return found


def figure(view: View) -> Figure:
    found = rungs(view)
    said = [rung for rung in found if rung.bound]
    ladder = view.topic.architecture.get("ladder") or {}
    spoken = [f"Step {n}, {rung.step.label}: {_who(view, rung)}" for n, rung in enumerate(found, start=1)]
    return Figure(
        name="ladder",
        chart=_chart(view, found, WIDE) if found else None,
        narrow=_chart(view, found, NARROW) if found else None,
        table=table(view),
        terms=(*terms.stances(view, {row["stance"] for rung in found for row in rung.bound}), *terms.words(view)),
        title=str(ladder.get("title") or "Response ladder"),
        wide=True,
        caption=f"Each step with the positions that tie it to {view.topic.occasion}, one dot each, and the words that say how fast.",
        alt=". ".join(spoken) + "." if spoken else "This topic has no ladder.",
        note=f"For {len(said)} of {counted(len(found), 'step')} a report says what would happen on {view.topic.occasion}. "
        "The order of the steps is the topic's; no report gives it whole."
        if found
        else "",
    )


def _who(view: View, rung: Rung) -> str:
    if not rung.bound:
        return f"no report ties it to {view.topic.occasion}"
    actors = dict.fromkeys(f"{row['actor_name']} ({view.held(row['stance'])})" for row in rung.bound)
    return listed(actors) + (f"; {listed(words for words, _ in rung.times)}" if rung.times else "")


def _chart(view: View, found: list[Rung], form: Form) -> alt.LayerChart:
    height = form.row * len(found) + 8
    steps, dots = [], []
    for n, rung in enumerate(found):
        left, top = n * form.stair, n * form.row + 4
        start = left + (30 if form.stacked else 46)
        names = clean(listed(dict.fromkeys(row["actor_name"] for row in rung.bound), most=4) if rung.bound else _who(view, rung))
        time = clean(f"“{'”, “'.join(dict.fromkeys(words for words, _ in rung.times))}”") if rung.times else ""
        after = len(rung.bound) * DOT + 6 if rung.bound and not form.stacked else 0
        steps.append({
            "left": left, "right": form.width, "top": top, "bottom": top + form.row - 8, "number": str(n + 1), "nx": left + (14 if form.stacked else 22),
            "ny": top + (18 if form.stacked else (form.row - 8) / 2), "tx": start, "ty": top + 18, "title": clean(rung.step.label), "silent": not rung.bound,
            "by": top + (58 if form.stacked and rung.bound else 39), "bx": start + after, "who": wrap(names, 46, lines=2) if form.stacked else [names],
            "time": wrap(time, 46, lines=1) if form.stacked else [time], "rx": start if form.stacked else form.width - 12,
            "ry": top + (90 if form.stacked else 18),
        })
        for i, row in enumerate(rung.bound):
            dots.append({
                "x": start + 8 + i * DOT, "y": top + 39, "stance": row["stance"], "who": clean(row["actor_name"]), "what": clean(row["instrument_label"]),
                "held": row["stance_label"], "when": row["day_text"], "href": row["href"], "sentence": clean(shorten(row["quote"], 160)),
                "spoken": clean(f"{rung.step.label}: {row['actor_name']}, {row['stance_label']}"),
            })
    ground, width = alt.Chart(pd.DataFrame(steps)), form.width

    def x(field: str) -> alt.X:
        return across(field, width)

    def y(field: str) -> alt.Y:
        return down(field, height)

    layers = [
        ground.mark_rect(cornerRadius=5, style="tile").encode(x=x("left"), x2=alt.X2("right:Q"), y=y("top"), y2=alt.Y2("bottom:Q")),
        ground.mark_text(style="quiet", fontSize=20, fontWeight=600, baseline="middle").encode(x=x("nx"), y=y("ny"), text=alt.Text("number:N")),
        ground.mark_text(align="left", baseline="middle", style="label", fontSize=13, fontWeight=600).encode(x=x("tx"), y=y("ty"), text=alt.Text("title:N")),
        ground.mark_text(align="left", baseline="middle", style="quiet", lineHeight=14).encode(x=x("bx"), y=y("by"), text=alt.Text("who:N")),
        ground.mark_text(align="left" if form.stacked else "right", baseline="middle", style="label", fontStyle="italic").encode(
            x=x("rx"), y=y("ry"), text=alt.Text("time:N")),
    ]
    if dots:
        layers.append(alt.Chart(pd.DataFrame(dots)).mark_circle(size=140, opacity=1, style="outline", strokeWidth=0.5, cursor="pointer").encode(
            x=x("x"), y=y("y"), fill=alt.Fill("stance:N", scale=stance_scale(), legend=stance_legend(view.topic.labels("stances"), columns=8)),
            href=alt.Href("href:N"), description=alt.Description("spoken:N"), tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in (
                ("who", "Actor"), ("what", "Instrument"), ("held", "Stance"), ("when", "Said"), ("sentence", "Sentence"))]))
    return alt.layer(*layers).properties(width=width, height=height)


def table(view: View) -> Html:
    def rows() -> Iterator[tuple[object, ...]]:
        for n, rung in enumerate(rungs(view), start=1):
            for row in rung.bound:
                words = listed(dict.fromkeys(said for said, held in rung.times if held["quote"] == row["quote"]))
                yield (f"{n}. {rung.step.label}", actor_cell(row), instrument_cell(row), stance_chip(view, row["stance"]), words,
                       quoted(row["quote"], row["href"]), outlet(row), day_cell(row))
    head = ["Step", "Actor", "Instrument", "Stance", "How fast", "Sentence", "Source", "Day"]
    return grid(head, rows(), label=f"Who would act on {view.topic.occasion}", empty=f"No report says what would happen on {view.topic.occasion}.")
