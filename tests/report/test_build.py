"""A whole build of a miniature project: what runs, what stays, what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from commitscape.cli import app
from commitscape.folders import building

ROOT = Path(__file__).parents[2]
TEXT = "Leaders meet again\n\nThe United Kingdom will send troops to Ukraine after a ceasefire, the prime minister said on Monday.\n"
SHOW = "from commitscape.charts.view import open_view\nprint(len(open_view(tables).tables.positions))"


@pytest.fixture
def build(notebook, tmp_path, monkeypatch):
    notebook("index", SHOW, parameters='tables = "../tables"')
    notebook("other", "print('other')", title="Other")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(ROOT)

    def run(*more):
        given = ["build", "--seeds", str(tmp_path / "seeds"), "--notebooks", str(tmp_path / "notebooks"), "--out", str(tmp_path / "out"), *more]
        done = CliRunner().invoke(app, given)
        lines = [line.split(" (")[0] for line in done.stdout.splitlines()]
        return done.exit_code, lines, done.stderr

    return run


def test_from_cold_to_one_edited_page(build, notebook, tmp_path):
    index = str(tmp_path / "out/html/index.html")
    assert "document a.txt: never made" in build("--explain")[1]
    assert not (tmp_path / "out").exists()
    code, lines, _ = build()
    assert (code, lines) == (0, ["documents read and coded: 1", "tables written", "pages executed: 2", "charts drawn: 2", "pages set", "published", index])
    assert build() == (0, [index], "")
    assert build("--explain")[1] == ["nothing: all is as it was made"]
    before = {path.name: path.read_bytes() for path in (tmp_path / "out/notebooks").iterdir()}

    notebook("other", "1 / 0", title="Other")
    assert "page other: notebook changed" in build("--explain")[1]
    for _ in range(2):  # what failed is tried again
        code, lines, errors = build()
        assert code == 1
        assert "pages executed: 1, 1 FAILED" in lines
        assert "incomplete: other.ipynb: cell 3 raised ZeroDivisionError" in errors
    assert "This page is incomplete" in (tmp_path / "out/html/other.html").read_text(encoding="utf-8")

    notebook("other", "print('other')", title="Other")
    assert build()[:2] == (0, ["tables written", "pages executed: 1", "charts drawn: 1", "pages set", "published", index])
    assert {path.name: path.read_bytes() for path in (tmp_path / "out/notebooks").iterdir()} == before
    with building(tmp_path / "out"):
        assert build()[0] == 1
