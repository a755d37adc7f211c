"""Mentions of actors in one parsed sentence: names, demonyms, persons with their offices, groups, unnamed people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from commitscape.coding.actors import ActorTable, Entry, Person
from commitscape.coding.parsing import ParsedSentence

MentionKind = Literal["name", "demonym", "people", "capital", "person", "role", "group", "body", "officials", "outlet", "pronoun", "plan", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for an actor, a person or an outlet.

    `start`, `end` and `head` are token indices in the sentence's Doc, `head` the token by which the
    words hang in the sentence. `codes` are actor codes, empty where the words stand for nobody's
    government (experts, outlets, unresolved words). Kinds: name (Russia, the EU), demonym (an
    adjective: "German" in "German soldiers"), people (Russians), capital (capitals, palaces,
    ministries with a name of their own), person (a name, with its office if it stands there), role (an office without a
    name; `person` says who held it), group (European leaders, the allies), body (the German
    government), officials (unnamed people; `codes` may be empty), pronoun (also "the two countries", "the country": words
    resolved by what stands before), plan (a plan or draft that stands for its makers), outlet (`person` is the outlet's name), noun (an unresolved role or body, codes empty).
    """

    start: int
    end: int
    head: int
    codes: tuple[str, ...]
    kind: MentionKind
    text: str
    person: str | None = None  # full name as the article gives it
    office: str = ""
    gender: str = ""
    plural: bool = False
    unnamed: bool = False  # people without a name: what they say is anonymous
    on_record: bool = False  # a body whose words are named
    key: str = ""  # of the person: the same for every mention of one person in the article
    label: str = ""  # of a pronoun: the words that it stands for

    def holds(self, code: str) -> bool:
        return code in self.codes


@dataclass(slots=True)
class Registry:
    """What an article has said about its persons so far (filled in a first pass)."""

    full: dict[str, str] = field(default_factory=dict)  # person key -> fullest form in the article
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # person key -> codes
    offices: dict[str, str] = field(default_factory=dict)  # person key -> office last given
    surnames: dict[str, str] = field(default_factory=dict)  # surname -> person key, of persons not in the table

    def learn(self, key: str, form: str, codes: tuple[str, ...], office: str) -> None:
        if len(form.split()) > len(self.full.get(key, "").split()):
            self.full[key] = form
        if codes and not self.codes.get(key):
            self.codes[key] = codes
        if office:
            self.offices.setdefault(key, office)


