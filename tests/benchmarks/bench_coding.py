"""Words a second of reading positions, against spaCy's own pipeline on the same text in the same process.

They take turns on the same portions, and CPU time is compared, so that what else the machine does weighs little. spaCy runs the model's
whole pipeline, and once more without the component that finds names, which the coding does without; it gets its text article by article.
All ways are warm. COMMITSCAPE_BENCH_CORPUS may name a folder of text files that stands for the general corpus.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

import news
import spacy
from run import Figure

from commitscape.coding.coder import Coder
from commitscape.reading.articles import find_articles
from commitscape.reading.language import MODEL
from commitscape.records import Article, Document

PORTION = 64  # articles
GENERAL, RELEVANT = 330, 96
Pairs = list[tuple[Article, str]]


def measure() -> list[Figure]:
    figures = []
    for name, what, asked, pairs in (("relevant", "relevant articles", 0.8, relevant()), ("general", "a general news corpus", 6.0, general())):
        taken, words = compare(pairs)
        ours, theirs = taken["ours"], taken["spacy"]
        against = "spaCy's own pipeline"
        figures.append(Figure(name=f"words_{name}_spacy", what=f"{against}, {what}", value=words / theirs, unit="words/s"))
        figures.append(Figure(
            name=f"words_{name}", what=f"positions out of {what}", value=words / ours, unit="words/s", against=against, ratio=theirs / ours,
            target=f"{asked:g} times", faster=theirs / ours, asked=asked,
        ))
        figures.append(Figure(
            name=f"words_{name}_lean", what=f"the same, {what}", value=words / ours, unit="words/s", against=f"{against} without names",
            ratio=taken["lean"] / ours,
        ))
    return figures


def relevant() -> Pairs:
    return _articles((f"relevant {number}", text) for number, text in enumerate(news.relevant()[:RELEVANT]))


def general() -> Pairs:
    if folder := os.environ.get("COMMITSCAPE_BENCH_CORPUS"):
        return _articles((path.name, path.read_text(encoding="utf-8")) for path in sorted(Path(folder).rglob("*.txt")))
    known = news.relevant()
    every = news.EVERY
    return _articles(
        (str(n), known[n // every % len(known)] if n % every == every - 1 else news.off_topic(n)) for n in range(GENERAL)
    )


def _articles(texts: Iterable[tuple[str, str]]) -> Pairs:
    return [(article, text) for file, text in texts for article in find_articles(Document(file=file, format="txt", text=text, sha256=""))]


def compare(pairs: Pairs) -> tuple[dict[str, float], int]:
    """CPU seconds of ours, of the model's own pipeline ("spacy") and of it without names ("lean"), and the number of words, in alternating portions."""
    coder, nlp = Coder(news.ROOT / "data" / "ukraine"), spacy.load(MODEL)
    portions = [pairs[at : at + PORTION] for at in range(0, len(pairs), PORTION)]
    list(coder.code_all(portions[0]))
    list(nlp.pipe(text[article.start : article.end] for article, text in portions[0]))
    taken = dict.fromkeys(("ours", "spacy", "lean"), 0.0)
    words = 0
    for number, portion in enumerate(portions):
        texts = [text[article.start : article.end] for article, text in portion]
        for turn in sorted(taken, reverse=bool(number % 2)):
            begun = time.process_time()
            if turn == "ours":
                for _ in coder.code_all(portion):
                    pass
            else:
                for doc in nlp.pipe(texts, disable=["ner"] if turn == "lean" else []):
                    words += len(doc) if turn == "spacy" else 0
            taken[turn] += time.process_time() - begun
    return taken, words
