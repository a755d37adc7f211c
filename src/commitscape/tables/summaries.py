"""From positions to the tables that charts and pages show; all functions take and give data frames."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from commitscape.codebook import POLARITY
from commitscape.tables import stances
from commitscape.tables.corroboration import count_reports
from commitscape.tables.frames import frame
from commitscape.tables.stances import Row

ORDER = ["actor", "instrument", "day", "file", "start", "position_id"]


def dated(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Positions with their article's outlet, title, published, copy_of and reports, the polarity of their stance and their day.

    `day` is the day that the passage gives, else that of publication, NaT where neither is known.
    Rows come in order of actor, instrument and day, unknown days last.
    """
    home = articles[["article_id", "outlet", "title", "published", "day", "copy_of", "reports"]]
    joined = positions.merge(home, on="article_id", how="left", validate="many_to_one")
    said = pd.to_datetime(joined["said_on"].astype("object"), errors="coerce").astype("datetime64[ns]")
    joined = joined.assign(day=said.fillna(joined["day"]), polarity=joined["stance"].map(POLARITY))
    place = joined.assign(start=joined["spans"].map(lambda spans: spans[0][0]))
    return joined.loc[place.sort_values(ORDER, na_position="last").index].reset_index(drop=True)


def cells(positions: pd.DataFrame, articles: pd.DataFrame, *, window: int = 1) -> pd.DataFrame:
    """One row for each actor and instrument; the rules stand in `stances`."""
    return frame("cells", ({**cell, **_cell(held, window)} for cell, held in _by_cell(positions, articles)))


def _cell(held: list[Row], window: int) -> Row:
    shown = stances.current_stance(held, window=window)
    conditions = list(dict.fromkeys(code for row in shown for code in row["conditions"]))
    return {
        "stance": shown[0]["stance"], "polarity": shown[0]["polarity"], "day": shown[0]["day"], "conditional": bool(conditions),
        "contested": bool(stances.conflicts(held)), "reversed": bool(stances.reversals(held)), "positions": len(held),
        "sources": count_reports(held), "position_id": shown[0]["position_id"], "conditions": conditions,
    }


def reversals(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("reversals", ({**cell, **row} for cell, held in _by_cell(positions, articles) for row in stances.reversals(held)))


def conflicts(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("conflicts", ({**cell, **row} for cell, held in _by_cell(positions, articles) for row in stances.conflicts(held)))


def conditions(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("conditions", (
        {**row, "condition": code, "text": text or None}
        for row in _rows(positions, articles) for code, text in zip(row["conditions"], row["condition_texts"], strict=True)
    ))


def quantities(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    return frame("quantities", (
        {**row, "number": number, "unit": q["unit"], "text": q["text"], "low": q.get("value", q.get("min")), "high": q.get("value", q.get("max"))}
        for row in _rows(positions, articles) for number, q in enumerate(row["quantities"], start=1)
    ))


def sources(positions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Counts by outlet, credited outlet and attribution."""
    key = ["outlet", "medium", "attribution"]
    grouped = dated(positions, articles).groupby(key, dropna=False)
    counted = grouped.agg(articles=("article_id", "nunique"), positions=("position_id", "size"), first_day=("day", "min"), last_day=("day", "max"))
    plain = counted.reset_index().astype({"outlet": object, "medium": object})
    return frame("sources", ({str(name): value for name, value in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")))


def _rows(positions: pd.DataFrame, articles: pd.DataFrame) -> list[Row]:
    """Dated positions as dictionaries, days as `date` or None."""
    table = dated(positions, articles)
    days = [None if pd.isna(day) else day.date() for day in table["day"]]
    return [{**{str(name): value for name, value in row.items()}, "day": day} for row, day in zip(table.to_dict("records"), days, strict=True)]


def _by_cell(positions: pd.DataFrame, articles: pd.DataFrame) -> Iterator[tuple[Row, list[Row]]]:
    for (actor, instrument), held in groupby(_rows(positions, articles), key=lambda row: (row["actor"], row["instrument"])):
        yield {"actor": actor, "instrument": instrument}, list(held)
