"""The build as a graph that is keyed by content: what did not change is not made again.

doit orders the nodes, keeps what is known of them and runs them side by side. Whether a node is up to date is asked of the
bytes alone, of what it reads and of what it made, never of a clock: a build that was copied elsewhere stays up to date, and
a file that was damaged is made anew.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from doit.control import TaskControl
from doit.dependency import Dependency, JsonDB
from doit.runner import MThreadRunner
from doit.task import Task

from commitscape.fingerprints import of_bytes, of_path

FEW = 3  # causes that are told one by one
Work = Callable[[], Iterable[str] | None]
KEPT = {"inputs": dict, "made": dict, "faults": list, "seconds": float}  # of each node, as JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One piece of work. It runs when one of its inputs, or something that it made, is not as it was when it last ran.

    `inputs` are values by name (a version, a digest), `reads` files and folders by name, compared by their bytes; `makes` are
    files and folders; in folders, the paths `but` are not looked at. `work` returns what stayed incomplete, a line each: nodes after
    it go on, and it is tried again next time.
    """

    name: str
    stage: str
    work: Work
    inputs: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, Path] = field(default_factory=dict)
    makes: tuple[Path, ...] = ()
    but: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()


class Watcher(Protocol):
    """Who is told how a build goes on. Nodes are started from several threads."""

    def expects(self, nodes: Sequence[Node], seconds: Mapping[str, float]) -> None:
        """`nodes` follow; `seconds` is what each took when it last ran."""

    def started(self, node: Node) -> None: ...

    def ended(self, node: Node, faults: Collection[str] | None) -> None:
        """The node is up to date (`faults` is None), or ran and left `faults`."""


class State(JsonDB):
    """doit's table of what is known, written whole after every node; a damaged one is an empty one."""

    def _load(self) -> dict[str, Any]:
        try:
            found = json.loads(Path(self.name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: known for name, known in found.items() if isinstance(known, dict)} if isinstance(found, dict) else {}

    def dump(self) -> None:
        path = Path(self.name)
        part = path.with_name(f".{path.name}.part")
        part.write_text(json.dumps(self._db, sort_keys=True), encoding="utf-8")
        part.replace(path)


def run(nodes: Sequence[Node], *, state: Path, watcher: Watcher, workers: int = 2) -> dict[str, tuple[str, ...]]:
    """Run what is not up to date; returns the faults of every node that left some.

    `state` is the file that keeps what is known. Raises what a node raised; finished nodes then stay finished.
    """
    known = Dependency(State, str(state))
    watcher.expects(nodes, {node.name: kept(known, node.name)["seconds"] for node in nodes})
    jobs = [_Job(node) for node in nodes]
    tell = _Tell({job.task.name: job for job in jobs}, watcher, known)
    control = TaskControl([job.task for job in jobs])
    control.process(None)
    MThreadRunner(known, tell, num_process=workers).run_all(control.task_dispatcher())
    if tell.error is not None:
        raise tell.error
    return {job.node.name: tuple(job.faults) for job in jobs if job.faults}


def explain(nodes: Sequence[Node], *, state: Path) -> dict[str, list[str]]:
    """Which nodes would run, and why; nothing is run. `nodes` stand after those that they need."""
    known = Dependency(State, str(state))
    would: dict[str, list[str]] = {}
    for node in nodes:
        reasons = changes(node, kept(known, node.name))
        renewed = [name for name in node.after if name in would]
        reasons += [f"{name} is made anew" for name in renewed] if len(renewed) <= FEW else [f"{renewed[0]} and {len(renewed) - 1} more are made anew"]
        if reasons:
            would[node.name] = reasons
    return would


def kept(known: Dependency, name: str) -> dict[str, Any]:
    """What is known of a node; nothing where an entry is not of this form."""
    values = known.get_values(_key(name))
    fine = isinstance(values, dict) and all(isinstance(values.get(key), kind) for key, kind in KEPT.items())
    return values if fine else {key: kind() for key, kind in KEPT.items()}


def changes(node: Node, then: Mapping[str, Any], now: Mapping[str, str] | None = None) -> list[str]:
    """Why a node is not up to date, a few words for each cause."""
    if not then["inputs"]:
        return ["never made"]
    now = now or inputs_of(node)
    found = [f"{name} {_how(then['inputs'].get(name), now.get(name))}" for name in sorted({*then["inputs"], *now}) if then["inputs"].get(name) != now.get(name)]
    made = made_of(node)
    found += [f"{name} {_how(then['made'].get(name), made[name])}" for name in made if then["made"].get(name) != made[name] or not made[name]]
    return found + (["was incomplete"] if then["faults"] else [])


def inputs_of(node: Node) -> dict[str, str]:
    return {**node.inputs, **{name: of_path(path, but=node.but) for name, path in node.reads.items()}}


def made_of(node: Node) -> dict[str, str]:
    return {path.name: of_path(path, but=node.but) for path in node.makes}


def _how(then: str | None, now: str | None) -> str:
    return "is missing" if now == "" else "is new" if not then else "is gone" if now is None else "changed"


def _key(name: str) -> str:
    """What doit calls a node: names hold what documents are called, and doit reads = and * as its own."""
    return of_bytes(name.encode("utf-8", "surrogatepass"))[:20]


class _Job:
    """A node as a task of doit."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.faults: list[str] = []
        self.error: Exception | None = None
        self._inputs: dict[str, str] = {}
        self._seconds = 0.0
        self.task = Task(_key(node.name), [self._run], task_dep=list(map(_key, node.after)), uptodate=[self._up_to_date], io={"capture": False})
        self.task.value_savers.append(self._result)

    def _up_to_date(self, task: Task, values: Mapping[str, Any]) -> bool:
        fine = all(isinstance(values.get(key), kind) for key, kind in KEPT.items())
        self._inputs = inputs_of(self.node)
        return fine and not changes(self.node, values, self._inputs)

    def _run(self) -> None:
        begun = time.monotonic()
        try:
            self.faults = list(self.node.work() or ())
        except Exception as error:
            self.error = error
            raise
        self._seconds = time.monotonic() - begun

    def _result(self) -> dict[str, Any]:
        return {"inputs": self._inputs, "made": made_of(self.node), "faults": self.faults, "seconds": round(self._seconds, 3)}


class _Tell:
    """doit's reporter: passes on what happens."""

    def __init__(self, jobs: Mapping[str, _Job], watcher: Watcher, known: Dependency) -> None:
        self.jobs, self.watcher, self.known = jobs, watcher, known
        self.error: Exception | None = None

    def execute_task(self, task: Task) -> None:
        self.watcher.started(self.jobs[task.name].node)

    def add_success(self, task: Task) -> None:
        self.known.backend.dump()
        self.watcher.ended(self.jobs[task.name].node, self.jobs[task.name].faults)

    def skip_uptodate(self, task: Task) -> None:
        self.watcher.ended(self.jobs[task.name].node, None)

    def add_failure(self, task: Task, fault: Any) -> None:
        error = self.jobs[task.name].error
        self.error = self.error or error or RuntimeError(f"{self.jobs[task.name].node.name}: {fault}")

    def runtime_error(self, message: str) -> None:
        self.error = self.error or RuntimeError(message)

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_") or name == "initialize":
            raise AttributeError(name)
        return lambda *_: None
