"""The rooms of the house import only to their left; libraries stay at home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import commitscape

SRC = Path(commitscape.__file__).parent
FLOW = [
    "errors", "records", "plainyaml", "folders", "topicfiles", "fingerprints", "modules", "graph", "manifest", "verification", "codebook",
    "reading", "coding", "tables", "scoring", "extraction", "charts", "review", "report", "topics", "steps", "progress", "pipeline", "reference", "cli",
    "__main__",
]
HOMES = {
    "spacy": {"reading", "coding"},
    "sklearn": {"coding"},
    "textacy": {"scoring"},
    "pandas": {"tables", "scoring", "extraction", "charts", "review", "report", "pipeline"},
    "pandera": {"tables"},
    "altair": {"charts"},
    "anywidget": {"review"},
    "papermill": {"report"},
    "doit": {"graph"},
    "jupyter_book": {"report"},
    "dask": {"extraction"},
    "distributed": {"extraction"},
    "typer": {"cli"},
}


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(path: Path) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "commitscape" else [node.module or ""]
            found += [(name, node.lineno) for name in names]
    return found


MODULES = sorted(path for path in SRC.rglob("*.py") if path.name != "__init__.py" or path.parent != SRC)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_run_with_the_flow(path: Path) -> None:
    here = room(path)
    assert here in FLOW, f"{here} has no place in the flow"
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "commitscape" and len(parts) > 1 and parts[1] in FLOW:
            assert FLOW.index(parts[1]) <= FLOW.index(here), f"{path}:{line}: {here} imports {parts[1]}, which lies downstream"
            assert not (parts[1] == "pipeline" and here not in ("pipeline", "cli")), f"{path}:{line}: only cli imports pipeline"
        if parts[0] in HOMES:
            assert here in HOMES[parts[0]], f"{path}:{line}: {parts[0]} belongs to {sorted(HOMES[parts[0]])}"


@pytest.mark.parametrize("name", ["errors", "records"])
def test_foundations_import_nothing_of_the_project(name: str) -> None:
    assert not [found for found, _ in imports(SRC / f"{name}.py") if found.startswith("commitscape")]


def test_a_backward_import_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "m.py"
    module.write_text("from commitscape import cli\nimport commitscape.report.book\n", encoding="utf-8")
    assert [name for name, _ in imports(module)] == ["commitscape.cli", "commitscape.report.book"]
