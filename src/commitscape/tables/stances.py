"""The rules that lead from the positions of one cell to what the cell shows.

A cell is one actor and one instrument. Its positions are ordered by the day they were said, else by
the day of publication; unknown days come last and never stand between two known ones. A row here is
a dated position (`summaries.dated`) as a dictionary, its day a `date` or None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import combinations, groupby, pairwise
from typing import Any

from commitscape.codebook import POLARITY
from commitscape.tables.corroboration import count_reports

Row = dict[str, Any]
RANK = {stance: rank for rank, stance in enumerate(POLARITY)}  # 0 the most favourable
APART = frozenset(stance for stance, polarity in POLARITY.items() if polarity == "asks")  # no place on the scale
VOUCHED = {code: rank for rank, code in enumerate(("named", "anonymous", "other_actor", "reporter"))}  # best first
OPPOSITE = {"for", "against"}
NEAR = timedelta(days=14)  # positions within it can contradict each other
REVERSAL = 2  # steps on the scale


def current_stance(held: Sequence[Row], *, window: int = 1) -> list[Row]:
    """The positions that show a cell's current stance, the one to point to first.

    `held` holds the positions of one cell, in any order. The stance is that of the latest `window`
    days that end with the latest known day (1: that day alone; where no day is known, all count as
    one). Among them the best vouched decide (named, anonymous, other actor, reporter), then the stance
    reported most often, each independent report once; a tie goes to the less favourable stance, so
    that no commitment is made larger than it is, and asking others yields to an own stance.
    """
    last = max((row["day"] for row in held if row["day"]), default=None)
    recent = list(held) if last is None else [row for row in held if row["day"] and row["day"] > last - timedelta(days=window)]
    vouched = min(VOUCHED[row["attribution"]] for row in recent)
    by_stance: dict[str, list[Row]] = {}
    for row in recent:
        if VOUCHED[row["attribution"]] == vouched:
            by_stance.setdefault(row["stance"], []).append(row)
    stance = max(by_stance, key=lambda code: (count_reports(by_stance[code]), code not in APART, RANK[code]))
    return sorted((row for row in recent if row["stance"] == stance), key=_telling)


def reversals(held: Sequence[Row]) -> list[Row]:
    """Changes from one known day of a cell to the next: of polarity, or of stance by two steps or more.

    Each day counts with its own stance (`current_stance` of that day). `kind` is "polarity", or "stance"
    where only the stance moved. What an actor asks of others lies on another axis than what it would do
    itself: who asks today and offers tomorrow has not changed course, so `advocated` is left out.
    """
    known = sorted((row for row in held if row["day"] and row["stance"] not in APART), key=_day)
    found: list[Row] = []
    for before, after in pairwise(current_stance(list(day))[0] for _, day in groupby(known, key=_day)):
        steps = RANK[after["stance"]] - RANK[before["stance"]]
        turned = before["polarity"] != after["polarity"]
        if turned or abs(steps) >= REVERSAL:
            found.append({
                "from_day": before["day"], "to_day": after["day"], "from_stance": before["stance"], "to_stance": after["stance"],
                "from_polarity": before["polarity"], "to_polarity": after["polarity"],
                "kind": "polarity" if turned else "stance", "steps": steps,
                "from_position_id": before["position_id"], "to_position_id": after["position_id"],
            })
    return found


def conflicts(held: Sequence[Row]) -> list[Row]:
    """Positions of a cell for and against within fourteen days: for each pair of stances the nearest in time."""
    sides = sorted((row for row in held if row["day"] and row["polarity"] in OPPOSITE), key=lambda row: (row["day"], row["position_id"]))
    nearest: dict[tuple[str, str], tuple[timedelta, Row, Row]] = {}
    for one, other in combinations(sorted({row["stance"] for row in sides}, key=RANK.__getitem__), 2):
        for first, second in pairwise(row for row in sides if row["stance"] in (one, other)):  # the nearest of two sorts stand side by side
            apart, pair = second["day"] - first["day"], (first["stance"], second["stance"])
            if first["polarity"] != second["polarity"] and apart <= NEAR and (pair not in nearest or apart < nearest[pair][0]):
                nearest[pair] = (apart, first, second)
    return [
        {
            "first_stance": first["stance"], "second_stance": second["stance"], "first_day": first["day"], "second_day": second["day"],
            "days": apart.days, "first_position_id": first["position_id"], "second_position_id": second["position_id"],
        }
        for apart, first, second in nearest.values()
    ]


def _day(row: Row) -> Any:
    return row["day"]


def _telling(row: Row) -> tuple[Any, ...]:
    """Order of the positions behind a stance: best vouched, latest, with a condition, earliest in the text."""
    age = -row["day"].toordinal() if row["day"] else 0
    return VOUCHED[row["attribution"]], age, not row["conditions"], row["article_id"], row["spans"][0][0], row["position_id"]
