"""Two baselines that stand beside the machine: words in one sentence, and subject, verb and object.

Both read `cues/keywords.yaml`, `actors.csv` and `people.csv` of the topic folder and give rows as `scoring.rows` describes them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape.coding.parsing import UNCODED, ParsedSentence, parse_article
from commitscape.errors import TopicError
from commitscape.reading.language import load_model
from commitscape.records import Article, Span
from commitscape.topicfiles import read_yaml

SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"’)]*(?=\s)|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Keywords:
    """Words that stand for codes: `find` functions give the codes in a text, in the order of the file."""

    actors: dict[str, re.Pattern[str]]
    instruments: dict[str, re.Pattern[str]]
    stances: dict[str, re.Pattern[str]]
    default: str

    @classmethod
    def load(cls, topic: Path) -> Keywords:
        path = topic / "cues" / "keywords.yaml"
        raw = read_yaml(topic, "cues/keywords.yaml", optional=True)
        if not raw.get("instruments"):
            raise TopicError("no keywords for the baselines", where=path.name, remedy="list some words for each instrument and stance")
        try:
            instruments, stances, default = raw["instruments"], raw["stances"], str(raw["default"])
        except (KeyError, TypeError) as fault:
            raise TopicError(f"not readable ({fault})", where=path.name, remedy="give it default, instruments and stances") from None
        starts = {name: {code: _starting(words) for code, words in group.items()} for name, group in (("i", instruments), ("s", stances))}
        return cls(_actor_names(topic, raw.get("actors") or {}, raw.get("by_person") or ()), starts["i"], starts["s"], default)

    def actors_in(self, text: str) -> list[str]:
        return [code for code, pattern in self.actors.items() if pattern.search(text)]

    def instruments_in(self, text: str) -> list[str]:
        return [code for code, pattern in self.instruments.items() if pattern.search(text)]

    def stance_in(self, text: str) -> str:
        return next((code for code, pattern in self.stances.items() if pattern.search(text)), self.default)


def cooccurrence(articles: Iterable[Article], texts: Mapping[str, str], topic: Path) -> list[dict[str, Any]]:
    """Every actor named in a sentence holds every instrument named in it; the stance is that of the first keyword."""
    words, rows = Keywords.load(topic), []
    for article in articles:
        for span in _sentences(article, texts[article.file]):
            sentence = span.of(texts[article.file])
            stance = words.stance_in(sentence)
            rows += [_row(article, span, sentence, actor, code, stance) for actor in words.actors_in(sentence) for code in words.instruments_in(sentence)]
    return rows


def triples(articles: Iterable[Article], texts: Mapping[str, str], topic: Path) -> list[dict[str, Any]]:
    """Actors in the subject hold the instruments in the object; the stance is that of the words from verb to object."""
    words, nlp, rows = Keywords.load(topic), load_model(), []
    for article in articles:
        for sentence in parse_article(article, texts[article.file], nlp):
            for actor, code, stance in dict.fromkeys(_held(sentence, words)):
                rows.append(_row(article, sentence.span, sentence.text, actor, code, stance))
    return rows


BASELINES: dict[str, Callable[..., list[dict[str, Any]]]] = {"words in one sentence": cooccurrence, "subject, verb, object": triples}


def _held(sentence: ParsedSentence, words: Keywords) -> Iterator[tuple[str, str, str]]:
    from textacy.extract import subject_verb_object_triples

    tokens = sentence.tokens
    doc = tokens.doc.source
    for triple in subject_verb_object_triples(doc[tokens.start : tokens.end]):
        last = max(token.i for token in triple.object)
        thing = doc[min(token.left_edge.i for token in triple.object) : max(last, *(token.right_edge.i for token in triple.object)) + 1].text
        subject = " ".join(token.text for part in triple.subject for token in part.subtree)
        deed = doc[min(token.i for token in triple.verb) : last + 1].text
        for actor in words.actors_in(subject):
            for code in words.instruments_in(thing):
                yield actor, code, words.stance_in(deed)


def _sentences(article: Article, text: str) -> Iterator[Span]:
    for block in article.blocks:
        if block.kind not in UNCODED:
            for found in SENTENCE.finditer(text, block.span.start, block.span.end):
                yield Span(*found.span())


def _row(article: Article, span: Span, quote: str, actor: str, instrument: str, stance: str) -> dict[str, Any]:
    return {
        "article_id": article.article_id, "file": article.file, "spans": [list(span)], "quote": quote, "actor": actor, "instrument": instrument,
        "stance": stance, "attribution": "reporter", "speaker": None, "medium": None, "conditions": [], "quantities": [],
    }


def _actor_names(topic: Path, more: Mapping[str, Sequence[str]], by_person: Iterable[str]) -> dict[str, re.Pattern[str]]:
    names: dict[str, list[str]] = {code: list(words) for code, words in more.items()}
    told_apart = frozenset(by_person)
    for file, columns in (("actors.csv", ("name", "aliases", "demonyms", "people", "metonyms")), ("people.csv", ("name", "variants"))):
        path = topic / file
        if path.is_file():
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                    kept = [c for c in columns if file == "people.csv" or row["code"] not in told_apart or c == "metonyms"]
                    names.setdefault(row["code"], []).extend(_wordings(row, kept, surname=file == "people.csv"))
    return {code: _whole(wordings) for code, wordings in names.items() if wordings}


def _wordings(row: Mapping[str, str], columns: Sequence[str], *, surname: bool) -> list[str]:
    found = [word.strip() for column in columns for word in (row.get(column) or "").split("|") if word.strip()]
    return found + ([word.split()[-1] for word in found] if surname else [])


def _starting(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(str(word)) for word in words)})", re.IGNORECASE)


def _whole(wordings: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(set(wordings), key=len, reverse=True)))})\b")
