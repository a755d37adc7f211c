"""What the warm process does once so that no kernel has to: importing it draws a small chart, which builds Altair's validators."""

from __future__ import annotations

import altair as alt
import pandas as pd


def rehearse() -> None:
    chart = alt.Chart(pd.DataFrame({"a": [1], "b": ["x"]})).mark_point().encode(x=alt.X("a:Q"), y=alt.Y("b:N"), tooltip=[alt.Tooltip("a:Q")])
    alt.layer(chart, chart.mark_rule()).to_dict()


rehearse()
