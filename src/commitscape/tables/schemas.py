"""Checks tables before they are written: columns, types, keys, codes, references, and every quote against its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from commitscape.codebook import SECTIONS, Codebook
from commitscape.errors import TableError
from commitscape.tables.dictionary import Column, Layout, layouts

Codes = Mapping[str, frozenset[str]]  # by section of the codebook
DTYPES = {"integer": "int64", "number": "float64", "truth": "bool", "day": "datetime64[ns]"}
QUOTED = {"positions": "quote", "machine": "quote", "coded": "quote", "blocks": "text", "silences": "text"}  # columns that repeat a document


def codes_of(codebook: Codebook) -> dict[str, frozenset[str]]:
    return {section: frozenset(getattr(codebook, section)) for section in SECTIONS}


def codes_in(tables: Mapping[str, pd.DataFrame]) -> dict[str, frozenset[str]]:
    """The codes that the tables of a build list themselves."""
    sections = {str(section): frozenset(rows["code"]) for section, rows in tables["codes"].groupby("section")}
    return {**sections, "instruments": frozenset(tables["instruments"]["code"]), "stances": frozenset(tables["stances"]["code"])}


def check(name: str, data: pd.DataFrame, *, codes: Codes) -> None:
    """Raise TableError that names table, row and column of the first thing that breaks the table's layout."""
    try:
        _schema(layouts()[name], codes).validate(data, lazy=True)
    except SchemaErrors as faults:
        case = faults.failure_cases.sort_values(["index", "column"], na_position="first", key=lambda s: s.astype(str)).iloc[0]
        raise _fault(name, case["index"], case["column"], _wording(str(case["check"]), case["failure_case"])) from None


def check_references(tables: Mapping[str, pd.DataFrame]) -> None:
    """Every value of a column that points to another table is a key there."""
    for name, data in tables.items():
        for column in layouts()[name].columns:
            if column.table is not None and column.table in tables:
                target = tables[column.table]
                astray = data[data[column.name].notna() & ~data[column.name].isin(target[layouts()[column.table].key[0]])]
                if len(astray):
                    raise _fault(name, astray.index[0], column.name, f"{astray.iloc[0][column.name]!r} is not in table {column.table}")


def check_texts(name: str, data: pd.DataFrame, texts: Mapping[str, str], files: Mapping[str, str]) -> None:
    """Every repeated text equals the document's text at its span; `texts` by file, `files` by article id."""
    column = QUOTED[name]
    for number, row in enumerate(data.to_dict("records")):
        text = texts.get(files.get(row["article_id"], ""), "")
        spans = row["spans"] if "spans" in row else [[row["start"], row["end"]]]
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            raise _fault(name, number, "spans" if "spans" in row else "start", f"{spans} does not lie in the text of {files.get(row['article_id'])}")
        start, end = spans[0]
        if row[column] != text[start:end]:
            raise _fault(name, number, column, f"{row[column][:40]!r} is not the text of {files[row['article_id']]} at {start} to {end}")


def _schema(layout: Layout, codes: Codes) -> pa.DataFrameSchema:
    columns = {column.name: _column(column, codes) for column in layout.columns}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(layout.key), name=layout.name)


def _column(column: Column, codes: Codes) -> pa.Column:
    checks: list[pa.Check] = []
    known = codes.get(column.section or "")
    if column.type == "text":
        checks.append(_each("text", lambda value: isinstance(value, str) and (bool(value) or column.optional)))
        if known is not None:
            checks.append(_each(f"one of {', '.join(sorted(known))}", known.__contains__))
        if column.name == "said_on":
            checks.append(_each("a day such as 2025-09-01", _is_day))
    elif column.type == "texts":
        checks.append(_each("a list of texts", lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value)))
        if known is not None:
            checks.append(_each(f"a list of {', '.join(sorted(known))}", known.issuperset))
    elif column.type == "spans":
        checks.append(_each("a list of [start, end) with 0 <= start < end", _are_spans))
    elif column.type == "quantities":
        checks.append(_each("a list of amounts with unit, text and value, or min and max", _are_quantities))
    elif column.name == "confidence":
        checks.append(pa.Check.in_range(0, 1))
    dtype = "Int64" if column.type == "integer" and column.optional else DTYPES.get(column.type, "object")
    return pa.Column(dtype, checks, nullable=column.optional, required=True)


def _each(wanted: str, holds: Callable[[Any], bool]) -> pa.Check:
    return pa.Check(holds, element_wise=True, name=wanted, error=f"not {wanted}", ignore_na=True)


def _is_day(value: Any) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        return False


def _are_spans(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(len(span) == 2 and 0 <= span[0] < span[1] for span in value)


def _are_quantities(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(q.get("unit"), str) and isinstance(q.get("text"), str) and (("value" in q) != ("min" in q or "max" in q))
        and q.get("min", float("-inf")) <= q.get("max", float("inf")) for q in value
    )


def _wording(check: str, value: Any) -> str:
    if check == "not_nullable":
        return "empty"
    if check.startswith("multiple_fields_uniqueness") or check == "field_uniqueness":
        return f"{value!r} stands twice, but is part of the key"
    return f"{value!r} fails the check: {check}"


def _fault(name: str, row: Any, column: Any, what: str) -> TableError:
    number = f", row {int(row) + 1}" if row is not None and not pd.isna(row) else ""
    place = f"table {name}{number}, column {column}"
    return TableError(what, where=place, remedy="this is a fault of the coder or of a coded row, not of the document; correct the row or report it")
