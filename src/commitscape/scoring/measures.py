"""The measures of agreement: micro precision, recall and F1 of cells, polarities, positions and evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from commitscape.codebook import POLARITY
from commitscape.scoring.rows import Row

MEASURES = ("cell", "polarity", "position", "evidence")
FIELDS = ("stance", "attribution", "conditions", "speaker", "medium", "quantities")
Pair = tuple[int, int]  # index of the row found, index of the coded row


@dataclass(frozen=True, slots=True)
class Counts:
    """What two sets share; sums over articles are the sums of the sets."""

    hits: int
    found: int
    coded: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.found + other.found, self.coded + other.coded)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.coded if self.coded else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.hits else 0.0

    def as_dict(self) -> dict[str, Any]:
        shares = {"precision": round(self.precision, 3), "recall": round(self.recall, 3), "f1": round(self.f1, 3)}
        return {**shares, "found": self.found, "coded": self.coded}


def cell(row: Row) -> tuple[Hashable, ...]:
    return row["article"], row["actor"], row["instrument"]


def position(row: Row) -> tuple[Hashable, ...]:
    return *cell(row), row["stance"]


def polarity(row: Row) -> tuple[Hashable, ...]:
    return *cell(row), POLARITY[row["stance"]]


def count(found: Sequence[Row], coded: Sequence[Row]) -> dict[str, Counts]:
    """Counts by measure."""
    counts = {name: _sets({key(r) for r in found}, {key(r) for r in coded}) for name, key in (("cell", cell), ("polarity", polarity), ("position", position))}
    return {**counts, "evidence": Counts(len(match(found, coded, position)), len(found), len(coded))}


def _sets(found: set[tuple[Hashable, ...]], coded: set[tuple[Hashable, ...]]) -> Counts:
    return Counts(len(found & coded), len(found), len(coded))


def match(found: Sequence[Row], coded: Sequence[Row], key: Callable[[Row], Hashable]) -> list[Pair]:
    """Pairs of rows of equal key whose first spans overlap, each row in one pair at most.

    The largest overlap goes first, equal stance before unequal, then the order of the rows.
    """
    pools: dict[Hashable, list[int]] = defaultdict(list)
    for i, row in enumerate(found):
        pools[key(row)].append(i)
    candidates = sorted(
        (-overlap(found[i], row), found[i]["stance"] != row["stance"], i, j) for j, row in enumerate(coded) for i in pools[key(row)]
    )
    taken_found: set[int] = set()
    taken_coded: set[int] = set()
    pairs: list[Pair] = []
    for size, _, i, j in candidates:
        if size and i not in taken_found and j not in taken_coded:
            taken_found.add(i)
            taken_coded.add(j)
            pairs.append((i, j))
    return pairs


def overlap(one: Row, other: Row) -> int:
    """Code points that the first spans share."""
    (start, end), (first, last) = one["spans"][0], other["spans"][0]
    return int(max(0, min(end, last) - max(start, first)))


def equal_fields(one: Row, other: Row) -> dict[str, bool]:
    """Which fields of a matched pair agree."""
    return {
        "stance": one["stance"] == other["stance"],
        "attribution": one["attribution"] == other["attribution"],
        "conditions": set(one["conditions"]) == set(other["conditions"]),
        "speaker": (one["speaker"] or "") == (other["speaker"] or ""),
        "medium": (one["medium"] or "") == (other["medium"] or ""),
        "quantities": _sizes(one) == _sizes(other),
    }


def fields(found: Sequence[Row], coded: Sequence[Row], pairs: Sequence[Pair]) -> dict[str, Any]:
    """Share of matched pairs that agree, field by field, after their number."""
    agreed: Counter[str] = Counter()
    for i, j in pairs:
        agreed.update({name: int(same) for name, same in equal_fields(found[i], coded[j]).items()})
    return {"pairs": len(pairs), **{name: round(agreed[name] / len(pairs), 3) for name in FIELDS if pairs}}


def _sizes(row: Row) -> list[tuple[Any, str]]:
    return sorted((q.get("unit"), str(q.get("value", q.get("min", q.get("max"))))) for q in row["quantities"])
