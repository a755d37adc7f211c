"""Learns the weights of the candidate model from a topic's coded articles, and scores them out of fold."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from commitscape.coding.coder import CodedArticle, Coder
from commitscape.coding.confidence import FILE, UNSEEN, Linear, Model
from commitscape.coding.lessons import EMPTY, Example, Lesson, lessons
from commitscape.coding.practice import practise
from commitscape.errors import TopicError
from commitscape.reading.corpus import read_corpus
from commitscape.records import Article, Document

STRENGTH, RARE, DIGITS, THRESHOLD, FOLDS = 0.05, 3, 3, 0.3, 5
EVENNESS, USUAL = 0.2, 200.0  # features that many examples have count for less each, as a power of how many; at 200 all stays as it is
STANCE_STRENGTH, STANCE_RARE, LEAST = 0.2, 8, 0.02  # stances are learnt from coded candidates only, which are fewer
OF_PLACE = ("gap=", "parted=")  # features that tell whether a position is there, but not of which stance
WEAK = 100.0  # hardly any pull on the two numbers of the calibration, enough to hold them where right and wrong rows lie apart


def train(examples: Sequence[Example], *, threshold: float) -> Model:
    """Weights for examples. The same examples give the same weights, to the digits that are kept.

    Raises TopicError where there is nothing to tell apart: no candidate was coded, or every one.
    """
    return _train(examples, Sheet([e.candidate.features for e in examples]), range(len(examples)), threshold=threshold)


class Sheet:
    """Features of examples as a sparse matrix: a row an example, a column a name. Names that begin with _ are for the rules alone."""

    def __init__(self, features: Sequence[Mapping[str, float]]) -> None:
        import numpy as np
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        self.names = sorted({name for one in features for name in one if not name.startswith("_")})
        place = {name: column for column, name in enumerate(self.names)}
        rows = [sorted((place[name], size) for name, size in one.items() if name in place) for one in features]
        offsets = np.cumsum([0] + [len(row) for row in rows]).astype(np.int32)
        columns = np.array([column for row in rows for column, _ in row], dtype=np.int32)
        sizes = np.array([size for row in rows for _, size in row])
        self.matrix = csr_matrix((sizes, columns, offsets), shape=(len(rows), len(self.names)))

    def fit(self, rows: Sequence[int], right: Sequence[bool], *, strength: float, rare: int, least: float = 0.0, but: tuple[str, ...] = ()) -> Linear:
        """Weights of the features that at least `rare` of the rows have, but those whose names begin so; weights below `least` are left out."""
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        part = self.matrix[list(rows)]
        counts = part.getnnz(axis=0)
        columns = np.array([column for column in np.flatnonzero(counts >= rare) if not self.names[column].startswith(but)], dtype=np.int64)
        part, sizes = part[:, columns], (counts[columns] / USUAL) ** -EVENNESS
        part.data *= sizes[part.indices]
        fitted = LogisticRegression(C=strength, solver="liblinear", tol=1e-5, max_iter=1000).fit(part, right)
        weights = {self.names[column]: round(float(weight), DIGITS) for column, weight in zip(columns, fitted.coef_[0] * sizes, strict=True)}
        return Linear(round(float(fitted.intercept_[0]), DIGITS), {name: weight for name, weight in weights.items() if weight and abs(weight) >= least})


def _train(examples: Sequence[Example], sheet: Sheet, rows: Sequence[int], *, threshold: float) -> Model:
    """What `train` makes of some of the examples, those in `rows`."""
    if len({bool(examples[row].coded) for row in rows}) < 2:
        raise TopicError("the coded articles do not tell positions from other sentences", remedy="code more articles in coded/ whose documents are read")
    keep = sheet.fit(rows, [bool(examples[row].coded) for row in rows], strength=STRENGTH, rare=RARE)
    return Model(keep=keep, threshold=threshold, stances=_stances(examples, sheet, [row for row in rows if examples[row].coded]))


def _stances(examples: Sequence[Example], sheet: Sheet, rows: Sequence[int]) -> dict[str, Linear]:
    """For each stance what speaks for it among coded candidates; none where there are not two stances to tell apart."""
    coded = [e.candidate.stance if e.candidate.stance in e.coded else min(e.coded) for e in (examples[row] for row in rows)]
    if len(set(coded)) < 2:
        return {}
    return {
        stance: sheet.fit(rows, [c == stance for c in coded], strength=STANCE_STRENGTH, rare=STANCE_RARE, least=LEAST, but=OF_PLACE)
        for stance in sorted(set(coded))
    }


def out_of_fold(taught: Sequence[Lesson], practice: Sequence[Example] = (), *, threshold: float = THRESHOLD) -> dict[str, Model]:
    """For each taught article a model that never saw it; `practice` is always seen."""
    examples = [*practice, *(e for lesson in taught for e in lesson.examples)]
    owners = [*("" for _ in practice), *(lesson.key for lesson in taught for _ in lesson.examples)]
    sheet = Sheet([e.candidate.features for e in examples])
    folds = [{lesson.key for lesson in taught[fold::FOLDS]} for fold in range(min(FOLDS, len(taught)))]
    seen = [[row for row, owner in enumerate(owners) if owner not in keys] for keys in folds]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # the solver holds no lock
        models = list(pool.map(lambda rows: _train(examples, sheet, rows, threshold=threshold), seen))
    return {key: model for keys, model in zip(folds, models, strict=True) for key in keys}


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
    path = topic / FILE
    path.write_text(json.dumps(model.as_dict(), sort_keys=True, indent=0, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
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
    practice = practise(topic)
    folds = out_of_fold(taught, practice, threshold=threshold)
    judged = [
        (chance, folds[lesson.key].stance(e.candidate.features, e.candidate.stance) in e.coded)
        for lesson in taught
        for e, chance in zip(lesson.examples, folds[lesson.key].chances([e.candidate for e in lesson.examples]), strict=True) if chance >= threshold
    ]
    model = train([*(e for lesson in taught for e in lesson.examples), *practice], threshold=threshold)
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
