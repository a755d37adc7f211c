"""How fast the program was when it was last measured (`make bench`), with the machine that it was measured on."""

from __future__ import annotations

import json
from importlib.resources import files
from textwrap import fill
from typing import Any

import altair as alt

from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html
from commitscape.charts.tables import grid

DOT = "#2879b9"
NARROW = 20  # letters in a line of a name on a telephone
FILE = "measured.json"  # beside this module, so that a report carries the figures of the release that made it


def figures() -> list[dict[str, Any]]:
    """The figures of every comparison, by name; none where nothing was measured yet."""
    kept = files(__package__).joinpath(FILE)
    return list(json.loads(kept.read_text(encoding="utf-8")).values()) if kept.is_file() else []


def figure() -> Figure:
    """Every comparison as a table, and those that say how many times as fast we are as a chart beside what was asked."""
    found = figures()
    rows = [{"what": f["what"], "faster": round(f["faster"], 2), "asked": f["asked"], "shown": f"{f['faster']:.2f} ×"} for f in found if f.get("faster")]
    rows = [{**row, "end": max(row["faster"], row["asked"] or 0)} for row in rows]  # where nothing stands in the way of the number
    rows.sort(key=lambda row: (-row["faster"], row["what"]))
    machines = sorted({f"{f['cores']} cores, Python {f['python']}" for f in found})
    folded = [{**row, "what": fill(row["what"], NARROW)} for row in rows]
    return Figure(
        name="speed", wide=True, chart=_chart(rows, width=420) if rows else None, narrow=_chart(folded, width=120, step=44) if rows else None,
        table=_table(found), title="How many times as fast",
        caption="A dot is what was measured, a mark what was asked; against what, the table says.",
        note=f"Measured on {'; '.join(machines)}, each ratio within one run. The general corpus is made up for the purpose." if machines else "",
        alt="; ".join(f"{row['what']}: {row['shown']}" for row in rows) + "." if rows else "Nothing was measured yet.",
    )


def _chart(rows: list[dict[str, Any]], *, width: int, step: int = 26) -> alt.LayerChart:
    top = max(max(row["faster"], row["asked"] or 0) for row in rows)
    scale = alt.Scale(type="log", domain=[min(0.5, *(row["faster"] for row in rows)), top * 1.6])
    ticks = [n for n in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500) if n <= top * 1.6]
    x = alt.X("faster:Q", scale=scale, title="times as fast", axis=alt.Axis(values=ticks))
    names = alt.Axis(labelLimit=340, labelExpr="split(datum.value, '\\n')")
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("what:N", sort=[row["what"] for row in rows], title=None, axis=names))
    return alt.layer(
        base.transform_filter("isValid(datum.asked)").mark_tick(style="quiet", thickness=2, size=16).encode(x=alt.X("asked:Q", scale=scale)),
        base.mark_point(filled=True, size=90, opacity=1, color=DOT).encode(
            x=x, tooltip=[alt.Tooltip("what:N"), alt.Tooltip("shown:N"), alt.Tooltip("asked:Q")]),
        base.mark_text(style="label", align="left", dx=9, baseline="middle").encode(x=alt.X("end:Q", scale=scale), text=alt.Text("shown:N")),
    ).properties(width=width, height=alt.Step(step))


def _table(found: list[dict[str, Any]]) -> Html:
    rows = ((f["what"], f"{f['value']:,.1f} {f['unit']}", _ratio(f), f["target"] or "") for f in found)
    return grid(["Measured", "Figure", "Times", "Asked"], rows, label="Speed", empty="Nothing was measured yet: make bench.")


def _ratio(figure: dict[str, Any]) -> str:
    return f"{figure['ratio']:.2f} × {figure['against']}" if figure["ratio"] is not None else ""
