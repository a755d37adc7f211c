"""Files of tables, the same bytes in every run: Parquet, CSV, JSON Lines and Excel.

CSV and Excel: a text that begins with ``= + - @``, a tab, a line end or an apostrophe gets a leading
apostrophe, so that no spreadsheet runs it as a formula; a reader takes one leading apostrophe off.
Lists stand in CSV cells as JSON.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from commitscape.tables.dictionary import NESTED, Layout
from commitscape.tables.frames import typed

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
PARQUET = {"compression": "zstd", "compression_level": 3, "version": "2.6"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)  # stands in for the time of writing
CELL_LIMIT = 32_767  # characters that a cell of Excel holds


Rows = list[dict[str, Any]]  # as `plain_rows` gives them


def plain_rows(layout: Layout, data: pd.DataFrame) -> Rows:
    """Rows of plain Python values: days as ISO 8601 text, empty cells None."""
    columns: dict[str, list[Any]] = {}
    for column in layout.columns:
        values = data[column.name]
        if column.type == "day":
            columns[column.name] = [None if pd.isna(day) else day.date().isoformat() for day in values]
        elif column.type in NESTED:
            columns[column.name] = list(values)
        else:
            columns[column.name] = [None if value is None or pd.isna(value) else value for value in values.tolist()]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def write_parquet(path: Path, layout: Layout, rows: Rows) -> None:
    days = {c.name for c in layout.columns if c.type == "day"}
    typed_rows = [{k: datetime.fromisoformat(v).date() if v and k in days else v for k, v in row.items()} for row in rows]
    pq.write_table(pa.Table.from_pylist(typed_rows, schema=layout.arrow), path, **PARQUET)


def read_parquet(path: Path, layout: Layout) -> pd.DataFrame:
    """A table as a frame, read without threads: kernels are forked from a process that holds tables, and a fork takes no thread along."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        table = file.read(use_threads=False).select(layout.names).cast(layout.arrow)
    return typed(layout.name, table.to_pandas(use_threads=False))


def write_jsonl(path: Path, layout: Layout, rows: Rows) -> None:
    lines = (json.dumps({name: row[name] for name in layout.names}, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes("".join(lines).encode("utf-8", "surrogatepass"))


def write_csv(path: Path, layout: Layout, rows: Rows) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(layout.names)
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    path.write_bytes(buffer.getvalue().encode("utf-8", "surrogatepass"))


def safe(text: str) -> str:
    """The text as a spreadsheet may hold it: never a formula."""
    return "'" + text if text.startswith(RISKY) else text


def unsafe(cell: str) -> str:
    """The text that `safe` was given."""
    return cell.removeprefix("'")


def write_xlsx(path: Path, tables: list[tuple[Layout, Rows]]) -> None:
    """One sheet a table, with a frozen header; the same bytes in every run."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": EPOCH.replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    for layout, rows in tables:
        sheet = book.add_worksheet(layout.title[:31])
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, layout.names, bold)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row.values()):
                cell = _cell(value)
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell[:CELL_LIMIT])
                else:
                    sheet.write(number, place, cell)
    book.close()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return safe(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
