"""Extraction of a general corpus: memory and time against its size, one worker against two, and twenty kills.

COMMITSCAPE_BENCH_SIZES names the numbers of articles ("1000,10000,100000"); the articles are short, so that the largest fits an hour or two.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import news
from run import ROOT, Figure

SIZES = tuple(int(size) for size in os.environ.get("COMMITSCAPE_BENCH_SIZES", "2000,10000").split(","))
SHORT = (2, 4)  # paragraphs
SIDE = 10_000  # articles up to which one worker is compared with two: it takes three runs
KILLS, KILLED = 20, 240  # articles of the corpus whose extraction is killed
SMALL = 20  # files in a partition there, so that kills fall between many
TABLES = ("articles.jsonl", "articles.parquet", "positions.jsonl", "positions.parquet", "rejects.jsonl")


def measure() -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="commitscape-bench-") as folder:
        place = Path(folder)
        first: tuple[float, float] | None = None
        for size in SIZES:
            news.write(place / f"{size}", size, paragraphs=SHORT)
            seconds, memory = extracted(place / f"{size}", place / f"out{size}", "--workers", "1")
            first = first or (seconds / size, memory)
            rate, growth = seconds / size / first[0], memory / first[1]
            against = f"{SIZES[0]} articles"
            figures.append(Figure(name=f"extract_time_{size}", what=f"CPU time an article, {size} articles", value=1000 * seconds / size, unit="ms",
                                  against=against, ratio=rate, target="linear"))
            figures.append(Figure(name=f"extract_memory_{size}", what=f"peak memory of a process, {size} articles", value=memory, unit="MB",
                                  against=against, ratio=growth, target="1000 MB"))
        side = max((size for size in SIZES if size <= SIDE), default=SIZES[0])
        figures += side_by_side(place / f"{side}", place, f"{side:,} articles")
        figures.append(killed(place))
    return figures


def command(corpus: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "commitscape", "extract", str(corpus), "--out", str(out), "--topic", str(ROOT / "data" / "ukraine"), *options]


def in_small_partitions(corpus: Path, out: Path) -> list[str]:
    """The same command by two workers, with small partitions."""
    program = (
        "import sys, commitscape.extraction.partitions as p\n"
        f"p.MOST_FILES = {SMALL}\n"
        "if __name__ == '__main__':\n"
        "    from commitscape.cli import app\n"
        "    app(sys.argv[1:])\n"
    )
    return [sys.executable, "-c", program, *command(corpus, out, "--workers", "2")[3:]]


def extracted(corpus: Path, out: Path, *options: str) -> tuple[float, float]:
    """CPU seconds and peak resident megabytes of an extraction in one process."""
    process = subprocess.Popen(command(corpus, out, *options), cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, "extract")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def side_by_side(corpus: Path, place: Path, size: str) -> list[Figure]:
    """Wall time of two workers against one; on a machine with other work it says less than it should."""
    seconds = {}
    for name, options in (("one", ("--workers", "1")), ("two", ("--workers", "2")), ("dask", ("--workers", "2", "--engine", "dask"))):
        begun = time.perf_counter()
        subprocess.run(command(corpus, place / name, *options), cwd=ROOT, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
        seconds[name] = time.perf_counter() - begun
        if read(place / name) != read(place / "one"):
            raise AssertionError(f"{name}: other bytes than one worker's")
    one, both = seconds["one"], at_once(corpus, place)
    return [
        Figure(name="extract_ceiling", what=f"two extractions by one worker at once, {size}: all that the cores give", value=both, unit="s",
               against="one worker's speed", ratio=2 * one / both),
        *(
            Figure(name=f"extract_{name}", what=f"extraction by two workers{how}, {size}", value=seconds[name], unit="s", against="one worker's speed",
                   ratio=one / seconds[name], target="1.7 times", faster=one / seconds[name], asked=1.7)
            for name, how in (("two", ""), ("dask", ", Dask"))
        ),
    ]


def at_once(corpus: Path, place: Path) -> float:
    """Wall seconds of two extractions that share nothing but the machine: cores that share a cache or a unit give less than twice one."""
    begun = time.perf_counter()
    both = [
        subprocess.Popen(command(corpus, place / name, "--workers", "1"), cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
        for name in ("left", "right")
    ]
    if any(process.wait() for process in both):
        raise subprocess.CalledProcessError(1, "extract")
    return time.perf_counter() - begun


def read(out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in TABLES]


def killed(place: Path) -> Figure:
    """Kill an extraction at random moments, then let it end: the same bytes, and no finished partition done again or lost."""
    corpus, whole, out, chance = place / "killed", place / "whole", place / "again", random.Random(20)
    news.write(corpus, KILLED, paragraphs=SHORT)
    begun = time.perf_counter()
    subprocess.run(in_small_partitions(corpus, whole), cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    lasts, kept, hit = time.perf_counter() - begun, {}, 0
    while hit < KILLS:
        process = subprocess.Popen(in_small_partitions(corpus, out), cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.5, lasts))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            hit += 1
        process.wait()
        now = {path.parent.name: path.stat().st_mtime_ns for path in (out / ".partitions").glob("*/counts.json")}
        if now and any(now.get(name) != stamp for name, stamp in kept.items()):
            raise AssertionError("a finished partition was lost or done again")
        kept = now
    subprocess.run(in_small_partitions(corpus, out), cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    if read(out) != read(whole):
        raise AssertionError("other bytes after kills")
    return Figure(name="extract_killed", what="kills survived with the same bytes", value=hit, unit="kills", target=f"{KILLS}")
