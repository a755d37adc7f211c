"""Says where two versions of a build's file differ: the cell of a table, the cell of a notebook, the line of a page."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

Places = Mapping[str, Path]  # the folder (or file) of each kind of output
SHOWN = 60  # characters of a value
ABSENT = "nothing"


def explained(then: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]], again: Mapping[str, Mapping[str, str]], *,
              here: Places, rebuilt: Places) -> Iterator[str]:
    """A line for every output that is not the same in three states, each hashes by kind and path.

    `then` is what the manifest says, `now` what stands in the folder, `again` what the same inputs gave now.
    `here` and `rebuilt` are the folders of the last two, in which the place of a difference is looked up.
    """
    for kind in then:
        for name in sorted({*then[kind], *now[kind], *again[kind]}):
            built, stands, renewed = (state[kind].get(name) for state in (then, now, again))
            if built == stands == renewed:
                continue
            if built == stands:
                cause = "is not what is built now" if renewed else "is not built now"
            elif built is None:
                cause = "was put there after the build"
            elif stands is None:
                cause = "was removed after the build"
            else:
                cause = "was altered after the build" + ("" if renewed == built else ", and is built differently now")
            place = difference(here[kind] / name, rebuilt[kind] / name) if stands and renewed and stands != renewed else ""
            yield f"{kind}/{name}{place}: {cause}"


def difference(here: Path, built: Path) -> str:
    """Where the first difference of two files is, as `, row 3, stance ("refused" here, "committed" when built)`."""
    look = LOOKS.get(here.suffix, _lines)
    try:
        found = look(here, built)
    except (OSError, ValueError, KeyError, TypeError, csv.Error):
        found = None
    return found or _bytes(here, built)


def _table(rows: Callable[[Path], list[dict[str, Any]]]) -> Callable[[Path, Path], str | None]:
    def look(here: Path, built: Path) -> str | None:
        for number, (one, other) in enumerate(zip_longest(rows(here), rows(built)), start=1):
            if one is None or other is None:
                return f", row {number} ({'one row less' if one is None else 'one row more'} than when built)"
            for column in (*other, *(name for name in one if name not in other)):
                if one.get(column) != other.get(column):
                    return f", row {number}, {column} ({_shown(one.get(column))} here, {_shown(other.get(column))} when built)"
        return None

    return look


def _csv_rows(path: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def _json_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _parquet_rows(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return pq.read_table(path).to_pylist()


def _notebook(here: Path, built: Path) -> str | None:
    cells = (json.loads(path.read_text(encoding="utf-8"))["cells"] for path in (here, built))
    for number, (one, other) in enumerate(zip_longest(*cells), start=1):
        if one != other:
            what = "source" if (one or {}).get("source") != (other or {}).get("source") else "output"
            return f", cell {number}, its {what}"
    return None


def _lines(here: Path, built: Path) -> str | None:
    texts = (path.read_text(encoding="utf-8").splitlines() for path in (here, built))
    for number, (one, other) in enumerate(zip_longest(*texts), start=1):
        if one != other:
            at = next((place for place, (a, b) in enumerate(zip_longest(one or "", other or "")) if a != b), 0)
            start = max(0, at - SHOWN // 4)
            return f", line {number} ({_shown(one and one[start:])} here, {_shown(other and other[start:])} when built)"
    return None


def _bytes(here: Path, built: Path) -> str:
    one, other = here.read_bytes(), built.read_bytes()
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f", byte {at} of {len(one)}"


def _shown(value: Any) -> str:
    """A value on one line, in ASCII where it could steer a terminal."""
    if value is None:
        return ABSENT
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    cut = text[:SHOWN] + ("…" if len(text) > SHOWN else "")
    return '"' + "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut) + '"'


LOOKS: Mapping[str, Callable[[Path, Path], str | None]] = {
    ".csv": _table(_csv_rows), ".jsonl": _table(_json_rows), ".parquet": _table(_parquet_rows), ".ipynb": _notebook,
}
