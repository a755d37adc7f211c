"""Amounts in words: short, with their unit and what kind of bound they are."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commitscape.charts.view import View

SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def short_number(value: float) -> str:
    """1.2 billion, 25,000, 3.5."""
    for size, word in SCALES:
        if abs(value) >= size:
            return f"{value / size:,.1f}".removesuffix(".0") + word
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def amount_words(view: View, row: dict[str, Any]) -> str:
    """A row of the quantities table: "up to 10 billion US dollars", "25,000 to 30,000 troops"."""
    unit, low, high = view.topic.spoken("units", row["unit"]), row["low"], row["high"]
    if pd.isna(low) and pd.isna(high):
        return str(row["text"])
    if pd.isna(low):
        return f"up to {short_number(high)} {unit}"
    if pd.isna(high):
        return f"at least {short_number(low)} {unit}"
    return f"{short_number(low)} {unit}" if low == high else f"{short_number(low)} to {short_number(high)} {unit}"
