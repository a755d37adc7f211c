"""Spots the mentions of one sentence, before coreference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from commitscape.coding.actors import ActorTable
from commitscape.coding.matching import Entry
from commitscape.coding.mentions import Mention, MentionKind, by_token, longest, mention_of
from commitscape.coding.nounphrases import NounPhrases
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.persons import Persons


class Spotter:
    """Finds the mentions of a sentence. `published` is the article's date (ISO), None where unknown."""

    def __init__(self, actors: ActorTable, published: str | None) -> None:
        self.day = published[:10] if published else None
        self.persons = Persons(frozenset(actors.groups.get("titles", ())), self.day)
        self._matcher, self._patterns = actors.matcher, _compile(actors.phrases)
        self._phrases = NounPhrases(actors, self.persons.registry, self.day)
        self._not_before = frozenset(actors.groups.get("not_actor_before", ()))

    def spot(self, sentence: ParsedSentence) -> list[Mention]:
        """Mentions in order of position, not overlapping: of two that do, the longer."""
        groups, taken = self._groups(sentence)
        doc, places = sentence.tokens.doc, _Places(sentence.tokens)
        basics: list[Mention] = []
        nouns: list[tuple[int, int, Entry]] = []
        for hit in self._matcher.hits(sentence.tokens.text):
            start, end = places.start(hit.start), places.end(hit.end)
            if hit.entry.kind == "noun":
                nouns.append((start, end, hit.entry))
            elif hit.entry.kind == "person" or not taken.intersection(range(start, end)):
                basics += filter(None, [self._basic(doc, start, end, hit.entry)])
        basics = sorted([*basics, *self.persons.unknown(sentence, basics, nouns, taken)], key=lambda mention: mention.start)
        here = by_token([*groups, *basics])
        built = [self._phrases.mention(sentence, start, end, entry, here) for start, end, entry in nouns if not taken.intersection(range(start, end))]
        return longest([*groups, *filter(None, built), *basics])

    def _groups(self, sentence: ParsedSentence) -> tuple[list[Mention], set[int]]:
        """Groups by their patterns, and the tokens that they take."""
        tokens, places = sentence.tokens, _Places(sentence.tokens)
        found: list[Mention] = []
        taken: set[int] = set()
        for code, pattern in self._patterns:
            for match in pattern.finditer(tokens.text):
                start, end = places.start(match.start()), places.end(match.end())
                if places.whole(match.end()) and not taken.intersection(range(start, end)):
                    taken.update(range(start, end))
                    found.append(mention_of(tokens.doc, start, end, (code,), "group", plural=True))
        return found, taken

    def _basic(self, doc: Doc, start: int, end: int, entry: Entry) -> Mention | None:
        """A name, demonym, capital, outlet or person of the table."""
        if entry.kind == "outlet":
            return mention_of(doc, start, end, (), "outlet", person=entry.name)
        if entry.kind == "person":
            return self.persons.known(doc, start, end, entry)
        after = doc[end] if end < len(doc) else None
        kind: MentionKind = entry.kind
        if after is not None:
            lower = doc[start].text.islower() and after.pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT")
            if kind == "demonym" and (lower or after.text in self._not_before):
                return None
            if kind == "name" and doc[end - 1].dep_ in ("compound", "amod", "nmod") and after.pos_ in ("NOUN", "ADJ", "PROPN", "PUNCT"):
                kind = "demonym"
        return mention_of(doc, start, end, entry.codes, kind, plural=entry.plural, on_record=entry.on_record)


class _Places:
    """Token indices of code points in a sentence's text."""

    def __init__(self, tokens: Tokens) -> None:
        self._starts = {token.idx - tokens.start_char: token.i for token in tokens}
        self._ends = {token.idx - tokens.start_char + len(token): token.i + 1 for token in tokens}

    def start(self, place: int) -> int:
        """The token that starts at, or holds, a code point."""
        found = self._starts.get(place)
        return found if found is not None else max(i for first, i in self._starts.items() if first <= place)

    def end(self, place: int) -> int:
        """One past the token that ends at, or holds, the code point before."""
        found = self._ends.get(place)
        return found if found is not None else min(i for last, i in self._ends.items() if last >= place)

    def whole(self, place: int) -> bool:
        return place in self._ends


@lru_cache(maxsize=4)
def _compile(phrases: Sequence[tuple[str, str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_code: dict[str, list[str]] = {}
    for code, pattern in phrases:
        by_code.setdefault(code, []).append(pattern)
    return tuple((code, re.compile(r"\b(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)) for code, patterns in by_code.items())
