"""Chance-corrected agreement, and intervals from resampled articles."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import krippendorff
import numpy as np

from commitscape.codebook import POLARITY
from commitscape.scoring.measures import MEASURES, Counts, Pair, count
from commitscape.scoring.rows import Row

SEED = 20250901
SCALE = [stance for stance, polarity in POLARITY.items() if polarity != "asks"]


def alphas(found: Sequence[Row], coded: Sequence[Row], pairs: Sequence[Pair]) -> dict[str, float | None]:
    """Krippendorff's alpha on matched pairs.

    `stance_ordinal` leaves out pairs in which a side asks others, which has no place on the scale;
    None where alpha is not defined (fewer than two pairs, or a single value).
    """
    both = [(found[i], coded[j]) for i, j in pairs]
    on_scale = [(SCALE.index(a["stance"]), SCALE.index(b["stance"])) for a, b in both if a["stance"] in SCALE and b["stance"] in SCALE]
    return {
        "stance_ordinal": alpha(on_scale, "ordinal"),
        "stance_nominal": alpha([(a["stance"], b["stance"]) for a, b in both], "nominal"),
        "polarity_nominal": alpha([(POLARITY[a["stance"]], POLARITY[b["stance"]]) for a, b in both], "nominal"),
        "attribution_nominal": alpha([(a["attribution"], b["attribution"]) for a, b in both], "nominal"),
    }


def alpha(pairs: Sequence[tuple[Any, Any]], level: str) -> float | None:
    """Alpha of two coders' values, a pair a unit; `level` is "nominal" or "ordinal" (then values are ranks)."""
    values = sorted({value for pair in pairs for value in pair})
    if len(pairs) < 2 or len(values) < 2:
        return None
    ranks = np.array([[values.index(a), values.index(b)] for a, b in pairs], dtype=float).T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        found = float(krippendorff.alpha(reliability_data=ranks, level_of_measurement=level))
    return round(found, 3) if np.isfinite(found) else None


def intervals(found: Sequence[Row], coded: Sequence[Row], *, draws: int = 1000, share: float = 0.95) -> dict[str, list[float]]:
    """Lower and upper bound of F1 by measure, from articles drawn with replacement (the seed is fixed)."""
    by_article: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((found, coded)):
        for row in rows:
            by_article[row["article"]][side].append(row)
    counted = [count(*by_article[key]) for key in sorted(by_article)]
    if not counted:
        return {}
    table = np.array([[[c[m].hits, c[m].found, c[m].coded] for m in MEASURES] for c in counted])
    drawn = np.random.default_rng(SEED).integers(len(counted), size=(draws, len(counted)))
    sums = table[drawn].sum(axis=1)
    tails = [(1 - share) / 2, (1 + share) / 2]
    bounds = {}
    for place, name in enumerate(MEASURES):
        f1 = [Counts(*(int(n) for n in row)).f1 for row in sums[:, place]]
        bounds[name] = [round(float(bound), 3) for bound in np.quantile(f1, tails)]
    return bounds
