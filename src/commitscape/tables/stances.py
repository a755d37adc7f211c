"""The rules that lead from the positions of one cell to what the cell shows.

A cell is one actor and one instrument. Its positions are ordered by the day they were said, else by
the day of publication; unknown days come last and never stand between two known ones.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from commitscape.codebook import POLARITY
from commitscape.tables.corroboration import count_reports

RANK = {stance: rank for rank, stance in enumerate(POLARITY)}  # 0 the most favourable
APART = frozenset(stance for stance, polarity in POLARITY.items() if polarity == "asks")  # no place on the scale
VOUCHED = {code: rank for rank, code in enumerate(("named", "anonymous", "other_actor", "reporter"))}  # best first
NEAR = pd.Timedelta(days=14)  # positions within it can contradict each other
REVERSAL = 2  # steps on the scale


def current_stance(held: pd.DataFrame, *, window: int = 1) -> pd.DataFrame:
    """The positions that show a cell's current stance, the one to point to first.

    `held` holds the dated positions of one cell, in any order. The stance is that of the latest
    `window` days that end with the latest known day (1: that day alone; where no day is known, all
    count as one). Among them the best vouched decide (named, anonymous, other actor, reporter), then
    the stance reported most often, each independent report once; a tie goes to the less favourable
    stance, so that no commitment is made larger than it is, and asking others yields to an own stance.
    """
    last = held["day"].max()
    recent = held if pd.isna(last) else held[held["day"] > last - pd.Timedelta(days=window)]
    ranks = recent["attribution"].map(VOUCHED)
    best = recent[ranks == ranks.min()]
    stance = max(best["stance"].unique(), key=lambda s: (count_reports(best[best["stance"] == s]), s not in APART, RANK[s]))
    shown = recent[recent["stance"] == stance]
    order = pd.DataFrame({"vouched": shown["attribution"].map(VOUCHED), "age": last - shown["day"], "bare": shown["conditions"].map(len) == 0})
    order = order.assign(article=shown["article_id"], start=shown["spans"].map(lambda spans: spans[0][0]), id=shown["position_id"])
    return shown.loc[order.sort_values(list(order.columns), kind="stable").index]


def reversals(held: pd.DataFrame) -> list[dict[str, Any]]:
    """Changes from one known day of a cell to the next: of polarity, or of stance by two steps or more.

    Each day counts with its own stance (`current_stance` of that day). `kind` is "polarity", "stance"
    where only the stance moved, or "role" where the actor turns from asking others to a stance of its
    own or back: `advocated` stands apart from the scale.
    """
    days = [current_stance(on_day).iloc[0] for _, on_day in held[held["day"].notna()].groupby("day", sort=True)]
    found = []
    for before, after in zip(days, days[1:], strict=False):
        steps = None if {before["stance"], after["stance"]} & APART else RANK[after["stance"]] - RANK[before["stance"]]
        turned = before["polarity"] != after["polarity"]
        if turned or steps is not None and abs(steps) >= REVERSAL:
            kind = "role" if steps is None else "polarity" if turned else "stance"
            found.append({
                "from_day": before["day"], "to_day": after["day"], "from_stance": before["stance"], "to_stance": after["stance"],
                "from_polarity": before["polarity"], "to_polarity": after["polarity"], "kind": kind, "steps": steps,
                "from_position_id": before["position_id"], "to_position_id": after["position_id"],
            })
    return found


def conflicts(held: pd.DataFrame) -> list[dict[str, Any]]:
    """Positions of a cell for and against within fourteen days: for each pair of stances the nearest in time."""
    known = held[held["day"].notna() & held["polarity"].isin(["for", "against"])].sort_values(["day", "position_id"])
    if known["polarity"].nunique() < 2:
        return []
    nearest: dict[tuple[str, str], tuple[Any, Any]] = {}
    for first, second in combinations(known.to_dict("records"), 2):
        apart = second["day"] - first["day"]
        pair = (first["stance"], second["stance"])
        if first["polarity"] != second["polarity"] and apart <= NEAR and (pair not in nearest or apart < nearest[pair][1]["day"] - nearest[pair][0]["day"]):
            nearest[pair] = (first, second)
    return [
        {
            "first_stance": first["stance"], "second_stance": second["stance"], "first_day": first["day"], "second_day": second["day"],
            "days": (second["day"] - first["day"]).days, "first_position_id": first["position_id"], "second_position_id": second["position_id"],
        }
        for first, second in nearest.values()
    ]
