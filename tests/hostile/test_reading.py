"""Every hostile input is read or refused by name, within its bounds, and touches nothing outside its folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from commitscape.reading import limits
from commitscape.reading.formats.archive import printable

from .corpus import Input, write_corpus
from .miniature import ROOT

MEMORY, SECONDS = 1_500_000_000, 60  # of CPU in the process that reads; the one that it hands strangers' files to has a limit of its own
READER = """
import json, re, resource, sys, time
from pathlib import Path
from commitscape.reading.corpus import read_corpus
corpus, slowest = Path(sys.argv[1]), ["", 0.0]
import commitscape.reading.files as files
read = files._read_file
def timed(path, file, *rest):
    global slowest
    begun = time.process_time()
    yield from read(path, file, *rest)
    slowest = max(slowest, [file, time.process_time() - begun], key=lambda entry: entry[1])
files._read_file = timed
found = read_corpus(corpus)
own = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()) if Path("/proc/self/status").exists() else None
kib = max(  # what the kernel counts for a process includes what its parent held when it was started; the high-water mark does not
    int(own[1]) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(json.dumps({"documents": list(found.documents), "articles": [[a.file, a.title, a.outlet] for a in found.articles], "bytes": kib * 1024,
    "rejects": [[r.file, r.where, r.reason, r.remedy] for r in found.rejects], "slowest": slowest}))
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Input]]:
    corpus = tmp_path_factory.mktemp("hostile") / "corpus"
    return corpus, write_corpus(corpus)


@pytest.fixture(scope="module")
def found(written: tuple[Path, list[Input]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What reading the corpus gave, from a process of its own in an empty folder."""
    aside = tmp_path_factory.mktemp("aside")
    environment = {**os.environ, "TMPDIR": str(aside), "HOME": str(aside), "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", READER, str(written[0])], cwd=aside, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert list(aside.iterdir()) == [], "reading wrote something"
    return json.loads(done.stdout)


def test_the_corpus_is_large_and_varied(written: tuple[Path, list[Input]]) -> None:
    corpus, inputs = written
    assert len(inputs) >= 200
    assert len({entry.kind for entry in inputs}) >= 20
    assert [path.name for path in corpus.parent.iterdir()] == ["corpus"]


def test_every_input_is_read_or_refused_by_name(written: tuple[Path, list[Input]], found: dict[str, Any]) -> None:
    heard = set(found["documents"]) | {file for file, *_ in found["rejects"]}
    silent = []
    for entry in written[1]:
        name = printable(entry.file)
        unread = Path(entry.file).name.startswith((".", "~$")) or (written[0] / entry.file).is_dir()  # a linked folder is not entered
        if not unread and not any(other == name or other.startswith((f"{name}#", f"{name}/")) for other in heard):
            silent.append(name)
    assert silent == []


def test_a_reject_is_one_line_with_a_remedy(written: tuple[Path, list[Input]], found: dict[str, Any]) -> None:
    assert len(found["rejects"]) > 60
    for file, where, reason, remedy in found["rejects"]:
        line = f"{file} {where} {reason} {remedy}"
        assert line.isprintable(), ascii(line)
        assert reason
        assert remedy
        assert str(written[0]) not in line


def test_titles_and_outlets_are_lines_that_cannot_steer_a_terminal(found: dict[str, Any]) -> None:
    assert len(found["articles"]) > 100
    assert [entry for entry in found["articles"] if not all((value or "").isprintable() for value in entry)] == []


def test_no_input_costs_more_than_its_bounds(found: dict[str, Any]) -> None:
    assert found["bytes"] < MEMORY
    assert found["slowest"][1] < SECONDS, found["slowest"]
    assert limits.SECONDS < SECONDS


NEVER = {
    "archives-that-grow/bomb.zip": "larger than", "archives-that-grow/many.zip": "holds more than", "archives-in-archives/nested5.zip": "lies deeper",
    "archives-in-archives/fork.zip": "", "entities-in-feeds/outer.rss": "entities", "specials/passwd.txt": "link", "specials/self.txt": "link",
    "specials/pipe.txt": "no regular file", "archives-that-lead-out/slip00.zip": "path out", "archives-that-lead-out/link.zip": "link",
    "entities-in-Word-files/zeros.docx": "", "broken-and-looping-PDFs/locked.pdf": "password",
}  # fmt: skip


@pytest.mark.parametrize("file", NEVER)
def test_what_must_be_refused_is_refused(found: dict[str, Any], file: str) -> None:
    assert any((name == file or name.startswith(f"{file}/")) and NEVER[file] in reason for name, _, reason, _ in found["rejects"])


def test_nothing_from_outside_the_corpus_is_in_it(found: dict[str, Any]) -> None:
    passwd = Path("/etc/passwd").read_text(encoding="utf-8").split(":")[0]
    by_file = defaultdict(list)
    for file, title, outlet in found["articles"]:
        by_file[file] += [title, outlet]
    assert not [file for file, values in by_file.items() if any(value and value.startswith(f"{passwd}:") for value in values)]
    assert not [file for file in found["documents"] if file.startswith("specials/") and "inner" not in file and "closed" not in file]