class Spotter:
    """Finds the mentions of a sentence. `day` is the article's date (ISO), None where unknown."""

    def __init__(self, actors: ActorTable, day: str | None) -> None:
        self.actors, self.day = actors, day[:10] if day else None
        self.registry = Registry()
        self.home: dict[str, str] = actors.groups.get("home_of_office", {})
        self.titles = frozenset(actors.groups.get("titles", ()))
        self.not_after = frozenset(actors.groups.get("not_actor_before", ()))
        self.friends: dict[str, str] = actors.groups.get("friends_of", {})
        self.counts = frozenset(actors.groups.get("counts", ()))
        self.rulers = frozenset(actors.groups.get("rulers", ()))
        self.high = frozenset(actors.groups.get("high_offices", ()))
        self.defaults: dict[str, str] = actors.groups.get("defaults", {})
        self.patterns = _compile(actors.phrases)

    def spot(self, sentence: ParsedSentence) -> list[Mention]:
        """Mentions in order of position, not overlapping, except a demonym inside a longer phrase (left out)."""
        tokens, doc = sentence.tokens, sentence.tokens.doc
        text, shift = tokens.text, tokens.start_char
        starts = {token.idx - shift: token.i for token in tokens}
        ends = {token.idx - shift + len(token): token.i + 1 for token in tokens}
        phrases: list[Mention] = []
        taken: set[int] = set()
        for code, pattern in self.patterns:
            for match in pattern.finditer(text):
                start, end = _token(match.start(), starts, tokens), ends.get(match.end())
                if end is None or taken.intersection(range(start, end)):
                    continue
                taken.update(range(start, end))
                phrases.append(self._mention(doc, start, end, (code,), "group", plural=True))
        basics: list[Mention] = []
        nouns: list[tuple[int, int, Entry]] = []
        for hit in self.actors.matcher.hits(text):
            start, end = _token(hit.start, starts, tokens), ends.get(hit.end) or _token_end(hit.end, tokens)
            if hit.entry.kind == "noun":
                nouns.append((start, end, hit.entry))
            elif not taken.intersection(range(start, end)) or hit.entry.kind == "person":
                if mention := self._basic(doc, start, end, hit.entry):
                    basics.append(mention)
        basics += self._unknown_persons(sentence, basics, nouns, taken)
        basics.sort(key=lambda mention: mention.start)
        by_token = {i: mention for mention in (*phrases, *basics) for i in range(mention.start, mention.end)}
        built = [mention for start, end, entry in nouns if not taken.intersection(range(start, end))
                 if (mention := self._noun(sentence, start, end, entry, by_token))]
        return _longest([*phrases, *built, *basics])

    def _basic(self, doc: Doc, start: int, end: int, entry: Entry) -> Mention | None:
        after = doc[end] if end < len(doc) else None
        if entry.kind == "outlet":
            return self._mention(doc, start, end, (), "outlet", person=entry.name)
        if entry.kind == "person":
            return self._person(doc, start, end, entry)
        if entry.kind == "demonym" and after is not None and (after.text in self.not_after or (doc[start].text.islower() and after.pos_ not in ("NOUN", "PROPN", "ADJ", "PUNCT"))):
            return None
        kind = entry.kind
        if kind == "name" and after is not None and doc[end - 1].dep_ in ("compound", "amod", "nmod") and after.pos_ in ("NOUN", "ADJ", "PROPN", "PUNCT"):
            kind = "demonym"
        return self._mention(doc, start, end, entry.codes, kind, plural=entry.plural, on_record=entry.on_record)

    def _person(self, doc: Doc, start: int, end: int, entry: Entry) -> Mention | None:
        person = self._spell(entry.persons)
        form = doc[start:end].text
        if not entry.alone and len(form.split()) == 1 and person.name not in self.registry.full and not (start and doc[start - 1].lower_ in self.titles):
            return None
        if start and doc[start - 1].lower_ in self.titles:
            start -= 1
        self.registry.learn(person.name, form, (person.code,), person.office)
        return self._mention(doc, start, end, (person.code,), "person", person=form, office=person.office, gender=person.gender, key=person.name)

    def _spell(self, persons: Sequence[Person]) -> Person:
        """The office a person holds on the article's day, else the last one."""
        held = [person for person in persons if self.day is None or person.held(self.day)]
        return max(held or persons, key=lambda person: person.since)

    def _unknown_persons(self, sentence: ParsedSentence, basics: list[Mention], nouns: list[tuple[int, int, Entry]], taken: set[int]) -> list[Mention]:
        """Persons not in the table: names that the model tags, and surnames of names seen before."""
        doc, found = sentence.tokens.doc, []
        busy = taken | {i for mention in basics for i in range(mention.start, mention.end)} | {i for start, end, _ in nouns for i in range(start, end)}
        spans = [(ent.start, ent.end) for ent in sentence.tokens.ents if ent.label_ == "PERSON"]
        for start, end, entry in nouns:  # a name right after an office, tagged or not
            if "office" in entry.sorts and (run := _name_run(doc, end, sentence.tokens.end, busy)):
                spans.append((end, run))
        for start, end in spans:
            while start < end and (start in busy or doc[start].lower_ in self.titles or doc[start].pos_ not in ("PROPN", "NOUN", "ADJ", "X")):
                start += 1
            while end > start and (end - 1 in busy or doc[end - 1].text in ("'s", "’s") or not doc[end - 1].text[0].isupper()):
                end -= 1
            if start >= end or busy.intersection(range(start, end)):
                continue
            name = doc[start:end].text
            key = self._given(doc, start) or self.registry.surnames.get(name, name)
            if len(name.split()) > 1:
                self.registry.surnames.setdefault(name.split()[-1], name)
                self.registry.learn(name, name, (), "")
            elif key == name and not (start and doc[start - 1].lower_ in self.titles):
                continue
            busy.update(range(start, end))
            if start - 2 >= sentence.tokens.start and doc[start - 1].text in ("'s", "’s") and (owner := next((m for m in basics if m.end == start - 1 and m.kind == "name"), None)):
                self.registry.learn(key, name, owner.codes, "")
            first = start - 1 if start and doc[start - 1].lower_ in self.titles else start
            found.append(self._mention(doc, first, end, self.registry.codes.get(key, ()), "person", person=name, key=key))
        for token in sentence.tokens:
            key = self.registry.surnames.get(token.text, "") or self._given(doc, token.i)
            if key and token.i not in busy and token.pos_ in ("PROPN", "NOUN"):
                first = token.i - 1 if token.i and doc[token.i - 1].lower_ in self.titles else token.i
                owner = next((m for m in basics if m.end == token.i - 1 and m.kind == "name" and doc[token.i - 1].text in ("'s", "’s")), None)
                self.registry.learn(key, token.text, owner.codes if owner else (), "")
                found.append(self._mention(doc, first, token.i + 1, self.registry.codes.get(key, ()), "person", person=token.text, key=key))
        return found

    def _given(self, doc: Doc, place: int) -> str:
        """The key of a knight called by his given name: "Sir Keir"."""
        if not place or doc[place - 1].lower_ not in ("sir", "dame"):
            return ""
        return next((key for key, form in self.registry.full.items() if form.split()[0] == doc[place].text and len(form.split()) > 1), "")

    def _noun(self, sentence: ParsedSentence, start: int, end: int, entry: Entry, by_token: dict[int, Mention]) -> Mention | None:
        """An office, body or unnamed people with what stands around it: "Polish foreign minister X", "officials in Berlin"."""
        doc, last = sentence.tokens.doc, sentence.tokens.end
        head = doc[end - 1]
        named = by_token.get(end) if end < last else None
        if named is None and end + 1 < last and doc[end].text == "," and (named := by_token.get(end + 1)) is not None and named.kind == "person":
            named = named if named.end < last and doc[named.end].text in (",", ".", "-", "–", "—") or named.end == last else None
        if named is not None and named.kind != "person":
            named = None
        if "office" not in entry.sorts and head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        if head.dep_ == "compound" and named is None and head.head.i == end and head.head.pos_ == "NOUN":
            return None
        first, owner = self._modifiers(sentence, start, by_token)
        if entry.plural:
            back = first - 1 if first > sentence.tokens.start and doc[first - 1].lower_ in ("the", "these", "those") else first
            if back - 2 >= sentence.tokens.start and doc[back - 1].lower_ == "of" and doc[back - 2].lower_ in self.counts:
                first = back - 2
        stop = end
        if owner is None and "experts" not in entry.sorts and end + 1 < last and doc[end].lower_ in ("of", "at", "in", "for", "from"):
            owner, stop = self._complement(doc, end, last, entry, by_token)
            place = stop + 1 if stop + 1 < last and doc[stop].text == "," else stop
            if owner is not None and (after := by_token.get(place)) is not None and after.kind == "person" and after is not owner:
                named = named or after
        codes = owner.codes if owner else ()
        home = self.home.get(entry.name, "")
        if not codes and home:
            codes = (home,)
        if "office" in entry.sorts:
            if named is not None:
                return self._named(doc, first, named, codes, entry)
            if not entry.plural and (held := self._before(doc, first, by_token)) is not None:
                self.registry.learn(held.key, held.person or "", codes, entry.office)
            if not entry.plural or not entry.sorts & {"unnamed", "on_record"}:
                return self._office(doc, first, stop, codes, entry)
        if "relations" in entry.sorts and codes and self.actors.actors[codes[0]].kind == "country":
            codes = (self.friends[codes[0]],) if codes[0] in self.friends else ()
        if not codes and entry.plural and first == start and entry.name in self.defaults and (first == sentence.tokens.start or doc[first - 1].pos_ not in ("PRON", "PART", "DET")):
            codes = (self.defaults[entry.name],)
        if "unnamed" in entry.sorts:
            group = bool(codes) and self.actors.actors[codes[0]].kind == "group"
            return self._mention(doc, first, stop, () if "experts" in entry.sorts else codes, "group" if group else "officials", plural=entry.plural, unnamed=True)
        kind: MentionKind = "group" if entry.plural and codes else "body" if codes else "noun"
        return self._mention(doc, first, stop, codes, kind, plural=entry.plural, on_record="on_record" in entry.sorts and (not entry.plural or "office" in entry.sorts or entry.name == "member state"), office=entry.name)

    def _office(self, doc: Doc, first: int, stop: int, codes: tuple[str, ...], entry: Entry) -> Mention:
        person = self.actors.holder(codes[0], entry.office, self.day) if len(codes) == 1 and not entry.plural else None
        if person is None and codes and entry.office == "leader" and (entry.name in self.rulers or self.actors.actors[codes[0]].kind == "group"):
            person = next((found for office in ("president", "chancellor", "prime minister", "secretary general") if (found := self.actors.holder(codes[0], office, self.day))), None)
        kind: MentionKind = "role" if codes else "noun"
        if person is not None:
            key, gender = person.name, person.gender
            return self._mention(doc, first, stop, codes, kind, person=self.registry.full.get(key, key), office=entry.office, gender=gender, key=key)
        known = [key for key, held in self.registry.offices.items() if held == entry.office and self.registry.codes.get(key) == codes and codes]
        if known and not entry.plural:
            return self._mention(doc, first, stop, codes, kind, person=self.registry.full[known[-1]], office=entry.office, key=known[-1])
        high = entry.office in self.high and not entry.plural
        return self._mention(doc, first, stop, codes, kind, office=entry.office, plural=entry.plural, unnamed=not high, on_record=high)

    def _named(self, doc: Doc, first: int, named: Mention, codes: tuple[str, ...], entry: Entry) -> Mention:
        codes = named.codes or codes
        self.registry.learn(named.key, named.person or "", codes, entry.office)
        return replace(named, start=first, text=doc[first:named.end].text, head=doc[first:named.end].root.i, codes=codes, office=named.office or entry.office)

    def _before(self, doc: Doc, first: int, by_token: dict[int, Mention]) -> Mention | None:
        """The person to whom an office is in apposition: "Kaja Kallas, the EU's foreign policy chief"."""
        i = first - 1
        while i >= 0 and doc[i].lower_ in ("the", "a", "an", "its", "his"):
            i -= 1
        if i >= 1 and doc[i].text == "," and (mention := by_token.get(i - 1)) is not None and mention.kind == "person":
            return mention
        return None

    def _modifiers(self, sentence: ParsedSentence, start: int, by_token: dict[int, Mention]) -> tuple[int, Mention | None]:
        """Where a noun phrase starts (after its article) and the actor who modifies it."""
        doc, first, owner = sentence.tokens.doc, start, None
        i = start - 1
        while i >= sentence.tokens.start:
            token = doc[i]
            mention = by_token.get(i)
            if mention is not None and mention.kind != "outlet":
                possessed = mention.end < len(doc) and doc[mention.end].text in ("'s", "’s", "'", "’")
                if mention.kind in ("name", "person", "capital", "people") and not possessed and doc[mention.end - 1].dep_ not in ("compound", "nmod", "amod", "poss") and i != start - 1:
                    break
                if mention.kind == "person" and not possessed and i != start - 1:
                    break
                owner = owner or (mention if mention.codes else None)
                first, i = mention.start, mention.start - 1
                continue
            if token.text in ("'s", "’s", "'", "’") and token.pos_ in ("PART", "PUNCT") and by_token.get(i - 1) is not None:
                i -= 1
                continue
            if token.pos_ in ("ADJ", "NUM") or (token.pos_ in ("NOUN", "PROPN", "ADV") and token.dep_ in ("compound", "amod", "nmod", "nummod", "advmod", "poss", "npadvmod") and token.head.i > i) or (
                token.text == "-" and i + 1 < len(doc) and i > sentence.tokens.start
            ) or (token.tag_ in ("VBG", "VBN") and token.dep_ == "amod"):
                first, i = i, i - 1
                continue
            break
        return first, owner

    def _complement(self, doc: Doc, end: int, last: int, entry: Entry, by_token: dict[int, Mention]) -> tuple[Mention | None, int]:
        """The actor after "of", "in", "at", "from": "leaders of the EU", "officials in Berlin", "president of France"."""
        word = doc[end].lower_
        if (word == "for" and entry.office != "spokesperson") or (word in ("in", "at", "from") and "unnamed" not in entry.sorts):
            return None, end
        for i in range(end + 1, min(end + 5, last)):
            mention = by_token.get(i)
            if mention is not None and mention.codes:
                stop = mention.end
                while stop < last and stop not in by_token and (doc[stop].text in ("'s", "’s") or (doc[stop].pos_ == "NOUN" and doc[stop - 1].text in ("'s", "’s")) or (doc[stop].pos_ in ("NOUN", "PROPN") and mention.kind == "demonym")):
                    stop += 1
                return mention, stop
            if doc[i].pos_ not in ("DET", "ADJ", "PROPN", "NOUN"):
                break
        return None, end

    def _mention(self, doc: Doc, start: int, end: int, codes: Iterable[str], kind: MentionKind, **more: object) -> Mention:
        span = doc[start:end]
        return Mention(start=start, end=end, head=span.root.i, codes=tuple(codes), kind=kind, text=span.text, **more)  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def _compile(phrases: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_code: dict[str, list[str]] = {}
    for code, pattern in phrases:
        by_code.setdefault(code, []).append(pattern)
    return tuple((code, re.compile(r"\b(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)) for code, patterns in by_code.items())


def _token(position: int, starts: dict[int, int], tokens: Iterable[Token]) -> int:
    """The token that starts at, or holds, a code point of the sentence."""
    if position in starts:
        return starts[position]
    return max((i for place, i in starts.items() if place <= position), default=0)


def _token_end(position: int, tokens: Iterable[Token]) -> int:
    listed = list(tokens)
    shift = listed[0].idx
    return next((token.i + 1 for token in listed if token.idx - shift + len(token) >= position), listed[-1].i + 1)


def _name_run(doc: Doc, start: int, last: int, busy: set[int]) -> int | None:
    """End of two to four capitalised words from `start`; None where there is no such name."""
    end = start
    while end < last and end - start < 4 and end not in busy and (doc[end].pos_ == "PROPN" or (end > start and doc[end].lower_ in ("van", "von", "de", "der", "den"))) and doc[end].text[0].isalpha():
        end += 1
    return end if end - start >= 2 else None


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Longest first; what overlaps something longer goes."""
    taken: set[int] = set()
    kept = []
    for mention in sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start)):
        covered = set(range(mention.start, mention.end))
        if not taken & covered:
            taken |= covered
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
