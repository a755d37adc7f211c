"""The whole flow, from a folder of documents to a book. Read it from top to bottom."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape import manifest, topicfiles
from commitscape.codebook import load_codebook
from commitscape.coding.coder import Coder
from commitscape.coding.training import EMPTY, THRESHOLD, teach
from commitscape.coding.training import write as write_weights
from commitscape.errors import CommitscapeError, UsageError
from commitscape.fingerprints import files_of
from commitscape.folders import building, replacing
from commitscape.reading.copies import find_copies, find_follow_ups
from commitscape.reading.corpus import read_corpus
from commitscape.records import Position, Reject, Silence
from commitscape.report import build_report
from commitscape.report.offers import OFFERS, PLACE
from commitscape.report.parameters import settle
from commitscape.scoring.ablation import ablation, set_exams
from commitscape.scoring.held_out import write_held_out
from commitscape.tables.coded import load_coded
from commitscape.tables.published import choose
from commitscape.tables.reviews import apply_reviews, read_reviews
from commitscape.tables.store import write_tables
from commitscape.tables.tables import assemble
from commitscape.verification import explained

OUT, BOOK = Path("build"), Path("book")
PRINTED = {PLACE.as_posix(), OFFERS.as_posix()}  # what `commitscape pdf` may add to a finished book
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: the book's first page, and one line for everything that is missing from it."""

    index: Path
    faults: tuple[str, ...]


def build(seeds: Path, *, topic: Path, out: Path | None, notebooks: Path, settings: Sequence[str], say: Say) -> Built:
    """Read, code, tabulate, run the notebooks, assemble the book.

    Without `out` the tables and notebooks go to `build/` and the book to `book/_build/html`; with it, everything goes there.
    """
    parameters = settle(notebooks, parse_settings(settings))
    folder = out or OUT
    html = folder / "html" if out else BOOK / "_build" / "html"
    with building(folder):
        faults = tabulate(seeds, topic=topic, folder=folder, say=say)
        report = build_report(folder / "tables", notebooks, folder, parameters, html=html, book=BOOK, say=say)
        outputs = _places(folder, html)
        made_of = manifest.take(seeds=seeds, topic=topic, notebooks=notebooks, book=BOOK, parameters=parameters, outputs=outputs)
        manifest.save(made_of, folder)
    return Built(index=report.index, faults=(*faults, *report.failures))


def verify(folder: Path | None, *, say: Say) -> tuple[str, ...]:
    """Re-derive a build from its manifest and return what differs, a line each; nothing means the same, byte for byte.

    Causes come first: inputs and libraries that are no longer those of the build. Then every output that is not what the
    build made, or not what is made now, with the place of the difference.
    """
    place = folder or OUT
    then = manifest.load(place)
    here = _places(place, place / "html" if folder else BOOK / "_build" / "html")
    now = _hashes(here)
    found = [line for kind in then.outputs for line in manifest.differences(then.outputs[kind], now[kind], kind=kind, word="output")]
    changed, libraries = list(manifest.changed_inputs(then)), list(manifest.changed_libraries(then))
    say(f"Python {then.python} then, {manifest.python()} now; of inputs {len(changed)} differ, of libraries {len(libraries)}, of outputs {len(found)}")
    with tempfile.TemporaryDirectory(prefix="commitscape-") as fresh:
        settings = [f"{name}={_setting(value)}" for name, value in then.parameters.items()]
        try:
            build(Path(then.seeds), topic=Path(then.topic), out=Path(fresh), notebooks=Path(then.notebooks), settings=settings, say=say)
        except CommitscapeError as fault:
            return (*changed, *libraries, *found, f"cannot be built again: {fault}")
        again = _places(Path(fresh), Path(fresh) / "html")
        differing = tuple(explained(then.outputs, now, _hashes(again), here=here, rebuilt=again))
    if then.python != manifest.python() and not differing:  # the lock gives each Python its own versions of some libraries
        for line in libraries:
            say(f"without effect: {line}")
        return tuple(changed)
    return (*changed, *libraries, *differing)


def _places(folder: Path, html: Path) -> dict[str, Path]:
    """Where a build's outputs stand, by kind."""
    return {"tables": folder / "tables", "notebooks": folder / "notebooks", "book": html}


