"""Hashes of the package's code, as far as a piece of work needs it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from commitscape.fingerprints import CODE, of_file, of_parts

DATA = ("*.yaml", "*.json")  # what modules read from beside themselves
WHOLE = frozenset({"reading", "coding", "tables", "scoring", "extraction"})  # rooms whose modules find each other by name as they run


def of_modules(*names: str) -> str:
    """Hash of the package's modules of these names and of every module of it that they need, however far.

    A room whose modules find each other by name as they run counts whole. What is no module of the package is passed over.
    """
    seen: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        for module in _with_parents(name):
            if module not in seen:
                seen.add(module)
                left += _imports(module)
                room = module.split(".")[1] if "." in module else ""
                left += _room(room) if room in WHOLE else []
    files = {path for path in map(_file, seen) if path is not None}
    files |= {path for room in {file.parent for file in files} for kind in DATA for path in room.rglob(kind)}
    return of_parts(f"{path.relative_to(CODE).as_posix()}\t{of_file(path)}" for path in sorted(files))


def _with_parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]


def _file(module: str) -> Path | None:
    """Where a module of the package stands; None for a name in a module, or anything else."""
    place = CODE.parent.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


@cache
def _room(room: str) -> list[str]:
    return [".".join(path.relative_to(CODE.parent).with_suffix("").parts) for path in sorted((CODE / room).rglob("*.py")) if path.name != "__init__.py"]


@cache
def _imports(module: str) -> list[str]:
    path = _file(module)
    return imported(path.read_text(encoding="utf-8")) if path else []


def imported(source: str) -> list[str]:
    """The names of this package that a piece of source imports, anywhere in it. Raises SyntaxError."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [name for name in found if name.split(".")[0] == CODE.name]
