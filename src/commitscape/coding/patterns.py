"""A small language for phrases over lemmas, so that cues can live in YAML.

A pattern is a row of elements divided by spaces: a word or a choice of words (`deploy|send`), compared with a
token's lemma, its form and its singular; a stem (`peacekeep*`); a part of speech after a slash (`pledge/NOUN`, `@outside/NOUN`);
a row of words among the choices (`nod|go_ahead`); an element that may be missing (`ground?`); a gap of up to n tokens (`~3`);
and a class of actors (`@outside`), which the caller defines. Quotation marks and hyphens do not exist for patterns:
"sea-wall" is `sea wall`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from commitscape.errors import TopicError

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

STEM = 3  # letters by which stems are indexed; no stem is shorter
TRANSPARENT = frozenset("-–—‑\"'“”‘’«»`") | {"''", "``", "[", "]"}
TAGS = frozenset(["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"])
NEGATING = frozenset({"no", "not", "n't", "never", "without", "hardly", "scarcely", "barely", "neither", "nothing", "none", "nobody"})
MAGNITUDE = re.compile(r"\d[\d.,]*(bn|billion|mn|million|m|tn)")
Tester = Callable[[str, int], bool]  # class name, token index in the Doc -> does a mention of that class cover it?


@lru_cache(maxsize=65536)
def forms(lemma: str, text: str) -> frozenset[str]:
    """The words as which patterns see a token: its lemma, its form, its singular, its magnitude."""
    lower = text.lower().replace("’", "'")
    seen = {lemma.lower(), lower, lower.removesuffix("'s")}
    if "-" in lower[1:-1]:  # patterns see no hyphen, also where a token holds one
        seen |= {lower.replace("-", ""), lower.replace("-", "").removesuffix("s")}
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss"):
        seen.add(lower[:-1])
        if lower.endswith("ies"):
            seen.add(lower[:-3] + "y")
    amount = MAGNITUDE.fullmatch(lower)
    if amount:
        seen.add(amount[1])
    if lower.endswith("."):
        seen.add(lower[:-1])
    return frozenset(seen)


@dataclass(frozen=True, slots=True)
class Word:
    """A token as patterns see it."""

    index: int  # in the Doc
    forms: frozenset[str]
    pos: str


def visible(tokens: Iterable[Token]) -> list[Word]:
    """The tokens of a sentence without quotation marks, hyphens and space.

    In a headline with capitals throughout the tagger takes verbs for names, so parts of speech are left open there.
    """
    shown = [t for t in tokens if t.text not in TRANSPARENT and not t.is_space]
    long = [t for t in shown if len(t) > 3 and t.is_alpha]
    headline = len(long) > 2 and sum(t.is_title or t.is_upper for t in long) > 0.8 * len(long)
    return [Word(t.i, forms(t.lemma_, t.text), "" if headline and t.pos_ == "PROPN" else t.pos_) for t in shown]


@dataclass(frozen=True, slots=True)
class Element:
    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    pos: str = ""
    optional: bool = False
    gap: int = 0

    @classmethod
    def parse(cls, source: str) -> Element:
        if source.startswith("~"):
            return cls(gap=int(source[1:]))
        optional = source.endswith("?")
        body, _, pos = source.rstrip("?").partition("/")
        choices = body.lower().split("|")
        return cls(
            words=frozenset(c for c in choices if c[-1:] != "*" and c[:1] != "@"),
            stems=tuple(c[:-1] for c in choices if c[-1:] == "*"),
            actors=tuple(c[1:] for c in choices if c[:1] == "@"),
            pos=pos, optional=optional,
        )

    def accepts(self, word: Word, tester: Tester) -> bool:
        if self.pos and word.pos and word.pos != self.pos and not (self.pos == "NOUN" and word.pos == "PROPN"):
            return False
        if not self.words.isdisjoint(word.forms):
            return True
        if self.stems and any(form.startswith(self.stems) for form in word.forms):
            return True
        return any(tester(name, word.index) for name in self.actors)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern and the name of the group it belongs to."""

    group: str
    source: str
    elements: tuple[Element, ...]
    negates: bool  # one of its own words negates; a gap may hide a negation that is none of the pattern's

    @classmethod
    def parse(cls, group: str, source: str, *, where: str = "") -> Pattern:
        try:
            elements = tuple(Element.parse(part) for part in source.split())
        except ValueError:
            elements = ()
        if not elements or elements[0].gap or elements[0].optional:
            raise TopicError(f"pattern {source!r} of group {group!r} cannot start", where=where, remedy="begin it with a word, a choice or a class")
        return cls(group, source, elements, any(e.words & NEGATING for e in elements))

    @property
    def first(self) -> Element:
        return self.elements[0]

    @staticmethod
    def spread(source: str) -> list[str]:
        """The patterns for which a pattern with rows of words among its choices stands."""
        rows: list[list[str]] = [[]]
        for part in source.split():
            body, slash, pos = part.partition("/")
            choices = body.split("|")
            single = [c for c in choices if "_" not in c]
            parts = [["|".join(single) + slash + pos]] if single else []
            parts += [c.split("_") for c in choices if "_" in c]
            rows = [row + more for row in rows for more in parts]
        return [" ".join(row) for row in rows]

    def needs(self) -> tuple[frozenset[str], ...]:
        """Choices of words after the first element, one of each of which a sentence must hold for the pattern to match."""
        return tuple(e.words for e in self.elements[1:] if e.words and not (e.stems or e.actors or e.optional))

    def match(self, words: list[Word], at: int, tester: Tester) -> int | None:
        """The position after the last matched word, where the pattern matches at `at`."""
        return self._match(words, at, 0, tester)

    def _match(self, words: list[Word], at: int, element: int, tester: Tester) -> int | None:
        if element == len(self.elements):
            return at
        this = self.elements[element]
        if this.gap:
            for skip in range(min(this.gap, len(words) - at) + 1):
                end = self._match(words, at + skip, element + 1, tester)
                if end is not None:
                    return end
            return None
        if at < len(words) and this.accepts(words[at], tester):
            end = self._match(words, at + 1, element + 1, tester)
            if end is not None:
                return end
        return self._match(words, at, element + 1, tester) if this.optional else None


