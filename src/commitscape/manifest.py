"""What a build was made of and what it made, all by hash; and whether that still holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commitscape import __version__
from commitscape.errors import ReportError
from commitscape.fingerprints import CODE, altered_files, files_of, needed
from commitscape.topicfiles import sources

NAME = "manifest.json"
ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Hashes by path: inputs (documents, topic, notebooks, book sources, code) and outputs (tables, notebooks, pages)."""

    version: str
    python: str
    seeds: str  # the folders as they were named
    topic: str
    notebooks: str
    book: str
    parameters: dict[str, Any]
    libraries: dict[str, str]
    inputs: dict[str, dict[str, str]]  # by kind, then by path
    outputs: dict[str, dict[str, str]]


def take(
    *, seeds: Path, topic: Path, notebooks: Path, book: Path, parameters: Mapping[str, Any], outputs: Mapping[str, Path], but: Collection[str] = (),
) -> Manifest:
    """The manifest of a build that has just ended; `outputs` leads from a kind ("tables") to its folder or file.

    The files `but` in them are left out: they may be added to a build, or altered, later.
    """
    return Manifest(
        version=__version__, python=python(), seeds=seeds.as_posix(), topic=topic.as_posix(),
        notebooks=notebooks.as_posix(), book=book.as_posix(), parameters=dict(parameters),
        libraries={name: package.version for name, package in needed().items()},
        inputs=inputs(seeds, topic, notebooks, book),
        outputs={kind: {name: digest for name, digest in files_of(folder).items() if name not in but} for kind, folder in outputs.items()},
    )


def python() -> str:
    """The interpreter's version, as "3.11"."""
    return ".".join(map(str, sys.version_info[:2]))


def save(manifest: Manifest, folder: Path) -> None:
    """Write the manifest, whole or not at all; names of files may hold bytes that are no text, so it is ASCII."""
    part = folder / f".{NAME}"
    part.write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n", encoding="ascii")
    part.replace(folder / NAME)


def load(folder: Path) -> Manifest:
    """The manifest of a build. Raises ReportError where there is none, or it is damaged."""
    path = folder / NAME
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ReportError("no manifest", where=str(path), remedy="build the report first") from None
    except (ValueError, TypeError) as fault:
        raise ReportError(f"the manifest is damaged: {fault}", where=str(path), remedy="build the report again") from None


def changed_inputs(manifest: Manifest) -> Iterator[str]:
    """One line for every input that is no longer what the build was made of."""
    now = inputs(*(Path(place) for place in (manifest.seeds, manifest.topic, manifest.notebooks, manifest.book)))
    for kind, files in manifest.inputs.items():
        yield from differences(files, now.get(kind, {}), kind=kind, word="input")


def changed_libraries(manifest: Manifest) -> Iterator[str]:
    """Libraries of another version, and those whose files are not as they were installed.

    Another Python may need a few others: where the interpreter differs, only what both have is compared.
    """
    installed, other = needed(), manifest.python != python()
    for name in sorted({*manifest.libraries, *installed}):
        then, now = manifest.libraries.get(name, ABSENT), installed[name].version if name in installed else ABSENT
        if then != now and not (other and ABSENT in (then, now)):
            yield f"library {name}: {then} then, {now} now"
    for name, package in installed.items():
        for line in altered_files(package):
            yield f"library {name}: {line}"


def differences(then: Mapping[str, str], now: Mapping[str, str], *, kind: str, word: str) -> Iterator[str]:
    """How two sets of hashes differ, a line a file."""
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            what = "new" if name not in then else "missing" if name not in now else "altered"
            yield f"{word} {kind}/{name}: {what}"


def culprits(lines: Iterable[str], limit: int = 40) -> list[str]:
    """The first lines of a list of differences, and how many more there are."""
    listed = list(lines)
    return listed if len(listed) <= limit else [*listed[:limit], f"and {len(listed) - limit} more"]


def inputs(seeds: Path, topic: Path, notebooks: Path, book: Path) -> dict[str, dict[str, str]]:
    static = {name: digest for name, digest in files_of(book).items() if not name.startswith("_build/")}
    pages = {name: digest for name, digest in files_of(notebooks).items() if name.endswith(".ipynb")}
    words = {prefix + name: digest for prefix, folder in sources(topic).items() for name, digest in files_of(folder).items()}
    return {"seeds": files_of(seeds), "topic": words, "notebooks": pages, "book": static, "code": files_of(CODE)}
