"""Finds the files of a corpus and reads each into documents; what cannot be read becomes a reject."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.formats import FORMATS, LIGHT
from commitscape.reading.formats.archive import Room, open_members, printable
from commitscape.reading.formats.worker import Worker, read_parts
from commitscape.records import Document, Reject

METADATA = "metadata.csv"
_NO_DOCUMENTS = frozenset({METADATA, "readme.md", "readme.txt", "readme", "license", "thumbs.db", "desktop.ini"})
_PAGE_FOLDERS = ("_files", "-files", "_fichiers", "-dateien", "_dateien")  # beside a page that a browser saved


def corpus_files(corpus: Path) -> list[str]:
    """Paths, below the corpus, of the files that it offers to be read, in reading order; a corpus may be one file.

    Raises ReadingError where the corpus itself does not exist.
    """
    if not corpus.exists():
        raise ReadingError("does not exist", where=printable(corpus.name), remedy="name a file or a folder of documents")
    return [path.relative_to(root_of(corpus)).as_posix() for path in (_walk(corpus) if corpus.is_dir() else [corpus])]


def root_of(corpus: Path) -> Path:
    """The folder that the names of a corpus's files are relative to."""
    return corpus if corpus.is_dir() else corpus.parent


def iter_documents(corpus: Path, files: Iterable[str] | None = None) -> Iterator[Document | Reject]:
    """The documents of a file, or of a folder and all folders in it (or of `files` alone), in the order of their names.

    A table, a feed or an archive gives several, named `file#row`, `file#entry`, `archive.zip/member`. Links that lead
    out of the folder are not followed. Raises ReadingError where the corpus itself does not exist.
    """
    root = root_of(corpus)
    with Worker() as worker:
        for name in corpus_files(corpus) if files is None else files:
            path, file = root / name, printable(name)
            try:
                yield from _read_file(path, file, root, worker)
            except ReadingError as error:
                yield Reject(file=file, where=error.where, reason=error.what, remedy=error.remedy)


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        pages = {Path(file).stem for file in files if FORMATS.get(Path(file).suffix.lower()) == "html"}
        folders[:] = [name for name in folders if not name.startswith(".") and not any(name == page + end for page in pages for end in _PAGE_FOLDERS)]
        top = Path(here) == folder
        found += [Path(here, file) for file in files if not file.startswith((".", "~$")) and not (top and file.lower() in _NO_DOCUMENTS)]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read_file(path: Path, file: str, root: Path, worker: Worker) -> Iterator[Document | Reject]:
    if path.is_symlink() and not _leads_inside(path, root):
        raise ReadingError("is a link that leads out of the corpus", remedy="copy the file itself")
    if not path.is_file():
        raise ReadingError("is no regular file", remedy="remove it")
    try:
        limits.check_size(path.stat().st_size, limits.ARCHIVE_BYTES if path.suffix.lower() == ".zip" else limits.FILE_BYTES)
        content = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror})", remedy="make it a readable file") from None
    yield from _read(content, file, worker, 0, Room())


def _leads_inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return False


def _read(content: bytes, file: str, worker: Worker, depth: int, room: Room) -> Iterator[Document | Reject]:
    suffix = Path(file).suffix.lower()
    format = FORMATS.get(suffix)
    if format is None:
        known = ", ".join(FORMATS)
        raise ReadingError(f"is of no format that can be read ({suffix or 'no suffix'})", remedy=f"give one of {known}")
    if not content.strip():
        raise ReadingError("is empty", remedy="fill it or remove it")
    if format == "zip":
        yield from _read_archive(content, file, worker, depth, room)
        return
    digest = hashlib.sha256(content).hexdigest()
    format = _misnamed(content) or format if format == "txt" else format
    for part in read_parts(format, content) if format in LIGHT else worker.read(format, content):
        name = f"{file}#{part.name}" if part.name else file
        yield Document(file=name, text=part.text, sha256=digest, format=format, encoding=part.encoding, stated=part.stated)


def _misnamed(content: bytes) -> str | None:
    """The format of a file that says it is text and is a page or a PDF."""
    head = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "pdf" if head.startswith(b"%pdf-") else None


def _read_archive(content: bytes, file: str, worker: Worker, depth: int, room: Room) -> Iterator[Document | Reject]:
    if depth >= limits.ARCHIVE_DEPTH:
        raise ReadingError(f"lies deeper than {limits.ARCHIVE_DEPTH} archives", remedy="unpack the outer ones")
    for member in open_members(content, file, room):
        if isinstance(member, Reject):
            yield member
            continue
        name, unpacked = member
        base = name.rsplit("/", 1)[-1]
        if base.startswith((".", "~$")) or name.startswith(f"{file}/__MACOSX/") or base.lower() in _NO_DOCUMENTS:
            continue
        try:
            yield from _read(unpacked, name, worker, depth + 1, room)
        except ReadingError as error:
            yield Reject(file=name, where=error.where, reason=error.what, remedy=error.remedy)
