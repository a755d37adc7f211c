"""Small faults that fit into a module, found in its syntax tree, and an importer that puts one of them in."""

from __future__ import annotations

import ast
import hashlib
import importlib.abc
import importlib.util
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "commitscape"
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """A fault at one place. `key` names the place by its function and words, so that it is the same after edits elsewhere."""

    room: str
    module: str
    path: Path
    site: int  # which of the module's places
    line: int
    end: int
    what: str
    key: str

    def place_in_draw(self, seed: int) -> str:
        """Where a seed puts this mutant in its order of all mutants; edits elsewhere leave it there."""
        return hashlib.sha256(f"{seed} {self.key}".encode()).hexdigest()


class Change(ast.NodeTransformer):
    """Collects the places of a tree where a fault fits, and puts one in at the place `at`."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.places, self._inside = at, list[tuple[ast.AST, str, str]](), list[str]()

    def _fits(self, node: Any, what: str) -> bool:
        if not self._inside:
            return False
        self.places.append((node, what, ".".join(self._inside)))
        return self.at == len(self.places) - 1

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        self._inside.append(node.name)
        node.body = [self.visit(part) for part in node.body]  # neither decorators nor annotations nor defaults
        self._inside.pop()
        return node

    def visit_Compare(self, node: ast.Compare) -> Any:
        self.generic_visit(node)
        for number, operator in enumerate(node.ops):
            if type(operator) in SWAPS and self._fits(node, f"{type(operator).__name__} -> {SWAPS[type(operator)].__name__}"):
                node.ops[number] = SWAPS[type(operator)]()
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> Any:
        self.generic_visit(node)
        if self._fits(node, f"{type(node.op).__name__} -> {SWAPS[type(node.op)].__name__}"):
            node.op = SWAPS[type(node.op)]()
        return node

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        self.generic_visit(node)
        if type(node.op) in SWAPS and self._fits(node, f"{type(node.op).__name__} -> {SWAPS[type(node.op)].__name__}"):
            node.op = SWAPS[type(node.op)]()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._fits(node, "not x -> x") else node

    def visit_If(self, node: ast.If) -> Any:
        self.generic_visit(node)
        if self._fits(node.test, "if x -> if not x"):
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        return node

    def visit_Return(self, node: ast.Return) -> Any:
        self.generic_visit(node)
        if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None) and self._fits(node, "return x -> return None"):
            node.value = ast.copy_location(ast.Constant(None), node.value)
        return node

    def visit_Constant(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool):
            return ast.copy_location(ast.Constant(not node.value), node) if self._fits(node, f"{node.value} -> {not node.value}") else node
        if isinstance(node.value, int) and self._fits(node, f"{node.value} -> {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def all_mutants(source: Path, room: str) -> Iterator[Mutant]:
    """Every fault that fits into the modules of a room."""
    for path in sorted((source / PACKAGE / room).glob("*.py")):
        change = Change()
        text = path.read_text(encoding="utf-8")
        change.visit(ast.parse(text))
        lines, seen = text.splitlines(), Counter[str]()
        module = f"{PACKAGE}.{room}" + ("" if path.stem == "__init__" else f".{path.stem}")
        for site, (node, what, function) in enumerate(change.places):
            words = f"{module} {function} {what} {lines[node.lineno - 1].strip()}"  # type: ignore[attr-defined]
            seen[words] += 1
            yield Mutant(
                room=room, module=module, path=path, site=site, line=node.lineno, end=node.end_lineno or node.lineno,  # type: ignore[attr-defined]
                what=what, key=f"{words} {seen[words]}",
            )


class Infected(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with its fault; no file is changed, and no byte code written."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_file_location(fullname, self.mutant.path, loader=self) if fullname == self.mutant.module else None

    def exec_module(self, module: Any) -> None:
        tree = Change(self.mutant.site).visit(ast.parse(self.mutant.path.read_text(encoding="utf-8")))
        exec(compile(ast.fix_missing_locations(tree), str(self.mutant.path), "exec"), module.__dict__)
