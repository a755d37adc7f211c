"""Named features of many examples as a matrix, and the linear rows that are learnt from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
        rows = [sorted((place[name], size) for name, size in one.items() if name in place) for one in features]
        offsets = np.cumsum([0] + [len(row) for row in rows]).astype(np.int32)
        columns = np.array([column for row in rows for column, _ in row], dtype=np.int32)
        sizes = np.array([size for row in rows for _, size in row])
        self.matrix = csr_matrix((sizes, columns, offsets), shape=(len(rows), len(self.names)))

    def fit(
        self, rows: Sequence[int], right: Sequence[bool], *, strength: float, rare: int, least: float = 0.0, but: tuple[str, ...] = (), close: float = 1e-5,
        digits: int = DIGITS,
    ) -> Linear:
        """Weights of the features that at least `rare` of the rows have, but those whose names begin so.

        Weights below `least` are left out, the others rounded; `close` is the solver's tolerance.
        """
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        part = self.matrix[list(rows)]
        counts = part.getnnz(axis=0)
        columns = np.array([column for column in np.flatnonzero(counts >= rare) if not self.names[column].startswith(but)], dtype=np.int64)
        part, sizes = part[:, columns], (counts[columns] / USUAL) ** -EVENNESS
        part.data *= sizes[part.indices]
        fitted = LogisticRegression(C=strength, solver="liblinear", tol=close, max_iter=1000).fit(part, right)
        weights = {self.names[column]: round(float(weight), digits) for column, weight in zip(columns, fitted.coef_[0] * sizes, strict=True)}
        return Linear(round(float(fitted.intercept_[0]), digits), {name: weight for name, weight in weights.items() if weight and abs(weight) >= least})

    def mean(self, row: Linear, rows: Sequence[int]) -> float:
        """The mean of what a linear row gives for examples."""
        import numpy as np

        weights = np.array([row.weights.get(name, 0.0) for name in self.names])
        return row.intercept + float((self.matrix[list(rows)] @ weights).mean())
