"""Parameters that are set for a whole report: known by name, of the kind that the notebooks declare, naming what there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import papermill

from commitscape.errors import UsageError
from commitscape.report.pages import STEM, page_sources, read_notebook
from commitscape.tables.recorded import earlier
from commitscape.tables.tables import Tables, days_of, focus

FOCUS = ("since", "until", "actors", "instruments", "origin")


def declared(source: Path) -> dict[str, str]:
    """Names that a notebook's `parameters` cell declares, each with its default as it is written there."""
    if not any("parameters" in cell.metadata.get("tags", ()) for cell in read_notebook(source).cells):
        return {}
    return {name: str(found["default"]).strip() for name, found in papermill.inspect_notebook(str(source)).items()}


def settle(notebooks: Path, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as the notebooks take them: one value of a list becomes a list, days stay text.

    Raises UsageError, before anything is read or built, for a name that no page declares and for a day that is none.
    """
    known: dict[str, str] = {}
    for source, _ in page_sources(notebooks):
        known |= {name: default for name, default in declared(source).items() if name not in STEM}  # a template's own is set page by page
    for name in parameters:
        if name not in known:
            raise UsageError(f"unknown parameter {name!r}", where="--set", remedy=f"use one of {', '.join(sorted(known)) or 'none'}")
    found = dict(parameters)
    for name, value in parameters.items():
        if known[name].startswith("[") and value is not None and not isinstance(value, list):
            found[name] = [str(value)]
        elif known[name].startswith(('"', "'")) and isinstance(value, int):  # a name such as 2025
            found[name] = str(value)
        elif not known[name].startswith("[") and isinstance(value, list):
            raise UsageError(f"{name} takes one value, not {len(value)}", where="--set", remedy=f"write {name}=VALUE")
    days_of(found.get("since"), found.get("until"))
    return found


def check_values(parameters: Mapping[str, Any], tables: Tables, topic: Path) -> None:
    """Refuse what the tables of the build do not hold. Raises UsageError with the list of what there is."""
    narrowed = {name: parameters[name] for name in FOCUS if name in parameters}
    if narrowed:
        focus(tables, **narrowed)
    if parameters.get("edition"):
        earlier(topic, tables, str(parameters["edition"]))
