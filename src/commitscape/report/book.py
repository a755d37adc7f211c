"""Publishes the book: set pages, charts, Vega, data to download, sealed, and moved into place whole."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from commitscape.folders import replacing
from commitscape.report.assets import drop_unused, write_vega
from commitscape.report.seal import seal_pages

SEARCH = re.compile(r"\ASearch\.setIndex\((.*)\)\Z", re.DOTALL)


def publish(pages: Path, html: Path, *, book: Path, figures: Iterable[Path], root: str = "index", data: Path | None = None) -> None:
    """Make `html` of the `pages` that Sphinx set and the drawn charts in the folders `figures`.

    `root` is the landing page, `data` goes to `_static/data` for readers to download. Whoever looks sees the last good book or this one.
    """
    with replacing(html) as made:
        shutil.copytree(pages, made, dirs_exist_ok=True)
        if root != "index":
            shutil.copyfile(made / f"{root}.html", made / "index.html")
        drop_unused(made)
        stills = made / "_static" / "figures"
        stills.mkdir()
        for folder in figures:
            shutil.copytree(folder, stills, dirs_exist_ok=True)
        write_vega(book / "vega", made / "_static" / "vega")
        if data is not None:
            shutil.copytree(data, made / "_static" / "data", copy_function=shutil.copyfile)
        index = made / "searchindex.js"
        index.write_text(tidy_index(index.read_text(encoding="utf-8")), encoding="utf-8")
        seal_pages(made)


def tidy_index(script: str) -> str:
    """Sphinx's search index without words that no page has any more; it leaves them in when it sets only some pages."""
    found = SEARCH.match(script)
    if not found:
        return script
    index = json.loads(found[1])
    for part in ("terms", "titleterms"):
        index[part] = {word: pages for word, pages in index[part].items() if pages != []}
    return f"Search.setIndex({json.dumps(index, sort_keys=True, separators=(',', ':'))})"
