"""Checks what people and the machine have put into a topic: coded rows, practice articles, reviews, weights."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from commitscape import topicfiles
from commitscape.coding.confidence import FILE as WEIGHTS
from commitscape.coding.confidence import UNSEEN, load_model
from commitscape.errors import CommitscapeError, TopicError
from commitscape.reading.corpus import read_corpus
from commitscape.records import Article, Reject
from commitscape.scoring.held_out import read_held_out
from commitscape.tables.coded import FOLDER, load_coded
from commitscape.tables.reviews import read_reviews
from commitscape.topics.faults import Fault, Sheet, fault_of

LINE = re.compile(r"(?:line|row) (\d+)")


def check_coded(topic: Path, seeds: Path, actors: Set[str]) -> Iterator[Fault]:
    """Coded rows use codes that exist and quote what stands in the documents of `seeds`; practice rows and those of unseen articles likewise."""
    practice = ((folder, folder.parent) for folder in sorted((topic / "practice").glob("*/")))
    for folder, corpus in [(topic / FOLDER, seeds), (topic / UNSEEN, topic / UNSEEN), *practice]:
        if not folder.is_dir():
            continue
        place = folder.relative_to(topic).as_posix()
        files = sorted({str(row.get("file")) for row in _rows(folder / "articles.jsonl")})
        yield from _lost(topic, folder, corpus, files)
        try:
            there = [name for name in files if (corpus / name).is_file()]
            read = read_corpus(corpus, files=there)
        except CommitscapeError as error:
            yield Fault(file=place, what=f"its documents cannot be read ({error.what})", remedy="name their folder with --seeds")
            continue
        texts = {name: document.text for name, document in read.documents.items()}
        yield from _rejected(topic, folder, read.articles, texts)
        for number, row in enumerate(_rows(folder / "positions.jsonl"), start=1):
            if row.get("actor") not in actors:
                yield Fault(file=f"{place}/positions.jsonl", line=number, what=f"unknown actor {row.get('actor')!r}", remedy="add the code to actors.csv")


def _lost(topic: Path, folder: Path, corpus: Path, files: Sequence[str]) -> Iterator[Fault]:
    for number, row in enumerate(_rows(folder / "articles.jsonl"), start=1):
        if row.get("file") in files and not (corpus / str(row["file"])).is_file():
            what = f"{row['file']} does not stand in {corpus.name}"
            place = f"{folder.relative_to(topic).as_posix()}/articles.jsonl"
            yield Fault(file=place, line=number, what=what, remedy="correct the name, or name the folder with --seeds")


def _rejected(topic: Path, folder: Path, articles: Sequence[Article], texts: Mapping[str, str]) -> Iterator[Fault]:
    for reject in load_coded(topic, articles, texts, folder=folder.relative_to(topic).as_posix()).rejects:
        yield _fault(reject)


def _fault(reject: Reject) -> Fault:
    line = LINE.search(reject.where)
    return Fault(file=reject.file, line=int(line[1]) if line else 0, what=reject.reason, remedy=reject.remedy)


def _rows(path: Path) -> list[dict[str, object]]:
    """The rows of a JSON Lines file, a faulty line as an empty row; `load_coded` says what is wrong with it."""
    rows = []
    for line in path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else ():
        try:
            row = json.loads(line)
        except ValueError:
            row = {}
        rows.append(row if isinstance(row, dict) else {})
    return rows


def check_reviews(topic: Path) -> Iterator[Fault]:
    """Reviews can be read; whether their sentences still stand is said by every build."""
    try:
        rejects = read_reviews(topic).rejects
    except CommitscapeError as error:
        yield fault_of(TopicError(error.what, where=error.where, remedy=error.remedy), topic, "reviews.csv")
    else:
        yield from map(_fault, rejects)


def check_weights(topic: Path, stances: Sheet) -> Iterator[Fault]:
    """Weights can be read and were learnt with the cues that there are; held-out positions belong to them."""
    try:
        model = load_model(topic)
    except TopicError as error:
        yield fault_of(error, topic, WEIGHTS)
        return
    if topicfiles.find(topic, WEIGHTS).parent == topic:
        groups = set(stances.section("groups"))
        unknown = sorted({cue for name in model.keep.weights if name.startswith("cue=") and (cue := name.removeprefix("cue=")) not in groups})
        if unknown:
            yield Fault(file=WEIGHTS, what=f"learnt with the cue {unknown[0]!r}, which cues/stances.yaml no longer has", remedy="run `commitscape train`")
    try:
        read_held_out(topic)
    except TopicError as error:
        yield fault_of(error, topic, "held_out.json")
