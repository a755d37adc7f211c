"""``make mutants``: would the tests notice? Small faults are put into coding/ and tables/, one at a time, and the tests that run the faulty module are run.

    python .ci/mutants.py [--sample 80] [--seed 7] [--only MODULE] [--jobs 1] [--log FILE] [--again FILE] [--place DIR] [--keep]

`--sample` counts for each room; the draw follows from the seed and stays the same for every place that an edit leaves as it was. Everything
happens in a copy of the project. First all tests run without a fault: they have to pass, and it is recorded which of them touch which line.
Then every mutant runs in a fork, with the heavy libraries and the language model loaded. A mutant that does not come to an end, or wants too much
memory, counts as noticed; one that changes nothing (an equivalent one) counts as unnoticed, so a score has a ceiling below 1.
The tests that train the model again are left out: they would notice almost everything, and say little. `--keep` writes the scores
beside the figures of the benchmarks, where the method page shows them.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from mutation.faults import PACKAGE, Infected, Mutant, all_mutants

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "src" / "commitscape" / "charts" / "measured.json"
TESTS = {"coding": ["tests/coding"], "tables": ["tests/tables", "tests/review", "tests/test_tabulate.py"]}
LEFT_OUT = "tests/coding/test_training.py"
TARGET = 0.75
SLOW, ENOUGH = 1.0, 20  # CPU seconds of a slow test; with so many quick ones on the faulty line, others are left out
CPU, WALL, MEMORY = 60, 900, 12 << 30  # seconds beyond what the tests took, seconds, bytes of addresses: a mutant that wants more was noticed
OPTIONS = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:nbval", "-p", "no:randomly")


def copied(place: Path) -> Path:
    """The project as git knows it, with what was not yet committed."""
    names = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    return place


def forked(work: Any) -> int:
    """Start `work() -> exit status` in a silent process group of its own; returns its id."""
    pid = os.fork()
    if pid:
        return pid
    os.setpgid(0, 0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    status = 1
    try:
        status = int(work())
    finally:
        os._exit(status)


def tested(words: list[str], plugin: Any) -> int:
    """Run pytest here, with the same examples of every property each time."""
    import hypothesis
    import pytest

    hypothesis.settings.register_profile("mutants", derandomize=True, database=None)
    hypothesis.settings.load_profile("mutants")
    with tempfile.TemporaryDirectory(dir=Path.cwd().parent) as own:
        return int(pytest.main([*OPTIONS, f"--basetemp={own}/t", *words], plugins=[plugin]))


def recorded(copy: Path, answer: Path, rooms: list[str]) -> dict[str, Any]:
    """What every test touches without a fault. Raises SystemExit where one is red."""

    def work() -> int:
        from mutation.heard import Heard
        from mutation.touching import Recorder

        from commitscape.reading.language import load_model

        heard = Heard(load_model())
        recorder = Recorder([copy / "src" / PACKAGE / room for room in rooms], answer)
        status = tested([*(name for room in rooms for name in TESTS[room]), f"--ignore={LEFT_OUT}"], recorder)
        known = json.loads(answer.read_text(encoding="utf-8"))
        outside = {name.partition(".")[0] for name, module in list(sys.modules.items()) if "site-packages" in (getattr(module, "__file__", None) or "")}
        answer.write_text(json.dumps({**known, "modules": sorted(outside), "texts": list(heard.texts)}), encoding="utf-8")
        return status

    status = os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])
    known: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8")) if answer.is_file() else {"bad": ["no test ran"], "tests": {}}
    if status or known["bad"]:
        raise SystemExit("\n".join(["without any fault, the tests have to pass first:", *known["bad"]]))
    return known


def infect(mutant: Mutant, tests: dict[str, Any]) -> int:
    """Start the tests of a mutant; returns the process."""
    from mutation.touching import Chosen, choose

    chosen = choose(tests, mutant.path, mutant.line, mutant.end, slow=SLOW, enough=ENOUGH)
    seconds = sum(tests[test]["seconds"] for test in chosen)

    def work() -> int:
        if not chosen:
            return 0
        resource.setrlimit(resource.RLIMIT_CPU, (int(CPU + 3 * seconds),) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(WALL)
        sys.meta_path.insert(0, Infected(mutant))
        return tested(["-x", *sorted({test.partition("::")[0] for test in chosen})], Chosen(chosen))

    return forked(work)


def run(chosen: list[Mutant], tests: dict[str, Any], *, jobs: int, until: float, log: Path | None) -> dict[Mutant, bool]:
    """Whether each mutant was noticed."""
    waiting, at_work, results = list(reversed(chosen)), dict[int, tuple[Mutant, float]](), dict[Mutant, bool]()
    while waiting or at_work:
        while waiting and len(at_work) < jobs and time.monotonic() < until:
            mutant = waiting.pop()
            at_work[infect(mutant, tests)] = (mutant, time.monotonic())
        if not at_work:
            break
        pid, status = os.wait()
        if pid not in at_work:
            continue
        mutant, begun = at_work.pop(pid)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)  # what its tests started
        results[mutant] = os.waitstatus_to_exitcode(status) != 0
        seconds, where = round(time.monotonic() - begun, 1), f"{mutant.path.relative_to(Path.cwd())}:{mutant.line}"
        if not results[mutant]:
            print(f"unnoticed: {where}: {mutant.what}", flush=True)
        if log:
            with log.open("a", encoding="utf-8") as stream:
                row = {"noticed": results[mutant], "status": os.waitstatus_to_exitcode(status), "seconds": seconds, "where": where}
                stream.write(json.dumps({**row, "what": mutant.what, "key": mutant.key}) + "\n")
    return results


def told(results: dict[Mutant, bool], known: dict[str, int], keep: bool) -> None:
    """Print the scores of modules and rooms, and keep those of rooms."""
    by_module: dict[str, list[bool]] = defaultdict(list)
    for mutant, noticed in results.items():
        by_module[mutant.module].append(noticed)
    for module, found in sorted(by_module.items()):
        print(f"{sum(found):5} of {len(found):4} {sum(found) / len(found):6.2f}  {module}")
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if keep else {}
    for room in known:
        found = [noticed for mutant, noticed in results.items() if mutant.room == room]
        if found:
            print(f"{room}: {sum(found)} of {len(found)} faults noticed ({sum(found) / len(found):.2f}); {known[room]} are possible")
            kept[f"mutants_{room}"] = {
                "name": f"mutants_{room}", "what": f"faults put into {room}/ that its tests notice",
                "value": 100 * sum(found) / len(found), "unit": f"% of {len(found)}", "against": "", "ratio": None, "target": f"{100 * TARGET:.0f} %",
                "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1), "python": platform.python_version(),
            }  # fmt: skip
    if keep:
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sample", type=int, default=80, help="mutants of each room")
    parser.add_argument("--skip", type=int, default=0, help="so many of the draw of each room first: a fresh sample")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no mutant after so many; the score is then that of those tried")
    parser.add_argument("--only", default="", help="a part of a module's name")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--log", type=Path, help="a file for every result as a line of JSON")
    parser.add_argument("--again", type=Path, help="such a file: of the draw only what it calls unnoticed")
    parser.add_argument("--place", type=Path, help="keep the copy and what the tests touch there; used as it is where it exists")
    parser.add_argument("--keep", action="store_true", help="keep the scores beside the benchmarks'")
    given = parser.parse_args()
    log = given.log.resolve() if given.log else None
    given.again = given.again.resolve() if given.again else None
    until = time.monotonic() + given.seconds
    with tempfile.TemporaryDirectory(prefix="mutants-") as passing:
        place = (given.place or Path(passing)).resolve()
        copy, answer = place / "project", place / "touched.json"
        if not answer.is_file():
            copied(copy)
        os.chdir(copy)
        sys.path.insert(0, str(copy / "src"))
        os.environ["PYTHONPATH"] = str(copy / "src")  # of what tests start
        known = {room: [mutant for mutant in all_mutants(copy / "src", room) if given.only in mutant.module] for room in TESTS}
        drawn = [sorted(found, key=lambda mutant: mutant.place_in_draw(given.seed))[given.skip : given.skip + given.sample] for found in known.values()]
        if given.again:
            rows = map(json.loads, given.again.read_text(encoding="utf-8").splitlines())
            missed = {row["key"] for row in rows if not row["noticed"]}
            drawn = [[mutant for mutant in found if mutant.key in missed] for found in drawn]
        base = json.loads(answer.read_text(encoding="utf-8")) if answer.is_file() else recorded(copy, answer, [room for room, found in known.items() if found])
        print(f"{len(base['tests'])} tests pass without a fault", flush=True)
        for name in base["modules"]:
            with suppress(Exception):
                importlib.import_module(name)
        from mutation.heard import Heard

        from commitscape.reading.language import load_model

        Heard(load_model()).learn(base["texts"])
        assert not any(name.startswith(tuple(f"{PACKAGE}.{room}" for room in TESTS)) for name in sys.modules), "a room is loaded before its fault"
        results = run([mutant for found in drawn for mutant in found], base["tests"], jobs=given.jobs, until=until, log=log)
        os.chdir(ROOT)
    told(results, {room: len(found) for room, found in known.items()}, given.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
