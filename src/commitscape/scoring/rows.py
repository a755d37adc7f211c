"""Positions as plain rows, the form in which two sets of them are compared.

A row is a position of the contracts as a dictionary, with `article`: the key of the coded article
that holds it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from commitscape.codebook import POLARITY
from commitscape.errors import TableError

Row = Mapping[str, Any]
NEEDED = ("file", "spans", "actor", "instrument", "stance", "attribution", "speaker", "medium", "conditions", "quantities")


def read_rows(path: Path, *, needed: Iterable[str] = NEEDED) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file. Raises TableError that names file, line and what is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError:
        raise TableError("cannot be read", where=path.name, remedy="give a JSON Lines file of positions") from None
    except UnicodeDecodeError:
        raise TableError("is not UTF-8 text", where=path.name, remedy="give a JSON Lines file of positions, not Parquet") from None
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            row = json.loads(line)
        except ValueError:
            raise TableError("not JSON", where=where, remedy="write one JSON object on each line") from None
        missing = [name for name in needed if name not in row] if isinstance(row, dict) else list(needed)
        if missing:
            raise TableError(f"no field {missing[0]!r}", where=where, remedy=f"a row has {', '.join(needed)}")
        if row.get("stance", "committed") not in POLARITY:
            raise TableError(f"unknown stance {row['stance']!r}", where=where, remedy=f"use one of {', '.join(POLARITY)}")
        rows.append(row)
    return rows


def placed(rows: Sequence[Row], articles: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows with the key of the coded article that holds their first span, else of their file.

    Where every row names its `article` already, that stands. `articles` have article, file, start and end.
    """
    if all("article" in row for row in rows):
        return [dict(row) for row in rows]
    by_file: dict[str, list[Row]] = defaultdict(list)
    for article in articles:
        by_file[PurePosixPath(article["file"]).name].append(article)
    found = []
    for row in rows:
        file, start = PurePosixPath(row["file"]).name, row["spans"][0][0]
        home = next((a["article"] for a in by_file[file] if a["start"] <= start < a["end"]), f"{file}:outside")
        found.append({**row, "article": home})
    return found
