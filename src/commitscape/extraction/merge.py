"""Joins coded partitions, in their order, into the tables of the whole corpus, one partition in memory at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from commitscape.records import Reject
from commitscape.tables.dictionary import layouts
from commitscape.tables.formats import PARQUET, plain_rows, write_jsonl
from commitscape.tables.frames import rejects_frame

TABLES = ("articles", "positions")
LINES = (*TABLES, "rejects")


def merge(folders: Iterable[Path], out: Path, rejects: Sequence[Reject]) -> None:
    """Write `articles` and `positions` (Parquet, JSON Lines) and `rejects.jsonl` into `out`; `rejects` belong to no partition."""
    parts = list(folders)
    for name in TABLES:
        with pq.ParquetWriter(out / f"{name}.parquet", layouts()[name].arrow, **PARQUET) as writer:
            for part in parts:
                writer.write_table(pq.read_table(part / f"{name}.parquet", schema=layouts()[name].arrow))
    write_jsonl(out / "rejects.jsonl", layouts()["rejects"], plain_rows(layouts()["rejects"], rejects_frame(rejects)))
    for name in LINES:
        with (out / f"{name}.jsonl").open("ab") as joined:
            for part in parts:
                with (part / f"{name}.jsonl").open("rb") as lines:
                    shutil.copyfileobj(lines, joined)
