"""What holds for any value: dates, amounts, ids, settings, reviews, metadata, cells, names, titles."""
# ruff: noqa: E501, PT017 - strategies are long; a value may be refused, with its reason

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
import unicodedata
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from commitscape.charts.markup import esc, plain
from commitscape.codebook import Codebook, load_codebook
from commitscape.coding.quantities import QuantityLexicon
from commitscape.errors import CommitscapeError, ReadingError, UsageError
from commitscape.pipeline import _setting, parse_settings
from commitscape.reading.datelines import read_dateline, run_in_dateline, stated_day
from commitscape.reading.formats.archive import _safe, printable
from commitscape.reading.formats.parts import one_line
from commitscape.reading.formats.unwrap import unwrap
from commitscape.reading.metadata import REQUIRED, read_metadata
from commitscape.reading.said import said_on
from commitscape.records import Article, Span, content_id
from commitscape.report.pages import safe_name
from commitscape.report.stage import plain_markdown
from commitscape.tables.decisions import COLUMNS, DECISIONS, Review, Reviews, read_reviews, save_reviews
from commitscape.tables.formats import RISKY, safe, unsafe
from commitscape.tables.reviews import apply_reviews

from .cases import SIGNS, TEXT, cases
from .miniature import ROOT

TOPIC = ROOT / "data/ukraine"
MONTHS = ["January", "Aug", "sept.", "mars", "August", "décembre", "Mai", "Foo", "May"]
DAYS = st.builds(
    "{}{} {}{} {}{}".format, st.sampled_from(["", "Paris – ", "By A. Writer, ", "on ", "Published: ", "Monday, ", "("]), st.integers(0, 40), st.sampled_from(MONTHS),
    st.sampled_from([",", "", "."]), st.integers(1, 9999), st.sampled_from(["", " at 10:25 AM", " 25:99", " 10h30", "T10:00Z", " at 12 a.m.", ")"]),
) | st.builds("{:04d}-{:02d}-{:02d}{}".format, st.integers(0, 12000), st.integers(0, 14), st.integers(0, 33), st.sampled_from(["", "T24:00", " 23:59:60", "T00:00:00Z"])) | st.builds(
    "{}/{}/{}".format, st.integers(0, 40), st.integers(0, 40), st.integers(0, 3000))  # fmt: skip


@cases(1000)
@given(DAYS | TEXT)
@example("31 August 2025")
@example("٣٠ August 2025")
@example("²0 August 2025")
def test_a_date_is_a_date_of_the_calendar_or_none(words: str) -> None:
    for published in (stated_day(words), (line := read_dateline(words)) and line.published, (opening := run_in_dateline(words + " — The ")) and opening[0].published):
        if published:
            day, _, time = published.partition("T")
            assert dt.date.fromisoformat(day).isoformat() == day
            assert not time or dt.time.fromisoformat(time).isoformat()[:5] == time


@cases(200)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    names = day.strftime("%B"), day.strftime("%A")
    for line in (day.isoformat(), f"{names[0]} {day.day}, {day.year}", f"{day.day} {names[0]} {day.year}", f"{names[1]}, {day.day} {names[0]} {day.year}"):
        found = read_dateline(line)
        assert found
        assert found.published == day.isoformat()
        assert stated_day(line) == day.isoformat()


SAYINGS = st.lists(st.sampled_from(["on", "Monday", "Tuesday,", "last", "next", "Friday", "yesterday", "today", "3", "31", "September", "2025", "August", "by", "after", "the", "he", "said", "earlier", "this", "week", "0", "²"]), max_size=12).map(" ".join)


@cases(800)
@given(SAYINGS | TEXT, st.none() | st.dates().map(dt.date.isoformat))
def test_what_was_said_was_said_before_it_was_printed(text: str, published: str | None) -> None:
    day = said_on(text, published)
    assert day is None or dt.date.fromisoformat(day).isoformat() == day
    assert day is None or published is None or day <= published


AMOUNTS = st.lists(
    st.sampled_from(["5", "10,000", "1.5", "½", "٣", "99999999999999999999", "up", "to", "at", "least", "between", "and", "-", "–", "to", "more", "than", "$", "€", "US$", "million", "billion", "bn", "k", "troops", "soldiers", "%", "countries", "a", "dozen", "twenty-one", "two", "hundred", "years", "ago", "last", "(", ")", "0", "of", "euros", "+"]) | st.integers(0, 10**30).map(str),
    max_size=12,
).map(" ".join)  # fmt: skip


