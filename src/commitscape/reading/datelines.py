"""Recognises a line that says when its article was published, in English, French and German."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache

from commitscape.reading.vocabulary import vocabulary

_LONGEST = 160
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = (
    r"(?P<hour>[01]?\d|2[0-3])\s?(?:[:.h]\s?(?P<minute>[0-5]\d))(?::[0-5]\d)?\s?(?P<half>[ap]\.?\s?m\.?)?"
    r"|(?P<hour12>1[0-2]|0?[1-9])\s?(?P<half12>[ap]\.?m\.?)"
)
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?\s*(?:Z|[+-]\d\d:?\d\d|UTC|GMT)?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line says: the date, the time where it has one, and what stands before them."""

    published: str | None  # ISO 8601; None where the date can be read in two ways
    timed: bool
    place: str  # "Mildendo/Poseidonis", "By A. Writer", or ""
    words: str


def read_dateline(line: str) -> Dateline | None:
    """The date of a line that holds nothing but a date, a time and perhaps a place or an author."""
    return _dateline(line) if len(line) <= _LONGEST and _YEAR.search(line) else None


def run_in_dateline(text: str) -> tuple[Dateline, int] | None:
    """The date that a paragraph opens with ("RIGA, 22 January 2026 (Agency) — The ..."), and where its prose begins."""
    for form in _run_in():
        found = form.match(text, 0, 2 * _LONGEST)
        dateline = _read(found, found.group("words")) if found else None
        if found and dateline:
            return dateline, found.end()
    return None


@lru_cache(maxsize=1024)
def _dateline(line: str) -> Dateline | None:
    for form in _forms():
        found = form.fullmatch(line)
        if found:
            dateline = _read(found, line)
            if dateline:
                return dateline
    return None


def stated_day(value: str) -> str | None:
    """The ISO date or date-time of a format's date field, as its own clock says it; None where it is none.

    Midnight sharp stands for a date without time.
    """
    value = value.strip()
    iso = _ISO.fullmatch(value)
    if iso:
        day, time = iso.groups()
    elif dateline := read_dateline(value):
        day, _, time = (dateline.published or "").partition("T")
    else:
        try:
            day, _, time = parsedate_to_datetime(value).isoformat()[:16].partition("T")
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        dt.date.fromisoformat(day)
        if time and time != "00:00":
            dt.time.fromisoformat(time)
            return f"{day}T{time}"
    except ValueError:
        return None
    return day


def month_number(name: str) -> int | None:
    return _months().get(name.casefold().rstrip("."))


def weekday_number(name: str) -> int | None:
    return _weekdays().get(name.casefold().rstrip("."))


def _read(found: re.Match[str], line: str) -> Dateline | None:
    part = found.groupdict()
    published: str | None
    try:
        if part.get("a"):
            day, month = _two_numbers(int(part["a"]), int(part["b"]), part["dot"] == ".")
            published = dt.date(int(part["year"]), month, day).isoformat() if day else None
        else:
            month = int(part["number"]) if part.get("number") else month_number(part["month"]) or 0
            published = dt.date(int(part["year"]), month, int(part["day"])).isoformat()
    except ValueError:
        return None
    hour = part.get("hour") or part.get("hour12")
    if hour and published:
        clock = int(hour) % 24
        half = (part.get("half") or part.get("half12") or "").replace(".", "").casefold()
        if half:
            clock = clock % 12 + (12 if half.startswith("p") else 0)
        published += f"T{clock:02d}:{part.get('minute') or '00'}"
    return Dateline(published, bool(hour), (part.get("place") or "").strip(" ,–—-|·•:"), line)


def _two_numbers(first: int, second: int, dotted: bool) -> tuple[int, int]:
    """Day and month of "31/08" or "08/31"; (0, 0) where both readings are dates. Dots mean day first."""
    if dotted or first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (0, 0)


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in vocabulary("calendar")["months"].items() for name in names}


@cache
def _weekdays() -> dict[str, int]:
    return {name: number for number, names in vocabulary("calendar")["weekdays"].items() for name in names}


def _any(names: object) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))  # type: ignore[call-overload]


@cache
def _dates() -> tuple[str, ...]:
    month = rf"(?P<month>{_any(_months())})\.?"
    year = r"(?P<year>(?:19|20)\d\d)"
    return (
        rf"(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s+(?:of\s+|de\s+)?{month},?\s+{year}",
        rf"{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{year}",
        rf"{year}-(?P<number>\d\d)-(?P<day>\d\d)",
        rf"(?P<a>\d{{1,2}})(?P<dot>[./])(?P<b>\d{{1,2}})[./]{year}",
    )


@cache
def _run_in() -> tuple[re.Pattern[str], ...]:
    name = r"(?-i:[A-ZÀ-ÞŁŚŽČŠ])[\w’'-]*"
    place = rf"(?P<place>{name}(?:[ /]{name}){{0,3}})(?:,|\s*[–—-])\s+"
    agency = rf"(?:\s*\({name}(?: {name}){{0,3}}\))?"
    return tuple(re.compile(rf"(?P<words>(?:{place})?{date}){agency}\s*[–—:-]*\s+(?=(?-i:[A-ZÀ-ÞŁŚŽČŠ0-9“\"‘'«„]))", re.IGNORECASE) for date in _dates()[:2])


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    around = vocabulary("calendar")["around"]
    weekday = rf"(?:(?:{_any(_weekdays())})\.?,?\s+)?"
    before = rf"(?:(?:{_any(around['before'])})\s*:?\s+)*"
    between = rf"(?:\s*(?:{_any(around['between'])})?\s*|T)"
    after = rf"(?:\s*\(?(?:{_any(around['after'])})\)?)?"
    time = rf"(?:{_TIME})"
    place = r"(?P<place>(?:[^\d.!?]|(?<=[ .][A-Z])\.){2,80}?(?:\s*[–—|·•]\s*|\s+-\s+|,\s+))?"
    whole = (rf"\W{{0,3}}{place}{before}{weekday}{date}(?:{between}{time}{after})?\W{{0,3}}" for date in _dates())
    early = (rf"\W{{0,3}}{before}{time}{after}{between}{weekday}{date}\W{{0,3}}" for date in _dates())
    return tuple(re.compile(form, re.IGNORECASE) for form in (*whole, *early))
