"""The command line: arguments only. Every command imports what it needs when it runs, so that --help answers at once."""

from __future__ import annotations

import sys
import tomllib
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from commitscape.errors import CommitscapeError, UsageError, of_disk

PRODUCT = "Who committed what, with which stance, under which condition: read out of news documents."
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=PRODUCT)
topics = typer.Typer(no_args_is_help=True, help="Lay out and check topic folders.")
app.add_typer(topics, name="topic")

SEEDS, DATA, PROJECT = Path("seeds"), Path("data"), Path("pyproject.toml")


SeedsOption = Annotated[
    Path | None, typer.Option("--seeds", metavar="DIR", help="The documents, with an optional metadata.csv; without it, the topic's own seeds, else seeds.")
]
TopicOption = Annotated[Path | None, typer.Option("--topic", metavar="DIR", help="Topic folder; without it, the one that pyproject.toml names.")]


@app.command()
def extract(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A document, or a folder of documents.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the tables go.")],
    topic: TopicOption = None,
    engine: Annotated[str, typer.Option(metavar="local|dask", help="Processes of this machine, or a Dask cluster.")] = "local",
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="An existing Dask scheduler (with --engine dask).")] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=0, help="Worker processes; 0 means one a core.")] = 0,
) -> None:
    """Code every article of CORPUS: articles, positions (the machine's alone) and rejects as tables."""
    from commitscape.extraction import extract as run
    from commitscape.extraction.display import bar, lines
    from commitscape.progress import on_terminal

    if engine not in ("local", "dask"):
        raise UsageError(f"unknown engine {engine!r}", where="--engine", remedy="use local or dask")
    if scheduler and engine != "dask":
        raise UsageError("a scheduler goes with the dask engine", where="--scheduler", remedy="add --engine dask")
    with bar() if on_terminal() else nullcontext(lines(typer.echo)) as watch:
        counts = run(corpus, out, topic=topic or _default_topic(), engine=engine, scheduler=scheduler, workers=workers, say=watch)
    aside = f" ({counts.off_topic} off topic)" if counts.off_topic else ""
    typer.echo(f"{counts.articles} articles{aside}, {counts.positions} positions, {counts.rejects} rejects in {out}")
    if not counts.articles:
        raise CommitscapeError("nothing could be read", where=str(corpus), remedy=f"see {out / 'rejects.jsonl'}")


@app.command()
def build(
    seeds: SeedsOption = None,
    topic: TopicOption = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Where tables, notebooks and book go.")] = None,
    notebooks: Annotated[Path, typer.Option("--notebooks", metavar="DIR", help="The notebooks of the report.")] = Path("notebooks"),
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the notebooks; may be repeated.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Instead: what would run, and why.")] = False,
) -> None:
    """Build the whole report: read, code, tabulate, run the notebooks, assemble the book. Only what changed is made anew."""
    from commitscape import pipeline
    from commitscape.progress import Lines, Live, on_terminal, shown

    folder = topic or _default_topic()
    documents = seeds or _seeds(folder)
    chosen: dict[str, Any] = {"topic": folder, "out": out, "notebooks": notebooks, "settings": settings or []}
    if explain:
        for line in pipeline.explain(documents, **chosen) or ["nothing: all is as it was made"]:
            typer.echo(shown(line))
        return
    if on_terminal():
        with Live() as live:
            result = pipeline.build(documents, **chosen, watcher=live)
    else:
        result = pipeline.build(documents, **chosen, watcher=Lines(lambda line: typer.echo(shown(line))))
    typer.echo(str(result.index))
    if result.faults:
        for fault in result.faults:
            typer.echo(f"incomplete: {shown(fault)}", err=True)
        raise typer.Exit(1)


@app.command()
def score(
    positions: Annotated[
        Path | None, typer.Argument(metavar="POSITIONS.jsonl", help="Positions found; with --ablate: a folder of further coded articles.")
    ] = None,
    coded: Annotated[Path | None, typer.Argument(metavar="CODED.jsonl", help="Positions coded by hand; articles.jsonl beside it.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The measures as one JSON object.")] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="Instead: what each coding rule and cue group is worth.")] = False,
    seeds: SeedsOption = None,
    topic: TopicOption = None,
) -> None:
    """Agreement of positions with coded positions: cell, polarity, position, evidence and fields."""
    if ablate:
        from commitscape.pipeline import ablate as run

        folder = topic or _default_topic()
        run(seeds or _seeds(folder), topic=folder, more=positions, say=typer.echo, note=partial(typer.echo, err=True))
        return
    if positions is None or coded is None:
        raise UsageError("nothing to compare", where="score", remedy="name POSITIONS.jsonl and CODED.jsonl")
    from commitscape.scoring import report

    typer.echo(report(positions, coded, as_json=as_json))


@app.command()
def train(
    seeds: SeedsOption = None,
    topic: TopicOption = None,
) -> None:
    """Learn the machine's weights anew from the topic's coded and practice articles (about a minute; the same input gives the same weights)."""
    from commitscape.pipeline import train as run

    folder = topic or _default_topic()
    run(seeds or _seeds(folder), topic=folder, say=typer.echo)