def impossible(pattern: Pattern, classes: Iterable[str]) -> str:
    """Why a pattern can match in no sentence; empty where it can. `classes` are the classes of actors that there are."""
    known = set(classes)
    for element in pattern.elements:
        for name in element.actors:
            if name not in known:
                return f"no class of actors is called {name}"
        if element.pos and element.pos not in TAGS:
            return f"{element.pos} is no part of speech"
        hidden = sorted(word for word in element.words if TRANSPARENT.intersection(word) - {"'", "’"})
        if hidden:
            return f"{hidden[0]!r} holds a mark that patterns do not see"
        if not element.gap and not (element.words - {""} or any(element.stems) or element.actors):
            return "an element is empty"
    return ""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a group's pattern matched: token indices in the Doc, `end` exclusive."""

    group: str
    start: int
    end: int
    negates: bool = field(default=False, compare=False)  # the pattern spells a negation itself ("not ~2 averse to")

    def overlaps(self, other: Match) -> bool:
        return self.start < other.end and other.start < self.end


_Entry = tuple[Pattern, tuple[frozenset[str], ...]]  # and the words that it needs


class Lexicon:
    """Patterns of many groups, found in one pass over a sentence."""

    def __init__(self, groups: Mapping[str, Iterable[str]], *, where: str = "") -> None:
        self._words: dict[str, list[_Entry]] = defaultdict(list)
        self._stems: dict[str, list[_Entry]] = defaultdict(list)
        self._actors: dict[str, list[_Entry]] = defaultdict(list)
        for group, sources in groups.items():
            for source in (spread for listed in sources for spread in Pattern.spread(listed)):
                pattern = Pattern.parse(group, source, where=where)
                entry = (pattern, pattern.needs())
                for place, keys in (
                    (self._words, pattern.first.words), (self._stems, {stem[:STEM] for stem in pattern.first.stems}), (self._actors, pattern.first.actors),
                ):
                    for key in keys:
                        place[key].append(entry)

    def find(self, words: list[Word], tester: Tester = lambda name, index: False) -> list[Match]:
        """Every match, the longest of a group at a place, in reading order."""
        best: dict[tuple[str, int], tuple[int, bool]] = {}
        present = frozenset().union(*[word.forms for word in words])
        by_form = {form: found for form in self._words.keys() & present if (found := _met(self._words[form], present))}
        by_stem = {stem: found for stem in self._stems.keys() & {form[:STEM] for form in present} if (found := _met(self._stems[stem], present))}
        by_actor = {name: found for name, entries in self._actors.items() if (found := _met(entries, present))}
        for at, word in enumerate(words):
            starting = [by_form[form] for form in word.forms if form in by_form]
            starting += [by_stem[stem] for stem in {form[:STEM] for form in word.forms} if stem in by_stem] if by_stem else ()
            starting += [patterns for name, patterns in by_actor.items() if tester(name, word.index)]
            for pattern in chain.from_iterable(starting):
                end = pattern.match(words, at, tester)
                if end is not None and end > at:
                    spot = (pattern.group, word.index)
                    best[spot] = max(best.get(spot, (0, False)), (words[end - 1].index + 1, pattern.negates))
        return sorted((Match(group, start, end, negates) for (group, start), (end, negates) in best.items()), key=lambda m: (m.start, m.end, m.group))

    def possible(self, words: Sequence[frozenset[str]], classes: Collection[str], *, passing: str = "!") -> bool:
        """Whether a pattern could match somewhere if a token had any of these forms and might be an actor of any of these classes.

        Groups whose name starts with `passing` do not count.
        """
        present = frozenset().union(*words)
        entries = [entry for form in self._words.keys() & present for entry in self._words[form]]
        entries += [entry for stem in self._stems.keys() & {form[:STEM] for form in present} for entry in self._stems[stem]]
        entries += [entry for name in classes for entry in self._actors.get(name, ())]
        tokens: list[Word] = []
        for pattern, needs in entries:
            if pattern.group.startswith(passing) or any(need.isdisjoint(present) for need in needs):
                continue
            tokens = tokens or [Word(at, forms, "") for at, forms in enumerate(words)]
            if any(pattern.match(tokens, at, lambda name, _: name in classes) is not None for at in range(len(tokens))):
                return True
        return False


def _met(entries: Iterable[_Entry], present: frozenset[str]) -> list[Pattern]:
    """The patterns that find a word for each of their needs."""
    return [pattern for pattern, needs in entries if not any(map(present.isdisjoint, needs))]
