"""Reads a folder of documents: their texts, their articles, and what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from commitscape.errors import ReadingError
from commitscape.reading.articles import find_articles
from commitscape.reading.files import METADATA, corpus_files, iter_documents, root_of
from commitscape.reading.formats.archive import printable
from commitscape.reading.formats.parts import one_line
from commitscape.reading.metadata import Metadata, read_metadata
from commitscape.reading.tongue import foreign
from commitscape.records import Article, Document, Reject

__all__ = ["Corpus", "corpus_files", "iter_documents", "metadata_rejects", "read_corpus", "root_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    documents: dict[str, Document]  # by file
    articles: tuple[Article, ...]  # in the order of files and of places in them
    rejects: tuple[Reject, ...]


def read_corpus(corpus: Path, metadata: Path | None = None, *, files: Collection[str] | None = None, language: str | None = "en") -> Corpus:
    """Every document and article of a file or folder (or of `files` of it alone), and a reject for each that cannot be read.

    `metadata` is the researcher's table; without it, `metadata.csv` in the corpus is taken where it exists; its faulty rows
    are rejects too, but not where `files` are only a part of the corpus (`metadata_rejects` tells them once for all).
    Articles that are surely not in `language` (ISO 639-1) are set aside; None takes all.
    """
    known, faulty = _metadata(metadata or root_of(corpus) / METADATA)
    rejects = faulty if files is None else []
    documents: dict[str, Document] = {}
    articles: list[Article] = []
    for read in iter_documents(corpus, files):
        if isinstance(read, Reject):
            rejects.append(read)
            continue
        found = find_articles(read, known)
        if not found:
            rejects.append(Reject(file=read.file, where="", reason="holds no article", remedy="give a document with prose"))
            continue
        documents[read.file] = read
        for article in found:
            other = foreign(_prose(article, read.text), language) if language else None
            if other:
                rejects.append(_set_aside(article, other))
            else:
                articles.append(article)
    seen = {*documents, *(reject.file for reject in rejects)}
    rejects.extend(_untitled(known, documents, articles))
    if files is None and corpus.is_dir():
        rejects.extend(_unused(known, seen))
    return Corpus(documents=documents, articles=tuple(articles), rejects=tuple(rejects))


def _metadata(path: Path) -> tuple[Metadata, list[Reject]]:
    try:
        known = read_metadata(path)
    except ReadingError as error:
        return Metadata(), [Reject(file=path.name, where=error.where, reason=error.what, remedy=error.remedy)]
    return known, list(known.rejects)


def metadata_rejects(corpus: Path) -> list[Reject]:
    """Faulty rows of a corpus's `metadata.csv`, and rows of files that it does not hold; for who reads a corpus in parts."""
    known, rejects = _metadata(root_of(corpus) / METADATA)
    names = set(corpus_files(corpus))
    members = {row.file for row in known.rows if any(row.file.startswith((f"{name}#", f"{name}/")) for name in names)}
    return [*rejects, *_unused(known, names | members)] if corpus.is_dir() else rejects


def _unused(known: Metadata, files: Collection[str]) -> Iterator[Reject]:
    """A reject for each row that describes no document, so that a renamed file does not lose its date unseen."""
    for row in known.rows:
        if row.file not in files:
            yield Reject(
                file=METADATA, where=f"row {row.number}", reason=f"describes {printable(row.file)}, which is not in the corpus", remedy="mend the name"
            )


def _untitled(known: Metadata, files: Collection[str], articles: list[Article]) -> Iterator[Reject]:
    titles = {(article.file, " ".join((article.title or "").split()).casefold()) for article in articles}
    for row in known.rows:
        if row.file in files and row.title and row.new_title is None and (row.file, " ".join(row.title.split()).casefold()) not in titles:
            yield Reject(
                file=METADATA, where=f"row {row.number}", reason=f"describes an article that {printable(row.file)} does not hold", remedy="mend the title"
            )


def _prose(article: Article, text: str) -> str:
    return "\n".join(block.span.of(text) for block in article.blocks if block.kind not in ("dateline", "caption"))


def _set_aside(article: Article, language: str) -> Reject:
    where = one_line(article.title or "") or f"characters {article.start} to {article.end}"
    return Reject(file=article.file, where=where, reason=f"is in another language ({language})", remedy="translate it, or change language in codebook.yaml")
