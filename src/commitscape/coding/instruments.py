"""Which instruments a sentence mentions, and where."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commitscape.coding.clauses import first_conjunct, governors, predicate
from commitscape.coding.cues import ActorClass, actor_classes, read_groups
from commitscape.coding.patterns import Lexicon, Match, Tester, Word
from commitscape.errors import TopicError

if TYPE_CHECKING:
    from commitscape.coding.tree import Block, Token

CONTENT = {"NOUN": 3, "PROPN": 3, "VERB": 2, "ADJ": 1}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A mention of an instrument: its code, its tokens (indices in the Doc, `end` exclusive) and their head."""

    code: str
    start: int
    end: int
    head: int
    group: str
    weak: bool = False


class InstrumentLexicon:
    """The instrument cues of a topic."""

    def __init__(self, groups: dict[str, dict[str, Any]], classes: dict[str, ActorClass], raw: dict[str, Any], *, where: str) -> None:
        self.groups, self.classes, self.without = groups, classes, frozenset[str]()
        self._classes: dict[str, str] = {}  # by actor
        self.shifts: dict[str, dict[str, str]] = raw.get("shifts") or {}
        self.sides: list[dict[str, Any]] = raw.get("sides") or []
        self.unread: dict[str, str] = raw.get("unread") or {}
        self.receivers: str = raw.get("receivers", "")
        self.default: str = raw.get("default", "")
        self.yields: dict[str, list[str]] = raw.get("yields") or {}
        pairs = [(group["code"], code) for group in groups.values() for code in group.get("also", ())]
        self.joined = dict([*pairs, *((other, one) for one, other in pairs)])  # codes that some words imply together
        self.pointers: dict[str, frozenset[str]] = {kind: frozenset(words) for kind, words in (raw.get("pointing_back") or {}).items()}
        patterns = {name: group["patterns"] for name, group in groups.items()}
        self._lexicon = Lexicon({**patterns, **{f"!{name}": group.get("unless", []) for name, group in groups.items()}}, where=where)

    @classmethod
    def load(cls, topic: Path, codes: set[str]) -> InstrumentLexicon:
        """Read `cues/instruments.yaml`. Raises TopicError where a code is unknown."""
        path = topic / "cues" / "instruments.yaml"
        raw, groups = read_groups(topic, path.stem)
        for name, group in groups.items():
            for code in (group.get("code"), *group.get("also", [])):
                if code not in codes:
                    raise TopicError(f"group {name!r} has the unknown code {code!r}", where=str(path), remedy="use an instrument of the codebook")
        for code in {c for one, others in (raw.get("yields") or {}).items() for c in (one, *others)} - codes:
            raise TopicError(f"yields has the unknown code {code!r}", where=str(path), remedy="use an instrument of the codebook")
        return cls(groups, actor_classes(raw, path), raw, where=str(path))

    def classes_of(self, actor: str) -> str:
        """The classes that hold an actor, joined by "+"; "state" where none does."""
        if actor not in self._classes:
            self._classes[actor] = "+".join(name for name, holds in self.classes.items() if holds((actor,))) or "state"
        return self._classes[actor]

    def matches(self, words: list[Word], tester: Tester) -> list[Match]:
        """Matches of all groups, those that an `unless` takes away left out."""
        found = self._lexicon.find(words, tester)
        barred = [m for m in found if m.group.startswith("!")]
        found = [m for m in found if m.group not in self.without]
        return [m for m in found if not m.group.startswith("!") and not any(b.group == f"!{m.group}" and b.overlaps(m) for b in barred)]

    def may_be_named(self, words: Sequence[frozenset[str]], classes: Collection[str]) -> bool:
        """Whether some choice among the forms of tokens, of parts of speech and of actors of these classes lets a group match."""
        return self._lexicon.possible(words, classes)

    def may_match(self, words: list[Word], classes: Collection[str]) -> bool:
        """Whether a group may match a parsed sentence with actors of these classes, wherever in it they stand.

        An `unless` counts only where it needs no actor and covers the first word of a match, since a match may be shorter than it seems.
        """
        barred = [m for m in self._lexicon.find(words) if m.group.startswith("!")]
        found = [m for m in self._lexicon.find(words, lambda name, _: name in classes) if not m.group.startswith("!")]
        return any(not any(b.group == f"!{m.group}" and b.start <= m.start < b.end for b in barred) for m in found)

    def receives(self, actor: str) -> bool:
        """Whether an actor can only receive an instrument and goes on asking for it."""
        holds = self.classes.get(self.receivers)
        return holds is not None and holds((actor,))

    def turn(self, stance: str, actor: str, mark: Instrument) -> str:
        """The stance as the topic means it: who asks for limits is against, and some actors' refusal is opposition."""
        stance = self.groups.get(mark.group, {}).get("reverse", {}).get(stance, stance)
        for name, changes in (*self.groups.get(mark.group, {}).get("shifts", {}).items(), *self.shifts.items()):
            if self.classes[name]((actor,)):
                stance = changes.get(stance, stance)
        side = next((s for s in self.sides if mark.code in s["instruments"] and self.classes[s["actors"]]((actor,))), None)
        return side["instead"].get(stance, stance) if side is not None else stance

    def find(self, doc: Block, words: list[Word], tester: Tester) -> list[Instrument]:
        """The instruments of a sentence in reading order, one a code and head.

        A match inside a longer one of another code falls away, and so does a weak one that overlaps a strong one,
        one that counts only `alone` beside any strong one, and one whose code `yields` to another of its clause.
        """
        matches = self.matches(words, tester)
        found: dict[tuple[str, int], Instrument] = {}
        for match in matches:
            group = self.groups[match.group]
            weak = bool(group.get("weak"))
            if any(self._hides(other, match, weak) for other in matches if other is not match and other.overlaps(match)):
                continue
            head = _head(doc, match)
            for code in (group["code"], *group.get("also", [])):
                key = (code, head.i)
                if key not in found or (found[key].weak and not weak):
                    found[key] = Instrument(code, match.start, match.end, head.i, match.group, weak)
        strong = any(not i.weak for i in found.values())
        if strong:
            found = {key: i for key, i in found.items() if not (i.weak and self.groups[i.group].get("alone"))}
        return sorted(self._yielded(doc, list(found.values())), key=lambda i: (i.start, i.end, i.code))

    def _yielded(self, doc: Block, marks: list[Instrument]) -> set[Instrument]:
        """Marks without those that yield to another of their clause; one that stands above the other passes it its place."""
        kept: set[Instrument] = set()
        for mark in marks:
            others = [o for o in marks if o.code in self.yields.get(mark.code, ()) and _of_one_clause(doc[mark.head], doc[o.head])]
            if not others:
                kept.add(mark)
            elif (over := next((o for o in others if doc[mark.head] in governors(doc[o.head])), None)) is not None:
                kept.add(replace(mark, code=over.code, group=over.group, weak=over.weak))
        return kept

    def _hides(self, other: Match, match: Match, weak: bool) -> bool:
        mine, theirs = self.groups[match.group], self.groups[other.group]
        if theirs["code"] == mine["code"]:
            return False
        longer = other.end - other.start > match.end - match.start and other.start <= match.start and match.end <= other.end
        return (weak and not theirs.get("weak")) or (longer and mine["code"] == self.default and not theirs.get("weak")) or (
            longer and bool(theirs.get("covers"))
        )


def _of_one_clause(one: Token, other: Token) -> bool:
    """Whether two words stand in one clause or one above the other, and not side by side in a list."""
    if one != other and first_conjunct(one) == first_conjunct(other):
        return False
    return predicate(one) == predicate(other) or one in governors(other) or other in governors(one)


def _head(doc: Block, match: Match) -> Token:
    """The token of a match that stands highest in the tree, nouns before verbs before the rest."""
    tokens = [doc[i] for i in range(match.start, match.end)]
    inside = range(match.start, match.end)
    tops = [t for t in tokens if t.head.i not in inside or t.head == t]
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    return max(tops or tokens, key=lambda t: (CONTENT.get(t.pos_, 0), t.i)) if tops else nouns[-1]
