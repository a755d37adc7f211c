"""``make mutants``: would the tests notice? Small faults are put into coding/ and tables/, one at a time, and the tests of the room are run.

Prints every fault that no test noticed and the share that was noticed. The sample is drawn by a seed, so that a score can be repeated:
``python .ci/mutants.py [--sample 300] [--seed 7] [--only MODULE]``. The heavy libraries and the language model are loaded once; every
mutant runs in a fork.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
ROOMS = {"coding": ["tests/coding"], "tables": ["tests/tables"]}
SECONDS = 240  # after which a mutant counts as noticed: it does not come to an end
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    module: str
    path: Path
    site: int  # which of the module's places
    line: int
    what: str


class Change(ast.NodeTransformer):
    """Counts the places of a tree where a fault fits, and puts one in at the place `at`."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.places, self._inside = at, list[tuple[int, str]](), 0

    def _fits(self, node: Any, what: str) -> bool:
        if not self._inside:
            return False
        self.places.append((node.lineno, what))
        return self.at == len(self.places) - 1

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        self._inside += 1
        node.body = [self.visit(part) for part in node.body]  # neither decorators nor annotations nor defaults
        self._inside -= 1
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
        if self._fits(node, "if x -> if not x"):
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


def mutants(only: str) -> Iterator[Mutant]:
    for room in ROOMS:
        for path in sorted((SRC / "commitscape" / room).glob("*.py")):
            change = Change()
            change.visit(ast.parse(path.read_text(encoding="utf-8")))
            module = f"commitscape.{room}" + ("" if path.stem == "__init__" else f".{path.stem}")
            if only in module:
                yield from (Mutant(module, path, site, line, what) for site, (line, what) in enumerate(change.places))


class Infected(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module with its fault."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        return importlib.util.spec_from_file_location(fullname, self.mutant.path, loader=self) if fullname == self.mutant.module else None

    def exec_module(self, module: Any) -> None:
        tree = Change(self.mutant.site).visit(ast.parse(self.mutant.path.read_text(encoding="utf-8")))
        exec(compile(ast.fix_missing_locations(tree), str(self.mutant.path), "exec"), module.__dict__)


def noticed(mutant: Mutant) -> bool:
    pid = os.fork()
    if not pid:
        os.setpgid(0, 0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in range(3):
            os.dup2(nowhere, number)
        signal.alarm(SECONDS)
        status = 1
        try:
            import pytest

            sys.meta_path.insert(0, Infected(mutant))
            tests = ROOMS[mutant.module.split(".")[1]]
            status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 0


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so many; the score is then that of those tried")
    parser.add_argument("--only", default="", help="a part of a module's name")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(SRC))
    known = list(mutants(given.only))
    chosen = random.Random(given.seed).sample(known, min(given.sample, len(known)))
    import hypothesis  # noqa: F401
    import pandas  # noqa: F401
    import pandera  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import sklearn  # noqa: F401

    from commitscape.reading.language import load_model

    load_model()
    caught, tried, until = 0, 0, time.monotonic() + given.seconds
    for mutant in chosen:
        if time.monotonic() > until:
            break
        tried += 1
        if noticed(mutant):
            caught += 1
        else:
            print(f"unnoticed: {mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.what}", flush=True)
    print(f"{caught} of {tried} mutants noticed ({caught / max(tried, 1):.2f}); {len(known)} are possible")
    return 0


if __name__ == "__main__":
    sys.exit(main())
