"""Persons in one sentence: those of the topic's table, and names that nobody listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from commitscape.coding.matching import Entry, Person
from commitscape.coding.mentions import POSSESSIVE, Mention, Registry, mention_of
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Block

KNIGHTS = ("sir", "dame")
KNIGHT = re.compile(r"\b(?:Sir|Dame) ", re.IGNORECASE)
PARTICLES = ("van", "von", "de", "der", "den")
LONGEST = 4  # words of a name
PERSONAL = frozenset({"nsubj", "nsubjpass", "poss", "appos"})
NEAR = 8  # tokens from an office to the name in apposition
RANKS = ("brigadier", "colonel", "major", "general", "lieutenant", "admiral", "captain", "marshal", "sir", "mr", "ms", "dr")


class Persons:
    """Finds persons and keeps the article's registry of them. `day` is the article's date (ISO), None where unknown."""

    def __init__(self, titles: frozenset[str], day: str | None) -> None:
        self.titles, self.day = titles, day
        self.registry = Registry()

    def known(self, doc: Block, start: int, end: int, entry: Entry) -> Mention | None:
        """A person of the table, with his title; None for a common surname of whom the article gave no full name."""
        held = [person for person in entry.persons if self.day is None or person.held(self.day)]
        person: Person = max(held or entry.persons, key=lambda person: person.since)
        form, titled = doc.span(start, end).text, self._titled(doc, start)
        if not (entry.alone or " " in form or person.name in self.registry.full or titled):
            return None
        self.registry.learn(person.name, form, (person.code,), person.office)
        first = start - 1 if titled else start
        return mention_of(doc, first, end, (person.code,), "person", person=form, office=person.office, gender=person.gender, key=person.name)

    def unknown(self, sentence: ParsedSentence, basics: Sequence[Mention], nouns: Sequence[tuple[int, int, Entry]], taken: set[int]) -> list[Mention]:
        """Persons not in the table: names where persons stand or that follow an office, and surnames of names seen before.

        `taken` are tokens of group phrases, `basics` what the table found, `nouns` the offices and bodies.
        """
        doc = sentence.tokens.doc
        busy = taken | {i for mention in basics for i in range(mention.start, mention.end)} | {i for start, end, _ in nouns for i in range(start, end)}
        owners = {mention.end: mention.codes for mention in basics if mention.kind == "name"}
        found = []
        for start, end in self._names(sentence, nouns, busy):
            if busy.intersection(range(start, end)):
                continue
            name, titled = doc.span(start, end).text, self._titled(doc, start)
            key = self._knight(doc, start) or self.registry.surnames.get(name, name)
            if " " in name:
                self.registry.surnames.setdefault(name.split()[-1], name)
                self.registry.learn(name, name, (), "")
            elif key == name and not titled:
                continue
            busy.update(range(start, end))
            found.append(self._stranger(doc, start, end, key, owners))
        text = sentence.tokens.text
        if not any(name in text for name in self.registry.surnames) and KNIGHT.search(text) is None:
            return found
        for token in sentence.tokens:
            key = self.registry.surnames.get(token.text, "") or self._knight(doc, token.i)
            if key and token.i not in busy and token.pos_ in ("PROPN", "NOUN"):
                found.append(self._stranger(doc, token.i, token.i + 1, key, owners))
        return found

    def _stranger(self, doc: Block, start: int, end: int, key: str, owners: dict[int, tuple[str, ...]]) -> Mention:
        """A mention of a person not in the table; "Atlantis's X" tells his country."""
        name = doc.span(start, end).text
        if start and doc[start - 1].text in POSSESSIVE:
            self.registry.learn(key, name, owners.get(start - 1, ()), "")
        first = start - 1 if self._titled(doc, start) else start
        return mention_of(doc, first, end, self.registry.codes.get(key, ()), "person", person=name, key=key)

    def _names(self, sentence: ParsedSentence, nouns: Sequence[tuple[int, int, Entry]], busy: set[int]) -> Iterator[tuple[int, int]]:
        """Token ranges that look like names: what acts or is explained as a person is, capitalised words after an office."""
        doc = sentence.tokens.doc
        offices = [(start, end) for start, end, entry in nouns if "office" in entry.sorts]
        spans = list(_acting(sentence, offices, busy))
        spans += [(end, run) for _, end in offices if (run := _name_run(doc, end, sentence.tokens.end, busy))]
        spans += _apposed(sentence, [end for _, end in offices], busy)
        for start, end in spans:
            while start < end and (start in busy or doc[start].lower_ in self.titles or doc[start].pos_ not in ("PROPN", "NOUN", "ADJ", "X")):
                start += 1
            while end > start and (end - 1 in busy or doc[end - 1].text in POSSESSIVE or not doc[end - 1].text[0].isupper()):
                end -= 1
            if start < end:
                yield start, end

    def _titled(self, doc: Block, start: int) -> bool:
        return start > 0 and doc[start - 1].lower_ in self.titles

    def _knight(self, doc: Block, place: int) -> str:
        return self.registry.knight(doc[place].text) if place and doc[place - 1].lower_ in KNIGHTS else ""


def _acting(sentence: ParsedSentence, offices: Sequence[tuple[int, int]], busy: set[int]) -> Iterator[tuple[int, int]]:
    """Names where persons stand: who does something, whose something is, who holds an office. "The" goes before no person."""
    doc, place, last = sentence.tokens.doc, sentence.tokens.start, sentence.tokens.end
    held = {i for start, end in offices for i in range(start, end)}
    while place < last:
        end = _name_run(doc, place, last, busy)
        if end is None:
            place += 1
            continue
        head = next((token for token in doc[place:end] if not place <= token.head.i < end), doc[end - 1])
        explained = any(child.dep_ == "appos" and child.i in held for child in head.children)
        if (explained or head.dep_ in PERSONAL) and (place == 0 or doc[place - 1].lower_ not in ("the", "a", "an")):
            yield place, end
        place = end


def _apposed(sentence: ParsedSentence, offices: Sequence[int], busy: set[int]) -> Iterator[tuple[int, int]]:
    """Names between commas shortly after an office: "the head of its diplomatic service, X Y, said"."""
    doc, last = sentence.tokens.doc, sentence.tokens.end
    for office in offices:
        for place in range(office, min(office + NEAR, last)):
            if doc[place].pos_ in ("VERB", "AUX"):
                break
            if doc[place].text == ",":
                first = place + 1
                while first < last and doc[first].lower_ in RANKS:
                    first += 1
                end = _name_run(doc, first, last, busy)
                if end is not None and (end >= last or doc[end].text in (",", ".")):
                    yield first, end
                break


def _name_run(doc: Block, start: int, last: int, busy: set[int]) -> int | None:
    """End of two to four capitalised words from `start`; None where there is no such name."""
    end = start
    while end < min(last, start + LONGEST) and end not in busy and doc[end].text[0].isalpha():
        if doc[end].pos_ != "PROPN" and not (end > start and doc[end].lower_ in PARTICLES):
            break
        end += 1
    return end if end - start >= 2 else None
