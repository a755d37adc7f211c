"""Only the book's own scripts run, and nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import nbformat
import pytest

from commitscape.errors import ReportError
from commitscape.report.seal import sealed
from commitscape.report.stage import plain_markdown, stage_page

PAGE = '<html><head><script>theme()</script></head><body><article class="bd-article">{}</article><script src="_static/a.js"></script></body></html>'


def policy(page: str) -> str:
    return re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def test_scripts_of_the_theme_may_run_and_those_of_a_text_may_not():
    shown = policy(sealed(PAGE.format("<script>stolen()</script>"), name="x.html"))
    assert digest("theme()") in shown
    assert digest("stolen()") not in shown
    assert "unsafe-eval" not in shown
    assert "default-src 'none'" in shown
    assert "'unsafe-inline'" not in shown.split("script-src")[1].split(";")[0]


def test_a_text_cannot_close_the_article_early():
    shown = policy(sealed(PAGE.format("</article><script>stolen()</script>"), name="x.html"))
    assert digest("stolen()") not in shown


def test_data_in_a_script_element_is_no_script():
    shown = policy(sealed(PAGE.format("").replace("<script>theme()</script>", '<script type="application/json">{}</script>'), name="x.html"))
    assert "sha256" not in shown


@pytest.mark.parametrize("body", [
    '<script src="https://cdn.example/x.js"></script>', '<img src="//example.org/a.png">', '<link rel="stylesheet" href="http://example.org/a.css">',
    '<iframe src="https://example.org"></iframe>',
])
def test_a_page_that_would_load_from_the_network_is_refused(body):
    with pytest.raises(ReportError, match="loads from the network"):
        sealed(PAGE.format(body), name="x.html")


def test_the_icon_font_is_left_out():
    assert "fontawesome" not in sealed(PAGE.format('<script defer src="_static/scripts/fontawesome.js?digest=1"></script>'), name="x.html")


def test_vega_needs_no_eval():
    source = (Path(__file__).parents[2] / "book/vega/vega-interpreter.js").read_text(encoding="utf-8")
    assert not re.search(r"\beval\s*\(|new\s+Function\b|\bFunction\s*\(", source)


@pytest.mark.parametrize("title", [
    "<script>alert(1)</script>", "[a](javascript:x)", "# x\n\n```{raw} html\n<b>```", "{eval-rst}`x` $a$ *b* _c_ `d`", "a\\b | c",
])
def test_a_title_from_a_text_is_shown_word_for_word(title):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": True}).render(f"# {plain_markdown(title)}")
    plain = re.sub(r"</?h1>", "", shown).strip()
    assert "<" not in plain
    assert plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&") == " ".join(title.split())


def test_code_is_hidden_parameters_dropped_and_a_failure_shown(tmp_path):
    made = nbformat.v4.new_notebook()
    failed = nbformat.v4.new_output("error", ename="E", evalue="why", traceback=["why"])
    made.cells = [
        nbformat.v4.new_markdown_cell("# Old\n\nText."), nbformat.v4.new_code_cell("tables = 1", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("show()", outputs=[nbformat.v4.new_output("stream", text="hi")]), nbformat.v4.new_code_cell("x = 1"),
        nbformat.v4.new_code_cell("fail()", outputs=[failed]),
    ]
    nbformat.write(made, tmp_path / "a.ipynb")
    stage_page(tmp_path / "a.ipynb", tmp_path / "b.ipynb", title="New")
    cells = nbformat.read(tmp_path / "b.ipynb", as_version=4).cells
    assert [cell.source.split("\n")[0][:24] for cell in cells] == ["# New", '<div class="cs-failed" r', "show()", "fail()"]
    assert [cell.metadata.get("tags") for cell in cells[2:]] == [["remove-input"], ["cs-broken"]]
