"""Codes a corpus of any size: in partitions, side by side, restartable at any moment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from commitscape.extraction.engines import run_dask, run_local
from commitscape.extraction.merge import LINES, TABLES, merge
from commitscape.extraction.partitions import plan
from commitscape.extraction.worker import Counts, code_partition
from commitscape.fingerprints import of_coding
from commitscape.folders import building, replacing
from commitscape.reading.corpus import metadata_rejects

PARTS = ".partitions"

__all__ = ["Counts", "extract"]


def extract(
    corpus: Path, out: Path, *, topic: Path, engine: str = "local", scheduler: str | None = None, workers: int = 0,
    say: Callable[[int, int, Counts], None] = lambda *_: None,
) -> Counts:
    """Code every article of a file or folder into tables below `out`.

    Finished partitions are kept in `out/.partitions` until all are done, so a run that was stopped goes on where it
    stopped and ends with the same bytes. `say` is told the partitions done, their number, and the counts so far, first when none is done.
    """
    corpus, out, topic = corpus.resolve(), out.resolve(), topic.resolve()
    with building(out):
        partitions = list(plan(corpus, of_coding(topic)))
        parts, total = out / PARTS, Counts()
        parts.mkdir(exist_ok=True)
        workers = min(workers or os.cpu_count() or 1, len(partitions) or 1)
        work = partial(code_partition, corpus=corpus, topic=topic, folder=parts)
        say(0, len(partitions), total)
        results = run_local(work, partitions, workers=workers) if engine == "local" else run_dask(work, partitions, workers=workers, scheduler=scheduler)
        for done, (_, counts) in enumerate(results, start=1):
            total += counts
            say(done, len(partitions), total)
        with replacing(out / ".merged") as staged:
            merge((parts / partition.key for partition in partitions), staged, metadata_rejects(corpus))
        for name in [*(f"{table}.parquet" for table in TABLES), *(f"{lines}.jsonl" for lines in LINES)]:
            (out / ".merged" / name).replace(out / name)
        shutil.rmtree(out / ".merged")
        shutil.rmtree(parts)
    return total
