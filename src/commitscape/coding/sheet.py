"""Named features of many examples as a matrix, and the linear rows that are learnt from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from commitscape.coding.linear import Linear

DIGITS = 3
EVENNESS, USUAL = 0.2, 200.0  # features that many examples have count for less each, as a power of how many; at 200 all stays as it is


class Sheet:
    """Features of examples as a sparse matrix: a row an example, a column a name. Names that begin with _ are for the rules alone."""

    def __init__(self, features: Sequence[Mapping[str, float]]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        self.names = sorted({name for one in features for name in one if not name.startswith("_")})
        place = {name: column for column, name in enumerate(self.names)}
        rows = [[column for name in one if (column := place.get(name)) is not None] for one in features]
        sizes = np.array([size for one in features for name, size in one.items() if name in place], dtype=float)
        offsets = np.cumsum([0, *map(len, rows)]).astype(np.int32)
        columns = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(offsets[-1]))
        self.matrix = csr_matrix((sizes, columns, offsets), shape=(len(rows), len(self.names)))
        self.matrix.sort_indices()  # the solver adds up in the order in which it finds them

    def part(self, rows: Sequence[int], *, rare: int, but: tuple[str, ...] = ()) -> Part:
        """Some rows, with the features that at least `rare` of them have, but those whose names begin as `but` says."""
        import numpy as np

        matrix = self.matrix[list(rows)]
        counts = matrix.getnnz(axis=0)
        columns = np.array([column for column in np.flatnonzero(counts >= rare) if not self.names[column].startswith(but)], dtype=np.int64)
        return Part([self.names[column] for column in columns], matrix[:, columns], (counts[columns] / USUAL) ** -EVENNESS)


class Part:
    """Some examples of a sheet, from which rows of weights are learnt."""

    def __init__(self, names: Sequence[str], matrix: Any, sizes: Any) -> None:
        self.names, self.matrix, self.sizes = names, matrix, sizes
        matrix.data *= sizes[matrix.indices]

    def fit(self, right: Sequence[bool], *, strength: float, least: float = 0.0, close: float = 1e-5, digits: int = DIGITS, level: bool = False) -> Linear:
        """What speaks for the examples that are right. Weights below `least` are left out, the others rounded; `close` is the solver's tolerance.

        `level` moves the intercept so that the mean of all examples is 0.
        """
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        fitted = LogisticRegression(C=strength, solver="liblinear", tol=close, max_iter=1000).fit(self.matrix, right)
        weights = np.round(fitted.coef_[0] * self.sizes, digits)
        weights[np.abs(weights) < least] = 0.0
        intercept = -float((self.matrix @ (weights / self.sizes)).mean()) if level else float(fitted.intercept_[0])
        return Linear(round(intercept, digits), {name: float(weight) for name, weight in zip(self.names, weights, strict=True) if weight})
