"""A project in small: two articles, three notebooks, the first topic without its coded articles. One builds in seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commitscape.fingerprints import files_of

from .payloads import body

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("sources", "evidence")
FEW = ("--seeds", "seeds", "--topic", "topic", "--out", "out")


@dataclass(frozen=True, kw_only=True)
class Project:
    """A working folder with `seeds`, `topic`, `notebooks`, `book`; builds go to `out`."""

    folder: Path

    @property
    def html(self) -> Path:
        return self.folder / "out/html"

    def book(self) -> dict[str, str]:
        """Hashes of the published book, empty where there is none."""
        return files_of(self.html) if self.html.is_dir() else {}

    def document(self, name: str, number: int) -> None:
        (self.folder / f"seeds/{name}").write_text(f"Germany promises troops\n\nAugust {number}, 2025\n\n{body('again', number)}\n", encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "commitscape", *words]

    def run(self, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*words), cwd=self.folder, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]

    def build(self, **options: object) -> subprocess.CompletedProcess[str]:
        return self.run("build", *FEW, **options)

    def copy(self, folder: Path) -> Project:
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder=folder)


def make(folder: Path, notebooks: Sequence[str] = NOTEBOOKS) -> Project:
    """A fresh project, not yet built."""
    (folder / "seeds").mkdir(parents=True)
    shutil.copytree(ROOT / "data/ukraine", folder / "topic", ignore=shutil.ignore_patterns("coded", "practice", "held_out.json"))
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("_build", "*.png"))
    (folder / "notebooks").mkdir()
    for name in notebooks:
        shutil.copy(ROOT / f"notebooks/{name}.ipynb", folder / "notebooks")
    project = Project(folder=folder)
    project.document("one.txt", 20)
    return project


def left_behind(mark: str) -> list[int]:
    """Processes that still carry `mark` in their environment."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (place / "environ").read_bytes() and int(place.name) != os.getpid():
                found.append(int(place.name))
        except OSError:
            continue
    return found
