"""Sets the book's pages with Sphinx in a folder that is kept, so that the next build sets only the pages that changed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from commitscape.fingerprints import of_file, of_folder, of_parts
from commitscape.plainyaml import safe_load
from commitscape.report.assets import write_stance_styles
from commitscape.report.guide import guide_texts
from commitscape.report.stage import stage_page
from commitscape.report.toc import table_of_contents
from commitscape.report.workshop import Sphinx

KEPT = "kept.json"
PARTS = ("source", "doctrees", "html")


def typeset(
    names: Sequence[str], *, notebooks: Path, book: Path, work: Path, title: str, titles: Mapping[str, str], sphinx: Sphinx, key: str = "",
) -> list[str]:
    """Set the pages `names` from `notebooks` (executed) into `work/html`; `book` holds configuration and static files.

    Pages that are as they were, in a book of the same names, titles, configuration and `key` (of code and libraries), are
    left as they were set. Returns Sphinx's warnings, after which nothing is kept. Raises ReportError where it cannot finish.
    """
    guide = guide_texts(book, notebooks)
    config, contents = _config(book, title), table_of_contents(book / "parts.yml", [*names, *guide])
    shape = of_parts([key, json.dumps([config, contents, titles, guide], sort_keys=True), of_folder(book / "_static")])
    pages = {name: of_file(notebooks / f"{name}.ipynb") for name in names}
    source = work / "source"
    then = _kept(work, shape)
    changed = [name for name in names if then.get("pages", {}).get(name) != pages[name]]
    if then and not changed:
        return []
    (work / KEPT).unlink(missing_ok=True)  # a build that is killed leaves nothing to go on from
    heads = dict(then.get("heads", {}))
    for name in changed if then else ():
        _stage(name, notebooks, source, titles)
        (work / "doctrees" / f"{name}.doctree").unlink(missing_ok=True)
    if not then or any(_head(source / f"{name}.ipynb") != heads[name] for name in changed):  # every page's sidebar holds the others' titles
        then = {}
        _stage_all(names, notebooks=notebooks, book=book, work=work, config=config, contents=contents, titles=titles)
        for name, text in guide.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
            os.utime(source / f"{name}.md", (0, 0))
    shutil.rmtree(work / "html" / "_static", ignore_errors=True)  # Sphinx marks in the pages which of these files it finds there
    heads = {name: heads[name] if then else _head(source / f"{name}.ipynb") for name in names}
    warnings = sphinx.set_pages(work, fresh=not then)
    if not warnings:
        kept = {"shape": shape, "pages": pages, "heads": heads, "files": {part: of_folder(work / part) for part in PARTS}}
        (work / KEPT).write_text(json.dumps(kept), encoding="utf-8")
    return warnings


def _kept(work: Path, shape: str) -> dict[str, Any]:
    """What the last build kept; empty unless it was for the same shape and every file is as it was left."""
    try:
        then = json.loads((work / KEPT).read_text(encoding="utf-8"))
        fine = then["shape"] == shape and all(then["files"][part] == of_folder(work / part) for part in PARTS)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return then if fine else {}


def _stage_all(
    names: Sequence[str], *, notebooks: Path, book: Path, work: Path, config: Mapping[str, Any], contents: Mapping[str, Any], titles: Mapping[str, str]
) -> None:
    shutil.rmtree(work, ignore_errors=True)
    source = work / "source"
    source.mkdir(parents=True)
    for name in names:
        _stage(name, notebooks, source, titles)
    (source / "_config.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    (source / "_toc.yml").write_text(yaml.safe_dump(contents, allow_unicode=True, sort_keys=False), encoding="utf-8")
    shutil.copytree(book / "_static", source / "assets")
    write_stance_styles(source / "assets" / "css" / "0-stances.css")


def _stage(name: str, notebooks: Path, source: Path, titles: Mapping[str, str]) -> None:
    """Write a page's source. Sphinx compares times: all sources are as old, and what is to be read again has lost its doctree."""
    target = source / f"{name}.ipynb"
    stage_page(notebooks / f"{name}.ipynb", target, title=titles.get(name))
    os.utime(target, (0, 0))


def _head(page: Path) -> str:
    """The words that other pages may show of a page: its headings of the first level."""
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells if cell["cell_type"] == "markdown" for line in "".join(cell["source"]).splitlines()]
    return "\n".join(line for line in lines if line.startswith("# "))


def _config(book: Path, title: str) -> dict[str, Any]:
    config: dict[str, Any] = safe_load((book / "_config.yml").read_text(encoding="utf-8")) | {"title": title}
    assets = {"html_static_path": ["assets"], "html_css_files": _listed(book, "css", "css/0-stances.css"), "html_js_files": _listed(book, "js")}
    config["sphinx"]["config"] |= assets
    return config


def _listed(book: Path, kind: str, *first: str) -> list[str]:
    return [*first, *sorted(path.relative_to(book / "_static").as_posix() for path in (book / "_static" / kind).glob(f"*.{kind}"))]