def _hashes(places: dict[str, Path]) -> dict[str, dict[str, str]]:
    """Hashes of outputs, without the PDF that may be printed into the book afterwards."""
    return {kind: {name: digest for name, digest in files_of(folder).items() if name not in PRINTED} for kind, folder in places.items()}


def train(seeds: Path, *, topic: Path, say: Say) -> None:
    """Learn the topic's weights anew and write them, with what held-out models make of the coded articles, into the topic folder."""
    corpus = read_corpus(seeds, language=load_codebook(topic).language)
    model, held_out = teach(topic, corpus.documents, corpus.articles)
    write_weights(model, topic)
    positions = [position for coded in held_out.values() for position in coded.positions]
    write_held_out(topic, positions)
    say(f"trained: {len(model.keep.weights)} weights; {len(positions)} positions of held-out articles")


def ablate(seeds: Path, *, topic: Path, more: Path | None, say: Say, note: Say) -> None:
    """Print what every coding rule and cue group is worth on the topic's coded articles, and on those of the folder `more`."""
    coder = Coder(topic, model=EMPTY)
    for line in ablation(coder, set_exams(coder, seeds, topic, more, threshold=THRESHOLD), note):
        say(line)


def parse_settings(settings: Sequence[str]) -> dict[str, Any]:
    """`NAME=VALUE` settings as parameters: numbers, true and false as such, a value with commas as a list, else text."""
    parameters: dict[str, Any] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip().isidentifier():
            raise UsageError(f"{setting!r} sets nothing", where="--set", remedy="write NAME=VALUE")
        parameters[name.strip()] = _value(value.strip())
    return parameters


def _setting(value: Any) -> str:
    """The text that `parse_settings` reads as this value."""
    if isinstance(value, list):
        return ",".join(map(str, value)) + ("," if len(value) < 2 else "")
    return {True: "true", False: "false", None: "none"}.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)


def _value(text: str) -> Any:
    if "," in text:
        return [part.strip() for part in text.split(",") if part.strip()]
    if text in ("true", "false", "none"):
        return {"true": True, "false": False, "none": None}[text]
    return int(text) if text.removeprefix("-").isdecimal() else text


def tabulate(seeds: Path, *, topic: Path, folder: Path, say: Say) -> tuple[str, ...]:
    """Read and code a corpus and write every table, and a copy of the topic for the notebooks, below `folder`."""
    corpus = read_corpus(seeds, language=load_codebook(topic).language)
    if not corpus.articles:
        causes = "; ".join(_line(reject) for reject in corpus.rejects[:3])
        raise CommitscapeError("nothing could be read", where=str(seeds), remedy=causes or "add documents")
    texts = {name: document.text for name, document in corpus.documents.items()}
    say(f"read: {len(corpus.documents)} documents, {len(corpus.articles)} articles, {len(corpus.rejects)} rejects")
    coder = Coder(topic)
    machine: list[Position] = []
    silences: list[Silence] = []
    for article in corpus.articles:
        result = coder.code(article, texts[article.file])
        machine.extend(result.positions)
        silences.extend(result.silences)
    coded = load_coded(topic, corpus.articles, texts)
    reviewed = apply_reviews(read_reviews(topic), choose(coded, machine), corpus.articles, texts, coded_ids=coded.article_ids)
    published = reviewed.positions
    say(f"coded: {len(machine)} positions by machine, {len(coded.positions)} by hand, {len(published)} published")
    copies = {copy: group[0] for group in find_copies(corpus.articles, texts) for copy in group[1:]}
    follow_ups = {found.article_id: found.reports for found in find_follow_ups(corpus.articles, texts)}
    rejects = (*corpus.rejects, *coded.rejects, *reviewed.rejects)
    tables = assemble(
        topic=topic, articles=corpus.articles, texts=texts, positions=published, machine=machine, coded=coded.positions,
        coded_ids=coded.article_ids, copies=copies, follow_ups=follow_ups, silences=silences, rejects=rejects,
    )
    with replacing(folder / "tables") as staged:
        write_tables(staged, tables, texts)
    with replacing(folder / "topic") as staged:
        topicfiles.copy(topic, staged)
    return tuple(map(_line, rejects))


def _line(reject: Reject) -> str:
    place = f"{reject.file}, {reject.where}" if reject.where else reject.file
    return f"{place}: {reject.reason}; {reject.remedy}"
