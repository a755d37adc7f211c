"""A time axis that keeps its days apart: long silences are shortened and say so, unknown days have a lane of their own.

News comes in bursts. On a true scale the days of a burst fall on one another, so a gap of more than
`CAP` days takes the room of `CAP` days and carries its true length as a label.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

CAP = 4  # days
LANE = 54  # pixels between the last known day and the lane of unknown days
LABEL = 15  # pixels that a slanted label needs


@dataclass(frozen=True, kw_only=True)
class TimeAxis:
    """Days at pixels from `left` to `right`; `unknown` is the pixel of the lane for unknown days, None without one."""

    places: dict[str, float]  # ISO day to pixel
    breaks: tuple[tuple[float, int], ...]  # pixel and length in days of each shortened gap
    left: float
    right: float
    unknown: float | None

    @classmethod
    def of(cls, days: Iterable[Any], *, left: float, width: float) -> TimeAxis:
        """An axis for `days` (timestamps, NaT where unknown) that fills `width` pixels from `left`."""
        listed = pd.Series(list(days), dtype="datetime64[ns]")
        known = sorted(listed.dropna().unique())
        lane = bool(listed.isna().any())
        room = width - (LANE if lane and known else 0)
        gaps = [int((b - a) / pd.Timedelta(days=1)) for a, b in pairwise(known)]
        steps = [0, *pd.Series([min(gap, CAP) for gap in gaps], dtype=float).cumsum()]
        unit = room / max(steps[-1], 1)
        places = {f"{pd.Timestamp(day):%Y-%m-%d}": round(left + step * unit, 1) for day, step in zip(known, steps, strict=False)}
        middles = [(left + (a + b) / 2 * unit, gap) for a, b, gap in zip(steps, steps[1:], gaps, strict=False) if gap > CAP]
        right = left + steps[-1] * unit
        return cls(
            places=places, breaks=tuple((round(x, 1), gap) for x, gap in middles), left=left, right=round(right, 1),
            unknown=round(right + LANE if known else left, 1) if lane else None,
        )

    def at(self, day: Any) -> float:
        """The pixel of a day of the axis, or of the lane of unknown days."""
        if pd.isna(day):
            return self.right if self.unknown is None else self.unknown
        return self.places[f"{day:%Y-%m-%d}"]

    def ticks(self) -> pd.DataFrame:
        """x, label of every day that has room for its label; the year stands where it changes."""
        rows: list[dict[str, Any]] = []
        year = ""
        for iso_day, x in self.places.items():
            day = pd.Timestamp(iso_day)
            crowded = bool(rows) and x - rows[-1]["x"] < LABEL
            if not crowded:
                rows.append({"x": x, "label": f"{day.day} {day:%b}" + (f" {day.year}" if f"{day.year}" != year else "")})
                year = f"{day.year}"
        if self.unknown is not None:
            rows.append({"x": self.unknown, "label": "date unknown"})
        return pd.DataFrame(rows, columns=["x", "label"])

    def gaps(self) -> pd.DataFrame:
        return pd.DataFrame([{"x": x, "label": f"{days} days"} for x, days in self.breaks], columns=["x", "label"])
