"""Writes the corpus of hostile inputs into a folder: ``python -m tests.hostile.corpus FOLDER``."""
# ruff: noqa: E501 - hostile inputs are long

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .containers import PROSE, contained
from .payloads import carried

NAMES = (
    "-rf.txt", "--out=x.txt", "a b\tc.txt", "quote'\".txt", "new\nline.txt", "\x1b[31mred.txt", "$(touch pwned).txt", "`touch pwned`.txt", ";touch pwned;.txt",
    "<script>alert(1)<!--script>.txt".replace("/", ""), "=1+1.txt", "%2e%2e%2fout.txt", "CON.txt", "nul.txt", "аpple.txt", "a\u202etxt.exe.txt", "a" * 240 + ".txt",
    "ＮＥＷＳ.txt", "...txt", "a..txt", "{{x}}.txt", "#1.txt", "a#b.txt", "100%.txt", "a&b;.txt", "index.txt", "manifest.json.txt",
)  # fmt: skip
STRAY = (b"stray\xff\xfe.txt", b"\xed\xa0\x80.txt")  # names that are no text


@dataclass(frozen=True, kw_only=True)
class Input:
    kind: str
    file: str  # below the corpus


def write_corpus(folder: Path) -> list[Input]:
    """Write every input below `folder`; nothing outside of it. Returns what was written, by kind."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for kind, name, content in [*carried(), *contained()]:
        path = folder / kind.replace(" ", "-").replace(":", "").replace(",", "") / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        made.append(Input(kind=kind, file=path.relative_to(folder).as_posix()))
    odd = folder / "names"
    odd.mkdir()
    for number, name in enumerate([*NAMES, *map(os.fsdecode, STRAY)]):
        (odd / name).write_bytes(PROSE + b"The %d. round.\n" % number)
        made.append(Input(kind="file names", file=f"names/{name}"))
    return [*made, *_specials(folder)]


def _specials(folder: Path) -> list[Input]:
    """Links, pipes, devices, files that may not be read."""
    place = folder / "specials"
    place.mkdir()
    links = {"passwd.txt": "/etc/passwd", "zero.txt": "/dev/zero", "random.pdf": "/dev/urandom", "self.txt": "self.txt", "gone.txt": "nowhere", "up.html": "../../.."}
    for name, target in links.items():
        (place / name).symlink_to(target)
    (place / "around").symlink_to(folder)
    os.mkfifo(place / "pipe.txt")
    os.mkfifo(place / "pipe.zip")
    (place / "closed.txt").write_bytes(PROSE)
    (place / "closed.txt").chmod(0)
    (place / "folder.txt").mkdir()
    (place / "folder.txt" / "inner.txt").write_bytes(PROSE)
    return [Input(kind="links, pipes and devices", file=f"specials/{name}") for name in (*links, "pipe.txt", "pipe.zip", "closed.txt", "folder.txt/inner.txt")]


if __name__ == "__main__":
    written = write_corpus(Path(sys.argv[1]))
    for kind, count in Counter(entry.kind for entry in written).items():
        print(f"{count:4} {kind}")
    print(f"{len(written):4} inputs")
