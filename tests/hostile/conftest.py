"""One small project, built once without a network, and its two editions."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .miniature import FEW, Project, make
from .nursery import Nursery

GUARD = Path(__file__).parent / "guard"


@dataclass(frozen=True, kw_only=True)
class Editions:
    """A built project, its book with one document (`one`) and with two (`two`), the seconds of a build, and what it asked of the network."""

    project: Project
    one: dict[str, str]
    two: dict[str, str]
    seconds: float
    refused: tuple[str, ...]

    def turn(self, project: Project) -> dict[str, str]:
        """Add or take away the second document; returns the book that follows from what now lies there."""
        second = project.folder / "seeds/two.txt"
        if second.exists():
            second.unlink()
            return self.one
        project.document(second.name, 21)
        return self.two


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, nursery: Nursery) -> Editions:
    folder = tmp_path_factory.mktemp("editions")
    project, asked = make(folder / "project"), folder / "asked.txt"
    done = project.build(env={**os.environ, "PYTHONPATH": str(GUARD), "COMMITSCAPE_ASKED": str(asked)})
    assert (done.returncode, done.stderr) == (0, "")
    one = project.book()
    project.document("two.txt", 21)
    begun = time.monotonic()
    assert nursery.ended(nursery.start(project.folder, ["build", *FEW], "editions"), 600) == 0
    seconds = time.monotonic() - begun
    two = project.book()
    assert len(one) > 50
    assert one != two
    refused = asked.read_text(encoding="utf-8").splitlines() if asked.exists() else ()
    return Editions(project=project, one=one, two=two, seconds=seconds, refused=tuple(refused))
