"""The one wording of tables and columns (`columns.yaml`), typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa

from commitscape.plainyaml import safe_load

QUANTITY = pa.struct([("unit", pa.string()), ("text", pa.string()), ("value", pa.float64()), ("min", pa.float64()), ("max", pa.float64())])
ARROW: dict[str, pa.DataType] = {
    "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "truth": pa.bool_(), "day": pa.date32(),
    "texts": pa.list_(pa.string()), "spans": pa.list_(pa.list_(pa.int64())), "quantities": pa.list_(QUANTITY),
}
NESTED = frozenset({"texts", "spans", "quantities"})
_KIND = re.compile(r"(?P<type>[a-z]+)(?P<optional>\?)?(=(?P<section>\w+))?(>(?P<table>\w+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its type (a key of `ARROW`), whether it may be empty, and where its codes come from."""

    name: str
    type: str
    optional: bool
    section: str | None  # of the codebook
    table: str | None  # whose key it points to
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table: title, description, key, order of rows, and columns in their order."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def arrow(self) -> pa.Schema:
        return pa.schema([pa.field(c.name, ARROW[c.type], nullable=c.optional or c.type in NESTED) for c in self.columns])


@cache
def layouts() -> dict[str, Layout]:
    """Every table by name, in the order of `columns.yaml`."""
    raw = safe_load(files("commitscape.tables").joinpath("columns.yaml").read_text(encoding="utf-8"))
    return {
        name: Layout(
            name=name, title=table["title"], about=table["about"], key=tuple(table["key"]), sort=tuple(table.get("sort", table["key"])),
            columns=tuple(_column(column, *described) for column, described in table["columns"].items()),
        )
        for name, table in raw.items()
    }


def _column(name: str, kind: str, description: str) -> Column:
    parts = _KIND.fullmatch(kind)
    if parts is None or parts["type"] not in ARROW:
        raise ValueError(f"columns.yaml: column {name!r} has the unknown kind {kind!r}")
    return Column(
        name=name, type=parts["type"], optional=bool(parts["optional"]), section=parts["section"], table=parts["table"], description=description
    )
