"""Cuts a corpus into partitions that can be coded in any order, by any worker, any number of times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commitscape.fingerprints import of_file, of_parts
from commitscape.reading.corpus import corpus_files, root_of

MOST_FILES = 200
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A run of neighbouring files of a corpus. `key` changes with their names, their bytes and the coding."""

    number: int
    files: tuple[str, ...]  # paths below the corpus
    key: str


def plan(corpus: Path, coding: str) -> Iterator[Partition]:
    """The partitions of a corpus in reading order; `coding` is the fingerprint of topic, code and libraries.

    The cut depends on the files alone, never on the number of workers, so that the result does not either.
    """
    group: list[str] = []
    hashes: list[str] = []
    size = number = 0
    for name in corpus_files(corpus):
        path = root_of(corpus) / name
        length = path.stat().st_size if path.is_file() else 0
        if group and (len(group) == MOST_FILES or size + length > MOST_BYTES):
            yield _partition(number, group, hashes, coding)
            group, hashes, size, number = [], [], 0, number + 1
        group.append(name)
        hashes.append(of_file(path) if path.is_file() else "")
        size += length
    if group:
        yield _partition(number, group, hashes, coding)


def _partition(number: int, files: list[str], hashes: list[str], coding: str) -> Partition:
    key = of_parts([coding, *(f"{name}\t{digest}" for name, digest in zip(files, hashes, strict=True))])[:24]
    return Partition(number=number, files=tuple(files), key=key)
