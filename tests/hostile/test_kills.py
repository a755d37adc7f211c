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
KILLS = int(os.environ.get("COMMITSCAPE_KILLS", "20"))  # `make torture` kills a hundred
BETWEEN = 2 if os.environ.get("COMMITSCAPE_KILLS") else 10  # kills from one finished build to the next
SEED = 7
PATIENCE = 20.0  # seconds in which what a killed build started has to be gone


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
    project = editions.project.copy(tmp_path / "project")
    chance, published, wanted, cut = random.Random(SEED), project.book(), {}, 0
    for number in range(KILLS):
        if number % BETWEEN == 0:
            wanted = editions.turn(project)
        mark = f"{os.getpid()}-{number}"
        after = chance.uniform(0.05, 1.0) * editions.seconds
        cut += killed(nursery, project, after, mark)
        book = project.book()
        assert book in (published, wanted), f"kill {number} after {after:.2f} s: the book is neither the old nor the new one"
        published = book
        assert gone(mark), f"kill {number} after {after:.2f} s: processes stay behind"
        if number % BETWEEN == BETWEEN - 1 or number == KILLS - 1:
            assert nursery.ended(nursery.start(project.folder, ["build", *FEW], mark), 600) == 0, f"kill {number}: the next run fails"
            published = project.book()
            assert published == wanted, f"kill {number}: the next run makes another book"
            assert half_made(project) == [], "half-made folders stay"
    assert cut > KILLS * 0.6, "most builds ended before they were killed"


def test_a_build_killed_before_its_first_book_leaves_none(editions: Editions, nursery: Nursery, tmp_path: Path) -> None:
    project = editions.project.copy(tmp_path / "project")
    shutil.rmtree(project.folder / "out")
    wanted = editions.two if (project.folder / "seeds/two.txt").exists() else editions.one
    mark = f"{os.getpid()}-first"
    assert killed(nursery, project, editions.seconds * 0.5, mark)
    assert project.book() in ({}, wanted)
    assert gone(mark)


def test_a_build_asks_nothing_of_the_network(editions: Editions) -> None:
    assert editions.refused == ()
