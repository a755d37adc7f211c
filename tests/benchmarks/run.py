"""Measures speed: ``make bench``, or ``python tests/benchmarks/run.py NAME ...`` for some of it.

Every ``bench_NAME.py`` beside this file has a function ``measure() -> list[Figure]``. What is compared is measured in one run on one
machine, one thing after the other, so the ratios say more than the seconds. They are printed, and kept in `src/commitscape/charts/measured.json`
by name, where the method page reads them; what was not measured this time stays as it was.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = ROOT / "src" / "commitscape" / "charts" / "measured.json"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One comparison. `ratio` says how many times the figure is of the one that it is compared with; None where it stands alone."""

    name: str  # unique: what it is kept under
    what: str  # in words
    value: float
    unit: str
    against: str = ""  # what it is compared with
    ratio: float | None = None
    target: str = ""  # what was asked of it
    faster: float | None = None  # how many times as fast as what it is compared with, and
    asked: float | None = None  # as was asked; the chart on the method page shows both


def timed(command: Sequence[str | Path], *, cwd: Path, env: dict[str, str] | None = None) -> float:
    """Seconds that a command takes. Raises CalledProcessError, with what it said, where it fails."""
    begun = time.perf_counter()
    done = subprocess.run(list(map(str, command)), cwd=cwd, env={**os.environ, **(env or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(done.stdout, file=sys.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)
    return time.perf_counter() - begun


def main(names: list[str]) -> int:
    for path in sorted(HERE.glob("bench_*.py")):
        if names and path.stem.removeprefix("bench_") not in names:
            continue
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        load = os.getloadavg()[0]
        measured = module.measure()
        kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
        for figure in measured:
            shown = f"{figure.value:10.1f} {figure.unit:10}" + (f" {figure.ratio:6.2f} times {figure.against}" if figure.ratio is not None else "")
            print(f"{figure.what:60} {shown}" + (f"   (asked: {figure.target})" if figure.target else ""), flush=True)
            kept[figure.name] = {**asdict(figure), "cores": os.cpu_count(), "load": round(load, 1), "python": platform.python_version()}
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.modules["run"] = sys.modules["__main__"]  # so that `from run import Figure` is this module
    sys.exit(main(sys.argv[1:]))
