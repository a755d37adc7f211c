"""Extraction gives the same bytes however it is run, stopped and restarted."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import commitscape.extraction.partitions as planning
from commitscape.extraction import extract

ROOT = Path(__file__).parents[2]
TOPIC = ROOT / "data" / "ukraine"
NAMES = ["articles.jsonl", "articles.parquet", "positions.jsonl", "positions.parquet", "rejects.jsonl"]
SENTENCES = [
    "Spain has pledged to send {n} troops to Ukraine after a ceasefire.",
    "Portugal refused to finance weapons for Kyiv, the defence minister said.",
    "The Dutch prime minister called for new sanctions against Russia.",
    "The weather in the mountains stayed dry for {n} days.",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(24):
        body = "\n\n".join(SENTENCES[(number + k) % 4].format(n=number + 2) for k in range(3))
        (folder / f"{number:02}.txt").write_text(f"A headline about guarantees number {number}\n\n1 September 2025\n\n{body}\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return folder


def written(out: Path) -> dict[str, bytes]:
    assert sorted(path.name for path in out.iterdir() if path.name != ".lock") == NAMES
    return {name: (out / name).read_bytes() for name in NAMES}


@pytest.fixture(scope="module")
def reference(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("reference")
    counts = extract(corpus, out, topic=TOPIC, workers=1)
    files = written(out)
    assert counts.articles == len(files["articles.jsonl"].splitlines()) == 24
    assert counts.positions == len(files["positions.jsonl"].splitlines()) > 20
    assert counts.rejects == len(files["rejects.jsonl"].splitlines()) == 2
    return files


@pytest.fixture
def small_partitions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MOST_FILES", 3)


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_rows_are_grounded_in_the_documents(corpus: Path, reference: dict[str, bytes]) -> None:
    for row in lines(reference["positions.jsonl"]):
        start, end = row["spans"][0]
        assert row["quote"] == (corpus / row["file"]).read_text(encoding="utf-8")[start:end]
        assert row["origin"] == "machine"
    assert {row["file"] for row in lines(reference["rejects.jsonl"])} == {"empty.txt", "broken.pdf"}
    assert all(row["remedy"] for row in lines(reference["rejects.jsonl"]))


@pytest.mark.usefixtures("small_partitions")
@pytest.mark.parametrize(("engine", "workers"), [("local", 1), ("local", 2), ("dask", 2)])
def test_workers_and_engines_agree(corpus: Path, tmp_path: Path, reference: dict[str, bytes], engine: str, workers: int) -> None:
    extract(corpus, tmp_path / "out", topic=TOPIC, engine=engine, workers=workers)
    found = written(tmp_path / "out")
    rows = lambda data, key: sorted(lines(data), key=lambda row: row[key])  # noqa: E731
    assert rows(found["positions.jsonl"], "position_id") == rows(reference["positions.jsonl"], "position_id")
    again = tmp_path / "again"
    extract(corpus, again, topic=TOPIC, workers=1)
    assert written(again) == found


@pytest.mark.usefixtures("small_partitions")
def test_a_killed_run_goes_on_where_it_stopped(corpus: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    extract(corpus, whole, topic=TOPIC, workers=1)
    out, chance = tmp_path / "out", random.Random(7)
    program = (
        "import sys; from pathlib import Path; import commitscape.extraction.partitions as p; p.MOST_FILES = 3; "
        "from commitscape.extraction import extract; extract(Path(sys.argv[1]), Path(sys.argv[2]), topic=Path(sys.argv[3]), workers=1)"
    )
    kept: set[str] = set()
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", program, str(corpus), str(out), str(TOPIC)], start_new_session=True)
        time.sleep(chance.uniform(1.5, 5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        parts = {path.name for path in (out / ".partitions").glob("[!.]*")} if (out / ".partitions").exists() else set()
        assert kept <= parts or not parts, "a finished partition was lost"
        kept = parts
    before = {name: (out / ".partitions" / name / "counts.json").stat().st_mtime_ns for name in kept}
    extract(corpus, out, topic=TOPIC, workers=1, say=lambda *_: before.update({
        name: (out / ".partitions" / name / "counts.json").stat().st_mtime_ns for name in kept if before[name] is not None
    }))
    assert written(out) == written(whole)


def test_the_command_says_what_it_did_and_fails_on_nothing(corpus: Path, tmp_path: Path) -> None:
    run = lambda *words: subprocess.run(  # noqa: E731
        [sys.executable, "-m", "commitscape", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    one = tmp_path / "one"
    one.mkdir()
    shutil.copy(corpus / "00.txt", one)
    done = run("extract", one, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    stages = [line.split(" (")[0] for line in done.stdout.splitlines()]
    assert stages[:2] == ["partitions: 1", "coded: 1 articles"]
    assert stages[2].startswith("1 articles, ")
    (one / "00.txt").write_bytes(b"\x00\x01\x02" * 100)
    failed = run("extract", one, "--out", tmp_path / "out2")
    assert failed.returncode == 1
    assert "nothing could be read" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    assert lines((tmp_path / "out2" / "rejects.jsonl").read_bytes())[0]["file"] == "00.txt"
    assert run("extract", one).returncode == 2
    assert run("extract", one, "--out", tmp_path / "out3", "--engine", "steam").returncode == 2
    assert run("extract", tmp_path / "absent", "--out", tmp_path / "out4").returncode in (1, 2)
