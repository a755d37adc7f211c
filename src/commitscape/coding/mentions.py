"""What a mention is, and what an article tells about its persons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from commitscape.coding.tree import Block

MentionKind = Literal["name", "demonym", "people", "capital", "person", "role", "group", "body", "officials", "outlet", "pronoun", "plan", "noun"]
POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for an actor, a person or an outlet.

    `start`, `end` and `head` are token indices in the sentence's Doc, `head` the token by which the
    words hang in the sentence. `codes` are actor codes, empty where the words stand for nobody's
    government (experts, outlets, unresolved words). Kinds: name (Atlantis, the League), demonym (an
    adjective: "Atlantean" in "Atlantean sailors"), people (Atlanteans), capital (capitals, palaces,
    ministries with a name of their own), person (a name, with its office if it stands there), role (an office without a
    name; `person` says who held it), group (coastal leaders, the partners), body (the Atlantean
    government), officials (unnamed people; `codes` may be empty), pronoun (also "the two countries", "the country": words
    resolved by what stands before), plan (a plan or draft that stands for its makers), outlet (`person` is the outlet's name),
    noun (an unresolved role or body, codes empty).
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
    outside: bool = False  # the article never names the person; `person` comes from the topic's table


def mention_of(doc: Block, start: int, end: int, codes: Iterable[str], kind: MentionKind, **more: object) -> Mention:
    """A mention of tokens [start, end) with its head and text filled in."""
    span = doc.span(start, end)
    return Mention(start=start, end=end, head=span.root.i, codes=tuple(codes), kind=kind, text=span.text, **more)  # type: ignore[arg-type]


def by_token(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Mentions by each token that they cover."""
    return {i: mention for mention in mentions for i in range(mention.start, mention.end)}


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """In order of position; what overlaps something longer goes."""
    taken: set[int] = set()
    kept = []
    for mention in sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start)):
        covered = set(range(mention.start, mention.end))
        if not taken & covered:
            taken |= covered
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


@dataclass(slots=True)
class Registry:
    """What an article has said about its persons so far (filled in a first pass)."""

    full: dict[str, str] = field(default_factory=dict)  # person key -> fullest form in the article
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # person key -> codes
    offices: dict[str, str] = field(default_factory=dict)  # person key -> office first given
    surnames: dict[str, str] = field(default_factory=dict)  # surname -> person key, of persons not in the table

    def learn(self, key: str, form: str, codes: tuple[str, ...], office: str) -> None:
        if len(form.split()) > len(self.full.get(key, "").split()):
            self.full[key] = form
        if codes and not self.codes.get(key):
            self.codes[key] = codes
        if office:
            self.offices.setdefault(key, office)

    def knight(self, name: str) -> str:
        """The key of a person called by his given name: "Sir Keir"; empty where nobody is."""
        return next((key for key, form in self.full.items() if form.split()[0] == name and len(form.split()) > 1), "")
