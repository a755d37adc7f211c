"""The whole flow, from a folder of documents to a book. Read it from top to bottom."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commitscape import manifest
from commitscape.codebook import load_codebook
from commitscape.errors import CommitscapeError, UsageError
from commitscape.fingerprints import files_of, installed
from commitscape.folders import building
from commitscape.graph import Node, Watcher, run
from commitscape.graph import explain as explain_nodes
from commitscape.progress import Lines
from commitscape.report.build import Places, chart_modules, plan_node, report_nodes
from commitscape.report.offers import OFFERS, PLACE
from commitscape.report.workshop import Workshop
from commitscape.steps import corpus_nodes, rejected

STATE = "graph.json"
OUT, BOOK = Path("build"), Path("book")
PRINTED = frozenset({PLACE.as_posix(), OFFERS.as_posix()})  # what `commitscape pdf` may add to a finished book
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: the book's first page, and one line for everything that is missing from it."""

    index: Path
    faults: tuple[str, ...]


def build(
    seeds: Path, *, topic: Path, out: Path | None, notebooks: Path, settings: Sequence[str] = (), watcher: Watcher | None = None, book: Path = BOOK,
) -> Built:
    """Read, code, tabulate, run the notebooks, make the book; of all that, what is not up to date.

    Without `out` the tables and notebooks go to `build/` and the book to `book/_build/html`; with it, everything goes there.
    """
    parameters, places = _settled(notebooks, settings), _places(out, notebooks, book)
    known = places.folder / STATE
    with building(places.folder), Workshop(chart_modules()) as workshop:
        told = _Ahead(watcher or Lines(lambda _: None), workshop)
        corpus = [*corpus_nodes(seeds, topic=topic, folder=places.folder), plan_node(places, parameters)]
        run(corpus, state=known, watcher=told, workers=1)
        nodes = [*report_nodes(places, workshop=workshop), _manifest_node(seeds, topic, places, parameters)]
        faults = run(nodes, state=known, watcher=told, workers=3)
    return Built(index=places.html / "index.html", faults=(*rejected(places.folder), *(line for node in nodes for line in faults.get(node.name, ()))))


def explain(seeds: Path, *, topic: Path, out: Path | None, notebooks: Path, settings: Sequence[str] = (), book: Path = BOOK) -> list[str]:
    """What `build` would run now, and why, a line each. Nothing is run or written."""
    parameters, places = _settled(notebooks, settings), _places(out, notebooks, book)
    known = places.folder / STATE
    would = explain_nodes([*corpus_nodes(seeds, topic=topic, folder=places.folder), plan_node(places, parameters)], state=known)
    lines = [f"{name}: {'; '.join(reasons)}" for name, reasons in would.items()]
    try:
        nodes = [*report_nodes(places, workshop=Workshop([])), _manifest_node(seeds, topic, places, parameters)]
    except (OSError, ValueError, KeyError):
        return [*lines, "pages, charts, book: never made"]
    if would:
        lines.append("pages, charts, book: as far as the tables turn out otherwise")
    would = explain_nodes(nodes, state=known)
    return [*lines, *(f"{name}: {'; '.join(reasons)}" for name, reasons in would.items())]


def _settled(notebooks: Path, settings: Sequence[str]) -> dict[str, Any]:
    """Parameters as the notebooks take them; a build that sets none need not look."""
    parameters = parse_settings(settings)
    if not parameters:
        return parameters
    from commitscape.report.parameters import settle

    return settle(notebooks, parameters)


def _places(out: Path | None, notebooks: Path, book: Path) -> Places:
    return Places(notebooks=notebooks, book=book, folder=out or OUT, html=out / "html" if out else book / "_build" / "html")


def _outputs(places: Places) -> dict[str, Path]:
    """Where a build's outputs stand, by kind."""
    return {"tables": places.folder / "tables", "notebooks": places.folder / "notebooks", "book": places.html}


