"""Folders appear whole, and one build at a time."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from commitscape import folders
from commitscape.errors import CommitscapeError


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("exchange", [True, False])
def test_a_new_folder_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(folders, "_exchange", lambda *_: False)
    for content in ("one", "two"):
        with folders.replacing(tmp_path / "book") as staged:
            (staged / f"{content}.txt").write_text(content)
        assert names(tmp_path / "book") == {f"{content}.txt"}
    assert names(tmp_path) == {"book"}


def test_a_failed_build_leaves_the_last_good_one(tmp_path: Path) -> None:
    with folders.replacing(tmp_path / "book") as staged:
        (staged / "good").touch()
    with pytest.raises(FileNotFoundError), folders.replacing(tmp_path / "book") as staged:
        (staged / "half" / "way").touch()
    assert names(tmp_path / "book") == {"good"}
    assert names(tmp_path) == {"book"}


def test_a_killed_build_leaves_the_last_good_one_and_the_next_sweeps(tmp_path: Path) -> None:
    with folders.replacing(tmp_path / "book") as staged:
        (staged / "good").touch()
    program = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from commitscape.folders import replacing
        with replacing(Path({str(tmp_path)!r}) / "book") as staged:
            (staged / "half").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGKILL
    assert names(tmp_path / "book") == {"good"}
    assert len(names(tmp_path)) == 2
    with folders.replacing(tmp_path / "book") as staged:
        (staged / "new").touch()
    assert names(tmp_path) == {"book"}


def test_two_builds_do_not_share_a_folder(tmp_path: Path) -> None:
    with folders.building(tmp_path), pytest.raises(CommitscapeError, match="another build is at work"), folders.building(tmp_path):
        pass
    with folders.building(tmp_path):
        pass


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommitscapeError, match="cannot be written"), folders.replacing(tmp_path / "file" / "book"):
        pass
