"""Charts on a grid that is laid out here, in pixels, so that labels can be links and nothing is left to chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import altair as alt

from commitscape.charts.theme import INK_ON


@dataclass(frozen=True, kw_only=True)
class Room:
    """A layout of rows in pixels: room for names, one mark, a row; `above` sets names on a line of their own over their marks. `letters` fit a name."""

    left: float
    unit: float
    row: float
    above: bool = False
    letters: int = 27
    font: float = 12
    width: float = 316  # of the whole, where names stand above

    @property
    def name_x(self) -> float:
        return 0.0 if self.above else self.left - 8

    @property
    def align(self) -> Literal["left", "right"]:
        return "left" if self.above else "right"

    @property
    def name_line(self) -> float:
        """What the line of the name takes from a row."""
        return 17.0 if self.above else 0.0


def across(field: str, width: float) -> alt.X:
    """A pixel from the left edge."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))


def down(field: str, height: float) -> alt.Y:
    """A pixel from the upper edge."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))


def ink_scale() -> alt.Scale:
    """The colour that is legible on a tile of each stance.

    The domain runs backwards: Vega-Lite merges the legends of scales with equal domains, and ink has no legend.
    """
    order = list(reversed(INK_ON))
    return alt.Scale(domain=order, range=[INK_ON[stance] for stance in order])


def wrap(text: str, width: int, *, lines: int = 3) -> list[str]:
    """Words in lines of at most `width` characters; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in str(text).split():
        if found and len(found[-1]) + 1 + len(word) <= width:
            found[-1] += " " + word
        else:
            found.append(word if len(word) <= width else word[: width - 1] + "…")
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1][: width - 2] + " …"]
    return found
