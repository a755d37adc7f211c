"""Which pages the book has: every notebook once, and every template once for each thing it is about.

A notebook that is a tool and no page (`metadata.commitscape.tool`) is for JupyterLab alone: the book leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import nbformat

from commitscape.errors import ReportError

if TYPE_CHECKING:
    from commitscape.tables.tables import Tables

Kind = Literal["actor", "instrument", "article"]
STEM = {"actor": "actor", "instrument": "instrument", "article": "evidence"}
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")


@dataclass(frozen=True, kw_only=True)
class Page:
    """One notebook to execute. `name` is its file name without a suffix, in the build and in the book."""

    name: str
    source: Path
    parameters: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind | None = None  # of the template it comes from
    subject: str | None = None  # the actor's, instrument's or article's code


def find_pages(notebooks: Path, tables: Tables) -> list[Page]:
    """The pages of a build: notebooks by name, a template's pages in the order of their table. Raises ReportError for a notebook that cannot be read."""
    pages: list[Page] = []
    for source, notebook in page_sources(notebooks):
        kind = template_kind(notebook)
        if kind is None:
            pages.append(Page(name=safe_name(source.stem), source=source))
            continue
        pages += [
            Page(name=safe_name(f"{STEM[kind]}-{subject.lower()}"), source=source, parameters={kind: subject}, kind=kind, subject=subject)
            for subject in subjects(kind, tables)
        ]
    return pages


def page_sources(notebooks: Path) -> Iterator[tuple[Path, nbformat.NotebookNode]]:
    """The notebooks that are pages, by name, each as read; tools are left out."""
    for source in sorted(notebooks.glob("*.ipynb")):
        notebook = read_notebook(source)
        if not notebook.metadata.get("commitscape", {}).get("tool"):
            yield source, notebook


def read_notebook(path: Path) -> nbformat.NotebookNode:
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as fault:
        raise ReportError(f"not a notebook: {fault}", where=path.name, remedy="restore the file") from None


def template_kind(notebook: nbformat.NotebookNode) -> Kind | None:
    """What a template notebook is about (`metadata.commitscape.template`), None for a page of its own."""
    kind = notebook.metadata.get("commitscape", {}).get("template")
    if kind is not None and kind not in STEM:
        raise ReportError(f"unknown template {kind!r}", where="notebook metadata", remedy=f"use one of {', '.join(STEM)}")
    return kind


def subjects(kind: Kind, tables: Tables) -> list[str]:
    """Codes that a template is executed for: actors and instruments with positions, and every article."""
    if kind == "article":
        return list(tables.articles.sort_values(["day", "file", "start"], na_position="last", kind="stable")["article_id"])
    held, known = set(tables.positions[kind]), tables.actors if kind == "actor" else tables.instruments
    return [code for code in known.sort_values("order")["code"] if code in held]


def safe_name(stem: str) -> str:
    """The stem itself where it is a plain file name of this folder, else an error: a code must not reach elsewhere."""
    if not _NAME.fullmatch(stem):
        raise ReportError(f"{stem!r} cannot name a page", where="codes and notebooks", remedy="use letters, digits, - and _")
    return stem


def check_parameters(page: Page, known: Iterable[str], parameters: Mapping[str, Any]) -> None:
    """Refuse what the notebook does not declare; papermill would only warn."""
    unknown = sorted(set(parameters) - set(known))
    if unknown:
        raise ReportError(
            f"unknown parameter {unknown[0]!r}", where=page.source.name, remedy=f"use one of {', '.join(sorted(known)) or 'none'}"
        )
