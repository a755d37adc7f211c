"""What a coded article teaches: each candidate that the coder of this machine sees, with the stances that people gave it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape.coding.candidates import Candidate
from commitscape.coding.coder import Coder, Study
from commitscape.coding.confidence import Linear, Model
from commitscape.coding.parsing import parse_article
from commitscape.reading.language import load_model as load_language
from commitscape.records import Article, Document, Span

EMPTY = Model(keep=Linear(0.0, {}), threshold=1.0)  # for the coder that only collects candidates


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a coded article: the stances that the coder gave it, none where it is no position."""

    article: str
    candidate: Candidate
    coded: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A coded article: the machine's article that covers it, its study, its examples."""

    key: str
    article: Article
    study: Study
    examples: tuple[Example, ...]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def lessons(coder: Coder, coded: Path, documents: dict[str, Document], articles: Iterable[Article]) -> list[Lesson]:
    """The coded articles of a folder (`articles.jsonl`, `positions.jsonl`), matched to articles as read by their place."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in read_jsonl(coded / "positions.jsonl"):
        rows.setdefault(row["article"], []).append(row)
    found = list(articles)
    out: list[Lesson] = []
    for entry in read_jsonl(coded / "articles.jsonl"):
        home = next((a for a in found if _same_file(a.file, entry["file"]) and a.start < entry["end"] and entry["start"] < a.end), None)
        if home is None:
            continue
        text = documents[home.file].text
        study = coder.study(home, text, parse_article(home, text, load_language()))
        out.append(Lesson(entry["article"], home, study, tuple(_examples(entry["article"], study, rows.get(entry["article"], [])))))
    return out


def _same_file(file: str, coded: str) -> bool:
    return file == coded or Path(file).name == coded


def _examples(key: str, study: Study, rows: list[dict[str, Any]]) -> Iterable[Example]:
    spans = [(scene.sentence.index, scene.sentence.span) for scene in study.scenes]
    coded: dict[tuple[int, str, str], set[str]] = {}
    for row in rows:
        place = Span(*row["spans"][0])
        for index, span in spans:
            if span.overlaps(place):
                coded.setdefault((index, row["actor"], row["instrument"]), set()).add(row["stance"])
                break
    for candidate in study.candidates:
        yield Example(key, candidate, frozenset(coded.get((candidate.sentence, candidate.actor, candidate.instrument), ())))
