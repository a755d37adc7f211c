"""Instruments that a definite noun carries on from where it was introduced: "a fleet of hired lamps ... the fleet"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from commitscape.coding.clauses import children
from commitscape.coding.instruments import Instrument
from commitscape.coding.scene import Scene

DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})


def carry(scenes: Iterable[Scene]) -> None:
    """Add to each scene, in reading order, the instruments that its definite nouns had before, each on the same words."""
    known: dict[str, dict[str, str]] = {}  # lemma of a noun -> the codes of its marks and their groups
    for scene in scenes:
        by_head: dict[int, list[Instrument]] = {}
        for mark in scene.instruments:
            if not mark.weak:
                by_head.setdefault(mark.head, []).append(mark)
        added: list[Instrument] = []
        for head, marks in by_head.items():
            noun = scene.doc[head]
            if noun.pos_ != "NOUN":
                continue
            lemma, codes = noun.lemma_.lower(), {m.code for m in marks}
            whole = noun.head if noun.dep_ == "compound" else noun  # "the loan plan"
            if any(t.lower_ in DEFINITE for t in children(whole, "det")):
                added += [replace(marks[0], code=code, group=group) for code, group in known.get(lemma, {}).items() if code not in codes]
            if len(marks) > 1:
                known.setdefault(lemma, {}).update({m.code: m.group for m in marks})
        if added:
            scene.instruments = sorted([*scene.instruments, *added], key=lambda i: (i.start, i.end, i.code))
