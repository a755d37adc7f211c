"""How much of a stranger's file is read. Whatever is larger, deeper or slower becomes a reject."""

from __future__ import annotations

from commitscape.errors import ReadingError

FILE_BYTES = 20_000_000  # one file, or one member of an archive when unpacked
TEXT_SIGNS = 2_000_000  # decoded text of one document
TEXT_LINES = 200_000
ARCHIVE_BYTES = 100_000_000  # all members of a file together, archives in archives included, when unpacked
ARCHIVE_MEMBERS = 2_000
ARCHIVE_DEPTH = 3  # archives in archives
ENTRIES = 5_000  # rows of a table, entries of a feed
PAGES = 500  # of a PDF
SECONDS = 30  # for one document, in the process that reads it
MEMORY_BYTES = 1_300_000_000  # address space of that process


def check_size(size: int, limit: int = FILE_BYTES) -> None:
    """Raises ReadingError where a file is larger than `limit` bytes."""
    if size > limit:
        raise ReadingError(f"is larger than {limit // 1_000_000} MB", remedy="split it or give its text alone")


def check_text(text: str) -> str:
    """The text itself; ReadingError where it is longer than TEXT_SIGNS or TEXT_LINES, or blank."""
    if len(text) > TEXT_SIGNS:
        raise ReadingError(f"holds more than {TEXT_SIGNS:,} characters", remedy="split it")
    if text.count("\n") > TEXT_LINES:
        raise ReadingError(f"holds more than {TEXT_LINES:,} lines", remedy="split it")
    if not text.strip():
        raise ReadingError("holds no text", remedy="give a document whose text can be selected, not a picture of it")
    return text
