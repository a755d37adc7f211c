"""What did not change is not made again; what is damaged is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commitscape.errors import ReportError
from commitscape.graph import Node, explain, run
from commitscape.progress import Lines, shown, time_left


class Build:
    """`one.txt` and `two.txt` are doubled on their own, then joined; `ran` tells what ran."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ran, self.faults, self.said = folder, [], {}, []
        folder.mkdir()
        for name in ("one", "two"):
            (folder / f"{name}.txt").write_text(name, encoding="utf-8")

    def nodes(self) -> list[Node]:
        double = [
            Node(
                name=f"double {name}=*", stage="double", work=self.work(name, self.folder / f"{name}.out", self.folder / f"{name}.txt"), inputs={"code": "1"},
                reads={"text": self.folder / f"{name}.txt"}, makes=(self.folder / f"{name}.out",),
            )
            for name in ("one", "two")
        ]
        outs = [node.makes[0] for node in double]
        return [*double, Node(
            name="join", stage="join", work=self.work("join", self.folder / "joined", *outs), after=tuple(node.name for node in double),
            inputs={"code": "1"}, reads={out.name: out for out in outs}, makes=(self.folder / "joined",),
        )]

    def work(self, name: str, target: Path, *sources: Path):
        def work() -> list[str]:
            self.ran.append(name)
            target.write_text("".join(path.read_text(encoding="utf-8")[:3] for path in sources), encoding="utf-8")
            return self.faults.get(name, [])

        return work

    def run(self) -> list[str]:
        self.ran.clear()
        self.left = run(self.nodes(), state=self.folder / "state.json", watcher=Lines(self.said.append))
        return sorted(self.ran)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path / "a")


def test_nothing_changed_nothing_runs(build):
    assert build.run() == ["join", "one", "two"]
    assert build.run() == []
    assert explain(build.nodes(), state=build.folder / "state.json") == {}


@pytest.mark.parametrize(("change", "ran", "why"), [
    (lambda f: (f / "one.txt").write_text("another"), ["join", "one"], {"double one=*": ["text changed"], "join": ["double one=* is made anew"]}),
    (lambda f: (f / "one.txt").write_text("one, longer"), ["one"], None),  # the same comes out of it, so nothing follows
    (lambda f: (f / "two.out").write_text("damaged"), ["two"], {"double two=*": ["two.out changed"], "join": ["two.out changed", "double two=* is made anew"]}),
    (lambda f: (f / "joined").unlink(), ["join"], {"join": ["joined is missing"]}),
    (lambda f: (f / "state.json").write_text('{"half'), ["join", "one", "two"], None),
    (lambda f: (f / "state.json").write_text('{"x": {"_values_:": 7}}'), ["join", "one", "two"], None),
    (lambda f: (f / "one.txt").touch(), [], {}),
])
def test_what_changed_runs(build, change, ran, why):
    build.run()
    change(build.folder)
    if why is not None:
        assert explain(build.nodes(), state=build.folder / "state.json") == why
    assert build.run() == ran
    assert build.run() == []


def test_a_copy_elsewhere_is_up_to_date(build, tmp_path):
    build.run()
    shutil.copytree(build.folder, tmp_path / "deep" / "b")
    build.folder = tmp_path / "deep" / "b"
    assert build.run() == []


def test_what_was_incomplete_is_tried_again_and_the_rest_goes_on(build):
    build.faults = {"one": ["half of it"]}
    assert build.run() == ["join", "one", "two"]
    assert build.left == {"double one=*": ("half of it",)}
    assert build.run() == ["one"]
    build.faults = {}
    assert build.run() == ["one"]
    assert build.run() == []


def test_an_error_ends_the_run_and_keeps_what_was_done(build):
    good = build.nodes()

    def fails() -> None:
        raise ReportError("no", where="here")

    bad = [*good[:2], Node(name="join", stage="join", work=fails, after=good[2].after, inputs={"code": "1"})]
    with pytest.raises(ReportError, match="here: no"):
        run(bad, state=build.folder / "state.json", watcher=Lines(build.said.append))
    assert build.run() == ["join"]


def test_one_line_a_stage(build):
    build.faults = {"two": ["x"]}
    build.run()
    assert [line.split(" (")[0] for line in build.said] == ["double, 1 FAILED", "join"]


def test_nothing_from_a_document_steers_the_terminal():
    assert shown("a\x1b[2Jb\nc\u202ed\u2028e\x9bf") == "a [2Jb cd e f"


def test_time_left():
    nodes = [Node(name=name, stage="pages", work=list) for name in "abc"] + [Node(name="d", stage="book", work=list)]
    assert time_left(nodes, {}, {}, workers=2) is None
    assert time_left(nodes, {"a": 2.0, "d": 5.0}, {"pages": [4.0]}, workers=2) == 1 + 2 + 2 + 5
