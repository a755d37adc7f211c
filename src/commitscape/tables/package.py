"""The Frictionless data package of a build: what every CSV table and column means, and how tables refer to each other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commitscape.tables.dictionary import Column, Layout, layouts

TYPES = {
    "text": "string", "integer": "integer", "number": "number", "truth": "boolean", "day": "date",
    "texts": "array", "spans": "array", "quantities": "array",
}
ABOUT = (
    "Positions of actors on instruments as news articles assert them, and the summaries worked out from them. Every table also stands beside its CSV "
    "file as Parquet and JSON Lines. In CSV, a text that begins with = + - @, a tab, a line end or an apostrophe carries a leading apostrophe, so that "
    "no spreadsheet runs it as a formula: take one leading apostrophe off. Lists stand as JSON."
)


def write_package(folder: Path, *, codes: Mapping[str, frozenset[str]]) -> None:
    """Write `datapackage.json` for the CSV tables of a folder, with their sizes and hashes."""
    package = {
        "profile": "data-package", "name": "commitscape-tables", "title": "Positions, cells and what follows from them", "description": ABOUT,
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(folder, layout, codes) for layout in layouts().values()],
    }
    (folder / "datapackage.json").write_bytes((json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode())


def _resource(folder: Path, layout: Layout, codes: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    content = (folder / f"{layout.name}.csv").read_bytes()
    keys = [
        {"fields": [c.name], "reference": {"resource": c.table, "fields": [layouts()[c.table].key[0]]}} for c in layout.columns if c.table
    ]
    schema: dict[str, Any] = {"fields": [_field(column, codes) for column in layout.columns], "primaryKey": list(layout.key)}
    return {
        "profile": "tabular-data-resource", "name": layout.name, "path": f"{layout.name}.csv", "title": layout.title, "description": layout.about,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {**schema, **({"foreignKeys": keys} if keys else {})},
    }


def _field(column: Column, codes: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    known = codes.get(column.section or "")
    limits: dict[str, Any] = {} if column.optional else {"required": True}
    if known and column.type == "text":
        limits["enum"] = sorted(known)
    return {"name": column.name, "type": TYPES[column.type], "description": column.description, **({"constraints": limits} if limits else {})}
