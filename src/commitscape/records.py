"""The typed records that flow from room to room.

Offsets are half-open and count Unicode code points of the document's decoded text. Records are
frozen: a change is a new record (`dataclasses.replace`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

BlockKind = Literal["title", "heading", "paragraph", "bullet", "caption", "dateline"]
Origin = Literal["machine", "coded", "reviewed"]
OFF_TOPIC = "off_topic"  # the reason of the one silence of an article that names no anchor of the topic


class Span(NamedTuple):
    """A half-open range of code points in a document's decoded text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as it was read: its decoded text and what its format states about it."""

    file: str  # path below the corpus, with forward slashes
    text: str
    sha256: str  # of the file's bytes
    format: str = "txt"
    encoding: str = "utf-8"
    stated: dict[str, str] = field(default_factory=dict)  # title, outlet, author, published, url, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line or paragraph of an article. Captions and datelines are kept but never coded."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article inside a document, from its headline to the end of its body.

    `published` is an ISO 8601 date or date-time (no zone), None where unknown. `published_basis`
    is "stated", "metadata: <reason>", "inferred: <the words inferred from>" or "unknown: <why>".
    """

    article_id: str
    file: str
    start: int
    end: int
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str
    sha256: str  # of the article's text, UTF-8
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    article_id: str
    span: Span
    block: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a position is said to depend on: a code of the codebook and the words that say it."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount that sizes a position: `value`, or `min` and `max` where it is a range.

    Units are the codebook's (countries, USD, ...); magnitudes are multiplied out.
    """

    unit: str
    text: str
    value: float | None = None
    min: float | None = None
    max: float | None = None

    def as_dict(self) -> dict[str, Any]:
        sizes = {name: _plain(getattr(self, name)) for name in ("value", "min", "max")}
        return {**{k: v for k, v in sizes.items() if v is not None}, "unit": self.unit, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One actor's stance on one instrument, as one article asserts it.

    `spans` are sentences, the one that carries the stance first; `quote` is the first span's
    text, exactly. `rule` names what decided the stance; `confidence` is a probability.
    """

    article_id: str
    file: str
    spans: tuple[Span, ...]
    quote: str
    actor: str
    instrument: str
    stance: str
    attribution: str
    speaker: str | None = None
    medium: str | None = None
    conditions: tuple[Condition, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    said_on: str | None = None  # ISO date, where the passage dates the position
    origin: Origin = "machine"
    rule: str = ""
    confidence: float = 1.0
    position_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A sentence that mentions an instrument and yields no position, and why; or an article that is off topic, by its first block."""

    article_id: str
    span: Span
    instruments: tuple[str, ...]
    reason: str  # a code: no_actor, no_stance, question, hypothetical, too_long (no instrument was looked for), ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A file, or a part of one, that could not be read, and what to do about it."""

    file: str
    where: str
    reason: str
    remedy: str


def content_id(prefix: str, *parts: object) -> str:
    """A short id derived from content alone, so that it survives a rerun and a new neighbour."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _plain(number: float | None) -> float | int | None:
    return int(number) if number is not None and float(number).is_integer() else number
