"""The examples of a topic's invented articles, read and coded in processes side by side, since training waits for nothing longer."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from commitscape.coding.coder import Coder
from commitscape.coding.lessons import EMPTY, Example, lessons
from commitscape.reading.corpus import read_corpus


def practise(topic: Path, *, workers: int = 0) -> list[Example]:
    """Examples of the coded articles in `practice/`, one folder below another, in the order of their keys; none where there is no such folder.

    `workers` is the number of processes, 0 for one for each core; it changes nothing in what comes back.
    """
    folder = topic / "practice"
    workers = workers or os.cpu_count() or 1
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))
    shares = [share for number in range(workers) if (share := files[number::workers])]
    code = partial(_code, topic)
    if len(shares) < 2:
        found = [code(share) for share in shares]
    else:
        with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
            found = list(pool.map(code, shares))
    return sorted((example for part in found for example in part), key=lambda example: example.article)


def _code(topic: Path, files: Sequence[str]) -> list[Example]:
    folder = topic / "practice"
    coder = Coder(topic, model=EMPTY)
    corpus = read_corpus(folder, files=files)
    coded = sorted(path.parent for path in folder.glob("*/articles.jsonl"))
    found = [example for place in coded for lesson in lessons(coder, place, corpus.documents, corpus.articles) for example in lesson.examples]
    for example in found:  # a name that stands once is sent once
        example.candidate.features = {sys.intern(name): size for name, size in example.candidate.features.items()}
    return found
