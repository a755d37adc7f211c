"""Date lines of pages, dates of formats, and the days that sentences name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitscape.reading.datelines import read_dateline, run_in_dateline, stated_day
from commitscape.reading.dates import published_of, said_on
from commitscape.reading.metadata import MetadataRow


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("31 août 2025 à 10:25", "2025-08-31T10:25"),
        ("1er septembre 2025 à 7h05", "2025-09-01T07:05"),
        ("August 31, 2025 at 10:25 AM", "2025-08-31T10:25"),
        ("August 31, 2025 at 12:05 AM", "2025-08-31T00:05"),
        ("August 31, 2025 at 12:05 PM", "2025-08-31T12:05"),
        ("31. August 2025 um 10:25", "2025-08-31T10:25"),
        ("Mo., 1. Sept. 2025, 9.30 Uhr", "2025-09-01T09:30"),
        ("Sunday, 31 August 2025", "2025-08-31"),
        ("2025-08-31 10:25", "2025-08-31T10:25"),
        ("31.08.2025", "2025-08-31"),
        ("31/08/2025", "2025-08-31"),
        ("08/31/2025", "2025-08-31"),
        ("10:25, 31 August 2025", "2025-08-31T10:25"),
        ("Washington/Brussels – August 20, 2025", "2025-08-20"),
        ("BERLIN, Sept. 4, 2025", "2025-09-04"),
        ("Published: 20 Aug 2025, 5:04 pm", "2025-08-20T17:04"),
        ("Updated on September 4th, 2025 at 12:30 GMT", "2025-09-04T12:30"),
        ("By A. Writer – 4 September 2025", "2025-09-04"),
    ],
)
def test_datelines(line: str, published: str) -> None:
    found = read_dateline(line)
    assert found is not None
    assert found.published == published
    assert found.timed == ("T" in published)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "2025",
        "August 2025",
        "32 August 2025",
        "31 June 2025",
        "The talks of August 20, 2025 went on for hours and ended without a result.",
        "On August 20, 2025, leaders met.",
        "It cost $2025 on May 3",
        "25:61, 31 August 2025 tomorrow",
    ],
)
def test_no_datelines(line: str) -> None:
    assert read_dateline(line) is None


def test_two_readings_are_no_date() -> None:
    found = read_dateline("05/09/2025")
    assert found is not None
    assert found.published is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Sat, 30 Aug 2025 10:15:00 +0200", "2025-08-30T10:15"),
        ("2025-08-30T00:00:00", "2025-08-30"),
        ("2025-08-30T10:11:12.5Z", "2025-08-30T10:11"),
        ("2025-08-30 10:11:12+02:00", "2025-08-30T10:11"),
        ("August 30, 2025", "2025-08-30"),
        ("2025-13-01", None),
        ("soon", None),
        ("", None),
        ("99999999999999999999", None),
    ],
)
def test_dates_of_formats(value: str, day: str | None) -> None:
    assert stated_day(value) == day


@pytest.mark.parametrize(
    ("text", "published", "prose"),
    [
        ("6 February 2026 The map is a thing of beauty.", "2026-02-06", "The map is a thing of beauty."),
        ("Riga, 22 January 2026 1. We met today.", "2026-01-22", "1. We met today."),
        ("BRUSSELS, Dec. 5, 2025 (Harbour Press) — Leaders met.", "2025-12-05", "Leaders met."),
        ("Abu Dhabi – August 20, 2025 – “We met,” he said.", "2025-08-20", "“We met,” he said."),
        ("On 6 February 2026 leaders met.", None, None),
        ("6 February 2026 was a cold day.", None, None),
        ("August 20, 2025, marked a new beginning.", None, None),
        ("The talks in Riga, 22 January 2026 They met.", None, None),
    ],
)
def test_a_date_that_opens_a_paragraph(text: str, published: str | None, prose: str | None) -> None:
    found = run_in_dateline(text)
    assert (found and found[0].published) == published
    assert (found and text[found[1] :]) == prose


FRIDAY = "2025-09-05"


@pytest.mark.parametrize(
    ("sentence", "published", "day"),
    [
        ("The council said on Friday that it would build.", FRIDAY, "2025-09-05"),
        ("The council said on Thursday that it would build.", FRIDAY, "2025-09-04"),
        ("The council said Saturday it would build.", FRIDAY, "2025-08-30"),
        ("The council promised last Friday to build.", FRIDAY, "2025-08-29"),
        ("On Saturday, the mayor announced that works would begin.", FRIDAY, "2025-08-30"),
        ("The mayor announced on 3 September that works would begin.", FRIDAY, "2025-09-03"),
        ("The mayor confirmed the loan on September 3rd.", FRIDAY, "2025-09-03"),
        ("The mayor confirmed the loan on Sept. 3, 2024.", FRIDAY, "2024-09-03"),
        ("Following the mayor’s pledge on August 18 to build, works began.", FRIDAY, "2025-08-18"),
        ("The mayor said yesterday that he was ready.", FRIDAY, "2025-09-04"),
        ("Earlier today, the mayor rejected the plan.", FRIDAY, "2025-09-05"),
        ("The mayor said on 28 December that he was ready.", "2026-01-02", "2025-12-28"),
        ("The mayor said on 28 December 2025 that he was ready.", None, "2025-12-28"),
        ("The mayor said on Friday that he was ready.", None, None),
        ("The mayor said yesterday that he was ready.", None, None),
        ("The council will meet next Friday.", FRIDAY, None),
        ("The council will meet on Monday to vote.", FRIDAY, None),
        ("On Monday, the council will vote.", FRIDAY, None),
        ("The loan must be paid by Friday.", FRIDAY, None),
        ("The mayor promised it last week.", FRIDAY, None),
        ("The council prepares for a summit on 4 September in the harbour.", FRIDAY, None),
        ("After the meeting on 15 August, the mayor was tired.", FRIDAY, None),
        ("The mayor said on 9 September that he was ready.", FRIDAY, None),
        ("The mayor said that works will begin.", FRIDAY, None),
        ("The mayor said the works may cost 3 million.", FRIDAY, None),
        ("The line opened in March 2014.", FRIDAY, None),
    ],
)
def test_days_of_sentences(sentence: str, published: str | None, day: str | None) -> None:
    assert said_on(sentence, published) == day
    assert said_on(sentence, f"{published}T10:25" if published else None) == day


@given(st.text(max_size=300), st.dates().map(str) | st.none())
def test_a_day_is_never_after_publication(text: str, published: str | None) -> None:
    day = said_on(text, published)
    assert day is None or published is None or day <= published


@given(st.text(alphabet="0123456789 .,:/-–TZabcdeptusg", max_size=60))
def test_datelines_never_fail(line: str) -> None:
    read_dateline(line)
    stated_day(line)


def row(published: str | None, basis: str) -> MetadataRow:
    return MetadataRow(file="a.txt", title=None, new_title=None, outlet=None, published=published, basis=basis, reason="so it is", number=2)


@pytest.mark.parametrize(
    ("line", "stated", "known", "expected"),
    [
        ("20 August 2025", {}, None, ("2025-08-20", "stated")),
        (None, {"published": "2025-08-20"}, None, ("2025-08-20", "stated")),
        ("20 August 2025", {}, row("2025-08-21", "metadata"), ("2025-08-21", "metadata: so it is")),
        (None, {}, row("2025-08-21", "inferred"), ("2025-08-21", "inferred: so it is")),
        (None, {}, row(None, "unknown"), (None, "unknown: so it is")),
        ("20 August 2025", {}, row(None, "metadata"), ("2025-08-20", "stated")),
        (None, {}, None, (None, "unknown: neither the text nor the metadata state a date")),
    ],
)
def test_what_a_date_rests_on(line: str | None, stated: dict[str, str], known: MetadataRow | None, expected: tuple[str | None, str]) -> None:
    found = published_of(read_dateline(line) if line else None, stated, known)
    assert (found.day, found.basis) == expected
