"""One speaker under one name: "Mr Marlow" and "Chancellor Marlow" are the Ann Marlow whom the article or the topic names in full.

Only the page on sources joins spellings, for counting; every sentence keeps the words of its article.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from commitscape.charts.view import View

TITLES = frozenset({"mr", "ms", "mrs", "dr", "sir", "dame", "lord", "lady", "madam"})


def names(view: View) -> pd.Series[str]:
    """For every position the name under which its speaker counts; empty where nobody is named."""
    held = view.positions
    known = {_folded(spelling): person for person, spellings in view.topic.people.items() for spelling in (person, *spellings)}
    surnames = _by_surname(view.topic.people)
    offices = TITLES | {word for office in view.topic.offices for word in _folded(office).split()}
    whole = [not _short(_folded(speaker).split(), offices) for speaker in held["speaker"].fillna("")]
    named = held[pd.Series(whole, index=held.index, dtype=bool)]
    full = named.groupby("article_id")["speaker"].agg(lambda spellings: sorted(set(spellings)))
    found = []
    for speaker, article in zip(held["speaker"].fillna(""), held["article_id"], strict=True):
        here = _by_surname({known.get(_folded(name), name): () for name in full.get(article, [])})
        found.append(_name(str(speaker), known, here, surnames, offices))
    return pd.Series(found, index=held.index, dtype=object)


def _name(speaker: str, known: Mapping[str, str], here: Mapping[str, set[str]], surnames: Mapping[str, set[str]], offices: set[str] | frozenset[str]) -> str:
    folded = _folded(speaker)
    if not folded or folded in known:
        return known.get(folded, speaker)
    if _short(folded.split(), offices):
        last = folded.split()[-1]
        for people in (here, surnames):
            if len(people.get(last, ())) == 1:
                return next(iter(people[last]))
    return speaker


def _short(words: list[str], offices: set[str] | frozenset[str]) -> bool:
    """Whether a name is a surname, alone or after a title or an office; nothing is one, too."""
    return all(word.strip(".") in offices for word in words[:-1])


def _by_surname(people: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for person, spellings in people.items():
        for spelling in (person, *spellings):
            if " " in spelling:
                found.setdefault(_folded(spelling).split()[-1], set()).add(person)
    return found


def _folded(name: str) -> str:
    """Lower case without accents, so that two ways to write a letter are one."""
    plain = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("Ł", "L"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
