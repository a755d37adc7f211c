"""Which independent report each position belongs to (the rule stands in `tables.corroboration`)."""

from __future__ import annotations

import pandas as pd

from commitscape.charts.view import records
from commitscape.tables.corroboration import reports


def report_keys(positions: pd.DataFrame) -> pd.Series[str]:
    """For each dated position the id of one position of its report; positions are compared inside their cell."""
    keys = pd.Series(positions["position_id"], dtype=object)
    for _, held in positions.groupby(["actor", "instrument"], sort=False):
        ids = list(held["position_id"])
        keys.loc[held.index] = [ids[place] for place in reports(records(held))]
    return keys
