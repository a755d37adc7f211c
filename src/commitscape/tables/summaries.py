"""From positions to the tables that charts and pages show; all functions take and give data frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from commitscape.codebook import POLARITY
from commitscape.tables import stances
from commitscape.tables.corroboration import count_reports
from commitscape.tables.frames import frame

CELL = ["actor", "instrument"]


def dated(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Positions with their article's outlet, title, published and copy_of, the polarity of their stance and their day.

    `day` is the day that the passage gives, else that of publication, NaT where neither is known.
    Rows come in order of actor, instrument and day, unknown days last.
    """
    home = articles[["article_id", "outlet", "title", "published", "day", "copy_of"]]
    joined = positions.merge(home, on="article_id", how="left", validate="many_to_one")
    said = pd.to_datetime(joined["said_on"].astype("object"), errors="coerce").astype("datetime64[ns]")
    joined = joined.assign(day=said.fillna(joined["day"]), polarity=joined["stance"].map(POLARITY))
    start = joined["spans"].map(lambda spans: spans[0][0])
    return joined.assign(_start=start).sort_values([*CELL, "day", "file", "_start", "position_id"], na_position="last", ignore_index=True).drop(columns="_start")


def cells(positions: pd.DataFrame, articles: pd.DataFrame, *, window: int = 1) -> pd.DataFrame:
    """One row for each actor and instrument; the rules stand in `stances`."""
    return frame("cells", (
        {"actor": actor, "instrument": instrument, **_cell(held, window)} for (actor, instrument), held in dated(positions, articles).groupby(CELL)
    ))


def _cell(held: pd.DataFrame, window: int) -> dict[str, Any]:
    shown = stances.current_stance(held, window=window)
    first = shown.iloc[0]
    conditions = list(dict.fromkeys(code for codes in shown["conditions"] for code in codes))
    return {
        "stance": first["stance"], "polarity": first["polarity"], "day": first["day"], "conditional": bool(conditions),
        "contested": bool(stances.conflicts(held)), "reversed": bool(stances.reversals(held)), "positions": len(held),
        "sources": count_reports(held), "position_id": first["position_id"], "conditions": conditions,
    }


def reversals(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return _by_cell("reversals", positions, articles, stances.reversals)


def conflicts(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return _by_cell("conflicts", positions, articles, stances.conflicts)


def _by_cell(table: str, positions: pd.DataFrame, articles: pd.DataFrame, rule: Callable[[pd.DataFrame], list[dict[str, Any]]]) -> pd.DataFrame:
    return frame(table, (
        {"actor": actor, "instrument": instrument, **row}
        for (actor, instrument), held in dated(positions, articles).groupby(CELL) for row in rule(held)
    ))


def conditions(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("conditions", (
        {**row, "condition": code, "text": text or None}
        for row in dated(positions, articles).to_dict("records") for code, text in zip(row["conditions"], row["condition_texts"], strict=True)
    ))


def quantities(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("quantities", (
        {**row, "number": number, "unit": q["unit"], "text": q["text"], "low": q.get("value", q.get("min")), "high": q.get("value", q.get("max"))}
        for row in dated(positions, articles).to_dict("records") for number, q in enumerate(row["quantities"], start=1)
    ))


def sources(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Counts by outlet, credited outlet and attribution."""
    key = ["outlet", "medium", "attribution"]
    grouped = dated(positions, articles).groupby(key, dropna=False)
    counted = grouped.agg(articles=("article_id", "nunique"), positions=("position_id", "size"), first_day=("day", "min"), last_day=("day", "max"))
    plain = counted.reset_index().astype({"outlet": object, "medium": object})
    return frame("sources", plain.where(plain.notna(), None).to_dict("records"))
