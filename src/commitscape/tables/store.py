"""Writes and reads the tables of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from commitscape.errors import TableError
from commitscape.records import Article, Position, Reject
from commitscape.tables import formats, frames
from commitscape.tables.dictionary import layouts
from commitscape.tables.tables import Tables


def write_tables(folder: Path, tables: Tables, texts: Mapping[str, str]) -> None:
    """Write every table as Parquet, CSV and JSON Lines, after checking it; `texts` by file, for the spans."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in tables.named().items():
        _write(folder, name, data, (".parquet", ".csv", ".jsonl"))


def load_tables(folder: Path | str) -> Tables:
    """The tables of a build. Raises TableError that names what is missing."""
    folder = Path(folder)
    return Tables(**{name: _read(folder, name) for name in layouts()})


def write_extract(folder: Path, articles: Sequence[Article], positions: Iterable[Position], rejects: Sequence[Reject]) -> None:
    """`articles` and `positions` (the machine's alone) as Parquet and JSON Lines, and `rejects.jsonl`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, "articles", frames.articles_frame(articles), (".parquet", ".jsonl"))
    _write(folder, "positions", frames.positions_frame(positions), (".parquet", ".jsonl"))
    _write(folder, "rejects", frames.rejects_frame(rejects), (".jsonl",))


WRITERS = {".parquet": formats.write_parquet, ".csv": formats.write_csv, ".jsonl": formats.write_jsonl}


def _write(folder: Path, name: str, data: pd.DataFrame, suffixes: Iterable[str]) -> None:
    for suffix in suffixes:
        WRITERS[suffix](folder / f"{name}{suffix}", layouts()[name], data)


def _read(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise TableError("no such table", where=path.as_posix(), remedy="run `make report`, or point `tables` to the tables of a build")
    return formats.read_parquet(path, layouts()[name])