@cache
def units() -> QuantityLexicon:
    return QuantityLexicon.load(TOPIC)


@cases(1500)
@given(AMOUNTS | TEXT)
@example("9" * 400 + " troops")
@example("1" + ",000" * 120 + " billion euros")
def test_an_amount_is_finite_and_stands_in_its_text(text: str) -> None:
    for place, quantity in units().amounts(text):
        assert 0 <= place < len(text)
        sizes = [size for size in (quantity.value, quantity.min, quantity.max) if size is not None]
        assert sizes
        assert all(math.isfinite(size) and size >= 0 for size in sizes)
        assert (quantity.value is None) == (quantity.min is not None or quantity.max is not None)
        assert quantity.min is None or quantity.max is None or quantity.min < quantity.max
        assert set(re.findall(r"\w+", quantity.text)) <= set(re.findall(r"\w+", text))
        assert quantity.as_dict()["unit"]


@cases(800)
@given(st.lists(TEXT, min_size=1, max_size=4), st.lists(TEXT, min_size=1, max_size=4))
def test_ids_differ_where_contents_do(one: list[str], other: list[str]) -> None:
    first, second = content_id("a", *one), content_id("a", *other)
    assert first == content_id("a", *one)
    assert re.fullmatch(r"a[0-9a-f]{12}", first)
    assert (first == second) == ("\x1f".join(one) == "\x1f".join(other))
    assert safe_name(f"evidence-{first}")


VALUES = TEXT | st.sampled_from(["true", "false", "none", "1", "-5", "--5", "٣", "1_0", "0x1", "1e5", ",", ",,", "a,", " a , b ", "=", "²", "-", "None"])


@cases(1200)
@given(st.sampled_from(["since", "actors", "x_1", "a b", "1a", "", "ａ", "a\n"]), VALUES)
def test_a_setting_is_read_back_as_it_was_understood(name: str, value: str) -> None:
    try:
        (parameters,) = parse_settings([f"{name}={value}"]).items()
    except UsageError:
        assert not name.strip().isidentifier()
        return
    again = parse_settings([f"{parameters[0]}={_setting(parameters[1])}"])
    assert again == dict([parameters])
    assert {type(entry) for entry in again.values()} == {type(parameters[1])}


@cases(400)
@given(TEXT.filter(lambda text: "=" not in text))
def test_no_text_without_a_value_is_a_setting(text: str) -> None:
    with pytest.raises(UsageError) as fault:
        parse_settings([text])
    assert str(fault.value).isprintable()


@cache
def book() -> Codebook:
    return load_codebook(TOPIC)


CELLS = st.text(st.characters(codec="utf-8") | SIGNS, max_size=30)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    codes: dict[str, Any] = {
        "instrument": draw(st.sampled_from(sorted(book().instruments))), "stance": draw(st.sampled_from(sorted(book().stances))),
        "attribution": draw(st.sampled_from(sorted(book().attribution))),
    }  # fmt: skip
    texts = {name: draw(CELLS) for name in COLUMNS[1:] if name not in (*codes, "decision", "date", "conditions")}
    return Review(**texts, **codes, conditions="", decision=draw(st.sampled_from(DECISIONS)), date=draw(st.dates()).isoformat())


@cases(100)
@given(st.lists(reviews(), max_size=4))
def test_decisions_are_kept_to_the_letter_or_refused_by_line(decisions: list[Review]) -> None:
    topic = topic_with("")
    save_reviews(topic / "reviews.csv", decisions)
    found = read_reviews(topic)
    decisions = [replace(r, **{name: re.sub("\r\n?", "\n", value) for name, value in asdict(r).items()}) for r in decisions]
    kept = [r for r in decisions if all((r.file, r.quote, r.actor, r.reviewer)) and (r.decision == "add" or all((r.found_actor, r.found_instrument, r.found_stance)))]
    assert sorted(map(repr, found.decisions)) == sorted(map(repr, kept))
    assert len(found.rejects) == len(decisions) - len(kept)


