"""The file of reviewers' decisions: `reviews.csv` of a topic folder, one row a decision, made for version control.

A decision is keyed to the sentence's words and the machine's codes, not to an offset, so that it
survives a new paragraph, another set of rules and a new extraction.
"""

from __future__ import annotations

import csv
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from commitscape.codebook import Codebook, load_codebook
from commitscape.errors import TopicError
from commitscape.records import Position, Reject, content_id
from commitscape.tables.formats import safe, unsafe

FILE = "reviews.csv"
DECISIONS = ("accept", "correct", "reject", "add")

LINE_END = re.compile(r"\r\n?")  # alone in a cell it would end the row for whoever reads the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision of one reviewer on one position.

    `found_*` are the codes that the machine gave (empty for "add"); the others are the codes that
    hold now (as found for "accept" and "reject"). Conditions are codes with ``|`` between them.
    """

    file: str
    article: str  # its title
    quote: str
    found_actor: str = ""
    found_instrument: str = ""
    found_stance: str = ""
    decision: str
    actor: str
    instrument: str
    stance: str
    attribution: str
    speaker: str = ""
    medium: str = ""
    conditions: str = ""
    reviewer: str
    date: str  # ISO 8601
    reason: str = ""

    @property
    def subject(self) -> tuple[str, ...]:
        """What was decided on: equal for two decisions on the same thing."""
        found = (self.found_actor, self.found_instrument, self.found_stance)
        return (self.file, normal(self.quote), *(found if self.decision != "add" else (self.actor, self.instrument, self.stance)))

    @property
    def review_id(self) -> str:
        """One reviewer's decision on one thing: a later decision takes its place."""
        return content_id("r", *self.subject, self.reviewer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The decisions of a topic, and rows that could not be read."""

    decisions: tuple[Review, ...] = ()
    rejects: tuple[Reject, ...] = ()


COLUMNS = ("review_id", *(field.name for field in fields(Review)))


def review_of(
    position: Position, title: str | None, decision: str, *, reviewer: str, day: str, reason: str = "", **changes: str
) -> Review:
    """A decision on a position of the article with this title; `changes` are the fields of Review that a correction gives anew."""
    held = {
        "actor": position.actor, "instrument": position.instrument, "stance": position.stance, "attribution": position.attribution,
        "speaker": position.speaker or "", "medium": position.medium or "", "conditions": "|".join(c.code for c in position.conditions),
    }
    return Review(
        file=position.file, article=title or "", quote=position.quote, found_actor=position.actor, found_instrument=position.instrument,
        found_stance=position.stance, decision=decision, reviewer=reviewer, date=day, reason=reason, **{**held, **changes},
    )


def read_reviews(topic: Path) -> Reviews:
    """The decisions in `reviews.csv`; a faulty row is a Reject that names its line and leaves the others alone."""
    path = topic / FILE
    if not path.is_file():
        return Reviews()
    codebook = load_codebook(topic)
    decisions: list[Review] = []
    rejects: list[Reject] = []
    try:
        reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
        missing = [name for name in COLUMNS[1:] if name not in (reader.fieldnames or ())]
        if missing:
            return Reviews(rejects=(Reject(file=FILE, where="line 1", reason=f"no column {missing[0]!r}", remedy=f"name {', '.join(COLUMNS)}"),))
        before = 1
        for row in reader:
            try:
                decisions.append(check_review(Review(**{name: unsafe(row[name] or "") for name in COLUMNS[1:]}), codebook))
            except TopicError as fault:
                rejects.append(Reject(file=FILE, where=f"line {before + 1}", reason=fault.what, remedy=fault.remedy))
            before = reader.line_num
    except (csv.Error, UnicodeDecodeError) as fault:
        rejects.append(Reject(file=FILE, where=f"after {len(decisions)} decisions", reason=f"unreadable ({fault})", remedy="restore it from version control"))
    return Reviews(decisions=tuple(decisions), rejects=tuple(rejects))


def check_review(review: Review, codebook: Codebook) -> Review:
    """The review itself, or a TopicError that says what is wrong with it."""
    if review.decision not in DECISIONS:
        raise TopicError(f"unknown decision {review.decision!r}", remedy=f"use {', '.join(DECISIONS)}")
    for section, code in (("instruments", review.instrument), ("stances", review.stance), ("attribution", review.attribution)):
        codebook.check(section, code, where="")
    for code in filter(None, review.conditions.split("|")):
        codebook.check("conditions", code, where="")
    for name in ("file", "quote", "actor", "reviewer", *(() if review.decision == "add" else ("found_actor", "found_instrument", "found_stance"))):
        if not getattr(review, name):
            raise TopicError(f"{name} is empty", remedy="fill it")
    try:
        date.fromisoformat(review.date)
    except ValueError:
        raise TopicError(f"{review.date!r} is no date", remedy="write it as 2025-09-01") from None
    return review


def record(topic: Path, review: Review) -> Review | None:
    """Add a decision, or put it in the place of the same reviewer's earlier one, and save at once; returns the earlier one.

    Raises TopicError, and leaves the file as it is, where the review or a row of the file is faulty.
    """
    check_review(review, load_codebook(topic))
    with _alone(topic):
        known = _known(topic)
        save_reviews(topic / FILE, [*(r for r in known if r.review_id != review.review_id), review])
    return next((r for r in known if r.review_id == review.review_id), None)


def withdraw(topic: Path, review: Review, earlier: Review | None = None) -> None:
    """Take a decision back; the one that it had replaced stands again. Raises TopicError as `record` does."""
    with _alone(topic):
        save_reviews(topic / FILE, [*(r for r in _known(topic) if r.review_id != review.review_id), *([earlier] if earlier else [])])


def _known(topic: Path) -> tuple[Review, ...]:
    known = read_reviews(topic)
    if known.rejects:
        fault = known.rejects[0]
        raise TopicError(fault.reason, where=f"{FILE}, {fault.where}", remedy=f"{fault.remedy}; nothing was saved, so that no row is lost")
    return known.decisions


@contextmanager
def _alone(topic: Path) -> Iterator[None]:
    """Two reviewers at one folder save one after the other. The lock is the folder's own and ends with its holder."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = os.open(topic, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def save_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Write decisions in a stable order, whole or not at all: a crash leaves the file as it was."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for review in sorted(reviews, key=lambda r: (*r.subject, r.reviewer, r.decision)):
        writer.writerow([review.review_id, *(safe(LINE_END.sub("\n", value)) for value in asdict(review).values())])
    for leftover in path.parent.glob(f".{path.name}.*.new"):  # of a process that was killed while it saved
        leftover.unlink(missing_ok=True)
    staged = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with staged.open("wb") as stream:
            stream.write(buffer.getvalue().encode())
            stream.flush()
            os.fsync(stream.fileno())
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def normal(quote: str) -> str:
    """A quote without differences of white space."""
    return re.sub(r"\s+", " ", quote).strip()
