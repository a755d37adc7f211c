"""How an extraction goes on: a bar with rate and time left on a terminal, one plain line a stage elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from commitscape.extraction.worker import Counts

if TYPE_CHECKING:
    from rich.progress import Progress

Watch = Callable[[int, int, Counts], None]  # partitions done, their number, the counts so far


def lines(say: Callable[[str], None]) -> Watch:
    """One line once the work is cut into partitions, and one once they are coded."""
    begun = time.monotonic()

    def watch(done: int, total: int, counts: Counts) -> None:
        if not done:
            say(f"partitions: {total}")
        if done == total:
            say(f"coded: {counts.articles} articles ({time.monotonic() - begun:.1f} s)")

    return watch


@contextmanager
def bar() -> Iterator[Watch]:
    """A bar on the terminal's error stream, which goes when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counted = TextColumn("partitions, {task.fields[articles]} articles, {task.fields[rate]:.1f} a second, {task.fields[positions]} positions, left")
    with Progress(BarColumn(bar_width=30), MofNCompleteColumn(), counted, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bars:
        yield _watching(bars)


def _watching(bars: Progress) -> Watch:
    row = bars.add_task("", total=None, articles=0, positions=0, rate=0.0)
    begun = time.monotonic()

    def watch(done: int, total: int, counts: Counts) -> None:
        rate = counts.articles / max(time.monotonic() - begun, 0.001)
        bars.update(row, completed=done, total=total, articles=counts.articles, positions=counts.positions, rate=rate)

    return watch