@topics.command("new")
def topic_new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the topic, or the path of its folder.")],
    words_from: Annotated[Path | None, typer.Option("--words-from", metavar="DIR", help="The topic whose words of English it takes over.")] = None,
) -> None:
    """Lay out a commented topic folder, data/NAME, that can be checked and built."""
    from commitscape.topics import new_topic

    folder = _topic(name)
    for file in new_topic(folder, words_from=words_from or _default_topic()):
        typer.echo(str(folder / file))


@topics.command("check")
def topic_check(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the topic, or the path of its folder.")],
    seeds: SeedsOption = None,
) -> None:
    """Read a topic folder and report every fault with file and line."""
    from commitscape.topics import check_topic

    folder = _topic(name)
    faults = check_topic(folder, seeds or _seeds(folder))
    for fault in faults:
        typer.echo(str(fault))
    if faults:
        raise CommitscapeError(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}", where=str(folder), remedy="mend them and check again")
    typer.echo(f"{folder}: no faults")


@app.command(hidden=True)
def reference() -> None:
    """Print the reference of commands as the book shows it."""
    from commitscape.reference import markdown

    typer.echo(markdown(typer.main.get_command(app), "commitscape"))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of an earlier build, or a recorded edition (editions/NAME.jsonl).")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of a later build.")],
) -> None:
    """What changed between two builds, and why: documents, cells and stances."""
    from commitscape.tables.editions import compare_editions, in_words
    from commitscape.tables.recorded import read_edition
    from commitscape.tables.store import load_tables

    before, after = read_edition(old) if old.is_file() else load_tables(old / "tables"), load_tables(new / "tables")
    for line in in_words(compare_editions(before, after), before, after):
        typer.echo(line)


@app.command()
def edition(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, such as 2025-12; editions are ordered by name.")],
    folder: Annotated[Path, typer.Option("--build", metavar="DIR", help="The folder of the build that is published.")] = Path("build"),
    topic: TopicOption = None,
) -> None:
    """Record a build as an edition of its topic, so that the page What changed compares later builds with it."""
    from commitscape.tables.recorded import record_edition
    from commitscape.tables.store import load_tables

    typer.echo(str(record_edition(topic or _default_topic(), name, load_tables(folder / "tables"))))


@app.command()
def reviews(
    topic: TopicOption = None,
    folder: Annotated[Path, typer.Option("--build", metavar="DIR", help="The folder of a build: which decisions are stale.")] = Path("build"),
) -> None:
    """Reviewers' decisions: how many, how far reviewers agree (Krippendorff's alpha), what to settle, and what has gone stale."""
    from commitscape.review.digest import digest

    for line in digest(topic or _default_topic(), folder / "tables"):
        typer.echo(line)


@app.command()
def verify(
    out: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder of a build; without it, the report of `make report`.")] = None,
) -> None:
    """Re-derive a report from its manifest and say whether every table, notebook and page is the same, byte for byte."""
    from commitscape.manifest import culprits
    from commitscape.pipeline import verify as run

    found = run(out, say=lambda line: typer.echo(line, err=True))
    for line in culprits(found):
        typer.echo(line)
    if found:
        raise typer.Exit(1)
    typer.echo("the same, byte for byte")


@app.command()
def pdf(
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="The PDF; without it, _static/commitscape.pdf in the book.")] = None,
    book: Annotated[Path, typer.Option("--book", metavar="DIR", help="The built book.")] = Path("book/_build/html"),
) -> None:
    """Print the built book as one PDF: contents with page numbers, charts as vectors, links inside it. Needs Chromium."""
    from commitscape.report.pdf import write_pdf

    typer.echo(str(write_pdf(book, out, say=lambda line: typer.echo(line, err=True))))


def _topic(name: str) -> Path:
    """The folder of a topic by its name; a path is taken as it is."""
    return Path(name) if "/" in name or Path(name).is_dir() else DATA / name


def _seeds(topic: Path) -> Path:
    """The documents of a topic: its own, else `seeds`."""
    return topic / "seeds" if (topic / "seeds").is_dir() else SEEDS


def _default_topic() -> Path:
    """The topic that `pyproject.toml` of the working folder names (`[tool.commitscape] topic`)."""
    try:
        return Path(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["commitscape"]["topic"])
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError("no topic is named", where="--topic", remedy=f"name its folder, or write [tool.commitscape] topic into {PROJECT}") from None


def main() -> NoReturn:
    """Run the command line. A fault ends in one line and exit status 1; wrong arguments in status 2."""
    try:
        app(standalone_mode=True)
    except UsageError as fault:
        typer.echo(f"commitscape: {fault}", err=True)
        sys.exit(2)
    except CommitscapeError as fault:
        typer.echo(f"commitscape: {fault}", err=True)
        sys.exit(1)
    except OSError as fault:
        told = of_disk(fault)
        if told is None:
            raise
        typer.echo(f"commitscape: {told}", err=True)
        sys.exit(1)
    sys.exit(0)
