"""Learns the weights of the candidate model from a topic's coded articles, and scores them out of fold."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import chain, repeat, zip_longest
from pathlib import Path
from typing import Any

from commitscape.coding.coder import CodedArticle, Coder
from commitscape.coding.confidence import FILE, UNSEEN, Model
from commitscape.coding.confidence import GIST as GIST_FILE
from commitscape.coding.gist import PREFIX as GIST
from commitscape.coding.gist import Gist
from commitscape.coding.gist_training import learn_gists
from commitscape.coding.lessons import EMPTY, Example, Lesson, lessons
from commitscape.coding.linear import Linear
from commitscape.coding.practice import practise
from commitscape.coding.sheet import DIGITS, Sheet
from commitscape.errors import TopicError
from commitscape.reading.corpus import read_corpus
from commitscape.records import Article, Document

STRENGTH, RARE, THRESHOLD, FOLDS = 0.05, 3, 0.3, 5
SLIGHT = 0.015  # weights below it, and below LEAST those of stances, change nothing and are left out
STANCE_STRENGTH, STANCE_RARE, LEAST = 0.2, 8, 0.06  # stances are learnt from coded candidates only, which are fewer
OF_PLACE = ("gap=", "parted=", GIST)  # features that tell whether a position is there, but not of which stance
WEAK = 100.0  # hardly any pull on the two numbers of the calibration, enough to hold them where right and wrong rows lie apart


def train(examples: Sequence[Example], sheet: Sheet, rows: Sequence[int], *, threshold: float, gist: Gist | None = None) -> Model:
    """Weights for the examples in `rows`, of whose features `sheet` is made. The same examples give the same weights, to the digits that are kept.

    Raises TopicError where there is nothing to tell apart: no candidate was coded, or every one.
    """
    if len({bool(examples[row].coded) for row in rows}) < 2:
        raise TopicError("the coded articles do not tell positions from other sentences", remedy="code more articles in coded/ whose documents are read")
    keep = sheet.part(rows, rare=RARE).fit([bool(examples[row].coded) for row in rows], strength=STRENGTH, least=SLIGHT)
    return Model(keep=keep, threshold=threshold, stances=_stances(examples, sheet, [row for row in rows if examples[row].coded]), gist=gist)


def _stances(examples: Sequence[Example], sheet: Sheet, rows: Sequence[int]) -> dict[str, Linear]:
    """For each stance what speaks for it among coded candidates; none where there are not two stances to tell apart."""
    coded = [examples[row].taught for row in rows]
    if len(set(coded)) < 2:
        return {}
    part = sheet.part(rows, rare=STANCE_RARE, but=OF_PLACE)
    return {stance: part.fit([c == stance for c in coded], strength=STANCE_STRENGTH, least=LEAST) for stance in sorted(set(coded))}


def out_of_fold(
    taught: Sequence[Lesson], practice: Sequence[Example] = (), *, threshold: float = THRESHOLD, gists: Sequence[Gist] = ()
) -> tuple[Model, dict[str, Model]]:
    """The model of all examples, and for each taught article a model that never saw it; `practice` is always seen.

    `gists` belong to the models: that of all articles, then that of each fold, which never saw the fold's articles.
    """
    examples = [*practice, *(e for lesson in taught for e in lesson.examples)]
    owners = [*("" for _ in practice), *(lesson.key for lesson in taught for _ in lesson.examples)]
    sheet = Sheet([e.candidate.features for e in examples])
    folds = folds_of([lesson.key for lesson in taught])
    seen = [range(len(examples)), *([row for row, owner in enumerate(owners) if owner not in keys] for keys in folds)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the solver holds no lock
        whole, *models = pool.map(lambda rows, gist: train(examples, sheet, rows, threshold=threshold, gist=gist), seen, chain(gists, repeat(None)))
    return whole, {key: model for keys, model in zip(folds, models, strict=True) for key in keys}


def folds_of(keys: Sequence[str]) -> list[set[str]]:
    """The articles that are held back together."""
    return [set(keys[number::FOLDS]) for number in range(min(FOLDS, len(keys)))]


def learn(topic: Path, taught: Sequence[Lesson], *, threshold: float = THRESHOLD) -> tuple[Model, dict[str, Model]]:
    """The model of the taught articles and the topic's practice articles, and for each taught article a model that never saw it.

    Every article is told by the gist of the articles of other folds, so that the model learns how far a gist can be trusted.
    """
    practice = practise(topic)
    nothing: set[str] = set()
    held = zip_longest(folds_of([lesson.key for lesson in taught]), folds_of(sorted({s.article for s in practice.sentences})), fillvalue=nothing)
    gists = learn_gists(
        [*practice.sentences, *(s for lesson in taught for s in lesson.sentences)], [*practice.examples, *(e for lesson in taught for e in lesson.examples)],
        [one | other for one, other in held],
    )
    return out_of_fold(taught, practice.examples, threshold=threshold, gists=gists)


def calibrate(model: Model, judged: Sequence[tuple[float, bool]]) -> Model:
    """The model with the slope and shift that make its confidence a share of right rows; `judged` comes from out of fold.

    Where all rows are right, or all wrong, or none was judged, nothing can be learnt and the model stays as it is.
    """
    from sklearn.linear_model import LogisticRegression

    if len({right for _, right in judged}) < 2:
        return model
    logits = [[math.log(max(c, 1e-6) / max(1 - c, 1e-6))] for c, _ in judged]
    fitted = LogisticRegression(C=WEAK, tol=1e-8, max_iter=1000).fit(logits, [right for _, right in judged])
    return replace(model, calibration=(round(float(fitted.coef_[0][0]), DIGITS), round(float(fitted.intercept_[0]), DIGITS)))


def write(model: Model, topic: Path) -> Path:
    """Write a model's weights into a topic folder, and its gist beside them."""
    if model.gist is not None:
        _dump(model.gist.as_dict(), topic / GIST_FILE)
    else:
        (topic / GIST_FILE).unlink(missing_ok=True)
    return _dump(model.as_dict(), topic / FILE)


