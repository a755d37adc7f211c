"""What a researcher knows about the documents and their texts do not say (`seeds/metadata.csv`).

One row a file, or a file and a title where the file holds several articles. Columns: `file`, `title`
(empty: the whole file), `outlet`, `published`, `published_basis` ("metadata" or "inferred"), `reason`
(why the values are so; the words that a date was inferred from), and any further columns, which are notes.
A value of a row overrides what the text or its format states.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from pathlib import Path

from commitscape.errors import ReadingError
from commitscape.records import Reject

REQUIRED = ("file", "outlet", "published", "published_basis", "reason")
BASES = ("metadata", "inferred", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataRow:
    file: str
    title: str | None  # which article of the file; None: all of them
    new_title: str | None
    outlet: str | None
    published: str | None
    basis: str
    reason: str
    number: int  # of the row, the header being row 1

    @property
    def published_basis(self) -> str:
        return f"{self.basis}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Metadata:
    """All rows that could be read, and a reject for each that could not."""

    rows: tuple[MetadataRow, ...] = ()
    rejects: tuple[Reject, ...] = field(default=())

    def row(self, file: str, title: str | None) -> MetadataRow | None:
        """The row of an article: the one that names its title, else the file's own."""
        mine = [row for row in self.rows if row.file == file]
        named = [row for row in mine if row.title and title and _key(row.title) == _key(title)]
        return next(iter(named or [row for row in mine if not row.title]), None)


def read_metadata(path: Path) -> Metadata:
    """Reads `metadata.csv` (UTF-8, commas). A missing file holds no rows.

    Raises ReadingError where the file as a whole cannot be used; a faulty row becomes a reject.
    """
    if not path.exists():
        return Metadata()
    where = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadingError("is not UTF-8 text", where=where, remedy="save it as CSV in UTF-8") from None
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror})", where=where, remedy="make it a readable file") from None
    try:
        table = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), strict=True))
    except csv.Error as error:
        raise ReadingError(f"is not a CSV table ({error})", where=where, remedy="mend its quotes") from None
    header = [name.strip() for name in table[0]] if table else []
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise ReadingError(f"lacks the column {missing[0]}", where=f"{where}, row 1", remedy=f"give it the columns {', '.join(REQUIRED)}")
    rows: list[MetadataRow] = []
    rejects: list[Reject] = []
    for number, values in enumerate(table[1:], start=2):
        if not any(value.strip() for value in values):
            continue
        try:
            rows.append(_row(header, values, number, rows))
        except ReadingError as error:
            rejects.append(Reject(file=path.name, where=f"row {number}", reason=error.what, remedy=error.remedy))
    return Metadata(tuple(rows), tuple(rejects))


def _row(header: list[str], values: list[str], number: int, before: list[MetadataRow]) -> MetadataRow:
    if len(values) != len(header):
        raise ReadingError(f"has {len(values)} values for {len(header)} columns", remedy="quote the values that hold a comma")
    cells = {name: value.strip() for name, value in zip(header, values, strict=True)}
    file, title = cells["file"].replace("\\", "/"), cells.get("title") or None
    if not file:
        raise ReadingError("names no file", remedy="fill the column file")
    if any(row.file == file and _key(row.title or "") == _key(title or "") for row in before):
        raise ReadingError(f"describes {file} a second time", remedy="keep one of the two rows")
    published, basis, reason = cells["published"] or None, cells["published_basis"] or "metadata", cells["reason"]
    if published and not is_day(published):
        raise ReadingError(f"published {published!r} is no date", remedy="write 2025-08-31 or 2025-08-31T10:25, or leave it empty")
    if basis not in BASES:
        raise ReadingError(f"published_basis {basis!r} is unknown", remedy=f"use one of {', '.join(BASES)}")
    if (basis == "unknown") == bool(published) and (published or not cells["outlet"]):
        raise ReadingError("published and published_basis contradict each other", remedy="a date goes with metadata or inferred, unknown with none")
    if not reason:
        raise ReadingError("gives no reason", remedy="say in the column reason where the values come from")
    return MetadataRow(
        file=file,
        title=title,
        new_title=cells.get("new_title") or None,
        outlet=cells["outlet"] or None,
        published=published,
        basis=basis,
        reason=reason,
        number=number,
    )


def is_day(value: str) -> bool:
    """Whether a value is an ISO 8601 date or a date-time to the minute, without zone."""
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M"):
        try:
            return dt.datetime.strptime(value, form).strftime(form) == value
        except ValueError:
            continue
    return False


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
