"""Which independent report each position belongs to (the rule stands in `tables.corroboration`)."""

from __future__ import annotations

import pandas as pd

from commitscape.charts.view import grouped, records
from commitscape.tables.corroboration import reports


def report_keys(positions: pd.DataFrame) -> pd.Series[str]:
    """For each dated position the id of one position of its report; positions are compared inside their cell."""
    found: dict[str, str] = {}
    for held in grouped(records(positions), "actor", "instrument").values():
        ids = [row["position_id"] for row in held]
        found |= {position: ids[place] for position, place in zip(ids, reports(held), strict=True)}
    return positions["position_id"].map(found).astype(object)
