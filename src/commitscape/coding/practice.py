"""The examples of a topic's invented articles, read and coded in processes side by side, since training waits for nothing longer."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from commitscape.coding.coder import Coder
from commitscape.coding.lessons import EMPTY, CodedSentence, Example, lessons
from commitscape.reading.corpus import read_corpus


@dataclass(frozen=True, slots=True)
class Practice:
    """What practice articles teach, in the order of their keys."""

    examples: list[Example]
    sentences: list[CodedSentence]


def practise(topic: Path, *, workers: int = 0) -> Practice:
    """What the coded articles in `practice/`, one folder below another, teach; nothing where there is no such folder.

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
        with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn"), initializer=gc.disable) as pool:  # they end before their garbage counts
            found = list(pool.map(code, shares))
    return Practice(
        sorted((example for part in found for example in part.examples), key=lambda example: example.article),
        sorted((sentence for part in found for sentence in part.sentences), key=lambda sentence: (sentence.article, sentence.index)),
    )


def _code(topic: Path, files: Sequence[str]) -> Practice:
    folder = topic / "practice"
    coder = Coder(topic, model=EMPTY)
    corpus = read_corpus(folder, files=files)
    coded = sorted(path.parent for path in folder.glob("*/articles.jsonl"))
    found = [lesson for place in coded for lesson in lessons(coder, place, corpus.documents, corpus.articles)]
    examples = [example for lesson in found for example in lesson.examples]
    for example in examples:  # a name that stands once is sent once
        example.candidate.features = {sys.intern(name): size for name, size in example.candidate.features.items()}
    return Practice(examples, [sentence for lesson in found for sentence in lesson.sentences])
