"""Which machine positions a reviewer should decide on first."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from commitscape.tables.decisions import Review, normal
from commitscape.tables.summaries import dated
from commitscape.tables.tables import Tables

UNSURE, ALONE, DISPUTED, SHOWN = 1.0, 0.75, 0.75, 0.5  # what each reason adds to the worth of a decision


def review_queue(tables: Tables, reviews: Iterable[Review] = (), *, reviewer: str | None = None) -> pd.DataFrame:
    """Machine positions that are published and not yet decided on, the worthiest first.

    The dated positions with two more columns: `worth`, and `why` (a list of: unsure, alone in its cell, disputed, shown).
    With `reviewer` only that person's decisions count as decided, so that two people can review the same articles.
    """
    decided = {r.subject for r in reviews if reviewer is None or r.reviewer == reviewer}
    held = dated(tables.positions, tables.articles)
    sizes = held.groupby(["actor", "instrument"])["position_id"].transform("size")
    disputed = set(tables.conflicts["first_position_id"]) | set(tables.conflicts["second_position_id"])
    shown = set(tables.cells["position_id"])
    worth, why, kept = [], [], []
    for place, (row, size) in enumerate(zip(held.to_dict("records"), sizes, strict=True)):
        subject = (row["file"], normal(row["quote"]), row["actor"], row["instrument"], row["stance"])
        if row["origin"] == "coded" or subject in decided or (row["origin"] == "reviewed" and reviewer is None):
            continue
        doubt = 1 - abs(2 * row["confidence"] - 1)  # most at 0.5, where a decision tells most
        reasons = {"unsure": UNSURE * doubt, "alone in its cell": ALONE * (size == 1), "disputed": DISPUTED * (row["position_id"] in disputed)}
        reasons["shown"] = SHOWN * (row["position_id"] in shown)
        kept.append(place)
        worth.append(round(sum(reasons.values()), 3))
        why.append([name for name, weight in reasons.items() if weight >= 0.5])
    queue = held.iloc[kept].assign(worth=worth, why=pd.Series(why, index=held.index[kept], dtype=object))
    return queue.sort_values(["worth", "position_id"], ascending=[False, True], kind="stable", ignore_index=True)
