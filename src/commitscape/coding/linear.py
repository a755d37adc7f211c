"""A small linear model over named features, applied without any library."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Linear:
    """One row of weights: intercept and a weight for each feature name."""

    intercept: float
    weights: Mapping[str, float]

    def value(self, features: Mapping[str, float]) -> float:
        known = self.weights.get
        return self.intercept + sum([weight * size for name, size in features.items() if (weight := known(name)) is not None])

    def as_dict(self) -> dict[str, Any]:
        return {"intercept": self.intercept, "weights": dict(self.weights)}

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Linear:
        return cls(float(raw["intercept"]), {str(k): float(v) for k, v in raw["weights"].items()})


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(min(value, 40.0), -40.0)))
