"""The words and layers of a topic, as charts and pages use them: `labels.yaml` and `layers.yaml`.

A build keeps a copy of the topic beside its tables (`<out>/tables`, `<out>/topic`), so that notebooks read one build.
Missing files are no fault: codes then show as themselves and the page on layers says that there are none.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from commitscape.charts.markup import lowered
from commitscape.errors import TopicError
from commitscape.topicfiles import read_yaml


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer of the architecture: the instruments that make it and the layers that it needs."""

    code: str
    label: str
    tier: str
    instruments: tuple[str, ...]
    needs: tuple[str, ...] = ()
    meaning: str = ""
    spoken: str = ""  # the label inside a sentence


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the ladder."""

    code: str
    label: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Labels and layers; `raw` and `architecture` are the two files as read."""

    raw: Mapping[str, Any] = field(default_factory=dict)
    architecture: Mapping[str, Any] = field(default_factory=dict)
    codebook: Mapping[str, Any] = field(default_factory=dict)
    rules: str = ""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name to its other spellings
    offices: tuple[str, ...] = ()

    def label(self, section: str, code: str) -> str:
        """The label of a code; the code itself, spaced, where none is given."""
        return str((self.raw.get(section) or {}).get(code) or code.replace("_", " "))

    def spoken(self, section: str, code: str) -> str:
        """The label as it stands inside a sentence."""
        given = ((self.raw.get("in_sentence") or {}).get(section) or {}).get(code)
        return str(given) if given else lowered(self.label(section, code))

    def labels(self, section: str) -> dict[str, str]:
        return {str(code): str(label) for code, label in (self.raw.get(section) or {}).items()}

    @property
    def beneficiary(self) -> str | None:
        return self.raw.get("beneficiary")

    @property
    def apart(self) -> tuple[str, ...]:
        """Instruments that stand last, after a gap."""
        return tuple(self.raw.get("apart") or ())

    @cached_property
    def tiers(self) -> dict[str, str]:
        return {tier["code"]: tier["label"] for tier in self.architecture.get("tiers") or ()}

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        return tuple(
            Layer(code=row["code"], label=row["label"], tier=row["tier"], instruments=tuple(row["instruments"]),
                  needs=tuple(row.get("needs") or ()), meaning=row.get("meaning", ""), spoken=row.get("in_sentence") or lowered(row["label"]))
            for row in self.architecture.get("layers") or ()
        )

    @property
    def occasion(self) -> str:
        """What the ladder's steps answer to, as it stands in a sentence: "a flood"."""
        return str((self.architecture.get("ladder") or {}).get("occasion") or "the occasion")

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        rows = (self.architecture.get("ladder") or {}).get("steps") or ()
        return tuple(Step(code=row["code"], label=row["label"], instruments=tuple(row["instruments"])) for row in rows)


def load_topic(folder: Path) -> Topic:
    """Read the topic files in `folder`. Raises TopicError that names file and entry."""
    labels, layers, codebook = (read_yaml(folder, f"{name}.yaml", optional=True) for name in ("labels", "layers", "codebook"))
    rules = folder / "coding_rules.md"
    people = _people(folder / "people.csv")
    topic = Topic(
        people={row["name"]: tuple(filter(None, (row.get("variants") or "").split("|"))) for row in people},
        offices=tuple(sorted({row.get("office") or "" for row in people} - {""})),
        raw=labels, architecture=layers, codebook=codebook, rules=rules.read_text(encoding="utf-8") if rules.is_file() else ""
    )
    _check(topic)
    return topic


def _people(path: Path) -> list[dict[str, str]]:
    """Rows of people.csv, those with other spellings last, so that they decide; none without the file."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return sorted((row for row in csv.DictReader(lines) if row.get("name")), key=lambda row: bool(row.get("variants")))


def _check(topic: Topic) -> None:
    """Every tier, need and instrument that layers.yaml names must exist."""
    where = "layers.yaml"
    try:
        layers, steps, tiers = topic.layers, topic.steps, topic.tiers
    except (KeyError, TypeError) as fault:
        remedy = "give each layer code, label, tier, instruments; each step code, label, instruments"
        raise TopicError(f"an entry lacks {fault}", where=where, remedy=remedy) from None
    codes = {layer.code for layer in layers}
    known = set(topic.codebook.get("instruments") or ())
    for layer in layers:
        if layer.tier not in tiers:
            raise TopicError(f"unknown tier {layer.tier!r}", where=f"{where}, layer {layer.code}", remedy=f"use one of {', '.join(tiers)}")
        for need in layer.needs:
            if need not in codes:
                raise TopicError(f"needs the unknown layer {need!r}", where=f"{where}, layer {layer.code}", remedy=f"use one of {', '.join(sorted(codes))}")
    entries: tuple[Layer | Step, ...] = (*layers, *steps)
    for entry in entries:
        for instrument in entry.instruments:
            if known and instrument not in known:
                raise TopicError(f"unknown instrument {instrument!r}", where=f"{where}, {entry.code}", remedy="use a code of the codebook")
