"""Current stances worked out inside a chart, so that its inputs act on positions and not on finished cells.

The transforms follow the rule of `tables.stances` step by step: the latest day, of that day the best
vouched, of those the stance in most independent reports; tests/charts/test_matrix.py compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from commitscape.charts.markup import clean, listed
from commitscape.charts.reports import report_keys
from commitscape.charts.tables import shorten
from commitscape.charts.theme import STANCE_COLOURS
from commitscape.charts.view import View, day_text
from commitscape.codebook import POLARITY
from commitscape.tables.stances import VOUCHED

OWN = frozenset(stance for stance in STANCE_COLOURS if POLARITY[stance] != "asks")
CELL = ["actor", "instrument"]
DATE = "datum.t <= until"  # filters of the inputs below
VOUCHER = "vouched === 'any' || datum.attribution === vouched"
ORIGIN = "origin === 'any' || datum.origin === origin"
TOOLTIP = (
    ("who", "Actor"), ("what", "Instrument"), ("position", "Current stance"), ("on", "On condition of"), ("when", "Said"), ("attribution", "Vouched by"),
    ("count", "Positions"), ("reports", "Independent reports"), ("sentence", "Sentence"),
)


def tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in TOOLTIP]


def rows(view: View, held: pd.DataFrame) -> pd.DataFrame:
    """One row a position with what decides the current stance. `t` counts days from the view's first known day, -1 unknown."""
    first = view.positions["day"].min()
    days = (held["day"] - first).dt.days if pd.notna(first) else pd.Series(-1, index=held.index)
    start = held["spans"].map(lambda spans: spans[0][0])
    nth = held.assign(_s=start).sort_values(["article_id", "_s", "position_id"]).assign(nth=range(len(held)))["nth"]
    return pd.DataFrame({
        "actor": held["actor"], "instrument": held["instrument"], "stance": held["stance"], "polarity": held["polarity"],
        "t": days.fillna(-1).astype(int), "vouched": held["attribution"].map(VOUCHED), "attribution": held["attribution_label"], "origin": held["origin"],
        "report": report_keys(held), "tie": [rank if stance in OWN else -1 for stance, rank in zip(held["stance"], held["rank"], strict=True)],
        "bound": held["conditions"].map(len) > 0, "when": held["day_text"], "who": held["actor_name"].map(clean),
        "what": held["instrument_label"].map(clean), "position": held["stance_label"],
        "on": [listed(view.topic.spoken("conditions", code) for code in codes) for codes in held["conditions"]],
        "sentence": [clean(shorten(quote, 160)) for quote in held["quote"]], "href": held["href"], "nth": nth,
    }).sort_values("nth", ignore_index=True)


def current(drawn: alt.Chart, filters: Sequence[str] = ()) -> alt.Chart:
    """Leave one row a cell: that of its current stance among the positions that pass the filters.

    Adds `count`, `reports`, `conditional`, `shade` (the stance again, for ink: one field on two colour channels shares one legend)
    and `spoken`, the row in words.
    """
    for condition in filters:
        drawn = drawn.transform_filter(condition)
    drawn = drawn.transform_joinaggregate(count="count()", reports="distinct(report)", last="max(t)", groupby=CELL).transform_filter("datum.t === datum.last")
    drawn = drawn.transform_joinaggregate(best="min(vouched)", groupby=CELL).transform_calculate(
        shown="datum.vouched === datum.best ? datum.report : null", voice="datum.vouched === datum.best ? 1 : 0")
    drawn = drawn.transform_joinaggregate(backing="distinct(shown)", hushed="min(voice)", conditional="max(bound)", groupby=[*CELL, "stance"])
    order = [alt.SortField("weight", order="descending"), alt.SortField("tie", order="descending"), alt.SortField("vouched"),
             alt.SortField("bound", order="descending"), alt.SortField("nth")]
    drawn = drawn.transform_calculate(weight="datum.backing - (datum.hushed === 0 ? 1 : 0)")  # nulls count as one report; take it off again
    drawn = drawn.transform_window(place="row_number()", groupby=CELL, sort=order).transform_filter("datum.place === 1")
    words = "datum.who + ', ' + datum.what + ': ' + datum.position + (datum.on ? ', on condition of ' + datum.on : '') + ', ' + datum.when"
    return drawn.transform_calculate(spoken=words, shade="datum.stance")


def date_input(view: View) -> alt.Parameter:
    """A slider of days from the first known day; `until` starts at the last."""
    first, last = view.positions["day"].min(), view.positions["day"].max()
    span = max(int((last - first).days), 1) if pd.notna(first) else 1
    return alt.param(name="until", value=span, bind=alt.binding_range(min=0, max=span, step=1, name=f"Days after {day_text(first)}: "))


def date_words(view: View) -> str:
    """A Vega expression: the day of the slider in words."""
    first = view.positions["day"].min()
    if pd.isna(first):
        return "'no day known'"
    return f"utcFormat(utc({first.year}, {first.month - 1}, {first.day}) + until * 864e5, '%-d %B %Y')"


def voucher_input(view: View) -> alt.Parameter:
    held = view.positions
    labels = list(held.assign(_v=held["attribution"].map(VOUCHED)).sort_values("_v", kind="stable")["attribution_label"].unique())
    return alt.param(name="vouched", value="any", bind=alt.binding_select(options=["any", *labels], labels=["anyone", *labels], name="Vouched for by: "))


def origin_input(view: View) -> alt.Parameter:
    origins = sorted(set(view.positions["origin"]))
    labels = ["anyone", *[view.topic.label("origins", code) for code in origins]]
    return alt.param(name="origin", value="any", bind=alt.binding_select(options=["any", *origins], labels=labels, name="Read: "))
