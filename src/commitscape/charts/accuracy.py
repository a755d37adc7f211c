"""How far the machine agrees with careful coders: figures and tables of the accuracy page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd

from commitscape.charts import markup
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, counted, fill, join
from commitscape.charts.tables import grid
from commitscape.charts.view import View
from commitscape.scoring import Comparison, compare
from commitscape.scoring.comparison import HELD_OUT, MACHINE, TESTED
from commitscape.scoring.measures import FIELDS, MEASURES

OURS = "#2879b9"
NEW = "#123f5e"  # the machine on articles that taught it nothing
SEEN = "#92bddc"  # the machine on articles that it learnt from, beside articles held out
OTHERS = ("#8d949c", "#c79a5b")  # of the baselines
MEANING = {
    "cell": "article, actor and instrument", "polarity": "cell and for, open, against or asks", "position": "cell and stance",
    "evidence": "position and an overlapping sentence",
}


def open_comparison(view: View, tables: str | Path) -> Comparison:
    """Machine and baselines against the coded articles of a build; the baselines are run here and now."""
    return compare(view.tables, Path(tables).parent / "topic")


def headline(found: Comparison) -> Html:
    if not found.articles:
        return markup.headline("No article was coded by hand, so nothing can be measured")
    cells = found.machine.counts["cell"]
    start = "The machine" if found.honest else "On the articles that it learnt from, the machine"
    return markup.headline(fill(
        "{start} finds {recall} of the cells, and {precision} of its cells are right", start=start,
        recall=_measured(found, cells.recall, "Recall", "cell", _percent(cells.recall)),
        precision=_measured(found, cells.precision, "Precision", "cell", _percent(cells.precision)),
    ))


def _measured(found: Comparison, value: float, column: str, measure: str, shown: str) -> Html:
    """A figure of the machine as a link to its place in the table of measures."""
    method = next((name for name, scores in found.scores.items() if scores is found.machine), MACHINE)
    return count(value, "fig-measures", of=f"={column}", where={"Method": method, "Measure": measure}, shown=shown)


def prose(found: Comparison) -> Html:
    if not found.articles:
        return markup.prose("Code some articles by the codebook into the topic's folder, and build again.")
    scores, position = found.machine, found.machine.counts["position"]
    low, high = scores.intervals["position"]
    alpha = scores.alpha["stance_ordinal"]
    return markup.prose(
        fill("Measured on {articles} with {positions} coded by hand.",
             articles=tally(found.articles, "article", "table-articles", page="corpus.html", where={"Read by": "coded"}),
             positions=join([_measured(found, len(scores.coded), "Coded", "evidence", ""), f" {'position' if len(scores.coded) == 1 else 'positions'}"])),
        fill("The machine alone found {n}.", n=_measured(found, len(scores.found), "Found", "evidence", "")),
        "Each article was read by a model that never saw it: the weights were learnt from the others." if found.learnt and found.honest else "",
        "None of these articles was among those that its weights were learnt from." if not found.learnt and not found.missing else "",
        "The machine's weights were learnt from these very articles, so these figures flatter it." if not found.honest else "",
        fill("With the stance required too, F1 is {f1}; over resampled articles it lies between {low} and {high} (95 %).",
             f1=_measured(found, position.f1, "F1", "position", f"{position.f1:.2f}"), low=f"{low:.2f}", high=f"{high:.2f}"),
        f"Where both see a position, Krippendorff's alpha of the stance is {alpha:.2f} (ordinal; 1 is agreement, 0 chance)." if alpha is not None else "",
        _unseen(found),
        f"Not measured: {'; '.join(found.missing)}." if found.missing else "",
    )


def _unseen(found: Comparison) -> Html:
    """What the machine does on the topic's test articles, from which neither weights nor rules were made; empty where there are none."""
    scores = found.scores.get(TESTED)
    if scores is None:
        return Html("")
    shown = {
        measure: count(f1, "fig-measures", of="=F1", where={"Method": TESTED, "Measure": measure}, shown=f"{f1:.2f}")
        for measure in ("cell", "position") for f1 in [scores.counts[measure].f1]
    }
    others = counted(len({row["article"] for row in scores.coded}), "other coded article")
    return fill("On {others}, which taught it nothing, F1 is {cell} for cells and {position} with the stance.", others=others, **shown)


def measures(found: Comparison) -> Figure:
    """F1 by measure, the machine beside the baselines, with intervals."""
    rows = found.measures()
    table = grid(
        ["Method", "Measure", "Precision", "Recall", "F1", "95 % interval", "Found", "Coded"],
        (
            [
                r["method"], r["measure"], *(_share(r[name]) for name in ("precision", "recall", "f1")), f"{r['low']:.3f} to {r['high']:.3f}",
                r["found"], r["coded"],
            ]
            for r in _plain(rows)
        ),
        label="Precision, recall and F1 by method and measure",
    )
    methods = list(found.scores)
    spare = iter(OTHERS)
    blues = {TESTED: NEW, HELD_OUT: OURS, MACHINE: SEEN if HELD_OUT in found.scores else OURS}
    colours = [blues.get(method) or next(spare, OURS) for method in methods]
    colour = alt.Color("method:N", title=None, sort=methods, scale=alt.Scale(domain=methods, range=colours))
    base = alt.Chart(alt.Data(values=_plain(rows))).encode(
        y=alt.Y("measure:N", sort=list(MEASURES), title=None, axis=alt.Axis(grid=True)), yOffset=alt.YOffset("method:N", sort=methods), color=colour,
    )
    tip = [alt.Tooltip(f"{name}:Q", format=".3f") for name in ("precision", "recall", "f1", "low", "high")]
    chart = alt.layer(
        base.mark_rule(strokeWidth=2, opacity=0.6).encode(
            x=alt.X("low:Q", title="F1", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".1f", tickCount=10)), x2=alt.X2("high:Q"),
        ),
        base.mark_point(filled=True, size=90, opacity=1).encode(x=alt.X("f1:Q"), tooltip=[alt.Tooltip("method:N"), alt.Tooltip("measure:N"), *tip]),
    ).properties(width=620, height=220)
    best = [f"{m}: {', '.join(f'{method} {scores.counts[m].f1:.2f}' for method, scores in found.scores.items())}" for m in MEASURES]
    return Figure(
        name="measures", wide=True, chart=chart if found.articles else None, table=table, title="Agreement with careful coders",
        caption="; ".join(f"{name}: {meaning}" for name, meaning in MEANING.items()) + ". Lines are 95 % intervals over resampled articles.",
        alt=". ".join(best) + ".", note="Precision: share of what was found that is right. Recall: share of what was coded that was found. F1 joins the two.",
    )


