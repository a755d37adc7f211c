"""One reviewer's sitting: the queue, the decisions, and the way back. Nothing here knows how it is shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from commitscape.codebook import load_codebook
from commitscape.errors import TopicError
from commitscape.records import Condition, Position, Span
from commitscape.tables.decisions import Review, normal, read_reviews, record, review_of, withdraw
from commitscape.tables.queue import review_queue, subject_of
from commitscape.tables.reviews import agreement
from commitscape.tables.store import load_tables
from commitscape.tables.tables import Tables, only

Row = dict[str, Any]
CODES = ("actor", "instrument", "stance", "attribution", "speaker", "medium", "conditions")  # what a correction may change


def open_session(tables: str | Path, topic: str | Path, **given: Any) -> Session:
    """A sitting on the tables of a build; decisions go to `reviews.csv` of the topic folder. Raises TopicError where that is none."""
    load_codebook(Path(topic))
    return Session(load_tables(tables), Path(topic), **given)


def today() -> str:
    return date.today().isoformat()


class Session:
    """What one reviewer decides on, in order of worth. Every decision is on disk before the next position comes.

    `actors`, `instruments` (codes) and `article` (an id) narrow the queue; `settle` leaves only what reviewers disagree on.
    Raises UsageError for a code or an article that the tables do not hold.
    """

    def __init__(
        self, tables: Tables, topic: Path, *, reviewer: str = "", actors: Sequence[str] = (), instruments: Sequence[str] = (), article: str = "",
        settle: bool = False, day: Callable[[], str] = today,
    ) -> None:
        self.tables, self.topic, self.settle, self._day = tables, topic, settle, day
        self._narrow = {"actor": actors, "instrument": instruments, "article_id": article}
        self.open(reviewer)

    def open(self, reviewer: str) -> None:
        """Start (anew) as this reviewer, with what that person has not decided on yet."""
        self.reviewer = " ".join(reviewer.split())
        reviews = read_reviews(self.topic).decisions
        self.disputed = {opinions[0].subject: opinions for opinions in agreement(reviews).to_settle}
        queue = review_queue(self.tables, reviews, reviewer="" if self.settle else self.reviewer)
        known = {
            "actor": sorted({*self.tables.actors["code"], *self.tables.machine["actor"]}), "instrument": list(self.tables.instruments["code"]),
            "article_id": list(self.tables.articles["article_id"]),
        }
        for column, codes in self._narrow.items():
            queue = only(queue, column, codes or None, known[column])
        rows: list[Row] = [{str(name): value for name, value in row.items()} for row in queue.to_dict("records")]
        self.todo = deque(row for row in rows if not self.settle or subject_of(row) in self.disputed)
        self.done: list[tuple[Review, Review | None, Row | None]] = []  # the decision, what it replaced, the position that it settled

    @property
    def current(self) -> Row | None:
        """The position to decide on; None when the queue is done."""
        return self.todo[0] if self.todo else None

    def decide(self, decision: str, *, reason: str = "", **codes: str) -> Review:
        """Accept, correct (with the `codes` that hold) or reject the current position, and go on to the next.

        Raises TopicError, and stays, where the decision cannot be saved.
        """
        row = self._at_hand()
        changes = codes if decision == "correct" else {}
        if decision == "correct" and {**self.codes(row), **codes} == self.codes(row):
            raise TopicError("nothing was changed", remedy="change a code, or accept the position as it is")
        review = review_of(_position(row), row["title"], decision, reviewer=self.reviewer, day=self._day(), reason=reason.strip(), **changes)
        self.done.append((review, record(self.topic, review), row))
        self.todo.popleft()
        return review

    def add(self, quote: str, *, reason: str = "", **codes: str) -> Review:
        """Add a position that was missed, in the article at hand; the current position stays. Raises TopicError as `decide` does."""
        row = self._at_hand()
        if not normal(quote) or not any(normal(quote) in normal(block["text"]) for block in self._blocks(row["article_id"])):
            raise TopicError("these words do not stand in one paragraph of the article", remedy="select a sentence of the text")
        model = replace(_position(row), quote=normal(quote))
        review = review_of(model, row["title"], "add", reviewer=self.reviewer, day=self._day(), reason=reason.strip(), **codes)
        review = replace(review, found_actor="", found_instrument="", found_stance="")
        self.done.append((review, record(self.topic, review), None))
        return review

    def skip(self) -> None:
        """Put the current position at the end of the queue."""
        self.todo.rotate(-1)

    def undo(self) -> Review | None:
        """Take the last decision of this sitting back, and return it; its position is the current one again."""
        if not self.done:
            return None
        review, earlier, row = self.done[-1]
        withdraw(self.topic, review, earlier)
        self.done.pop()
        if row is not None:
            self.todo.appendleft(row)
        return review

    @staticmethod
    def codes(row: Mapping[str, Any]) -> dict[str, str]:
        """The codes of a position, as a review writes them."""
        return {name: "|".join(row[name]) if name == "conditions" else row[name] or "" for name in CODES}

    def passage(self, row: Mapping[str, Any], around: int = 1) -> list[tuple[str, list[tuple[str, int]]]]:
        """The paragraphs of a position with `around` more before and after: each its kind and pieces of text, a piece marked 2 in the
        sentence that carries the stance, 1 in its other sentences, else 0. A kind "gap" stands for paragraphs left out."""
        blocks = self._blocks(row["article_id"])
        spans = [Span(*span) for span in row["spans"]]
        held = [n for n, block in enumerate(blocks) if any(span.overlaps(Span(block["start"], block["end"])) for span in spans)]
        shown = sorted({near for n in held for near in range(max(0, n - around), min(len(blocks), n + around + 1))})
        pieces: list[tuple[str, list[tuple[str, int]]]] = []
        for before, n in zip([-1, *shown], shown, strict=False):
            if n - before > 1:
                pieces.append(("gap", []))
            pieces.append((blocks[n]["kind"], _pieces(blocks[n], spans)))
        return [*pieces, ("gap", [])] if shown and shown[-1] < len(blocks) - 1 else pieces

    def _at_hand(self) -> Row:
        if self.current is None:
            raise TopicError("the queue is done", remedy="nothing is left to decide on")
        return self.current

    def _blocks(self, article_id: str) -> list[Row]:
        rows = self.tables.blocks[self.tables.blocks["article_id"] == article_id].sort_values("start")
        return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _pieces(block: Row, spans: Sequence[Span]) -> list[tuple[str, int]]:
    start, end = int(block["start"]), int(block["end"])
    edges = sorted({start, end, *(min(max(edge, start), end) for span in spans for edge in span)})
    found = []
    for left, right in pairwise(edges):
        covering = [n for n, span in enumerate(spans) if span.start <= left and right <= span.end]
        found.append((block["text"][left - start : right - start], 0 if not covering else 2 if covering[0] == 0 else 1))
    return found


def _position(row: Mapping[str, Any]) -> Position:
    return Position(
        article_id=row["article_id"], file=row["file"], spans=tuple(Span(*span) for span in row["spans"]), quote=row["quote"], actor=row["actor"],
        instrument=row["instrument"], stance=row["stance"], attribution=row["attribution"], speaker=row["speaker"] or None, medium=row["medium"] or None,
        conditions=tuple(Condition(code=code) for code in row["conditions"]),
    )
