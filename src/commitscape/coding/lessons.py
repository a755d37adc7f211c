"""What a coded article teaches: each candidate that the coder of this machine sees, with the stances that people gave it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape.coding.candidates import Candidate
from commitscape.coding.coder import Coder, Study
from commitscape.coding.confidence import Model
from commitscape.coding.gist import words_of
from commitscape.coding.linear import Linear
from commitscape.coding.parsing import parse_article
from commitscape.reading.language import load_model as load_language
from commitscape.records import Article, Document, Span

Codes = dict[int, dict[tuple[str, str], set[str]]]  # by sentence, by actor and instrument: the stances that were coded
EMPTY = Model(keep=Linear(0.0, {}), threshold=1.0)  # for the coder that only collects candidates


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate of a coded article: the stances that the coder gave it, none where it is no position."""

    article: str
    candidate: Candidate
    coded: frozenset[str]

    @property
    def taught(self) -> str:
        """The stance that a coded candidate teaches: the one that was read, where that is among the coded ones."""
        return self.candidate.stance if self.candidate.stance in self.coded else min(self.coded)


@dataclass(frozen=True, slots=True)
class CodedSentence:
    """A sentence of a coded article that has a candidate or a code: its words, and the actors and instruments that were coded there."""

    article: str
    index: int
    words: tuple[str, ...]
    coded: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A coded article: the machine's article that covers it, its study, its examples and sentences."""

    key: str
    article: Article
    study: Study
    examples: tuple[Example, ...]
    sentences: tuple[CodedSentence, ...] = ()


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
        codes = _codes(study, rows.get(entry["article"], []))
        out.append(Lesson(entry["article"], home, study, tuple(_examples(entry["article"], study, codes)), tuple(_sentences(entry["article"], study, codes))))
    return out


def _same_file(file: str, coded: str) -> bool:
    return file == coded or Path(file).name == coded


def _codes(study: Study, rows: list[dict[str, Any]]) -> Codes:
    spans = [(scene.sentence.index, scene.sentence.span) for scene in study.scenes]
    coded: Codes = {}
    for row in rows:
        place = Span(*row["spans"][0])
        for index, span in spans:
            if span.overlaps(place):
                coded.setdefault(index, {}).setdefault((row["actor"], row["instrument"]), set()).add(row["stance"])
                break
    return coded


def _examples(key: str, study: Study, codes: Codes) -> Iterable[Example]:
    for candidate in study.candidates:
        yield Example(key, candidate, frozenset(codes.get(candidate.sentence, {}).get((candidate.actor, candidate.instrument), ())))


def _sentences(key: str, study: Study, codes: Codes) -> Iterable[CodedSentence]:
    for index, scene in enumerate(study.scenes):
        if index in study.words or index in codes:
            yield CodedSentence(key, index, tuple(study.words.get(index) or words_of(scene)), frozenset(codes.get(index, ())))
