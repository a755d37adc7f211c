"""Reads the positions that people coded by hand and ties them to the articles that the reader found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from commitscape.codebook import Codebook, load_codebook
from commitscape.errors import TopicError
from commitscape.records import Article, Condition, Position, Quantity, Reject, Span, content_id

FOLDER = "coded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Positions coded by hand, the articles that were coded (some hold none), and rows left out."""

    positions: tuple[Position, ...] = ()
    article_ids: frozenset[str] = frozenset()
    rejects: tuple[Reject, ...] = ()


def load_coded(topic: Path, articles: Sequence[Article], texts: Mapping[str, str], *, folder: str = FOLDER) -> Coded:
    """The positions coded in a `folder` of a topic for the articles at hand, `texts` by file.

    Articles are matched by file and largest overlap. Rows of files that are not in the corpus are
    passed over; a faulty row is a Reject that names file and line, and leaves the others alone.
    """
    place = topic / folder
    if not place.is_dir():
        return Coded()
    codebook = load_codebook(topic)
    rejects: list[Reject] = []
    homes: dict[str, Article] = {}
    for number, row in _lines(place / "articles.jsonl", rejects):
        try:
            if row["file"] in texts:
                homes[row["article"]] = _home(row, articles)
        except (KeyError, TypeError, ValueError, TopicError) as fault:
            rejects.append(_reject(place / "articles.jsonl", number, fault))
    positions: list[Position] = []
    taken: set[str] = set()
    for number, row in _lines(place / "positions.jsonl", rejects):
        try:
            if row["file"] in texts:
                positions.append(_position(row, homes, texts[row["file"]], codebook, taken))
        except (KeyError, TypeError, ValueError, TopicError) as fault:
            rejects.append(_reject(place / "positions.jsonl", number, fault))
    return Coded(positions=tuple(positions), article_ids=frozenset(a.article_id for a in homes.values()), rejects=tuple(rejects))


def position_id(article_id: str, quote: str, actor: str, instrument: str, stance: str, taken: set[str]) -> str:
    """Id of a position, not in `taken` yet and added to it: what an article says twice in the same words is numbered."""
    parts: list[object] = [article_id, quote, actor, instrument, stance]
    found, number = content_id("p", *parts), 1
    while found in taken:
        number += 1
        found = content_id("p", *parts, number)
    taken.add(found)
    return found


def _lines(path: Path, rejects: list[Reject]) -> Iterable[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        rejects.append(Reject(file=f"{path.parent.name}/{path.name}", where="", reason="no such file", remedy="add it, or remove the folder"))
        return
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as fault:
            rejects.append(_reject(path, number, TopicError(f"not JSON ({fault})", remedy="write one JSON object on each line")))
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            rejects.append(_reject(path, number, TopicError("not a JSON object", remedy="write one JSON object on each line")))


def _home(row: Mapping[str, Any], articles: Iterable[Article]) -> Article:
    shared = [(min(a.end, row["end"]) - max(a.start, row["start"]), a) for a in articles if a.file == row["file"]]
    size, home = max(shared, key=lambda pair: pair[0], default=(0, None))
    if home is None or size <= 0:
        raise TopicError(f"no article of {row['file']} stands at {row['start']} to {row['end']}", remedy="correct start and end")
    return home


def _position(row: Mapping[str, Any], homes: Mapping[str, Article], text: str, codebook: Codebook, taken: set[str]) -> Position:
    if row["article"] not in homes:
        raise TopicError(f"unknown article {row['article']!r}", remedy="add it to articles.jsonl")
    for section, value in (("instruments", "instrument"), ("stances", "stance"), ("attribution", "attribution")):
        codebook.check(section, row[value], where="")
    for code in row.get("conditions") or ():
        codebook.check("conditions", code, where="")
    spans = tuple(Span(int(start), int(end)) for start, end in row["spans"])
    if not spans or not all(0 <= s.start < s.end <= len(text) for s in spans):
        raise TopicError(f"spans {row['spans']} do not lie in {row['file']}", remedy="correct the offsets")
    if spans[0].of(text) != row["quote"]:
        raise TopicError(f"the quote {_short(row['quote'])} is not the text of {row['file']} at {spans[0].start}", remedy="code the sentence again")
    home = homes[row["article"]]
    if not isinstance(row["actor"], str) or not row["actor"]:
        raise TopicError("no actor", remedy="give its code")
    for name in ("speaker", "medium", "said_on"):
        if not isinstance(row.get(name), str | None):
            raise TopicError(f"{name} {row[name]!r} is no text", remedy="write text or null")
    if row.get("said_on"):
        date.fromisoformat(row["said_on"])
    conditions = tuple(Condition(code=code) for code in dict.fromkeys(row.get("conditions") or ()))
    return Position(
        position_id=position_id(home.article_id, row["quote"], row["actor"], row["instrument"], row["stance"], taken),
        article_id=home.article_id, file=home.file, spans=spans, quote=row["quote"], actor=row["actor"], instrument=row["instrument"],
        stance=row["stance"], attribution=row["attribution"], speaker=row.get("speaker") or None, medium=row.get("medium") or None,
        conditions=conditions, quantities=tuple(_quantity(quantity) for quantity in row.get("quantities") or ()),
        said_on=row.get("said_on") or None, origin="coded", rule="coded by hand", confidence=1.0,
    )


def _quantity(raw: Mapping[str, Any]) -> Quantity:
    sizes = {name: float(raw[name]) for name in ("value", "min", "max") if raw.get(name) is not None}
    if ("value" in sizes) == bool(sizes.keys() & {"min", "max"}) or sizes.get("min", 0) > sizes.get("max", float("inf")):
        raise TopicError(f"the quantity {dict(raw)} is neither a value nor a range", remedy="give value, or min, max or both")
    return Quantity(unit=str(raw["unit"]), text=str(raw["text"]), **sizes)


def _reject(path: Path, number: int, fault: Exception) -> Reject:
    if isinstance(fault, TopicError):
        reason, remedy = fault.what, fault.remedy
    elif isinstance(fault, KeyError):
        reason, remedy = f"no field {fault.args[0]!r}", "add it"
    else:
        reason, remedy = f"unreadable value ({fault})", "correct it"
    return Reject(file=f"{path.parent.name}/{path.name}", where=f"line {number}", reason=reason, remedy=remedy)


def _short(text: Any) -> str:
    return repr(str(text)[:40] + ("…" if len(str(text)) > 40 else ""))
