"""A build that is killed at any moment leaves a whole book and nothing that stands in the way of the next."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from .conftest import Editions
from .miniature import FEW, Project, left_behind
from .nursery import MARK, Nursery

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads the processes of Linux")
KILLS = int(os.environ.get("COMMITSCAPE_KILLS", "4"))  # `make torture` kills a hundred
BETWEEN = 2  # kills at most from one finished build to the next
SEED = 7
PATIENCE = 300.0  # seconds in which what a killed build started has to be gone, on a slow machine too


def killed(nursery: Nursery, project: Project, after: float, mark: str) -> bool:
    """Start a build, kill its process group `after` seconds; whether it was still at work."""
    pid = nursery.start(project.folder, ["build", *FEW], mark)
    if nursery.ended(pid, after) is not None:
        return False
    os.killpg(pid, signal.SIGKILL)
    nursery.ended(pid, PATIENCE)
    return True


def gone(mark: str) -> bool:
    until = time.monotonic() + PATIENCE
    while left_behind(f"{MARK}={mark}\0"):
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def half_made(project: Project) -> list[str]:
    return [path.name for path in project.folder.glob("**/.*.new-*")]


def test_killed_builds_leave_a_whole_book_and_the_next_completes_it(editions: Editions, nursery: Nursery, tmp_path: Path) -> None:
    """Kills count only where a build was at work; one that ended first has completed what the killed ones began, and another edition is begun."""
    project = editions.project.copy(tmp_path / "project")
    chance, published, wanted, kills, since = random.Random(SEED), project.book(), editions.turn(project), 0, 0
    while kills < KILLS:
        mark = f"{os.getpid()}-{kills}"
        after = chance.uniform(0.05, 1.0) * editions.seconds
        if since < BETWEEN and killed(nursery, project, after, mark):
            kills, since = kills + 1, since + 1
            assert project.book() in (published, wanted), f"kill {kills} after {after:.2f} s: the book is neither the old nor the new one"
            published = project.book()
            print(f"kill {kills} of {KILLS} after {after:.2f} s", flush=True)  # seen with -s
            assert gone(mark), f"kill {kills} after {after:.2f} s: processes stay behind"
        else:
            completes(nursery, project, wanted, mark)
            published, wanted, since = wanted, editions.turn(project), 0
    completes(nursery, project, wanted, "last")


def completes(nursery: Nursery, project: Project, wanted: dict[str, str], mark: str) -> None:
    assert nursery.ended(nursery.start(project.folder, ["build", *FEW], mark), 600) == 0, "the next run fails"
    assert project.book() == wanted, "the next run makes another book"
    assert half_made(project) == [], "half-made folders stay"


def test_a_build_killed_before_its_first_book_leaves_none(editions: Editions, nursery: Nursery, tmp_path: Path) -> None:
    project = editions.project.copy(tmp_path / "project")
    wanted = editions.two if (project.folder / "seeds/two.txt").exists() else editions.one
    mark, after = f"{os.getpid()}-first", editions.seconds
    while True:
        shutil.rmtree(project.folder / "out")
        after /= 2
        if killed(nursery, project, after, mark):
            break
    assert project.book() in ({}, wanted)
    assert gone(mark)


def test_a_build_asks_nothing_of_the_network(editions: Editions) -> None:
    assert editions.refused == ()
