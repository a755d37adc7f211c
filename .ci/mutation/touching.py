"""Which test runs which line: pytest plugins that record it, and that choose the tests for a fault by it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

PASSED = ("passed", "skipped")  # an expected failure counts as skipped; one that passes is a failure


class Recorder:
    """Runs all tests as they are and writes, for each: its seconds, whether it was fine, and the lines of the rooms that it or a fixture of it ran."""

    def __init__(self, rooms: list[Path], answer: Path) -> None:
        self._coverage = coverage.Coverage(data_file=None, include=[f"{room}/*" for room in rooms])
        self._coverage.start()
        self._answer, self._contexts, self._begun, self._seconds = answer, list[str](), 0.0, dict[str, float]()
        self._fixtures: dict[str, list[str]] = {}
        self._bad: list[str] = []

    def _into(self, context: str) -> None:
        self._contexts.append(context)
        self._coverage.switch_context(context)

    def _back(self) -> None:
        self._contexts.pop()
        self._coverage.switch_context(self._contexts[-1] if self._contexts else "")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        begun = time.process_time()
        self._into(item.nodeid)
        self._fixtures[item.nodeid] = [_name(known) for defs in item._fixtureinfo.name2fixturedefs.values() for known in defs]  # type: ignore[attr-defined]
        answer = yield
        self._back()
        self._seconds[item.nodeid] = time.process_time() - begun
        return answer

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        self._into(_name(fixturedef))
        try:
            return (yield)
        finally:
            self._back()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome not in PASSED:
            self._bad.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        data, lines = self._coverage.get_data(), dict[str, dict[str, list[int]]]()
        for path in data.measured_files():
            for line, contexts in data.contexts_by_lineno(path).items():
                for context in contexts:
                    lines.setdefault(context, {}).setdefault(path, []).append(line)
        tests = {}
        for test, seconds in self._seconds.items():
            touched: dict[str, set[int]] = {}
            for context in (test, *self._fixtures[test]):
                for path, found in lines.get(context, {}).items():
                    touched.setdefault(path, set()).update(found)
            tests[test] = {"seconds": seconds, "touched": {path: sorted(found) for path, found in touched.items()}}
        self._answer.write_text(json.dumps({"tests": tests, "bad": self._bad}), encoding="utf-8")


def _name(fixture: Any) -> str:
    return f"fixture {fixture.baseid}::{fixture.argname}"


class Chosen:
    """Runs these tests only, in their order."""

    def __init__(self, tests: list[str]) -> None:
        self._order = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self._order), key=lambda item: self._order[item.nodeid])


def choose(tests: dict[str, Any], path: Path, line: int, end: int, *, slow: float, enough: int) -> list[str]:
    """The tests for a fault: those that run its lines, the quick files first.

    Where fewer than `enough` tests that take less than `slow` seconds do, the slow ones come too, and after them the quick ones that
    touch its module elsewhere: what a cache holds for later tests was run by the first one only.
    """
    lines = set(range(line, end + 1))
    touching = {test for test, known in tests.items() if str(path) in known["touched"]}
    on_it = {test for test in touching if lines & set(tests[test]["touched"][str(path)])}
    quick = {test for test in touching if tests[test]["seconds"] < slow}
    touching = quick & on_it if len(on_it & quick) >= enough else quick | on_it
    weight: dict[tuple[bool, str], float] = {}
    for test in touching:
        group = (test not in on_it, test.partition("::")[0])
        weight[group] = weight.get(group, 0.0) + tests[test]["seconds"]
    order = {test: number for number, test in enumerate(tests)}

    def rank(test: str) -> tuple[Any, ...]:
        group = (test not in on_it, test.partition("::")[0])
        return group[0], weight[group], group[1], order[test]

    return sorted(touching, key=rank)
