"""A book is assembled whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commitscape.errors import ReportError
from commitscape.report.runner import run_pages
from commitscape.report.workshop import Sphinx

BOOK = Path(__file__).parents[2] / "book"
FIGURE = """
import altair as alt
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html
chart = alt.Chart(alt.Data(values=[{"a": 1}])).mark_point().encode(x="a:Q")
Figure(name="dots", chart=chart, table=Html("<table></table>"), title="Dots </script><script>x()</script>", alt="One dot.")
"""


@pytest.fixture
def executed(notebook, tmp_path):
    pages = [notebook("index", FIGURE, title="Landing"), notebook("actor-deu", "print(1)"), notebook("broken", "1 / 0")]
    run_pages(pages, out=tmp_path / "out", parameters={}, common={})
    return [page.name for page in pages], tmp_path / "out"


def test_pages_figures_data_and_seal(executed, assemble, tmp_path):
    names, notebooks = executed
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/cells.csv").write_text("a\n", encoding="utf-8")
    html = tmp_path / "html"
    warnings = assemble(names, notebooks=notebooks, book=BOOK, html=html, titles={"actor-deu": "Ger*many* <b>"}, data=tmp_path / "tables")
    assert warnings == []
    index = (html / "index.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in index
    assert '_static/figures/index-dots.svg' in index
    assert "<script>x()" not in index
    assert (html / "_static/figures/index-dots.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (html / "_static/figures/index-dots.png").read_bytes().startswith(b"\x89PNG")
    assert (html / "_static/data/cells.csv").exists()
    assert "Ger*many* &lt;b&gt;" in (html / "actor-deu.html").read_text(encoding="utf-8")
    broken = (html / "broken.html").read_text(encoding="utf-8")
    assert "This page is incomplete" in broken
    assert "ZeroDivisionError" in broken
    assert not list(tmp_path.glob(".html*"))
    again = tmp_path / "elsewhere" / "html"
    assemble(names, notebooks=notebooks, book=BOOK, html=again, titles={"actor-deu": "Ger*many* <b>"}, data=tmp_path / "tables", work=tmp_path / "other")
    files = [path.relative_to(html) for path in sorted(html.rglob("*")) if path.is_file()]
    assert files == [path.relative_to(again) for path in sorted(again.rglob("*")) if path.is_file()]
    assert [name for name in files if (html / name).read_bytes() != (again / name).read_bytes()] == []


def test_a_figure_that_cannot_be_drawn_is_named_and_a_book_without_landing_page_opens(notebook, assemble, tmp_path):
    frame = '<figure class="cs-figure" data-name="bad"><script type="application/json" class="cs-spec">{"data":{"values":[]},"layer":"x"}</script></figure>'
    page = notebook("landscape", f"from IPython.display import HTML\nHTML({frame!r})")
    assert run_pages([page], out=tmp_path / "out", parameters={}, common={}) == []
    warnings = assemble(["landscape"], notebooks=tmp_path / "out", book=BOOK, html=tmp_path / "html", titles={})
    assert [warning.split(":")[0] for warning in warnings] == ["figure landscape-bad"]
    assert (tmp_path / "html/index.html").read_bytes() == (tmp_path / "html/landscape.html").read_bytes()


def test_the_last_good_book_stays(executed, assemble, tmp_path):
    names, notebooks = executed
    html = tmp_path / "html"
    html.mkdir()
    (html / "index.html").write_text("the last good one", encoding="utf-8")
    bad = tmp_path / "book"
    shutil.copytree(BOOK, bad, ignore=shutil.ignore_patterns("_build"))
    config = (bad / "_config.yml").read_text(encoding="utf-8")
    (bad / "_config.yml").write_text(config.replace("extensions: [", "extensions: [no_such_extension, "), encoding="utf-8")
    with pytest.raises(ReportError, match="could not be built"):
        assemble(names, notebooks=notebooks, book=bad, html=html, titles={})
    assert (html / "index.html").read_text(encoding="utf-8") == "the last good one"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def retold(notebooks, name, old, new):
    path = notebooks / f"{name}.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_book_set_in_part_is_that_set_whole(executed, assemble, tmp_path, monkeypatch):
    """Words that only one page had go from the search index with them; a new title reaches the sidebar of every page."""
    names, notebooks = executed
    fresh = []
    own = Sphinx.set_pages
    monkeypatch.setattr(Sphinx, "set_pages", lambda self, work, *, fresh, seen=fresh: seen.append(fresh) or own(self, work, fresh=fresh))

    def build(html, work=None):
        assemble(names, notebooks=notebooks, book=BOOK, html=tmp_path / html, titles={"actor-deu": "Name"}, work=work)
        return contents(tmp_path / html)

    retold(notebooks, "actor-deu", '"1\\n"', '"rareword\\n"')
    before = build("html")
    assert b"rareword" in before["searchindex.js"]
    retold(notebooks, "actor-deu", "rareword", "otherword")
    part, whole = build("html"), build("cold", tmp_path / "cold-work")
    assert fresh == [True, False, True]
    assert [name for name in sorted({*part, *whole}) if part.get(name) != whole.get(name)] == []
    retold(notebooks, "index", "Landing", "Arrivals")
    assert b"Arrivals" in build("html")["actor-deu.html"]
    assert build("html")
    assert fresh == [True, False, True, True]
    (tmp_path / "work/html/actor-deu.html").write_text("half", encoding="utf-8")
    monkeypatch.setattr(Sphinx, "set_pages", lambda self, work, *, fresh, seen=fresh: seen.append(fresh) or [])
    with pytest.raises(FileNotFoundError):
        build("html")
    assert fresh == [True, False, True, True, True]
