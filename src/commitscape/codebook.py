"""Loads and checks the codebook of a topic folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commitscape.errors import TopicError
from commitscape.topicfiles import read_yaml

POLARITY = {  # the scale of stances is the method's, not the topic's
    "committed": "for", "willing": "for", "considering": "open", "undecided": "open",
    "reluctant": "against", "refused": "against", "opposed": "against", "advocated": "asks",
}
SECTIONS = ("stances", "instruments", "attribution", "conditions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What an article must name, once and anywhere, to be about the topic; with none of either, every article is."""

    actors: tuple[str, ...] = ()  # codes: by any name, demonym, capital, body or person
    words: tuple[str, ...] = ()  # beginnings of words, whatever their case


@dataclass(frozen=True)
class Codebook:
    """The codes of a topic and their wording; every caption and glossary entry reads from here."""

    path: Path
    version: int
    topic: str
    stances: dict[str, str]
    instruments: dict[str, str]
    attribution: dict[str, str]
    conditions: dict[str, str]
    prose: dict[str, str]  # unit, in_scope, actors, quantities, speaker, medium
    language: str = "en"  # of the documents, ISO 639-1; those in another one are set aside
    anchors: Anchors = field(default_factory=Anchors)

    def check(self, section: str, code: str, *, where: str) -> str:
        """The code itself, or a TopicError that lists what there is."""
        known = getattr(self, section)
        if code not in known:
            raise TopicError(f"unknown {section} code {code!r}", where=where, remedy=f"use one of {', '.join(known)}")
        return code


def load_codebook(topic: Path) -> Codebook:
    """Read `codebook.yaml` of a topic folder. Raises TopicError that names the line or section."""
    path = topic / "codebook.yaml"
    raw = read_yaml(topic, path.name)
    for section in SECTIONS:
        if not isinstance(raw.get(section), dict) or not raw[section]:
            raise TopicError(f"section {section!r} is missing or empty", where=str(path), remedy="list its codes, each with its meaning")
    unknown = set(raw["stances"]) - set(POLARITY)
    if unknown:
        raise TopicError(f"unknown stance {sorted(unknown)[0]!r}", where=str(path), remedy=f"use {', '.join(POLARITY)}")
    language = str(raw.get("language", "en"))
    if not re.fullmatch("[a-z]{2}", language):
        raise TopicError(f"{language!r} is no language", where=str(path), remedy="write its two letters (ISO 639-1), such as language: en")
    unit = raw.get("unit") or {}
    prose = {k: " ".join(str(v).split()) for k, v in {**unit, **{n: raw.get(n, "") for n in ("actors", "quantities", "speaker", "medium")}}.items()}
    return Codebook(
        path=path, language=language, anchors=_anchors(raw.get("anchors"), path),
        version=int(raw.get("version", 1)), topic=str(raw.get("topic", topic.name)), prose=prose,
        **{section: {str(code): " ".join(str(text).split()) for code, text in raw[section].items()} for section in SECTIONS},
    )


def _anchors(raw: Any, path: Path) -> Anchors:
    """The section `anchors`. Raises TopicError where it holds something else than lists of actors and words."""
    given = raw or {}
    known = isinstance(given, dict) and set(given) <= {"actors", "words"}
    if not known or not all(isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value) for value in given.values() if value is not None):
        raise TopicError("section 'anchors' is not readable", where=str(path), remedy="write actors: [CODES] and words: [WORDS] below it")
    return Anchors(**{name: tuple(value or ()) for name, value in given.items()})
