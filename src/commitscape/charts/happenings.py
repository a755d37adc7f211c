"""Events that the articles date: a sentence that names a day of the calendar and, near it, a word for an event.

The words are the topic's (`events` in labels.yaml); days and sentences come from the documents. Days that are
only named relative to another ("Thursday's summit") are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from commitscape.charts.view import View, evidence_link, records
from commitscape.reading.datelines import month_number

NEAR = 60  # characters between the day and the word
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"A-Z])")
DAY = re.compile(r"\b(?:(?P<d1>\d{1,2}) (?P<m1>[A-Z][a-z]{2,8})|(?P<m2>[A-Z][a-z]{2,8})\.? (?P<d2>\d{1,2})(?!\d))(?:,? (?P<year>20\d\d))?\b")
RECENT = dt.timedelta(days=183)
COLUMNS = ["day", "label", "rank", "sentence", "article_id", "title", "outlet", "href"]


def happenings(view: View) -> pd.DataFrame:
    """One row for each event that a sentence dates: day (timestamp), label, sentence, article, and the link to it; the earliest first."""
    words = [(re.compile(pattern, re.IGNORECASE), label) for pattern, label in (view.topic.raw.get("events") or {}).items()]
    articles = {row["article_id"]: row for row in records(view.tables.articles)}
    rows = [
        {**event, "article_id": block["article_id"], "title": article["title"], "outlet": article["outlet"]}
        for block in records(view.tables.blocks)
        if words and (article := articles.get(block["article_id"]))
        for event in _dated(view, block, article, words)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.assign(day=pd.to_datetime(table["day"])).drop_duplicates(["day", "label", "sentence"]).sort_values(
        ["day", "rank", "article_id", "sentence"], ignore_index=True)


def marks(found: pd.DataFrame, days: pd.Series[Any]) -> pd.DataFrame:
    """One row a day between the first and the last of `days`: its first event in the topic's order, and how many sentences date one."""
    found = found[found["day"].between(days.min(), days.max())]
    return found.assign(count=found.groupby("day")["day"].transform("size")).drop_duplicates("day").reset_index(drop=True)


def _dated(view: View, block: dict[str, Any], article: dict[str, Any], words: list[tuple[re.Pattern[str], str]]) -> Iterator[dict[str, Any]]:
    start = 0
    for sentence in SENTENCE.split(block["text"]):
        start = block["text"].index(sentence, start)
        for found in DAY.finditer(sentence):
            day = _resolved(found, article["published"])
            if day is None:
                continue
            named = min(
                ((max(found.start() - word.end(), word.start() - found.end()), rank, label)
                 for rank, (pattern, label) in enumerate(words) for word in pattern.finditer(sentence)), default=None)
            if named and named[0] <= NEAR:
                begin = block["start"] + start
                yield {"day": day, "label": named[2], "rank": named[1], "sentence": " ".join(sentence.split()),
                       "href": _link(view, block["article_id"], begin, begin + len(sentence))}
        start += len(sentence)


def _resolved(found: re.Match[str], published: str | None) -> dt.date | None:
    """The day of the calendar; without its year it is one of the half year before, or of the weeks after, the article."""
    month, number = month_number(found["m1"] or found["m2"]), int(found["d1"] or found["d2"])
    told = dt.date.fromisoformat(published[:10]) if published else None
    if month is None or (told is None and not found["year"]):
        return None
    try:
        day = dt.date(int(found["year"]) if found["year"] else told.year, month, number)  # type: ignore[union-attr]
    except ValueError:
        return None
    if told is None:
        return day
    if not found["year"] and day - told > RECENT:
        day = day.replace(year=day.year - 1)
    return day if abs(day - told) <= RECENT else None


def _link(view: View, article_id: str, begin: int, end: int) -> str:
    """The position in the sentence where there is one, else its article."""
    for row in records(view.positions[view.positions["article_id"] == article_id]):
        if any(a < end and begin < b for a, b in row["spans"]):
            return evidence_link(article_id, row["position_id"])
    return f"evidence-{article_id}.html"
