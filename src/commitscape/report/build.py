"""From tables to a readable report: notebooks executed, book assembled."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape import charts
from commitscape.charts.topic import load_topic
from commitscape.errors import ReportError
from commitscape.folders import replacing
from commitscape.report.book import assemble
from commitscape.report.kernel import PRELOAD
from commitscape.report.pages import Page, find_pages
from commitscape.report.parameters import check_values
from commitscape.report.runner import Failure, run_pages
from commitscape.tables.store import load_tables
from commitscape.tables.tables import Tables


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was built: page names, what failed (one line each, with its remedy), and the landing page."""

    pages: tuple[str, ...]
    failures: tuple[str, ...]
    index: Path


def build_report(
    tables_dir: Path, notebooks_dir: Path, out: Path, parameters: Mapping[str, Any], *,
    html: Path | None = None, book: Path | None = None, title: str | None = None, workers: int = 2, say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Execute `notebooks_dir` on `tables_dir` into `out/notebooks` and assemble the book in `html`.

    `html` is `out/html` unless given, `book` the folder `book` beside the notebooks: configuration, sidebar, scripts and styles.
    A notebook that fails is named in `failures` and its page shows why; the others are built. Raises ReportError when
    nothing can be built; the last good book then stays as it was.
    """
    tables = load_tables(tables_dir)
    pages = find_pages(notebooks_dir, tables)
    if not pages:
        raise ReportError("no notebooks", where=str(notebooks_dir), remedy="name the folder of the report's notebooks with --notebooks")
    check_values(parameters, tables, tables_dir.parent / "topic")
    executed = out / "notebooks"
    common = {"tables": "../tables"}
    with replacing(executed) as staged:
        failures = run_pages(pages, out=staged, parameters=parameters, common=common, workers=workers, preload=(*PRELOAD, *chart_modules()), say=say)
    say(f"book: {len(pages)} pages")
    place = html or out / "html"
    warnings = assemble(
        [page.name for page in pages], notebooks=executed, book=book or notebooks_dir.parent / "book", html=place,
        title=title or str(load_topic(tables_dir.parent / "topic").raw.get("short_title") or "commitscape"), titles=page_titles(pages, tables),
        data=tables_dir, cache=out / "cache" / "figures",
    )
    return Report(
        pages=tuple(page.name for page in pages), index=place / "index.html",
        failures=(*map(str, failures), *(f"book: {warning}" for warning in warnings)),
    )


def chart_modules() -> list[str]:
    """Everything that a notebook may import, so that its kernel has it before it starts."""
    return [f"{charts.__name__}.{module.name}" for module in pkgutil.iter_modules(charts.__path__)]


def page_titles(pages: list[Page], tables: Tables) -> dict[str, str]:
    """Titles of the pages that come from templates: the actor's name, the instrument's label, the article's headline."""
    names = {
        "actor": dict(zip(tables.actors["code"], tables.actors["name"], strict=True)),
        "instrument": dict(zip(tables.instruments["code"], tables.instruments["label"], strict=True)),
        "article": {row.article_id: row.title or row.file for row in tables.articles.itertuples()},
    }
    return {page.name: str(names[page.kind].get(page.subject, page.subject)) for page in pages if page.kind}


__all__ = ["Failure", "Report", "build_report"]
