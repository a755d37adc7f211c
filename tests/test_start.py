"""Nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pandas", "spacy", "sklearn", "altair", "papermill", "nbformat", "sphinx", "dask", "distributed", "trafilatura", "rich.progress"}


def loaded(program: str) -> set[str]:
    code = f"import sys\n{program}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(("program", "without"), [
    ("import commitscape.cli", HEAVY | {"doit", "yaml"}),
    ("import commitscape.pipeline", HEAVY),
    ("import pkgutil, importlib, commitscape.charts as c\nfor m in pkgutil.iter_modules(c.__path__): importlib.import_module(f'commitscape.charts.{m.name}')",
     {"spacy", "thinc", "textacy", "dask", "distributed", "papermill", "sphinx"}),
    ("import commitscape.report.runner", {"rfc3987_syntax.syntax_helpers", "spacy", "dask"}),
])
def test_imports(program, without):
    assert not loaded(program) & without
