"""Resolves the words of a sentence that say on which day something was said."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from commitscape.reading.datelines import month_number, weekday_number
from commitscape.reading.vocabulary import vocabulary

_CLAUSE_EDGE = re.compile(r"[,;:–—“”\"()]\s")
_RECENT = dt.timedelta(days=183)


def said_on(text: str, published: str | None) -> str | None:
    """The ISO date of the first day in the past that a sentence names, None where it names none.

    Weekdays, "3 September" and "yesterday" count from `published` (ISO 8601), and stay None
    without it; a date with its year stands for itself. "Next Friday", "by Friday", "last week" and days of events
    other than the saying ("after the meeting on 15 August") are None.
    """
    day = dt.date.fromisoformat(published[:10]) if published else None
    for found in _expression().finditer(text):
        if found.group("not_past"):
            continue
        resolved = _resolve(found, day)
        if resolved and (day is None or resolved <= day) and not _dates_something_else(text, found):
            return resolved.isoformat()
    return None


def _resolve(found: re.Match[str], day: dt.date | None) -> dt.date | None:
    if found.group("weekday"):
        number = weekday_number(found.group("weekday"))
        if day is None or number is None:
            return None
        back = (day.weekday() - number) % 7
        return day - dt.timedelta(days=back or (7 if found.group("last") else 0))
    if found.group("relative"):
        words = vocabulary("said")["relative"].items()
        step = next((step for step, form in words if re.fullmatch(form, found.group("relative"), re.IGNORECASE)), None)
        return day + dt.timedelta(days=step) if day is not None and step is not None else None
    number = month_number(found.group("month1") or found.group("month2"))
    year = found.group("year1") or found.group("year2")
    if number is None or (day is None and not year):
        return None
    try:
        resolved = dt.date(int(year) if year else day.year, number, int(found.group("day1") or found.group("day2")))  # type: ignore[union-attr]
        if not year and day and resolved - day > _RECENT:  # "28 December" in an article of January
            resolved = resolved.replace(year=resolved.year - 1)
    except ValueError:
        return None
    return resolved


def _dates_something_else(text: str, found: re.Match[str]) -> bool:
    """Whether the day is one to come, or that of an event other than what is said."""
    before = text[: found.start()]
    edges = list(_CLAUSE_EDGE.finditer(before))
    before = before[edges[-1].end() :] if edges else before
    last = {name: max((match.end() for match in _cue(name).finditer(before)), default=-1) for name in ("to_come", "of_another", "saying")}
    if last["saying"] < max(last["to_come"], last["of_another"]):
        return True
    if last["saying"] >= 0:
        return False
    after = text[found.end() :]
    first = {name: match.start() for name in ("to_come", "saying") if (match := _cue(name).search(after))}
    return "to_come" in first and first["to_come"] < first.get("saying", len(after) + 1)


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("said")[name], re.IGNORECASE)


@cache
def _expression() -> re.Pattern[str]:
    words, calendar = vocabulary("said"), vocabulary("calendar")
    months = "|".join(sorted({re.escape(name) for names in calendar["months"].values() for name in names}, key=lambda name: (-len(name), name)))
    weekdays = "|".join(name for names in calendar["weekdays"].values() for name in names if name.endswith("day"))
    relative = "|".join(f"(?:{form})" for form in words["relative"].values())
    year = r"(?:,?\s+(?P<year{0}>(?:19|20)\d\d)\b)?"
    day = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?:\b(?:(?P<not_past>{words['not_past']})|(?P<last>{words['a_week_before']}))\s+(?:on\s+|the\s+)?)?"
        rf"(?:\b(?P<weekday>{weekdays})\b(?![’']s)(?!,?\s+(?:the\s+)?(?:\d|(?-i:[A-Z])[a-z]+\s+\d))|\b(?P<relative>{relative})\b"
        rf"|\b{day.format(1)}\s+(?:of\s+)?(?P<month1>{months})\b\.?{year.format(1)}"
        rf"|\b(?P<month2>{months})\b\.?\s+{day.format(2)}\b(?!\s?[%,.]\d){year.format(2)})",
        re.IGNORECASE,
    )
