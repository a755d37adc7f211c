"""Where machine and coders part: confused stances, misses, false alarms, and sentences with no position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, counted, element, join, link
from commitscape.charts.tables import grid, quoted, stance_chip
from commitscape.charts.view import View
from commitscape.codebook import POLARITY
from commitscape.records import OFF_TOPIC
from commitscape.scoring import Comparison
from commitscape.scoring.scores import NONE

BAR = "#2879b9"
ABSENT = "no position"


def confusion(view: View, found: Comparison) -> Figure:
    """Coded stance against found stance, with what only one side has."""
    counts = found.machine.confusion()
    names = {**{code: view.stance(code) for code in POLARITY}, NONE: ABSENT}
    totals = {code: max(1, sum(n for (c, _), n in counts.items() if c == code)) for code in names}
    rows = [
        {"coded": names[c], "found": names[f], "pairs": counts[c, f], "share": round(counts[c, f] / totals[c], 3)}
        for c in names for f in names if (c, f) != (NONE, NONE)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("found:N", sort=list(names.values()), title="found by the machine", axis=alt.Axis(orient="top", labelAngle=-35)),
        y=alt.Y("coded:N", sort=list(names.values()), title="coded by hand"),
    )
    tiles = base.mark_rect(cornerRadius=2, color=BAR).encode(
        opacity=alt.Opacity("share:Q", title="share of the row", scale=alt.Scale(domain=[0, 1], range=[0.06, 1]), legend=alt.Legend(format=".0%")),
        tooltip=[alt.Tooltip("coded:N"), alt.Tooltip("found:N"), alt.Tooltip("pairs:Q"), alt.Tooltip("share:Q", format=".0%")],
    )
    dark = base.transform_filter("datum.pairs > 0 && datum.share > 0.9").mark_text(fontSize=12, color="#ffffff").encode(text=alt.Text("pairs:Q"))
    pale = base.transform_filter("datum.pairs > 0 && datum.share <= 0.9").mark_text(fontSize=12, style="label").encode(text=alt.Text("pairs:Q"))
    table = grid(
        ["Coded \\ found", *names.values()], ([names[c], *(counts[c, f] or "" for f in names)] for c in names), label="Coded stance against found stance",
    )
    wrong = [(n, c, f) for (c, f), n in counts.items() if c != f and NONE not in (c, f)]
    worst = "; ".join(f"{names[c].lower()} read as {names[f].lower()} {counted(n, 'time')}" for n, c, f in sorted(wrong, key=lambda w: (-w[0], w[1], w[2]))[:3])
    return Figure(
        name="confusion", wide=True, chart=alt.layer(tiles, dark, pale).properties(width=540, height=330) if found.articles else None, table=table,
        title="Which stances are confused",
        caption="Rows: what coders said; columns: what the machine said of the same sentence. The diagonal is agreement.",
        alt=f"Of {counted(len(found.machine.pairs), 'matched pair')}, {sum(n for (c, f), n in counts.items() if c == f)} agree in stance"
            + (f". Most often confused: {worst}." if worst else "."),
        note=f"“{ABSENT.capitalize()}” counts what one side has and the other has not.",
    )


def silences(view: View) -> Figure:
    """Why sentences that mention an instrument gave no position."""
    sentences = view.tables.silences[view.tables.silences["reason"] != OFF_TOPIC]
    reasons = sentences["reason"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    rows = [{"reason": str(reason).replace("_", " "), "sentences": int(n)} for reason, n in reasons.items()]
    chart = alt.Chart(alt.Data(values=rows)).mark_bar(color=BAR).encode(
        y=alt.Y("reason:N", sort=[r["reason"] for r in rows], title=None), x=alt.X("sentences:Q", title="sentences"),
        tooltip=[alt.Tooltip("reason:N"), alt.Tooltip("sentences:Q")],
    ).properties(width=520, height=alt.Step(24))
    examples = sentences.drop_duplicates("reason").set_index("reason")["text"]
    table = grid(
        ["Reason", "Sentences", "For example"],
        ([str(reason).replace("_", " "), int(n), element("q", examples[str(reason)], dir="auto")] for reason, n in reasons.items()),
        label="Reasons", empty="Every sentence that mentions an instrument gave a position.",
    )
    return Figure(
        name="silences", wide=True, chart=chart if rows else None, table=table, title="Sentences that mention an instrument and gave no position",
        alt="; ".join(f"{r['reason']}: {r['sentences']}" for r in rows) + "." if rows else "There is none.",
    )


def missed(view: View, found: Comparison) -> Html:
    """Coded positions that the machine did not find in their sentence, whatever the stance."""
    return _rows(view, found.machine.missed(), "Missed", anchored=True)


def false_alarms(view: View, found: Comparison) -> Html:
    """Positions of the machine that no coder has in that sentence, whatever the stance."""
    return _rows(view, found.machine.false_alarms(), "False alarms", anchored=False)


def misread(view: View, found: Comparison) -> Html:
    """Pairs that agree on all but the stance."""
    scores = found.machine
    pairs = [(scores.found[i], scores.coded[j]) for i, j in scores.pairs if scores.found[i]["stance"] != scores.coded[j]["stance"]]
    pairs.sort(key=lambda pair: (pair[1]["file"], pair[1]["spans"][0], pair[1]["actor"], pair[1]["instrument"]))
    return grid(
        ["Actor", "Instrument", "Coded", "Found", "Sentence", "Rule"],
        (
            [*_who(view, c), stance_chip(view, c["stance"]), stance_chip(view, f["stance"]), _sentence(c, anchored=True), f["rule"]] for f, c in pairs
        ),
        label="Stances misread", empty="No stance was misread.",
    )


def _rows(view: View, rows: Sequence[Mapping[str, Any]], label: str, *, anchored: bool) -> Html:
    listed = sorted(rows, key=lambda r: (r["file"], r["spans"][0], r["actor"], r["instrument"], r["stance"]))
    table = grid(
        ["Actor", "Instrument", "Stance", "Sentence", "Rule"],
        ([*_who(view, r), stance_chip(view, r["stance"]), _sentence(r, anchored=anchored), r["rule"]] for r in listed), label=label, empty="None.",
    )
    return element("details", element("summary", f"{label}: {len(listed)}"), join([table]))


def _who(view: View, row: Mapping[str, Any]) -> list[str]:
    return [view.actor(row["actor"]), view.instrument(row["instrument"])]


def _sentence(row: Mapping[str, Any], *, anchored: bool) -> Html:
    """A coded row has its mark on the evidence page; a machine row of a coded article has only the page."""
    page = f"evidence-{row['article_id']}.html"
    return quoted(row["quote"], f"{page}#{row['position_id']}") if anchored else link(element("q", row["quote"], dir="auto"), page)
