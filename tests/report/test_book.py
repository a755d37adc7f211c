"""A book is assembled whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commitscape.errors import ReportError
from commitscape.report.book import assemble
from commitscape.report.runner import run_pages

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


def test_pages_figures_data_and_seal(executed, tmp_path):
    names, notebooks = executed
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/cells.csv").write_text("a\n", encoding="utf-8")
    html = tmp_path / "html"
    warnings = assemble(names, notebooks=notebooks, book=BOOK, html=html, title="A <title>", titles={"actor-deu": "Ger*many* <b>"}, data=tmp_path / "tables")
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
    assemble(names, notebooks=notebooks, book=BOOK, html=again, title="A <title>", titles={"actor-deu": "Ger*many* <b>"}, data=tmp_path / "tables")
    files = [path.relative_to(html) for path in sorted(html.rglob("*")) if path.is_file()]
    assert files == [path.relative_to(again) for path in sorted(again.rglob("*")) if path.is_file()]
    assert [name for name in files if (html / name).read_bytes() != (again / name).read_bytes()] == []


def test_a_figure_that_cannot_be_drawn_is_named_and_a_book_without_landing_page_opens(notebook, tmp_path):
    frame = '<figure class="cs-figure" data-name="bad"><script type="application/json" class="cs-spec">{"data":{"values":[]},"layer":"x"}</script></figure>'
    page = notebook("landscape", f"from IPython.display import HTML\nHTML({frame!r})")
    assert run_pages([page], out=tmp_path / "out", parameters={}, common={}) == []
    warnings = assemble(["landscape"], notebooks=tmp_path / "out", book=BOOK, html=tmp_path / "html", title="T", titles={})
    assert [warning.split(":")[0] for warning in warnings] == ["figure landscape-bad"]
    assert (tmp_path / "html/index.html").read_bytes() == (tmp_path / "html/landscape.html").read_bytes()


def test_the_last_good_book_stays(executed, tmp_path):
    names, notebooks = executed
    html = tmp_path / "html"
    html.mkdir()
    (html / "index.html").write_text("the last good one", encoding="utf-8")
    bad = tmp_path / "book"
    shutil.copytree(BOOK, bad, ignore=shutil.ignore_patterns("_build"))
    config = (bad / "_config.yml").read_text(encoding="utf-8")
    (bad / "_config.yml").write_text(config.replace("extensions: [", "extensions: [no_such_extension, "), encoding="utf-8")
    with pytest.raises(ReportError, match="could not be built"):
        assemble(names, notebooks=notebooks, book=bad, html=html, title="T", titles={})
    assert (html / "index.html").read_text(encoding="utf-8") == "the last good one"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
