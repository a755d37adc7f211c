"""Charts are drawn in a process of their own, and what goes wrong there is told as if it were here."""

from __future__ import annotations

import errno
import json

import nbformat
import pytest

from commitscape.errors import ReportError
from commitscape.report.workshop import Drawer

CHART = {"data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}}


def executed(path, name="chart", spec=CHART):
    shown = f'<figure class="cs-figure" data-name="{name}"><script type="application/json" class="cs-spec">{json.dumps(spec)}</script></figure>'
    output = nbformat.v4.new_output("display_data", data={"text/html": shown})
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=[output])]), path)
    return path


@pytest.fixture(scope="module")
def drawer():
    with Drawer() as process:
        yield process


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def test_a_page_s_charts_become_vectors_and_pictures(drawer, tmp_path, folder):
    assert drawer.draw("page", executed(tmp_path / "page.ipynb"), folder) == []
    assert sorted(path.name for path in folder.iterdir()) == ["page-chart.png", "page-chart.svg"]


def test_a_chart_that_cannot_be_drawn_is_named_and_the_next_page_drawn(drawer, tmp_path, folder):
    (fault,) = drawer.draw("page", executed(tmp_path / "page.ipynb", spec={"mark": "no such mark"}), folder)
    assert fault.startswith("figure page-chart: ")
    assert drawer.draw("next", executed(tmp_path / "next.ipynb"), folder) == []


def test_faults_of_a_notebook_and_of_the_disk_come_back_whole(drawer, tmp_path, folder):
    with pytest.raises(ReportError, match=r"^page.ipynb: 'a b' cannot name a figure; use letters, digits, - and _$"):
        drawer.draw("page", executed(tmp_path / "page.ipynb", name="a b"), folder)
    with pytest.raises(OSError, match="No such file") as missing:
        drawer.draw("page", executed(tmp_path / "page.ipynb"), tmp_path / "nowhere")
    assert missing.value.errno == errno.ENOENT
    assert str(missing.value.filename).startswith(str(tmp_path / "nowhere"))


def test_a_process_that_died_is_told(tmp_path, folder):
    with Drawer() as process:
        process.start().kill()
        process.start().wait()
        with pytest.raises(ReportError, match=r"page.ipynb: the process that draws charts has died"):
            process.draw("page", executed(tmp_path / "page.ipynb"), folder)
