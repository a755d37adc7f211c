"""Makes the plan of a report: its pages, their titles, and the parameters that each is executed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from commitscape.charts.topic import load_topic
from commitscape.errors import ReportError
from commitscape.report.pages import Page, find_pages
from commitscape.report.parameters import check_values, declared
from commitscape.report.runner import check_known, own_parameters
from commitscape.tables.store import load_tables
from commitscape.tables.tables import Tables


def make_plan(notebooks: Path, folder: Path, parameters: Mapping[str, Any], common: Mapping[str, Any]) -> dict[str, Any]:
    """The plan as plain values. `folder` holds `tables` and `topic`; `parameters` are the user's, `common` the runner's own.

    Raises ReportError for a notebook that cannot be read and for a parameter that no notebook declares, UsageError for what the tables do not hold.
    """
    tables = load_tables(folder / "tables")
    pages = find_pages(notebooks, tables)
    if not pages:
        raise ReportError("no pages", where=str(notebooks), remedy="the templates need positions or articles; add a notebook of its own")
    known = {source: set(declared(source)) for source in {page.source for page in pages}}
    check_known(parameters, known.values())
    check_values(parameters, tables, folder / "topic")
    titles = page_titles(pages, tables)
    rows = [
        {
            "name": page.name, "source": page.source.name, "kind": page.kind, "subject": page.subject, "title": titles.get(page.name),
            "parameters": dict(page.parameters), "own": own_parameters(page, {**common, **parameters}, known[page.source]), "known": sorted(known[page.source]),
        }
        for page in pages
    ]
    return {"title": str(load_topic(folder / "topic").raw.get("short_title") or "commitscape"), "pages": rows}


def page_titles(pages: Sequence[Page], tables: Tables) -> dict[str, str]:
    """Titles of the pages that come from templates: the actor's name, the instrument's label, the article's headline."""
    names = {
        "actor": dict(zip(tables.actors["code"], tables.actors["name"], strict=True)),
        "instrument": dict(zip(tables.instruments["code"], tables.instruments["label"], strict=True)),
        "article": {row.article_id: row.title or row.file for row in tables.articles.itertuples()},
    }
    return {page.name: str(names[page.kind].get(page.subject, page.subject)) for page in pages if page.kind}
