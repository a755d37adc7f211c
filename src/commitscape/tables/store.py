"""Writes and reads the tables of a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from commitscape.codebook import Codebook
from commitscape.errors import TableError
from commitscape.fingerprints import of_parts, of_path
from commitscape.records import Article, Position, Reject
from commitscape.tables import formats, frames, schemas
from commitscape.tables.dictionary import layouts
from commitscape.tables.package import write_package
from commitscape.tables.tables import Tables


def write_tables(folder: Path, tables: Tables, texts: Mapping[str, str]) -> None:
    """Write every table as Parquet, CSV and JSON Lines, what people open in a spreadsheet as `tables.xlsx`, and `datapackage.json`.

    Everything is checked first, the quotes against `texts` (by file): a fault is a TableError that
    names table, row and column, and nothing is written.
    """
    named, codes = tables.named(), schemas.codes_in(tables.named())
    _check(named, codes, texts)
    folder.mkdir(parents=True, exist_ok=True)
    rows = {name: formats.plain_rows(layouts()[name], data) for name, data in named.items()}
    for name in named:
        _write(folder, name, rows[name], (".parquet", ".csv", ".jsonl"))
    formats.write_xlsx(folder / "tables.xlsx", [(layouts()[name], rows[name]) for name in named if name not in NOT_IN_WORKBOOK])
    write_package(folder, codes=codes)


def load_tables(folder: Path | str) -> Tables:
    """The tables of a build. Raises TableError that names what is missing."""
    folder = Path(folder)
    return _held.get(_digest(folder)) or Tables(**{name: _read(folder, name) for name in layouts()})


def hold_tables(folder: Path) -> None:
    """Read a build's tables once for all processes that are forked from this one: `load_tables` then gives them at once."""
    _held.clear()
    _held[_digest(folder)] = load_tables(folder)


_held: dict[str, Tables] = {}  # by the hash of their files


def _digest(folder: Path) -> str:
    return of_parts(of_path(folder / f"{name}.parquet") for name in layouts())


def write_extract(
    folder: Path, articles: Sequence[Article], positions: Iterable[Position], rejects: Sequence[Reject], *,
    texts: Mapping[str, str], codebook: Codebook,
) -> None:
    """`articles` and `positions` (the machine's alone) as Parquet and JSON Lines, and `rejects.jsonl`; checked as in `write_tables`."""
    named = {"articles": frames.articles_frame(articles), "positions": frames.positions_frame(positions), "rejects": frames.rejects_frame(rejects)}
    _check(named, schemas.codes_of(codebook), texts)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in named.items():
        _write(folder, name, formats.plain_rows(layouts()[name], data), (".jsonl",) if name == "rejects" else (".parquet", ".jsonl"))


def _check(named: Mapping[str, pd.DataFrame], codes: schemas.Codes, texts: Mapping[str, str]) -> None:
    for name, data in named.items():
        schemas.check(name, data, codes=codes)
    schemas.check_references(named)
    files = dict(zip(named["articles"]["article_id"], named["articles"]["file"], strict=True))
    for name in schemas.QUOTED.keys() & named.keys():
        schemas.check_texts(name, named[name], texts, files)


NOT_IN_WORKBOOK = frozenset({"blocks", "silences", "machine", "coded"})  # long, and for programs
WRITERS = {".parquet": formats.write_parquet, ".csv": formats.write_csv, ".jsonl": formats.write_jsonl}


def _write(folder: Path, name: str, rows: formats.Rows, suffixes: Iterable[str]) -> None:
    for suffix in suffixes:
        WRITERS[suffix](folder / f"{name}{suffix}", layouts()[name], rows)


def _read(folder: Path, name: str) -> pd.DataFrame:
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise TableError("no such table", where=path.as_posix(), remedy="run `make report`, or point `tables` to the tables of a build")
    return formats.read_parquet(path, layouts()[name])
