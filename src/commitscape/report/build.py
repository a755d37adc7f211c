"""From tables to a readable report: notebooks executed, book assembled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape.report.book import assemble
from commitscape.report.pages import Page, find_pages
from commitscape.report.runner import Failure, run_pages
from commitscape.tables.store import Tables, load_tables


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was built: page names, what failed (one line each, with its remedy), and the landing page."""

    pages: tuple[str, ...]
    failures: tuple[str, ...]
    index: Path


def build_report(
    tables_dir: Path, notebooks_dir: Path, out: Path, topic: Path, parameters: Mapping[str, Any], *,
    html: Path | None = None, book: Path | None = None, title: str = "commitscape", workers: int = 2, say: Callable[[str], None] = lambda _: None,
) -> Report:
    """Execute `notebooks_dir` on `tables_dir` into `out/notebooks` and assemble the book in `html`.

    `html` is `out/html` unless given, `book` the folder `book` beside the notebooks: configuration, sidebar, scripts and styles.
    A notebook that fails is named in `failures` and its page shows why; the others are built. Raises ReportError when
    nothing can be built; the last good book then stays as it was.
    """
    tables = load_tables(tables_dir)
    pages = find_pages(notebooks_dir, tables)
    executed = out / "notebooks"
    common = {"tables": "../tables", "topic": str(topic)}
    failures = run_pages(pages, out=executed, parameters=parameters, common=common, workers=workers, say=say)
    say(f"book: {len(pages)} pages")
    place = html or out / "html"
    warnings = assemble(
        [page.name for page in pages], notebooks=executed, book=book or notebooks_dir.parent / "book", html=place,
        title=title, titles=page_titles(pages, tables),
    )
    return Report(
        pages=tuple(page.name for page in pages), index=place / "index.html",
        failures=(*map(str, failures), *(f"book: {warning}" for warning in warnings)),
    )


def page_titles(pages: list[Page], tables: Tables) -> dict[str, str]:
    """Titles of the pages that come from templates: the actor's name, the instrument's label, the article's headline."""
    names = {
        "actor": dict(zip(tables.actors["code"], tables.actors["name"], strict=True)),
        "instrument": dict(zip(tables.instruments["code"], tables.instruments["label"], strict=True)),
        "article": {row.article_id: row.title or row.file for row in tables.articles.itertuples()},
    }
    return {page.name: str(names[page.kind].get(page.subject, page.subject)) for page in pages if page.kind}


__all__ = ["Failure", "Report", "build_report"]
