"""What each coding rule and cue group is worth: the measures with it and without it, the weights being the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from commitscape.coding.coder import Coder, Study
from commitscape.coding.confidence import Model
from commitscape.coding.lessons import lessons, read_jsonl
from commitscape.coding.parsing import ParsedSentence, parse_article
from commitscape.coding.training import learn
from commitscape.reading.corpus import read_corpus
from commitscape.reading.language import load_model
from commitscape.records import Article, Position
from commitscape.scoring.measures import count
from commitscape.scoring.rows import Row

MEASURES = ("cell", "polarity", "position")
NOTHING = 0.0005  # F1 below which a rule changed nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A coded article to examine the coder on, with the model that is to judge it."""

    key: str
    article: Article
    text: str
    sentences: list[ParsedSentence]
    model: Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """Coded articles that are measured together."""

    name: str
    papers: Sequence[Paper]
    coded: Sequence[Row]


def set_exams(coder: Coder, seeds: Path, topic: Path, more: Path | None = None, *, threshold: float) -> list[Exam]:
    """The topic's coded articles, each judged by a model that never saw it, and the coded articles of the folder `more`, by the model of all."""
    corpus = read_corpus(seeds, language=coder.codebook.language)
    taught = lessons(coder, topic / "coded", corpus.documents, corpus.articles)
    model, folds = learn(topic, taught, threshold=threshold)
    exams = [_exam("held out", [(x.key, x.article, corpus.documents[x.article.file].text, folds[x.key]) for x in taught], topic / "coded")]
    if more is not None:
        corpus = read_corpus(more, language=coder.codebook.language)
        found = lessons(coder, more, corpus.documents, corpus.articles)
        exams.append(_exam(more.name, [(x.key, x.article, corpus.documents[x.article.file].text, model) for x in found], more))
    return exams


def _exam(name: str, entries: Sequence[tuple[str, Article, str, Model]], coded: Path) -> Exam:
    nlp, keys = load_model(), {key for key, *_ in entries}
    papers = [Paper(key=key, article=a, text=text, sentences=parse_article(a, text, nlp), model=model) for key, a, text, model in entries]
    return Exam(name=name, papers=papers, coded=[row for row in read_jsonl(coded / "positions.jsonl") if row["article"] in keys])


def ablation(coder: Coder, exams: Sequence[Exam], say: Callable[[str], None] = lambda line: None) -> Iterator[str]:
    """A table: what F1 loses, by exam and measure, without each rule or cue group (a gain is negative), the dearest first.

    `say` hears of the progress. What occurs in no exam is listed at the end.
    """
    whole, used = _measure(coder, exams)
    worth: dict[str, list[float]] = {}
    for number, name in enumerate(sorted(used), 1):
        coder.switch_off({name})
        worth[name] = [a - b for a, b in zip(whole, _measure(coder, exams)[0], strict=True)]
        say(f"{number} of {len(used)}: {name}")
    coder.switch_off(())
    width = max(map(len, [*used, "all rules"]))
    columns = [(exam.name, measure) for exam in exams for measure in MEASURES]
    sizes = [max(9, len(measure)) for _, measure in columns]
    yield " " * width + "".join(f"  {exam.name:^{sum(sizes[:3]) + 4}.{sum(sizes[:3]) + 4}}" for exam in exams)
    yield f"{'':{width}}" + "".join(f"  {measure:>{size}}" for (_, measure), size in zip(columns, sizes, strict=True))
    yield f"{'all rules':{width}}" + "".join(f"  {value:{size}.3f}" for value, size in zip(whole, sizes, strict=True))
    for name in sorted(used, key=lambda name: (-sum(worth[name]), name)):
        if any(abs(value) >= NOTHING for value in worth[name]):
            yield f"{name:{width}}" + "".join(f"  {value:+{size}.3f}" for value, size in zip(worth[name], sizes, strict=True))
    idle = [name for name in sorted(used) if all(abs(value) < NOTHING for value in worth[name])]
    yield f"changed nothing: {', '.join(idle) or 'none'}"
    yield f"did not occur: {', '.join(sorted(coder.switches() - used)) or 'none'}"


def _measure(coder: Coder, exams: Sequence[Exam]) -> tuple[list[float], set[str]]:
    """F1 by exam and measure, and the names of what took part."""
    values: list[float] = []
    used: set[str] = set()
    for exam in exams:
        found: list[Row] = []
        for paper in exam.papers:
            coder.model = paper.model
            study = coder.study(paper.article, paper.text, paper.sentences)
            used |= _names(study)
            found += [_row(paper.key, position) for position in coder.choose(paper.article, study).positions]
        counts = count(found, exam.coded)
        values += [counts[name].f1 for name in MEASURES]
    return values, used


def _names(study: Study) -> set[str]:
    cues = {f"stance:{cue.group}" for scene in study.scenes for cue in scene.cues}
    marks = {f"instrument:{mark.group}" for scene in study.scenes for mark in scene.instruments}
    return cues | marks | {candidate.rule for candidate in study.candidates}


def _row(key: str, position: Position) -> Row:
    return {
        "article": key, "actor": position.actor, "instrument": position.instrument, "stance": position.stance,
        "spans": [list(span) for span in position.spans],
    }
