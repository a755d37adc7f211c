"""Compares two sets of positions and keeps everything that an accuracy page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commitscape.scoring import agreement, measures
from commitscape.scoring.measures import MEASURES, Counts, Pair
from commitscape.scoring.rows import Row, placed, read_rows

NONE = "none"  # in the confusion matrix: no position there


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How far positions found agree with coded ones."""

    found: tuple[Row, ...] = field(repr=False)
    coded: tuple[Row, ...] = field(repr=False)
    counts: dict[str, Counts]
    pairs: tuple[Pair, ...] = field(repr=False)  # matched by evidence, whatever the stance
    fields: dict[str, Any]
    alpha: dict[str, float | None]
    intervals: dict[str, list[float]]
    by_instrument: dict[str, dict[str, Counts]] = field(repr=False)
    by_actor: dict[str, dict[str, Counts]] = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """All figures; the first keys are the measures of agreement."""
        return {
            **{name: self.counts[name].as_dict() for name in MEASURES},
            "fields": self.fields,
            "alpha": self.alpha,
            "intervals": self.intervals,
            "instruments": _breakdown(self.by_instrument),
            "actors": _breakdown(self.by_actor),
            "confusion": [{"coded": c, "found": f, "pairs": n} for (c, f), n in sorted(self.confusion().items())],
            "missed": len(self.missed()),
            "false_alarms": len(self.false_alarms()),
        }

    def confusion(self) -> Counter[tuple[str, str]]:
        """Pairs by coded and found stance; "none" where one side has no position there."""
        counts = Counter((str(self.coded[j]["stance"]), str(self.found[i]["stance"])) for i, j in self.pairs)
        counts.update((str(row["stance"]), NONE) for row in self.missed())
        counts.update((NONE, str(row["stance"])) for row in self.false_alarms())
        return counts

    def missed(self) -> list[Row]:
        """Coded positions with no counterpart, whatever its stance."""
        matched = {j for _, j in self.pairs}
        return [row for j, row in enumerate(self.coded) if j not in matched]

    def false_alarms(self) -> list[Row]:
        """Positions found with no counterpart, whatever its stance."""
        matched = {i for i, _ in self.pairs}
        return [row for i, row in enumerate(self.found) if i not in matched]

    def reliability(self, *, bins: int = 5) -> list[dict[str, Any]]:
        """Positions found by confidence: bounds of the bin, mean confidence, share right (evidence with equal stance), number."""
        right = {i for i, _ in measures.match(self.found, self.coded, measures.position)}
        binned: dict[int, list[tuple[float, bool]]] = {}
        for i, row in enumerate(self.found):
            confidence = float(row.get("confidence", 1.0))
            binned.setdefault(min(int(confidence * bins), bins - 1), []).append((confidence, i in right))
        return [
            {
                "low": number / bins, "high": (number + 1) / bins, "confidence": round(sum(c for c, _ in rows) / len(rows), 3),
                "right": round(sum(hit for _, hit in rows) / len(rows), 3), "positions": len(rows),
            }
            for number, rows in sorted(binned.items())
        ]


def score(found: Iterable[Row], coded: Iterable[Row], articles: Iterable[Row] = ()) -> Scores:
    """Compare positions found with coded positions, both as rows (see `rows`).

    `articles` are the coded articles; they place rows that do not name theirs.
    """
    keys = list(articles)
    mine, theirs = placed(list(found), keys), placed(list(coded), keys)
    pairs = measures.match(mine, theirs, measures.cell)
    return Scores(
        found=tuple(mine), coded=tuple(theirs), counts=measures.count(mine, theirs), pairs=tuple(pairs), fields=measures.fields(mine, theirs, pairs),
        alpha=agreement.alphas(mine, theirs, pairs), intervals=agreement.intervals(mine, theirs),
        by_instrument=_by(mine, theirs, "instrument"), by_actor=_by(mine, theirs, "actor"),
    )


def score_files(positions: Path, coded: Path, articles: Path | None = None) -> Scores:
    """Compare two JSON Lines files; coded articles stand in `articles.jsonl` beside `coded` unless given."""
    found = read_rows(positions)
    keys: list[dict[str, Any]] = []
    if any("article" not in row for row in found):
        keys = read_rows(articles or coded.with_name("articles.jsonl"), needed=("article", "file", "start", "end"))
    return score(found, read_rows(coded, needed=("article", "file", "spans", "actor", "instrument", "stance", "attribution")), keys)


def _by(found: Sequence[Row], coded: Sequence[Row], name: str) -> dict[str, dict[str, Counts]]:
    codes = sorted({str(row[name]) for row in (*found, *coded)})
    return {code: measures.count([r for r in found if r[name] == code], [r for r in coded if r[name] == code]) for code in codes}


def _breakdown(counts: dict[str, dict[str, Counts]]) -> dict[str, dict[str, Any]]:
    return {code: {name: by[name].as_dict() for name in MEASURES} for code, by in counts.items()}
