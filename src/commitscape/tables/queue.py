"""What a reviewer should decide on first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from commitscape.tables.decisions import Review, normal
from commitscape.tables.summaries import dated
from commitscape.tables.tables import Tables

UNSURE, ALONE, DISPUTED, SHOWN = 1.0, 0.75, 0.75, 0.5  # what each reason adds to the worth of a decision


def review_queue(tables: Tables, reviews: Iterable[Review] = (), *, reviewer: str | None = None) -> pd.DataFrame:
    """Positions not yet decided on, the worthiest first; what people coded by hand comes after all that only the machine read.

    The dated positions as machine or coders found them, with two more columns: `worth`, and `why` (a list of: unsure, alone
    in its cell, disputed, shown). With `reviewer` only that person's decisions count as decided, so that two people
    can review the same articles; what one of them added is put to the other as well.
    """
    listed = list(reviews)
    decided = {r.subject for r in listed if reviewer is None or r.reviewer == reviewer}
    found = dated(_found(tables, listed), tables.articles)
    sizes = tables.positions.groupby(["actor", "instrument"])["position_id"].size()
    disputed = set(tables.conflicts["first_position_id"]) | set(tables.conflicts["second_position_id"])
    shown = set(tables.cells["position_id"])
    worth, why, kept = [], [], []
    for place, row in enumerate(found.to_dict("records")):
        if subject_of(row) in decided:
            continue
        doubt = 1 - abs(2 * row["confidence"] - 1)  # most at 0.5, where a decision tells most
        alone = sizes.get((row["actor"], row["instrument"]), 0) == 1
        reasons = {"unsure": UNSURE * doubt, "alone in its cell": ALONE * alone, "disputed": DISPUTED * (row["position_id"] in disputed)}
        reasons["shown"] = SHOWN * (row["position_id"] in shown)
        kept.append(place)
        worth.append(round(sum(reasons.values()), 3))
        why.append([name for name, weight in reasons.items() if weight >= 0.5])
    queue = found.iloc[kept].assign(worth=worth, why=pd.Series(why, index=found.index[kept], dtype=object))
    order = queue.assign(by_hand=queue["origin"] == "coded").sort_values(["by_hand", "worth", "position_id"], ascending=[True, False, True], kind="stable")
    return queue.loc[order.index].reset_index(drop=True)


def subject_of(row: Mapping[Any, Any]) -> tuple[str, ...]:
    """What a decision on this position is about, as `Review.subject` has it."""
    return (row["file"], normal(row["quote"]), row["actor"], row["instrument"], row["stance"])


def _found(tables: Tables, reviews: Iterable[Review]) -> pd.DataFrame:
    """What machine and coders found, before any decision, and what reviewers added since."""
    by_hand = set(tables.articles.loc[tables.articles["origin"] == "coded", "article_id"])
    added = {r.subject for r in reviews if r.decision == "add"}
    found = [tables.coded, tables.machine[~tables.machine["article_id"].isin(by_hand)]]
    known = {subject_of(row) for part in found for row in part.to_dict("records")}
    new = [row["origin"] == "reviewed" and subject_of(row) in added - known for row in tables.positions.to_dict("records")]
    return pd.concat([part for part in (*found, tables.positions[new]) if len(part)] or [tables.positions[:0]], ignore_index=True)
