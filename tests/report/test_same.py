"""The report is re-derived from its manifest, byte for byte, by another user's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("build/tables", "build/notebooks", "book/_build/html")
OTHERS = {
    "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711", "COLUMNS": "40", "USER": "somebody",
    "SOURCE_DATE_EPOCH": "86400", "PYTHONUTF8": "0",
}


@pytest.mark.book
def test_verify_passes_in_another_folder_locale_time_zone_hash_seed_and_umask(tmp_path):
    home = tmp_path / "home of somebody"
    home.mkdir()
    environment = {**os.environ, **OTHERS, "TMPDIR": str(tmp_path), "HOME": str(home)}
    done = subprocess.run(
        ["sh", "-c", 'umask 077; exec "$0" -m commitscape verify', sys.executable], cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stdout) == (0, "the same, byte for byte\n"), done.stdout + done.stderr[-3000:]
    assert [path.name for path in tmp_path.iterdir()] == [home.name], "leaves something behind"


@pytest.mark.book
def test_no_output_tells_where_it_was_made():
    machine = [str(ROOT).encode(), sys.prefix.encode()]
    files = [path for place in PLACES for path in (ROOT / place).rglob("*") if path.is_file()]
    assert files
    assert [str(path) for path in files if any(word in path.read_bytes() for word in machine)] == []
