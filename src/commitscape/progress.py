"""How a build goes on, for the person who waits: a live display on a terminal, one plain line a stage elsewhere."""

from __future__ import annotations

import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from commitscape.graph import Node

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

WORDS = {
    "documents": "documents read and coded", "tables": "tables written", "pages": "pages executed", "charts": "charts drawn", "book": "pages set",
    "publication": "published",
}


def shown(text: str) -> str:
    """Text that may come from a document, fit for a terminal: one line, nothing that steers it."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else "" if unicodedata.category(c) == "Cf" else c for c in text)


class Lines:
    """One line for each stage that did something, once it is done."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say, self.lock = say, threading.Lock()
        self.left: dict[str, int] = {}
        self.ran: dict[str, int] = {}
        self.failed: dict[str, int] = {}
        self.begun: dict[str, float] = {}

    def expects(self, nodes: Sequence[Node], seconds: Mapping[str, float]) -> None:
        for node in nodes:
            self.left[node.stage] = self.left.get(node.stage, 0) + 1

    def started(self, node: Node) -> None:
        with self.lock:
            self.begun.setdefault(node.stage, time.monotonic())
            self.ran[node.stage] = self.ran.get(node.stage, 0) + 1

    def ended(self, node: Node, faults: Collection[str] | None) -> None:
        with self.lock:
            self.left[node.stage] -= 1
            self.failed[node.stage] = self.failed.get(node.stage, 0) + bool(faults)
            if not self.left[node.stage] and self.ran.get(node.stage):
                self.say(self._line(node.stage))

    def _line(self, stage: str) -> str:
        count, failed = self.ran[stage], self.failed[stage]
        done = f"{WORDS.get(stage, stage)}: {count}" if stage in ("documents", "pages", "charts") else WORDS.get(stage, stage)
        return f"{done}{f', {failed} FAILED' if failed else ''} ({time.monotonic() - self.begun[stage]:.1f} s)"


def time_left(unfinished: Collection[Node], seconds: Mapping[str, float], taken: Mapping[str, Sequence[float]], *, workers: int) -> float | None:
    """Seconds that unfinished nodes still need: what each took last time, else the mean of its stage in this run; None while neither is known."""
    total = 0.0
    for node in unfinished:
        known = taken.get(node.stage, ())
        guess = seconds.get(node.name) or (sum(known) / len(known) if known else None)
        if guess is None:
            return None
        total += guess / (workers if node.stage in ("pages", "charts") else 1)
    return total


class Live:
    """Stages with their bars, what is at work, and the time left."""

    def __init__(self, *, workers: int = 2) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        stage, now = (TextColumn(text, markup=False) for text in ("{task.description:<11}", "{task.fields[now]}"))
        self.bars: Progress = Progress(stage, BarColumn(bar_width=30), MofNCompleteColumn(), now, console=Console(stderr=True), transient=True)
        self.workers, self.lock = workers, threading.Lock()
        self.rows: dict[str, TaskID] = {}
        self.unfinished: dict[str, Node] = {}
        self.seconds: dict[str, float] = {}
        self.begun: dict[str, float] = {}
        self.taken: dict[str, list[float]] = {}

    def __enter__(self) -> Live:
        self.bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.bars.stop()

    def expects(self, nodes: Sequence[Node], seconds: Mapping[str, float]) -> None:
        self.seconds.update(seconds)
        self.unfinished.update({node.name: node for node in nodes})
        for node in nodes:
            if node.stage not in self.rows:
                self.rows[node.stage] = self.bars.add_task(node.stage, total=0, now="")
            row = self.bars.tasks[self.rows[node.stage]]
            self.bars.update(row.id, total=(row.total or 0) + 1)

    def started(self, node: Node) -> None:
        with self.lock:
            self.begun[node.name] = time.monotonic()
            self.bars.update(self.rows[node.stage], now=shown(node.name)[:50] + self._left())

    def ended(self, node: Node, faults: Collection[str] | None) -> None:
        with self.lock:
            self.unfinished.pop(node.name, None)
            if node.name in self.begun:
                self.taken.setdefault(node.stage, []).append(time.monotonic() - self.begun[node.name])
            self.bars.update(self.rows[node.stage], advance=1, now=self._left().lstrip(", "))

    def _left(self) -> str:
        left = time_left(self.unfinished.values(), self.seconds, self.taken, workers=self.workers)
        return f", {left:.0f} s left" if left is not None and left >= 1 else ""


def on_terminal() -> bool:
    return sys.stderr.isatty() and sys.stdout.isatty()
