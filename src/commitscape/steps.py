"""The first half of a build as nodes of the graph: each document read and coded on its own, and all of them tabulated."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from commitscape import topicfiles
from commitscape.codebook import load_codebook
from commitscape.errors import CommitscapeError, ReadingError
from commitscape.fingerprints import installed, of_bytes, of_folder, of_parts, of_path
from commitscape.folders import replacing
from commitscape.graph import Node
from commitscape.modules import of_modules
from commitscape.reading.files import METADATA, corpus_files, root_of
from commitscape.reading.metadata import read_metadata
from commitscape.records import Article, Document, Position, Reject, Silence

if TYPE_CHECKING:
    from commitscape.coding.coder import Coder

CODING = ("commitscape.coding.coder", "commitscape.reading.corpus")
TABULATING = ("commitscape.tables.tables", "commitscape.tables.store", "commitscape.tables.published", "commitscape.tables.reviews", "commitscape.tables.coded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one file of the corpus gave."""

    documents: tuple[Document, ...]
    articles: tuple[Article, ...]
    rejects: tuple[Reject, ...]
    positions: tuple[Position, ...]  # the machine's
    silences: tuple[Silence, ...]


def corpus_nodes(seeds: Path, *, topic: Path, folder: Path) -> list[Node]:
    """The nodes that end with `folder/tables`, and `folder/topic` for the notebooks. `folder/documents` keeps what was read."""
    about = {"topic": _digest(topic), "libraries": installed()}
    code = of_modules(__name__, *CODING)
    rows = _metadata(root_of(seeds) / METADATA)
    nodes = []
    for name in corpus_files(seeds):
        kept = folder / "documents" / f"{of_bytes(name.encode('utf-8', 'surrogatepass'))[:20]}.pickle"

        def work(name: str = name, kept: Path = kept) -> None:
            _read(name, kept, seeds=seeds, topic=topic)

        nodes.append(Node(
            name=f"document {name}", stage="documents", work=work, inputs={**about, "code": code, "metadata": _rows_of(name, rows)},
            reads={"file": root_of(seeds) / name}, makes=(kept,),
        ))
    kept_files = [node.makes[0] for node in nodes]

    def tabulate() -> None:
        _tabulate([_load(path) for path in kept_files], seeds=seeds, topic=topic, folder=folder, kept=kept_files)

    nodes.append(Node(
        name="tables", stage="tables", work=tabulate, after=tuple(node.name for node in nodes), makes=(folder / "tables", folder / "topic"),
        inputs={**about, "code": of_modules(__name__, *TABULATING), "metadata": of_path(root_of(seeds) / METADATA)},
        reads={node.name: node.makes[0] for node in nodes},
    ))
    return nodes


def _metadata(table: Path) -> list[tuple[str, str]]:
    """File and words of every usable row of the researcher's table; what is not usable is told when the tables are made."""
    try:
        return [(row.file, repr(row)) for row in read_metadata(table).rows]
    except ReadingError:
        return []


def _rows_of(name: str, rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(row for file, row in rows if file == name or file.startswith((f"{name}#", f"{name}/")))


def rejected(folder: Path) -> list[str]:
    """What could not be read or used, a line each, as the tables of a build say it."""
    lines = (folder / "tables" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    return [_line(Reject(**{name: row[name] or "" for name in ("file", "where", "reason", "remedy")})) for row in map(json.loads, lines)]


def _digest(topic: Path) -> str:
    """One hash of a topic, with the words that it takes over."""
    return of_parts(map(of_folder, topicfiles.sources(topic).values()))


@lru_cache(maxsize=1)
def _coder(topic: Path, digest: str) -> Coder:
    """The coder of this process for a topic as it is now."""
    from commitscape.coding.coder import Coder

    return Coder(topic)


def _read(name: str, kept: Path, *, seeds: Path, topic: Path) -> None:
    from commitscape.reading.corpus import read_corpus

    corpus = read_corpus(seeds, files=[name], language=load_codebook(topic).language)
    coded = list(_coder(topic, _digest(topic)).code_all((article, corpus.documents[article.file].text) for article in corpus.articles))
    found = Read(
        documents=tuple(corpus.documents.values()), articles=corpus.articles, rejects=corpus.rejects,
        positions=tuple(position for one in coded for position in one.positions), silences=tuple(silence for one in coded for silence in one.silences),
    )
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_suffix(".part")
    part.write_bytes(pickle.dumps(found))
    part.replace(kept)


def _load(path: Path) -> Read:
    """What `_read` kept; its bytes were compared with their hash before."""
    return pickle.loads(path.read_bytes())


def _tabulate(parts: Sequence[Read], *, seeds: Path, topic: Path, folder: Path, kept: Sequence[Path]) -> None:
    """Every table of a corpus, and a copy of the topic for the notebooks, below `folder`."""
    from commitscape.reading.copies import find_copies, find_follow_ups
    from commitscape.reading.corpus import metadata_rejects
    from commitscape.tables.coded import load_coded
    from commitscape.tables.published import choose
    from commitscape.tables.reviews import apply_reviews, read_reviews
    from commitscape.tables.store import write_tables
    from commitscape.tables.tables import assemble

    articles = tuple(article for part in parts for article in part.articles)
    rejects = (*metadata_rejects(seeds), *(reject for part in parts for reject in part.rejects))
    if not articles:
        causes = "; ".join(map(_line, rejects[:3]))
        raise CommitscapeError("nothing could be read", where=str(seeds), remedy=causes or "add documents")
    texts = {document.file: document.text for part in parts for document in part.documents}
    machine = [position for part in parts for position in part.positions]
    coded = load_coded(topic, articles, texts)
    reviewed = apply_reviews(read_reviews(topic), choose(coded, machine), articles, texts, coded_ids=coded.article_ids)
    tables = assemble(
        topic=topic, articles=articles, texts=texts, positions=reviewed.positions, machine=machine, coded=coded.positions,
        coded_ids=coded.article_ids, copies={copy: group[0] for group in find_copies(articles, texts) for copy in group[1:]},
        follow_ups={found.article_id: found.reports for found in find_follow_ups(articles, texts)},
        silences=[silence for part in parts for silence in part.silences], rejects=(*rejects, *coded.rejects, *reviewed.rejects),
    )
    with replacing(folder / "tables") as staged:
        write_tables(staged, tables, texts)
    with replacing(folder / "topic") as staged:
        topicfiles.copy(topic, staged)
    for stray in set((folder / "documents").iterdir()) - set(kept):
        stray.unlink()


def _line(reject: Reject) -> str:
    place = f"{reject.file}, {reject.where}" if reject.where else reject.file
    return f"{place}: {reject.reason}; {reject.remedy}"
