"""One error family: what went wrong, where, and the remedy."""

from __future__ import annotations

import errno

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
SHUT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class CommitscapeError(Exception):
    """A fault that a person can mend.

    Its text is one line: ``where: what; remedy``. `where` names a file, and the line, row or
    cell in it where that is known ("seeds/metadata.csv, row 3").
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return " ".join(f"{text}; {self.remedy}".split()) if self.remedy else " ".join(text.split())


def of_disk(fault: OSError) -> CommitscapeError | None:
    """What the disk refused, with its remedy; None for any other fault of the system."""
    where = str(fault.filename or "")
    if fault.errno in FULL:
        return CommitscapeError(f"cannot be written ({fault.strerror})", where=where, remedy="free space and run it again; what was published before stands")
    if fault.errno in SHUT:
        return CommitscapeError(f"cannot be written ({fault.strerror})", where=where, remedy="make it writable, or choose another folder with --out")
    return None


class ReadingError(CommitscapeError):
    """A document, or a part of it, cannot be read."""


class TopicError(CommitscapeError):
    """A topic folder (codebook, actors, cues, layers, coded positions) is faulty."""


class TableError(CommitscapeError):
    """A table does not follow its schema, or a span does not match its text."""


class ReportError(CommitscapeError):
    """A notebook or the book cannot be built."""


class UsageError(CommitscapeError):
    """The caller asked for something that does not exist."""
