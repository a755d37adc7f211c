"""Notebooks run with what they declare, side by side, and leave nothing of the machine behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from commitscape.errors import ReportError
from commitscape.report.build import chart_modules
from commitscape.report.kernel import PRELOAD
from commitscape.report.runner import run_pages
from commitscape.tables.dictionary import layouts
from commitscape.tables.formats import write_parquet


def text_of(path: Path) -> str:
    cells = nbformat.read(path, as_version=4).cells
    return "".join(output.get("text", "") for cell in cells if cell.cell_type == "code" for output in cell.outputs)


def test_parameters_reach_those_that_declare_them(notebook, tmp_path):
    pages = [notebook("one", "print(tables, since)", parameters='tables = ""\nsince = None'), notebook("two", "print(tables, 'since' in globals())")]
    assert run_pages(pages, out=tmp_path / "out", parameters={"since": "2025-09-01"}, common={"tables": "../tables"}) == []
    assert text_of(tmp_path / "out/one.ipynb") == "../tables 2025-09-01\n"
    assert text_of(tmp_path / "out/two.ipynb") == "../tables False\n"


def test_unknown_parameter_is_refused_before_anything_runs(notebook, tmp_path):
    with pytest.raises(ReportError, match=r"unknown parameter 'sinse'.*use one of since, tables"):
        run_pages([notebook("one", parameters='tables = ""\nsince = None')], out=tmp_path / "out", parameters={"sinse": 1}, common={})
    assert not (tmp_path / "out").exists()


def test_parameter_of_a_template_must_be_declared(notebook, tmp_path):
    page = replace(notebook("actor"), parameters={"actor": "DEU"})
    failures = run_pages([page], out=tmp_path / "out", parameters={}, common={})
    assert [str(failure).split(";")[0] for failure in failures] == ["actor.ipynb: unknown parameter 'actor'"]


def test_failures_are_kept_marked_and_named_and_the_others_built(notebook, tmp_path):
    pages = [notebook("good", "print(1)"), notebook("raises", "print(2)", "1 / 0", "print(3)"), notebook("dies", "import os; os._exit(3)")]
    failures = run_pages(pages, out=tmp_path / "out", parameters={}, common={})
    assert [failure.page for failure in failures] == ["raises", "dies"]
    assert "ZeroDivisionError: division by zero" in str(failures[0])
    assert "cell 3" in str(failures[0])
    assert text_of(tmp_path / "out/good.ipynb") == "1\n"
    assert text_of(tmp_path / "out/raises.ipynb") == "2\n"
    kept = (tmp_path / "out/raises.ipynb").read_text(encoding="utf-8")
    assert "papermill-error-cell" in kept
    assert "Traceback" in kept
    assert (tmp_path / "out/dies.ipynb").exists()


def test_two_runs_in_two_folders_are_the_same_bytes(notebook, tmp_path):
    telling = "import os, sys, time\nprint(os.getcwd(), object())\nprint(sorted({'b', 'a', 'c'}), hash('x'))\nprint(os.environ.get('TZ'))"
    pages = [notebook("one", telling, "{'a', 'b'}"), notebook("two", "raise ValueError(__import__('os').getcwd())")]
    for name in ("here", "elsewhere/deep"):
        run_pages(pages, out=tmp_path / name, parameters={}, common={"tables": "../tables"}, workers=1 if name == "here" else 2)
    for page in pages:
        first, second = ((tmp_path / name / f"{page.name}.ipynb").read_bytes() for name in ("here", "elsewhere/deep"))
        assert first == second
        assert str(tmp_path).encode() not in first


def test_kernels_share_nothing(notebook, tmp_path):
    leave = "import json; json.left = 1; left = 1"
    look = "import json; print(hasattr(json, 'left'), 'left' in globals())"
    pages = [notebook("a", leave), notebook("b", look), notebook("c", look)]
    assert run_pages(pages, out=tmp_path / "out", parameters={}, common={}, workers=1) == []
    assert text_of(tmp_path / "out/b.ipynb") == text_of(tmp_path / "out/c.ipynb") == "False False\n"


def test_parameters_are_values_never_code(notebook, tmp_path):
    evil = '"; import os; os.environ["GOT"] = "in"; x = "\n\\'
    page = notebook("one", "import os; print('GOT' in os.environ, repr(tables))")
    assert run_pages([page], out=tmp_path / "out", parameters={}, common={"tables": evil}) == []
    assert text_of(tmp_path / "out/one.ipynb") == f"False {evil!r}\n"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts the threads of a process of Linux")
def test_what_kernels_are_forked_from_has_one_thread_whatever_it_holds(notebook, tmp_path):
    rows = [{"code": "OCE", "name": "Oceania", "kind": "country", "order": 1}]
    (tmp_path / "tables").mkdir()
    for name, layout in layouts().items():
        write_parquet(tmp_path / "tables" / f"{name}.parquet", layout, rows if name == "actors" else [])
    load = "import os; from commitscape.tables.store import load_tables; held = load_tables(tables)"
    page = notebook("one", load, "print(len(os.listdir(f'/proc/{os.getppid()}/task')), *held.actors['name'])")
    failed = run_pages([page], out=tmp_path / "out", parameters={}, common={"tables": "../tables"}, preload=(*PRELOAD, *chart_modules()))
    assert failed == []
    assert text_of(tmp_path / "out/one.ipynb") == "1 Oceania\n"
