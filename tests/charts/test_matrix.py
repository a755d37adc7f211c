"""The matrix works out the same current stances as the tables, inside the chart itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import vl_convert

from commitscape.charts import landscape
from commitscape.charts.view import View, records


def drawn(view: View, **values: object) -> dict[tuple[str, str], str]:
    """Current stance of each cell as the drawn chart speaks it, with the inputs set to `values`."""
    spec = landscape.figure(view).spec()
    assert spec is not None
    for param in spec["params"]:
        param["value"] = values.get(param["name"], param["value"])
    svg = vl_convert.vegalite_to_svg(json.dumps(spec))
    spoken = re.findall(r'aria-label="([^":]+), ([^":]+): ([^",]+)', svg)
    return {(actor, instrument): stance for actor, instrument, stance in spoken}


def expected(view: View) -> dict[tuple[str, str], str]:
    return {(row["actor_name"], row["instrument_label"]): view.stance(row["stance"]) for row in records(view.cells)}


def test_default_inputs_show_the_cells(view: View) -> None:
    assert drawn(view) == expected(view)


def test_ties_vouching_and_unknown_days(make: Callable[..., View]) -> None:
    cell = {"actor": "DEU", "instrument": "ground_force"}
    other = {"actor": "FRA", "instrument": "air"}
    view = make([
        {**cell, "article": "a1", "stance": "willing"}, {**cell, "article": "a1", "stance": "refused", "attribution": "anonymous", "speaker": "x"},
        {**cell, "article": "a1", "stance": "advocated", "attribution": "anonymous", "speaker": "y"}, {**cell, "article": "a3", "stance": "committed"},
        {**other, "article": "a3", "stance": "considering"}, {**other, "article": "a3", "stance": "opposed"},
    ])
    shown = drawn(view)
    assert shown == expected(view)
    assert shown == {("Germany", "Troops on the ground"): "Refused", ("France", "Air cover"): "Opposed"}


def test_the_date_input_goes_back(view: View) -> None:
    shown = drawn(view, until=0)
    assert shown["Germany", "Troops on the ground"] == "Considering"
    assert ("Russia", "Troops on the ground") not in shown
    assert ("Italy", "Troops on the ground") in shown  # of unknown day: never filtered away by a date


def test_the_voucher_input_keeps_one_kind(view: View) -> None:
    assert set(drawn(view, vouched="Unnamed source")) == {("Germany", "Troops on the ground")}