def _manifest_node(seeds: Path, topic: Path, places: Places, parameters: dict[str, Any]) -> Node:
    outputs = _outputs(places)

    def work() -> None:
        made_of = manifest.take(
            seeds=seeds, topic=topic, notebooks=places.notebooks, book=places.book, parameters=parameters, outputs=outputs, but=PRINTED,
        )
        manifest.save(made_of, places.folder)

    inputs = {kind: json.dumps(files) for kind, files in manifest.inputs(seeds, topic, places.notebooks, places.book).items()}
    return Node(
        name="manifest", stage="publication", work=work, after=("publication",),
        inputs={**inputs, "parameters": json.dumps(parameters, sort_keys=True), "libraries": installed()}, reads=outputs,
        makes=(places.folder / manifest.NAME,), but=PRINTED,
    )


class _Ahead:
    """Passes everything on, and starts what will be needed as soon as something runs."""

    def __init__(self, watcher: Watcher, workshop: Workshop) -> None:
        self.expects, self.ended = watcher.expects, watcher.ended
        self._watcher, self._workshop = watcher, workshop

    def started(self, node: Node) -> None:
        self._watcher.started(node)
        self._workshop.ahead_of(node.stage)


def verify(folder: Path | None, *, say: Say) -> tuple[str, ...]:
    """Re-derive a build from its manifest and return what differs, a line each; nothing means the same, byte for byte.

    Causes come first: inputs and libraries that are no longer those of the build. Then every output that is not what the
    build made, or not what is made now, with the place of the difference.
    """
    from commitscape.verification import explained

    then = manifest.load(folder or OUT)
    here = _outputs(_places(folder, Path(then.notebooks), BOOK))
    now = _hashes(here)
    found = [line for kind in then.outputs for line in manifest.differences(then.outputs[kind], now[kind], kind=kind, word="output")]
    changed, libraries = list(manifest.changed_inputs(then)), list(manifest.changed_libraries(then))
    say(f"Python {then.python} then, {manifest.python()} now; of inputs {len(changed)} differ, of libraries {len(libraries)}, of outputs {len(found)}")
    with tempfile.TemporaryDirectory(prefix="commitscape-") as fresh:
        settings = [f"{name}={_setting(value)}" for name, value in then.parameters.items()]
        try:
            build(Path(then.seeds), topic=Path(then.topic), out=Path(fresh), notebooks=Path(then.notebooks), settings=settings, watcher=Lines(say))
        except CommitscapeError as fault:
            return (*changed, *libraries, *found, f"cannot be built again: {fault}")
        again = _outputs(_places(Path(fresh), Path(then.notebooks), BOOK))
        differing = tuple(explained(then.outputs, now, _hashes(again), here=here, rebuilt=again))
    if then.python != manifest.python() and not differing:  # the lock gives each Python its own versions of some libraries
        for line in libraries:
            say(f"without effect: {line}")
        return tuple(changed)
    return (*changed, *libraries, *differing)


def _hashes(places: dict[str, Path]) -> dict[str, dict[str, str]]:
    """Hashes of outputs, without the PDF that may be printed into the book afterwards."""
    return {kind: {name: digest for name, digest in files_of(folder).items() if name not in PRINTED} for kind, folder in places.items()}


def train(seeds: Path, *, topic: Path, say: Say) -> None:
    """Learn the topic's weights anew and write them, with what held-out models make of the coded articles, into the topic folder."""
    from commitscape.coding.training import teach, unseen
    from commitscape.coding.training import write as write_weights
    from commitscape.reading.corpus import read_corpus
    from commitscape.scoring.held_out import write_held_out

    corpus = read_corpus(seeds, language=load_codebook(topic).language)
    model, held_out = teach(topic, corpus.documents, corpus.articles)
    write_weights(model, topic)
    positions = [position for coded in held_out.values() for position in coded.positions]
    tested = {key: coded.positions for key, coded in unseen(topic, model).items()}
    write_held_out(topic, positions, tested)
    say(f"trained: {len(model.keep.weights)} weights; {len(positions)} positions of held-out articles, {sum(map(len, tested.values()))} of unseen ones")


def ablate(seeds: Path, *, topic: Path, more: Path | None, say: Say, note: Say) -> None:
    """Print what every coding rule and cue group is worth on the topic's coded articles, and on those of the folder `more`."""
    from commitscape.coding.coder import Coder
    from commitscape.coding.lessons import EMPTY
    from commitscape.coding.training import THRESHOLD
    from commitscape.scoring.ablation import ablation, set_exams

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