@cases(100)
@given(st.binary(max_size=200) | st.lists(st.lists(CELLS, max_size=8), max_size=4).map(lambda rows: as_csv([COLUMNS, *rows])))
def test_any_file_of_decisions_is_read_or_refused(content: bytes) -> None:
    topic = topic_with(content)
    found = read_reviews(topic)
    assert len(found.decisions) <= content.count(b"\n") + 1
    text = "Germany will send troops."
    article = Article(article_id="a1", file="a.txt", start=0, end=len(text), title="T", outlet=None, published=None, published_basis="unknown: x", sha256="")
    result = apply_reviews(Reviews(decisions=found.decisions), (), [article], {"a.txt": text})
    for position in result.positions:
        assert Span(*position.spans[0]).of(text) == position.quote


@cases(600)
@given(st.binary(max_size=200) | st.lists(st.lists(CELLS, max_size=6), max_size=5).map(lambda rows: as_csv([list(REQUIRED), *rows])))
def test_any_metadata_is_read_or_refused(content: bytes) -> None:
    path = topic_with("") / "metadata.csv"
    path.write_bytes(content)
    try:
        found = read_metadata(path)
    except ReadingError as fault:
        assert fault.remedy
        return
    for row in found.rows:
        assert row.file
        assert row.published is None or dt.date.fromisoformat(row.published[:10])
    assert all(reject.remedy and reject.where for reject in found.rejects)


@cache
def _topic() -> Path:
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="commitscape-test-"))
    shutil.copy(TOPIC / "codebook.yaml", folder)
    return folder


def topic_with(content: str | bytes) -> Path:
    folder = _topic()
    (folder / "reviews.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def as_csv(rows: list[Any]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@cases(1000)
@given(TEXT)
def test_a_cell_is_no_formula_and_is_read_back(text: str) -> None:
    assert not safe(text).startswith(tuple(sign for sign in RISKY if sign != "'"))
    assert unsafe(safe(text)) == text


@cases(1000)
@given(TEXT)
def test_a_text_in_a_page_is_text(text: str) -> None:
    shown = esc(text)
    assert not re.search(r"[<>\"']", shown)
    assert not any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in shown)
    assert not re.search("[‪-‮⁦-⁩‎‏؜]", shown)
    assert plain(f"<p>{shown}</p>").split() == " ".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", " ", re.sub("[‪-‮⁦-⁩‎‏؜]", "", text)).split()).split()


@cache
def markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@cases(800)
@given(TEXT)
def test_a_title_is_its_own_words_in_markdown(text: str) -> None:
    """One heading that holds plain text alone: no element, link, entity or directive of the title's own."""
    tokens = markdown().parse(f"# {plain_markdown(text)}\n")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert {child.type for child in tokens[1].children or ()} <= {"text", "text_special"}
    said = "".join(child.content for child in tokens[1].children or ())
    assert said.split() == " ".join(text.replace("\0", "�").split()).split()


@cases(800)
@given(st.text(max_size=40))
def test_a_line_or_name_for_people_is_printable(text: str) -> None:
    assert one_line(text).isprintable()
    assert printable(text).isprintable()
    assert printable(printable(text)) == printable(text)


@cases(800)
@given(st.text(SIGNS, max_size=20) | st.lists(st.sampled_from(["..", ".", "a", "", "C:", "\\", "/", "~", "\0", "con"]), max_size=6).map("/".join))
def test_a_name_in_an_archive_stays_in_it(name: str) -> None:
    found = _safe(name)
    if found is not None:
        place = Path("/corpus/a.zip") / found
        assert ".." not in place.parts
        assert str(place).startswith("/corpus/a.zip/")
        assert found.isprintable()


@cases(400)
@given(st.text(max_size=30))
def test_no_code_names_a_page_elsewhere(text: str) -> None:
    try:
        assert re.fullmatch(r"[a-z0-9_-]+", safe_name(text))
    except CommitscapeError as fault:
        assert str(fault).isprintable()


@cases(500)
@given(st.lists(TEXT.map(lambda line: line.replace("\n", " ")), max_size=12))
def test_joining_lines_loses_no_letter(lines: list[str]) -> None:
    letters = lambda text: [sign for sign in text if sign.isalnum()]  # noqa: E731
    assert letters(unwrap(lines)) == letters("".join(lines))
