"""Reads the YAML files of a topic folder, and what a topic takes over from another one.

`words_from: ../other` in `codebook.yaml` names a topic whose words are used where this one gives none: how English
speaks of commitments, offices, amounts and outlets, and what the machine learnt of it. What the topic itself is about
(`SHARED` leaves it out) is never taken over.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from commitscape.errors import TopicError
from commitscape.plainyaml import safe_load

CARRIED = "words"  # where the copy of a topic carries the folder that its words come from
SHARED: dict[str, tuple[str, ...]] = {  # sections that a topic may leave to another
    "codebook.yaml": ("language", "stances", "attribution", "speaker", "medium", "quantities"),
    "labels.yaml": ("stances", "stance_verbs", "polarities", "attribution", "origins"),
    "layers.yaml": ("states",),
    "cues/stances.yaml": ("*",),
    "cues/attribution.yaml": ("*",),
    "cues/media.yaml": ("*",),
    "cues/groups.yaml": (
        "bodies", "unnamed", "experts", "on_record", "offices", "titles", "not_actor_before", "relations", "high_offices", "record_offices", "counts",
        "members_of", "collectives", "generic_offices", "rulers", "plans", "makers",
    ),
    "cues/instruments.yaml": ("pointing_back",),
    "cues/conditions.yaml": ("unknown", "reach", "blocks", "triggers"),
    "cues/quantities.yaml": ("single", "times", "lasting", "stops"),
    "cues/keywords.yaml": ("stances", "default"),
}
LINKED = ("weights.json", "gist.json")  # files that are taken over whole


def read_yaml(topic: Path, name: str, *, optional: bool = False) -> dict[str, Any]:
    """A YAML file of a topic folder as a mapping, the sections that it leaves out taken from `words_from`.

    A missing `optional` file holds nothing. Raises TopicError that names file and line.
    """
    own = _read(topic / name)
    base = words_from(topic) if name in SHARED else None
    given = _read(base / name) if base is not None else None
    if own is None and given is None:
        if optional:
            return {}
        raise TopicError("no such file", where=str(topic / name), remedy="copy one from an existing topic folder")
    merged = dict(own or {})
    for section, value in (given or {}).items():
        if section in SHARED[name] or "*" in SHARED[name]:
            mine = merged.get(section)
            merged[section] = {**value, **mine} if isinstance(mine, dict) and isinstance(value, dict) else value if mine is None else mine
    return merged


def words_from(topic: Path) -> Path | None:
    """The folder of the topic whose words this one uses. Raises TopicError where it names one that does not exist."""
    if (topic / CARRIED).is_dir():
        return topic / CARRIED
    named = (_read(topic / "codebook.yaml") or {}).get("words_from")
    if not named:
        return None
    base = topic / str(named)
    if not (base / "codebook.yaml").is_file():
        raise TopicError(f"words_from names {str(named)!r}, which is no topic folder", where=_at(topic / "codebook.yaml", "words_from"),
                         remedy="write its path as seen from this folder")
    return base


def find(topic: Path, name: str) -> Path:
    """Where a file that is taken over whole stands: in the topic folder, else where its words come from."""
    base = words_from(topic) if name in LINKED and not (topic / name).is_file() else None
    return base / name if base is not None and (base / name).is_file() else topic / name


def sources(topic: Path) -> dict[str, Path]:
    """The folders that a topic consists of, by the prefix of their files' names."""
    base = words_from(topic)
    return {"": topic} if base is None or base == topic / CARRIED else {"": topic, f"{CARRIED}/": base}


def copy(topic: Path, target: Path) -> None:
    """Copy a topic folder into the folder `target`, with the words that it takes over."""
    shutil.copytree(topic, target, dirs_exist_ok=True)
    for prefix, folder in sources(topic).items():
        for name in (*SHARED, *LINKED) if prefix else ():
            if (folder / name).is_file():
                (target / prefix / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / name, target / prefix / name)


def lines(path: Path) -> dict[tuple[str, ...], int]:
    """The line, from 1, of every key and list entry of a YAML file, by its path in it. Raises TopicError."""
    found: dict[tuple[str, ...], int] = {}
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fault:
        raise _unreadable(path, fault) from None
    waiting: list[tuple[tuple[str, ...], yaml.Node | None]] = [((), root)]
    while waiting:
        place, node = waiting.pop()
        pairs: list[tuple[Any, yaml.Node, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            pairs = [(key.value, key, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            pairs = [(number, value, value) for number, value in enumerate(node.value)]
        for name, marked, value in pairs:
            found[(*place, str(name))] = marked.start_mark.line + 1
            waiting.append(((*place, str(name)), value))
    return found


def _at(path: Path, *keys: str) -> str:
    return f"{path}, line {lines(path).get(keys, 1)}"


def _read(path: Path) -> dict[str, Any] | None:
    """The file's own content; None where there is no such file."""
    try:
        raw: Any = safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fault:
        raise _unreadable(path, fault) from None
    if raw is not None and not isinstance(raw, dict):
        raise TopicError("not a mapping of sections", where=f"{path}, line 1", remedy="start from the file of an existing topic")
    return raw or {}


def _unreadable(path: Path, fault: Exception) -> TopicError:
    mark = getattr(fault, "problem_mark", None)
    what = getattr(fault, "problem", None) or " ".join(str(fault).split())
    where = f"{path}, line {mark.line + 1}" if mark is not None else str(path)
    return TopicError(f"not readable as YAML: {what}", where=where, remedy="mend the line named")
