"""Spots the mentions of one sentence, before coreference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from commitscape.coding.actors import ActorTable
from commitscape.coding.matching import Entry
from commitscape.coding.mentions import Mention, MentionKind, by_token, longest, mention_of
from commitscape.coding.nounphrases import NounPhrases
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.persons import Persons
from commitscape.coding.tree import Block, Tokens

DATELINE = (",", "-", "–", "—", "(", "/")
IN_BRACKETS = re.compile(r"\((?P<name>[A-Z][\w'’-]*[a-z][\w'’-]*(?: [A-Z][\w'’-]+)*)\)\.?\s*$")  # "... (Denník Dnes)", as in lists of headlines


class Spotter:
    """Finds the mentions of a sentence. `published` is the article's date (ISO), None where unknown."""

    def __init__(self, actors: ActorTable, published: str | None) -> None:
        self.day = published[:10] if published else None
        self.persons = Persons(frozenset(actors.groups.get("titles", ())), self.day)
        self._matcher, self._patterns = actors.matcher, _compile(actors.phrases)
        self._phrases = NounPhrases(actors, self.persons.registry, self.day)
        self._outlets = _outlet_forms(*actors.media)
        self._not_before = frozenset(actors.groups.get("not_actor_before", ()))

    def spot(self, sentence: ParsedSentence) -> list[Mention]:
        """Mentions in order of position, not overlapping: of two that do, the longer."""
        doc, places = sentence.tokens.doc, _Places(sentence.tokens)
        groups, taken = self._groups(sentence, places)
        basics: list[Mention] = []
        nouns: list[tuple[int, int, Entry]] = []
        for hit in self._matcher.hits(sentence.tokens.text):
            start, end = places.start(hit.start), places.end(hit.end)
            if hit.entry.kind == "noun":
                nouns.append((start, end, hit.entry))
            elif hit.entry.kind == "person" or not taken.intersection(range(start, end)):
                basics += filter(None, [self._basic(doc, start, end, hit.entry)])
        basics += self._unlisted_outlets(sentence, places, by_token(basics))
        basics = sorted([*basics, *self.persons.unknown(sentence, basics, nouns, taken)], key=lambda mention: mention.start)
        here = by_token([*groups, *basics])
        built = [self._phrases.mention(sentence, start, end, entry, here) for start, end, entry in nouns if not taken.intersection(range(start, end))]
        return longest([*groups, *filter(None, built), *basics])

    def _groups(self, sentence: ParsedSentence, places: _Places) -> tuple[list[Mention], set[int]]:
        """Groups by their patterns, and the tokens that they take."""
        tokens, text = sentence.tokens, sentence.tokens.text
        found: list[Mention] = []
        taken: set[int] = set()
        for code, pattern in self._patterns:
            for match in pattern.finditer(text):
                start, end = places.start(match.start()), places.end(match.end())
                if places.whole(match.end()) and not taken.intersection(range(start, end)):
                    taken.update(range(start, end))
                    found.append(mention_of(tokens.doc, start, end, code.split(), "group", plural=True))
        return found, taken

    def _unlisted_outlets(self, sentence: ParsedSentence, places: _Places, here: dict[int, Mention]) -> list[Mention]:
        """Outlets by their form: "the newspaper Il Foglio", "the Kviv Weekly magazine"."""
        doc, found, text = sentence.tokens.doc, [], sentence.tokens.text
        forms = self._outlets if sentence.block not in ("title", "heading") else ()  # where every word may have a capital
        for form in (*forms, IN_BRACKETS):
            for match in form.finditer(text):
                start, end = places.start(match.start("name")), places.end(match.end("name"))
                if end - start == 1 and doc[start].pos_ != "PROPN":  # "The magazine"
                    continue
                kinds = {here[i].kind for i in range(start, end) if i in here}
                if not kinds & {"outlet", "person", "name", "capital"} and not (kinds == {"demonym"} and end - start == 1):
                    found.append(mention_of(doc, start, end, (), "outlet", person=doc.span(start, end).text))
                    here = here | by_token(found[-1:])
        return found

    def _basic(self, doc: Block, start: int, end: int, entry: Entry) -> Mention | None:
        """A name, demonym, capital, outlet or person of the table."""
        if entry.kind == "outlet":
            return mention_of(doc, start, end, (), "outlet", person=entry.name)
        if entry.kind == "person":
            return self.persons.known(doc, start, end, entry)
        after = doc[end] if end < len(doc) else None
        if start == doc[start].sent.start and len(doc[start]) > 2 and doc.span(start, end).text.isupper() and after is not None and after.text in DATELINE:
            return None  # "MILDENDO, Nov 3 (Agency) - ..."
        kind: MentionKind = entry.kind
        if after is not None:
            lower = doc[start].text.islower() and after.pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT")
            if kind == "demonym" and (lower or after.text in self._not_before):
                return None
            if kind == "people" and doc[start].lower_ == "the" and after.pos_ in ("NOUN", "ADJ", "PROPN"):  # "the Atlantean leader"
                kind, start = "demonym", start + 1
            if kind == "name" and doc[end - 1].dep_ in ("compound", "amod", "nmod") and after.pos_ in ("NOUN", "ADJ", "PROPN", "PUNCT"):
                kind = "demonym"
        return mention_of(doc, start, end, entry.codes, kind, plural=entry.plural, on_record=entry.on_record)


class _Places:
    """Token indices of code points in a sentence's text."""

    def __init__(self, tokens: Tokens) -> None:
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        for index, token in enumerate(tokens, tokens.start):
            place = token.idx - tokens.start_char
            self._starts[place] = index
            self._ends[place + len(token)] = index + 1

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


@lru_cache(maxsize=4)
def _outlet_forms(nouns: Sequence[str], endings: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """Names after a noun ("newspaper X"), with an ending ("X Post"), before a noun ("X magazine")."""
    noun, ending, run = "|".join(nouns), "|".join(endings), r"[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|de|della|la|der|of))*"
    after = [rf"\b(?:{noun}) (?P<name>{run})", rf"\b(?P<name>{run}) (?:{noun})\b"] if nouns else []
    ended = [rf"\b(?P<name>(?:[A-Z][\w'’&-]+ ){{1,3}}(?:{ending}))\b"] if endings else []
    return tuple(re.compile(form) for form in (*after[:1], *ended, *after[1:]))
