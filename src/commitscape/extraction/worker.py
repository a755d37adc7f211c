"""Codes one partition into a folder of its own; the same on this machine and on a cluster's."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from commitscape.codebook import load_codebook
from commitscape.coding.coder import Coder
from commitscape.extraction.partitions import Partition
from commitscape.folders import replacing
from commitscape.reading import language
from commitscape.reading.corpus import read_corpus
from commitscape.reading.formats.parts import one_line
from commitscape.records import OFF_TOPIC, Article, Position, Reject
from commitscape.tables.store import write_extract

COUNTS = "counts.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    articles: int = 0
    positions: int = 0
    rejects: int = 0
    off_topic: int = 0  # of the articles

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: number + getattr(other, name) for name, number in asdict(self).items()})


def code_partition(partition: Partition, *, corpus: Path, topic: Path, folder: Path) -> Counts:
    """Read and code a partition into `folder/<key>`, which appears whole; one that is there already is left alone."""
    target = folder / partition.key
    if (counts := finished(target)) is not None:
        return counts
    read = read_corpus(corpus, files=partition.files, language=load_codebook(topic).language)
    texts = {name: document.text for name, document in read.documents.items()}
    coder = _coder(topic)
    positions: list[Position] = []
    aside: list[Reject] = []
    with language.load_model().memory_zone():  # the words of a partition are forgotten with it, so that memory does not grow with the corpus
        for article, coded in zip(read.articles, coder.code_all((article, texts[article.file]) for article in read.articles), strict=True):
            positions.extend(coded.positions)
            if any(silence.reason == OFF_TOPIC for silence in coded.silences):
                aside.append(_off_topic(article))
    counts = Counts(articles=len(read.articles), positions=len(positions), rejects=len(read.rejects), off_topic=len(aside))
    with replacing(target) as staged:
        write_extract(staged, read.articles, positions, (*read.rejects, *aside), texts=texts, codebook=load_codebook(topic))
        (staged / COUNTS).write_text(json.dumps(asdict(counts)), encoding="utf-8")
    return counts


def _off_topic(article: Article) -> Reject:
    where = one_line(article.title or "") or f"characters {article.start} to {article.end}"
    return Reject(file=article.file, where=where, reason="is off topic: names none of the anchors of codebook.yaml",
                  remedy="where it is about the topic, add what it names to the anchors")


def finished(target: Path) -> Counts | None:
    """The counts of a partition that was coded before, None where it was not."""
    try:
        return Counts(**json.loads((target / COUNTS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def one_thread() -> None:
    """Work runs side by side in processes, so the libraries inside each must not start threads of their own."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


@lru_cache(maxsize=1)
def _coder(topic: Path) -> Coder:
    """The coder of this process: the language model is loaded once."""
    return Coder(topic)
