"""A parameter is a value: no setting brings code into a notebook."""
# ruff: noqa: E501 - hostile values are long

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest

from commitscape.errors import CommitscapeError, UsageError
from commitscape.pipeline import parse_settings
from commitscape.report.pages import find_pages
from commitscape.report.runner import run_pages

VALUES = (
    "x'); import os; os.system('touch pwned'); ('", '"; import os; os.system("touch pwned"); "', "\\", "\\'", "'''\nimport os; os.system('touch pwned')\n'''", "%run /etc/passwd",
    "!touch pwned", "\n!touch pwned", "{x.__class__}", "__import__('os').system('touch pwned')", "\r!touch pwned", "\u2028!touch pwned", "a\x00b", "x # type: ignore", "$(touch pwned)",
)  # fmt: skip
NOTEBOOK = """
import json
from pathlib import Path
Path(tables, "said.json").write_text(json.dumps([word, words]))
"""


def notebook(folder: Path) -> Path:
    made = nbformat.v4.new_notebook(metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}})
    made.cells = [nbformat.v4.new_code_cell('tables = "."\nword = ""\nwords = []', metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(NOTEBOOK)]
    folder.mkdir()
    nbformat.write(made, folder / "page.ipynb")
    return folder


def test_a_value_reaches_the_notebook_as_it_is_and_runs_nothing(tmp_path: Path) -> None:
    pages = find_pages(notebook(tmp_path / "notebooks"), None)  # type: ignore[arg-type] - no template asks for tables
    hostile = "".join(VALUES).replace(",", "")
    parameters = parse_settings([f"word={hostile}", "words=" + ",".join(value.replace(",", "") for value in VALUES)])
    out = tmp_path / "out"
    assert run_pages(pages, out=out, parameters=parameters, common={"tables": str(tmp_path)}, workers=1) == []
    word, words = json.loads((tmp_path / "said.json").read_text())
    assert word == hostile.strip()
    assert words == [stripped for value in VALUES if (stripped := value.replace(",", "").strip())]
    assert not list(tmp_path.rglob("pwned"))
    (cell,) = (cell for cell in nbformat.read(out / "page.ipynb", as_version=4).cells if "injected-parameters" in cell.metadata.get("tags", ()))
    assert all(isinstance(node, ast.Assign) and node.value is not None and ast.literal_eval(node.value) is not None for node in ast.parse(cell.source).body)


@pytest.mark.parametrize("setting", [
    "import os=1", "a;b=1", "a.b=1", "a[0]=1", "=1", "a", "", "a b=1", "print(1)=2", "tables\n!touch pwned=1", "lambda: x=1", "\x1b[2J=1",
])
def test_a_name_that_is_none_is_refused(setting: str) -> None:
    with pytest.raises(UsageError) as fault:
        parse_settings([setting])
    assert str(fault.value).isprintable()


@pytest.mark.parametrize("name", ["__builtins__", "__import__", "get_ipython", "ｗord", "class", "other"])
def test_a_name_that_no_notebook_declares_is_refused(tmp_path: Path, name: str) -> None:
    pages = find_pages(notebook(tmp_path / "notebooks"), None)  # type: ignore[arg-type]
    with pytest.raises(CommitscapeError, match="unknown parameter"):
        run_pages(pages, out=tmp_path / "out", parameters=parse_settings([f"{name}=1"]), common={}, workers=1)