def fields(found: Comparison) -> Html:
    """Share of matched pairs that agree, field by field, by method."""
    return grid(
        ["Method", "Matched pairs", *FIELDS, "alpha, ordinal", "alpha, nominal"],
        (
            [name, s.fields["pairs"], *(_share(s.fields.get(field)) for field in FIELDS), _share(s.alpha["stance_ordinal"]), _share(s.alpha["stance_nominal"])]
            for name, s in found.scores.items()
        ),
        label="Agreement of matched pairs by field",
    )


def instruments(view: View, found: Comparison) -> Figure:
    return _breakdown(found.machine.by_instrument, view.instrument, name="by-instrument", noun="instrument")


def actors(view: View, found: Comparison, *, least: int = 5) -> Figure:
    """F1 of the actors with `least` coded positions or more."""
    kept = {code: counts for code, counts in found.machine.by_actor.items() if counts["evidence"].coded >= least}
    return _breakdown(kept, view.actor, name="by-actor", noun=f"actor with {least} coded positions or more")


def _breakdown(by: Mapping[str, Mapping[str, Any]], label: Any, *, name: str, noun: str) -> Figure:
    order = sorted(by, key=lambda code: (-by[code]["evidence"].coded, code))
    rows = [
        {"label": f"{label(code)} ({by[code]['evidence'].coded})", "measure": m, "f1": round(count.f1, 3), "found": count.found, "coded": count.coded}
        for code in order for m in ("cell", "position") for count in [by[code][m]]
    ]
    table = grid(
        [noun.split()[0].capitalize(), "Coded", "Found", "Cell F1", "Polarity F1", "Position F1", "Evidence F1"],
        ([label(c), by[c]["evidence"].coded, by[c]["evidence"].found, *(f"{by[c][m].f1:.3f}" for m in MEASURES)] for c in order), label=f"F1 by {noun}",
    )
    chart = alt.Chart(alt.Data(values=rows)).mark_bar(height={"band": 0.9}).encode(
        y=alt.Y("label:N", sort=[r["label"] for r in rows], title=None), yOffset=alt.YOffset("measure:N", sort=["cell", "position"]),
        x=alt.X("f1:Q", title="F1", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".1f", tickCount=10)),
        color=alt.Color("measure:N", title=None, scale=alt.Scale(domain=["cell", "position"], range=["#92bddc", OURS])),
        tooltip=[alt.Tooltip("label:N"), alt.Tooltip("measure:N"), alt.Tooltip("f1:Q", format=".3f"), alt.Tooltip("found:Q"), alt.Tooltip("coded:Q")],
    ).properties(width=500, height=alt.Step(13))
    return Figure(
        name=name, wide=True, chart=chart if rows else None, table=table, title=f"F1 by {noun}",
        caption="In brackets the number of coded positions; few positions give a rough figure.",
        alt="; ".join(f"{label(c)}: cell {by[c]['cell'].f1:.2f}, position {by[c]['position'].f1:.2f}" for c in order) + ".",
    )


def reliability(found: Comparison) -> Figure:
    """Whether a confidence of 0.8 means that eight in ten are right."""
    bins = found.machine.reliability()
    line = alt.Chart(alt.Data(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(style="rule", strokeDash=[4, 4]).encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    base = alt.Chart(alt.Data(values=bins)).encode(
        x=alt.X("confidence:Q", title="confidence", scale=alt.Scale(domain=[0, 1])), y=alt.Y("right:Q", title="share right", scale=alt.Scale(domain=[0, 1])),
    )
    dots = base.mark_circle(color=OURS, opacity=1).encode(
        size=alt.Size("positions:Q", legend=None, scale=alt.Scale(range=[40, 600])),
        tooltip=[alt.Tooltip("confidence:Q"), alt.Tooltip("right:Q"), alt.Tooltip("positions:Q")],
    )
    chart = alt.layer(line, base.mark_line(color=OURS, opacity=0.5), dots).properties(width=520, height=300)
    table = grid(
        ["Confidence", "Mean confidence", "Share right", "Positions"],
        ([f"{b['low']:.1f} to {b['high']:.1f}", f"{b['confidence']:.2f}", f"{b['right']:.2f}", b["positions"]] for b in bins),
        label="Confidence and share right",
    )
    return Figure(
        name="reliability", wide=True, chart=chart if bins else None, table=table,
        title="What a confidence is worth", caption="A dot on the dashed line is a confidence that keeps its word; larger dots stand for more positions.",
        alt="; ".join(f"at confidence {b['confidence']:.2f} {_percent(b['right'])} of {counted(b['positions'], 'position')} are right" for b in bins) + ".",
        note="Right means that a coder has the same actor, instrument and stance in an overlapping sentence.",
    )


def _plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in rows.to_dict("records")]


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%")


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
