"""Reads groups of cues from YAML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from commitscape.errors import TopicError
from commitscape.topicfiles import read_yaml

ActorClass = Callable[[tuple[str, ...]], bool]


def read_cues(topic: Path, name: str) -> dict[str, Any]:
    """The cue file `cues/<name>.yaml` of a topic. Raises TopicError where it is missing or no YAML."""
    return read_yaml(topic, f"cues/{name}.yaml")


def read_groups(topic: Path, name: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A cue file as a whole and its `groups`. Raises TopicError that names the file and the group."""
    path, raw = topic / "cues" / f"{name}.yaml", read_cues(topic, name)
    if not isinstance(raw.get("groups"), dict):
        raise TopicError("section 'groups' is missing", where=str(path), remedy="list groups, each with patterns and an example")
    for name, group in raw["groups"].items():
        if not isinstance(group, dict) or not group.get("patterns") or not examples(group):
            raise TopicError(f"group {name!r} lacks patterns or an example", where=str(path), remedy="give it both")
    return raw, raw["groups"]


def examples(group: dict[str, Any]) -> list[str]:
    """The sentences that a group says it matches: its `example`, or several `examples`."""
    given = [group.get("example"), *(group.get("examples") or ())]
    return [str(example) for example in given if example]


def actor_classes(raw: dict[str, Any], path: Path) -> dict[str, ActorClass]:
    """The classes of actors that patterns may name: `any` of some codes, or `not` one of them."""
    classes: dict[str, ActorClass] = {"actor": bool}
    for name, rule in (raw.get("actors") or {}).items():
        if not isinstance(rule, dict) or len(rule) != 1 or not {"any", "not"} & set(rule):
            raise TopicError(f"actor class {name!r} is neither `any` nor `not`", where=str(path), remedy="write any: [CODES] or not: [CODES]")
        codes = frozenset(rule.get("any") or rule.get("not") or ())
        classes[name] = _among(codes) if "any" in rule else _apart(codes)
    return classes


def _among(codes: frozenset[str]) -> ActorClass:
    return lambda held: not codes.isdisjoint(held)


def _apart(codes: frozenset[str]) -> ActorClass:
    return lambda held: bool(held) and codes.isdisjoint(held)
