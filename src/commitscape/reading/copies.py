"""Copies and follow-ups: what was published twice, or only reports another article, is one source.

Both are found from words alone: copies share most of their runs of five words, a follow-up names the other's outlet
and shares much of its vocabulary within a few days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commitscape.records import Article

RUN = 5  # words of a shingle
ALIKE = 0.5  # Jaccard similarity of two copies' shingles
HELD = 0.75  # or the share of the shorter one's shingles that the longer one holds (a wire story cut short)
FEWEST = 25  # shingles; shorter texts are copies only where they are equal
DAYS = 3  # between an article and its follow-up
NAMED = 2  # times that a follow-up names the outlet
SHARED = 0.5  # of a follow-up's content words
_PERMUTATIONS = 128
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """An article that reports what another one of the corpus says."""

    article_id: str
    reports: str  # the other's article_id
    named: int  # times that it names the other's outlet
    shared: float  # share of its content words that the other holds


def find_copies(articles: Sequence[Article], texts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Groups of two or more article ids whose texts are copies; `texts` maps a file to its decoded text.

    The earliest of a group stands first (unknown dates last, then by id); groups are ordered by their first id.
    """
    words = {article.article_id: _words(article, texts[article.file]) for article in articles}
    shingles = {name: frozenset(" ".join(run) for run in zip(*(found[offset:] for offset in range(RUN)), strict=False)) for name, found in words.items()}
    linked = {name: name for name in words}
    for first, second in _candidates(shingles):
        if words[first] == words[second] or _copies(shingles[first], shingles[second]):
            linked[_root(linked, max(first, second))] = _root(linked, min(first, second))
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(_root(linked, article.article_id), []).append(article)
    ordered = [sorted(group, key=lambda article: (article.published or "9999", article.article_id)) for group in groups.values() if len(group) > 1]
    return tuple(sorted(tuple(article.article_id for article in group) for group in ordered))


def find_follow_ups(articles: Sequence[Article], texts: Mapping[str, str]) -> tuple[FollowUp, ...]:
    """Articles that rest on another outlet's article of the corpus, each with the one that it shares most with."""
    vocabulary = {article.article_id: frozenset(_content(_words(article, texts[article.file]))) for article in articles}
    found: list[FollowUp] = []
    for article in articles:
        body = texts[article.file][article.start : article.end]
        sources = [
            FollowUp(article_id=article.article_id, reports=other.article_id, named=named, shared=round(shared, 3))
            for other in articles
            if other.outlet and other.outlet != article.outlet and _soon_after(article, other)
            if (named := len(re.findall(rf"\b{re.escape(other.outlet)}\b", body))) >= NAMED
            if (shared := _share(vocabulary[article.article_id], vocabulary[other.article_id])) >= SHARED
        ]
        if sources:
            found.append(max(sources, key=lambda source: (source.shared, source.reports)))
    return tuple(found)


def _candidates(shingles: Mapping[str, frozenset[str]]) -> Iterable[tuple[str, str]]:
    """Pairs that may be copies, in a fixed order; the threshold is low because a cut copy resembles its original little."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.25, num_perm=_PERMUTATIONS, weights=(0.2, 0.8))
    sketches = {}
    for name in sorted(shingles):
        sketches[name] = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketches[name].update_batch([shingle.encode("utf-8", "replace") for shingle in sorted(shingles[name])])
        index.insert(name, sketches[name])
    pairs = {tuple(sorted((name, other))) for name, sketch in sketches.items() for other in index.query(sketch) if other != name}
    return sorted((first, second) for first, second in pairs)


def _copies(first: frozenset[str], second: frozenset[str]) -> bool:
    fewer = min(len(first), len(second))
    both = len(first & second)
    return fewer >= FEWEST and (both >= ALIKE * len(first | second) or both >= HELD * fewer)


def _root(linked: dict[str, str], name: str) -> str:
    while linked[name] != name:
        name = linked[name]
    return name


def _words(article: Article, text: str) -> list[str]:
    blocks = (block.span.of(text) for block in article.blocks if block.kind in ("paragraph", "bullet", "heading"))
    return [word for block in blocks for word in _WORD.findall(block.casefold())]


def _content(words: list[str]) -> Iterable[str]:
    return (word for word in words if len(word) > 4)


def _share(mine: frozenset[str], other: frozenset[str]) -> float:
    return len(mine & other) / len(mine) if mine else 0.0


def _soon_after(article: Article, other: Article) -> bool:
    if not article.published or not other.published:
        return True
    days = dt.date.fromisoformat(article.published[:10]) - dt.date.fromisoformat(other.published[:10])
    return dt.timedelta(0) <= days <= dt.timedelta(days=DAYS)
