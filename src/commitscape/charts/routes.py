"""Boxes in rows, and arrows between them that run only in the gaps.

An arrow leaves its box into the gap beside it, runs along the gap, passes other rows in the alley
between two columns, and enters its target from the gap next to it. Each arrow has a port and a track
of its own, so that no two lie on one another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX, HIGH, ALLEY, GAP, TOP = 196.0, 144.0, 28.0, 56.0, 26.0  # pixels: a box, the alleys between columns, the gaps between rows, above the first
TRACK = 5.0  # pixels between two arrows


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box on the grid; `column` and `span` count columns."""

    code: str
    row: int
    column: int
    span: int = 1

    @property
    def left(self) -> float:
        return self.column * (BOX + ALLEY)

    @property
    def right(self) -> float:
        return self.left + self.span * BOX + (self.span - 1) * ALLEY

    @property
    def top(self) -> float:
        return TOP + self.row * (HIGH + GAP)

    @property
    def bottom(self) -> float:
        return self.top + HIGH


@dataclass(frozen=True, kw_only=True)
class Stacked(Box):
    """A box of the narrow layout: one under the other, as wide as the screen."""

    y: float

    @property
    def left(self) -> float:
        return 0.0

    @property
    def right(self) -> float:
        return 318.0

    @property
    def top(self) -> float:
        return self.y

    @property
    def bottom(self) -> float:
        return self.y + HIGH - 16


def stacked(rows: Sequence[Sequence[str]]) -> dict[str, Box]:
    """Codes row by row, one under the other, with room for a title over every row."""
    placed: dict[str, Box] = {}
    y = 0.0
    for n, row in enumerate(rows):
        y += TOP
        for code in row:
            placed[code] = Stacked(code=code, row=n, column=0, y=y)
            y = placed[code].bottom + 10
    return placed


def boxes(rows: Sequence[Sequence[str]]) -> dict[str, Box]:
    """Codes row by row; in a row with fewer boxes than the widest the first box takes the room that is left."""
    widest = max((len(row) for row in rows), default=0)
    placed: dict[str, Box] = {}
    for n, row in enumerate(rows):
        column = 0
        for place, code in enumerate(row):
            span = 1 + (widest - len(row) if place == 0 else 0)
            placed[code] = Box(code=code, row=n, column=column, span=span)
            column += span
    return placed


def routes(placed: Mapping[str, Box], arrows: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Corner points of every arrow (from, to), the last point at its target's edge."""
    ends: dict[tuple[str, bool], list[tuple[str, str]]] = {}  # edge of a box (code, upper?) to its arrows
    for arrow in arrows:
        for code, upper in zip(arrow, _edges(placed, arrow), strict=True):
            ends.setdefault((code, upper), []).append(arrow)
    ports: dict[tuple[str, tuple[str, str]], float] = {}
    for (code, _), held in ends.items():
        ordered = sorted(held, key=lambda arrow: _middle(placed[arrow[1] if arrow[0] == code else arrow[0]]))
        for n, arrow in enumerate(ordered, start=1):
            ports[code, arrow] = placed[code].left + (placed[code].right - placed[code].left) * n / (len(ordered) + 1)
    tracks: dict[int, int] = {}
    alleys: dict[int, int] = {}
    return {
        arrow: _route(placed, arrow, ports, tracks, alleys)
        for arrow in sorted(arrows, key=lambda arrow: abs(_middle(placed[arrow[0]]) - _middle(placed[arrow[1]])))
    }


def _edges(placed: Mapping[str, Box], arrow: tuple[str, str]) -> tuple[bool, bool]:
    """Whether the arrow uses the upper edge of its two boxes; inside a row both use the lower one."""
    start, end = placed[arrow[0]].row, placed[arrow[1]].row
    return start > end, start < end


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _route(
    placed: Mapping[str, Box], arrow: tuple[str, str], ports: Mapping[tuple[str, tuple[str, str]], float], tracks: dict[int, int], alleys: dict[int, int],
) -> list[tuple[float, float]]:
    start, end = placed[arrow[0]], placed[arrow[1]]
    out, into = ports[arrow[0], arrow], ports[arrow[1], arrow]
    up, down = _edges(placed, arrow)
    first = (start.top if up else start.bottom)
    last = (end.top if down else end.bottom)
    gap_out = start.row - 1 if up else start.row  # gaps are numbered by the row above them
    gap_in = end.row - 1 if down else end.row
    y_out = _track(gap_out, tracks)
    if gap_out == gap_in:
        return [(out, first), (out, y_out), (into, y_out), (into, last)]
    alley = round(((out + into) / 2) / (BOX + ALLEY))
    alley = min(max(alley, 1), max(box.column + box.span for box in placed.values()) - 1)
    alleys[alley] = alleys.get(alley, 0) + 1
    x = alley * (BOX + ALLEY) - ALLEY + TRACK * (alleys[alley] % 5)
    y_in = _track(gap_in, tracks)
    return [(out, first), (out, y_out), (x, y_out), (x, y_in), (into, y_in), (into, last)]


def _track(gap: int, tracks: dict[int, int]) -> float:
    tracks[gap] = tracks.get(gap, 0) + 1
    return TOP + gap * (HIGH + GAP) + HIGH + TRACK + TRACK * (tracks[gap] % 6)