def _dump(content: dict[str, Any], path: Path) -> Path:
    path.write_text(json.dumps(content, sort_keys=True, indent=0, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def recode(coder: Coder, taught: Sequence[Lesson], models: dict[str, Model]) -> dict[str, CodedArticle]:
    """Each coded article as its own model codes it."""
    found: dict[str, CodedArticle] = {}
    for lesson in taught:
        coder.model = models[lesson.key]
        found[lesson.key] = coder.choose(lesson.article, lesson.study)
    return found


def teach(topic: Path, documents: dict[str, Document], articles: Collection[Article], *, threshold: float = THRESHOLD) -> tuple[Model, dict[str, CodedArticle]]:
    """Train on the topic's coded and practice articles.

    `documents` and `articles` are the corpus in which the coded articles stand. Returns the model, calibrated on
    articles that the judging models never saw, and those articles as the judging models code them, by their key in `coded/`.
    """
    coder = Coder(topic, model=EMPTY)
    taught = lessons(coder, topic / "coded", documents, articles)
    model, folds = learn(topic, taught, threshold=threshold)
    judged = [
        (chance, folds[lesson.key].stance_of(e.candidate, lesson.study.words[e.candidate.sentence]) in e.coded)
        for lesson in taught
        for e, chance in zip(lesson.examples, folds[lesson.key].chances([e.candidate for e in lesson.examples]), strict=True) if chance >= threshold
    ]
    calibrated = calibrate(model, judged)
    return calibrated, recode(coder, taught, {key: replace(fold, calibration=calibrated.calibration) for key, fold in folds.items()})


def unseen(topic: Path, model: Model) -> dict[str, CodedArticle]:
    """What a model makes of the coded articles in `unseen/`, by their key there, from which nothing is ever learnt; none where there is no such folder."""
    folder = topic / UNSEEN
    if not folder.is_dir():
        return {}
    coder = Coder(topic, model=model)
    corpus = read_corpus(folder, files=sorted(path.name for path in folder.glob("*.txt")))
    return {lesson.key: coder.choose(lesson.article, lesson.study) for lesson in lessons(coder, folder, corpus.documents, corpus.articles)}
