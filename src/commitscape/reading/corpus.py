"""Reads a folder of documents: their texts, their articles, and what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commitscape.errors import ReadingError
from commitscape.reading.articles import find_articles
from commitscape.reading.formats.text import decode
from commitscape.reading.metadata import Metadata, read_metadata
from commitscape.records import Article, Document, Reject

METADATA = "metadata.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    documents: dict[str, Document]  # by file
    articles: tuple[Article, ...]  # in the order of files and of places in them
    rejects: tuple[Reject, ...]


def read_corpus(corpus: Path, metadata: Path | None = None) -> Corpus:
    """Every document and article of a file or folder, and a reject for each that cannot be read.

    `metadata` is the researcher's table; without it, `metadata.csv` in the corpus is taken where it exists.
    """
    known, rejects = _metadata(metadata or (corpus if corpus.is_dir() else corpus.parent) / METADATA)
    documents: dict[str, Document] = {}
    articles: list[Article] = []
    for read in iter_documents(corpus):
        if isinstance(read, Reject):
            rejects.append(read)
            continue
        found = find_articles(read, known)
        if not found:
            rejects.append(Reject(file=read.file, where="", reason="holds no article", remedy="give a document with prose"))
            continue
        documents[read.file] = read
        articles.extend(found)
    return Corpus(documents=documents, articles=tuple(articles), rejects=tuple(rejects))


def iter_documents(corpus: Path) -> Iterator[Document | Reject]:
    """The documents of a file, or of a folder and all folders in it, in the order of their names."""
    if not corpus.exists():
        raise ReadingError("does not exist", where=corpus.name, remedy="name a file or a folder of documents")
    root = corpus if corpus.is_dir() else corpus.parent
    paths = sorted(corpus.rglob("*"), key=lambda path: path.relative_to(root).as_posix()) if corpus.is_dir() else [corpus]
    for path in paths:
        file = path.relative_to(root).as_posix()
        if path.suffix.lower() != ".txt" or not path.is_file():
            continue
        try:
            content = path.read_bytes()
            if not content.strip():
                raise ReadingError("is empty", remedy="fill it or remove it")
            text, encoding = decode(content)
        except ReadingError as error:
            yield Reject(file=file, where="", reason=error.what, remedy=error.remedy)
        else:
            yield Document(file=file, text=text, sha256=hashlib.sha256(content).hexdigest(), encoding=encoding)


def _metadata(path: Path) -> tuple[Metadata, list[Reject]]:
    try:
        known = read_metadata(path)
    except ReadingError as error:
        return Metadata(), [Reject(file=path.name, where=error.where, reason=error.what, remedy=error.remedy)]
    return known, list(known.rejects)
