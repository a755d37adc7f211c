"""What learning promises: weights that follow from the coded rows, and judgements by models that never saw what they judge."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from commitscape.coding import sheet, training
from commitscape.coding.candidates import Candidate
from commitscape.coding.coder import Coder
from commitscape.coding.confidence import EASE, Model, load_model
from commitscape.coding.lessons import EMPTY, Example, Lesson, lessons
from commitscape.coding.linear import Linear, logistic
from commitscape.coding.practice import Practice, practise
from commitscape.coding.sheet import Sheet
from commitscape.coding.training import FOLDS, calibrate, out_of_fold, recode, write
from commitscape.errors import TopicError
from commitscape.reading.corpus import read_corpus

TEXT = (
    "Denmark will send soldiers to Ukraine, Prime Minister Mette Frederiksen said.\n\n"
    "Spain will not send soldiers to Ukraine, Prime Minister Pedro Sanchez said.\n"
)


def example(coded: bool, article: str = "a", **features: float) -> Example:
    candidate = Candidate(0, "DNK", "x", "committed", "r", "subject", None, None, None, features=features)  # type: ignore[arg-type]
    return Example(article, candidate, frozenset({"committed"} if coded else ()))


def lesson(key: str, *examples: Example) -> Lesson:
    return Lesson(key, SimpleNamespace(article_id=key), None, examples)  # type: ignore[arg-type]


def train(rows: Sequence[Example], *, threshold: float) -> Model:
    return training.train(rows, Sheet([row.candidate.features for row in rows]), range(len(rows)), threshold=threshold)


MIXED = [example(number % 2 == 0, good=float(number % 2 == 0), bad=float(number % 2), size=number / 20) for number in range(20)]


def test_a_feature_that_goes_with_coded_rows_speaks_for_a_row() -> None:
    model = train(MIXED, threshold=0.3)
    assert model.keep.weights["good"] > 0 > model.keep.weights["bad"]
    assert model.chance({"good": 1.0}) > 0.5 > model.chance({"bad": 1.0})
    assert model.threshold == 0.3


def test_the_same_rows_give_the_same_weights_in_any_order_of_features() -> None:
    turned = [replace(e, candidate=replace(e.candidate, features=dict(reversed(e.candidate.features.items())))) for e in MIXED]
    assert train(MIXED, threshold=0.3).as_dict() == train(turned, threshold=0.3).as_dict()
    weights = train(MIXED, threshold=0.3).keep.weights
    assert all(weight == round(weight, 3) != 0 for weight in weights.values())


@pytest.mark.parametrize(("times", "learnt"), [(2, False), (3, True)])
def test_what_was_seen_less_than_three_times_teaches_nothing(times: int, learnt: bool) -> None:
    rows = [*MIXED, *(example(True, rare=1.0) for _ in range(times))]
    assert ("rare" in train(rows, threshold=0.3).keep.weights) is learnt


def test_what_few_rows_share_is_held_back_less_than_what_many_share(monkeypatch) -> None:
    rows = [example(number < 400, **({"rare": 1.0} if number < 4 else {"often": 1.0} if number < 400 else {})) for number in range(800)]
    weights = train(rows, threshold=0.3).keep.weights
    monkeypatch.setattr(sheet, "EVENNESS", 0.0)
    alike = train(rows, threshold=0.3).keep.weights
    assert weights["rare"] > alike["rare"] > 0
    assert alike["often"] > weights["often"] > 0


@pytest.mark.parametrize("rows", [[], MIXED[::2], MIXED[1::2]], ids=["nothing", "positions only", "no position"])
def test_nothing_to_tell_apart_is_said(rows: list[Example]) -> None:
    with pytest.raises(TopicError, match="coded articles do not tell"):
        train(rows, threshold=0.3)


def test_notes_beside_the_features_are_no_features() -> None:
    rows = [example(number % 2 == 0, good=float(number % 2 == 0), _note=float(number % 2)) for number in range(20)]
    assert "_note" not in train(rows, threshold=0.3).keep.weights


def test_an_article_is_judged_by_a_model_that_never_saw_it() -> None:
    taught = [lesson(f"l{n}", *MIXED, *(example(True, f"l{n}", **{f"own{n}": 1.0}) for _ in range(5))) for n in range(FOLDS + 2)]
    practice = [example(True, practised=1.0) for _ in range(5)]
    whole, models = out_of_fold(taught, practice)
    assert models.keys() == {made.key for made in taught}
    assert {"practised", *(f"own{number}" for number in range(len(taught)))} <= set(whole.keep.weights)
    for number in range(len(taught)):
        seen = set(models[f"l{number}"].keep.weights)
        assert f"own{number}" not in seen
        assert "practised" in seen
        others = {f"own{other}" for other in range(len(taught)) if other % FOLDS != number % FOLDS}
        assert others <= seen, "what every other fold teaches is learnt"


def test_a_certain_model_that_errs_becomes_less_certain() -> None:
    model = Model(keep=Linear(0.25, {"a": 2.0}), threshold=0.3)
    judged = [(0.99, number % 2 == 0) for number in range(50)] + [(0.01, number % 4 == 0) for number in range(50)]
    mended = calibrate(model, judged)
    assert (mended.keep, mended.threshold) == (model.keep, 0.3), "what is kept does not change, only how sure it is said to be"
    assert mended.confidence(0.99) == pytest.approx(0.5, abs=0.03)
    assert mended.confidence(0.01) == pytest.approx(0.25, abs=0.03)
    assert calibrate(model, []) == calibrate(model, [(0.9, True)]) == model, "nothing can be learnt from rows that are all right"
    sure = calibrate(model, [(1.0, True), (0.0, False)])
    assert 0 <= sure.confidence(0.0) < 0.2 < 0.8 < sure.confidence(1.0) <= 1


def test_weights_survive_their_file(tmp_path: Path) -> None:
    model = Model(keep=Linear(-0.5, {"cue=é": 1.25, "b": -2.0}), threshold=0.36, calibration=(1.1, -0.2))
    path = write(model, tmp_path)
    assert load_model(tmp_path) == model
    assert path.read_text(encoding="utf-8").endswith("}\n")
    assert write(load_model(tmp_path), tmp_path).read_bytes() == path.read_bytes()


def test_a_weight_counts_as_often_as_its_feature() -> None:
    linear = Linear(0.5, {"a": 2.0, "b": -1.0})
    assert linear.value({"a": 1.5, "b": 2.0, "unknown": 9.0}) == pytest.approx(1.5)
    model = Model(keep=linear, threshold=0.3)
    assert model.chance({"a": 1.0}) == pytest.approx(0.924, abs=0.001)
    assert model.confidence(model.chance({"a": 1.0})) == pytest.approx(0.924, abs=0.001)
    assert Model(keep=Linear(99.0, {}), threshold=0.3).chance({}) == pytest.approx(1.0)
    assert Model(keep=Linear(-9999.0, {}), threshold=0.3).chance({}) == pytest.approx(0.0)


def weighed(sentence: int, actor: str, instrument: str, weight: float) -> Candidate:
    return Candidate(sentence, actor, instrument, "committed", "r", "subject", None, None, None, features={"w": weight})  # type: ignore[arg-type]


BESIDE = [  # the candidates of an article as (sentence, actor, instrument, weight), and which of them are less likely than alone
    ([(0, "A", "x", 2.0)], []),
    ([(0, "A", "x", 2.0), (0, "A", "y", 0.0)], [1]),
    ([(0, "A", "x", 2.0), (0, "B", "x", 0.0)], [1]),
    ([(0, "A", "x", 0.0), (0, "A", "y", 2.0), (0, "B", "y", -1.0)], [0, 2]),
    ([(0, "A", "x", 2.0), (0, "B", "y", -2.0)], []),
    ([(0, "A", "x", 2.0), (1, "A", "y", -2.0)], []),
    ([(0, "A", "x", 2.0), (0, "A", "y", 2.0)], []),
    ([], []),
]


@pytest.mark.parametrize(("rows", "lower"), BESIDE)
def test_a_candidate_yields_to_a_likelier_one_beside_it(rows: list[tuple[int, str, str, float]], lower: list[int]) -> None:
    model = Model(keep=Linear(-EASE, {"w": 1.0}), threshold=0.3)
    found, alone = model.chances([weighed(*row) for row in rows]), [logistic(w) for *_, w in rows]  # alone, what all are given back makes up for -EASE
    assert [number for number in range(len(rows)) if found[number] < alone[number] - 1e-9] == lower
    assert all(chance == pytest.approx(was) for number, (chance, was) in enumerate(zip(found, alone, strict=True)) if number not in lower)


def test_the_further_a_candidate_is_beaten_the_more_it_yields() -> None:
    model = Model(keep=Linear(0.0, {"w": 1.0}), threshold=0.3)
    chances = [model.chances([weighed(0, "A", "x", 0.0), weighed(0, "A", "y", w)])[0] for w in (0.5, 1.0, 4.0)]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) == 3


@pytest.fixture(scope="module")
def empty_coder(topic: Path) -> Coder:
    return Coder(topic, model=EMPTY)


def coded_folder(folder: Path, rows: list[dict[str, Any]], *, key: str = "A", file: str = "one.txt", start: int = 0, end: int = len(TEXT)) -> Path:
    folder.mkdir(parents=True)
    folder.joinpath("articles.jsonl").write_text(json.dumps({"article": key, "file": file, "start": start, "end": end}) + "\n", encoding="utf-8")
    folder.joinpath("positions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n", encoding="utf-8")
    return folder


def coded_row(words: str, actor: str, stance: str, article: str = "A") -> dict[str, Any]:
    start = TEXT.index(words)
    return {"article": article, "actor": actor, "instrument": "ground_force", "stance": stance, "spans": [[start, start + len(words)]]}


ROWS = [coded_row("Denmark will", "DNK", "committed"), coded_row("Spain will not", "ESP", "refused"), coded_row("Spain will not", "ESP", "reluctant", "B")]


def held(found: Iterable[Example]) -> dict[str, set[str]]:
    """Stances that the coder gave, by actor of the candidates for soldiers."""
    return {e.candidate.actor: set(e.coded) for e in found if e.candidate.instrument == "ground_force" and e.coded}


def test_coded_rows_meet_the_candidates_of_their_sentence(tmp_path: Path, empty_coder: Coder) -> None:
    (tmp_path / "seeds/deep").mkdir(parents=True)
    (tmp_path / "seeds/deep/one.txt").write_text(TEXT, encoding="utf-8")
    corpus = read_corpus(tmp_path / "seeds")
    folder = coded_folder(tmp_path / "coded", ROWS)
    (found,) = lessons(empty_coder, folder, corpus.documents, corpus.articles)
    assert (found.key, found.article.file) == ("A", "deep/one.txt")
    assert held(found.examples) == {"DNK": {"committed"}, "ESP": {"refused"}}, "a row of another article counts for nothing here"
    assert all(not e.coded for e in found.examples if e.candidate.instrument != "ground_force")
    everything = recode(empty_coder, [found], {"A": Model(keep=Linear(9.0, {}), threshold=0.3)})["A"].positions
    assert {(p.actor, p.stance) for p in everything} >= {("DNK", "committed"), ("ESP", "refused")}
    assert recode(empty_coder, [found], {"A": Model(keep=Linear(-9.0, {}), threshold=0.3)})["A"].positions == ()


@pytest.mark.parametrize(("file", "start", "end", "found"), [("one.txt", 5, 20, 1), ("one.txt", 9_000, 9_100, 0), ("two.txt", 0, 99, 0)])
def test_a_coded_article_is_the_one_that_covers_its_place(tmp_path: Path, empty_coder: Coder, file: str, start: int, end: int, found: int) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/one.txt").write_text(TEXT, encoding="utf-8")
    corpus = read_corpus(tmp_path / "seeds")
    folder = coded_folder(tmp_path / "coded", [], file=file, start=start, end=end)
    assert len(lessons(empty_coder, folder, corpus.documents, corpus.articles)) == found


@pytest.fixture
def practised(tmp_path: Path, topic: Path) -> Path:
    """A topic folder with two folders of practice."""
    copy = tmp_path / "topic"
    shutil.copytree(topic, copy, ignore=shutil.ignore_patterns("practice", "unseen", "coded"))
    assert practise(copy) == Practice([], [])
    for name in ("n1", "n2"):
        rows = [{**row, "article": f"{row['article']}-{name}"} for row in ROWS]
        coded_folder(copy / "practice" / name, rows, file=f"{name}/one.txt", key=f"A-{name}").joinpath("one.txt").write_text(TEXT, encoding="utf-8")
    (copy / "practice" / "notes").mkdir()
    return copy


@pytest.mark.parametrize("workers", [1, 2])
def test_practice_is_every_folder_that_holds_coded_articles(practised: Path, workers: int) -> None:
    """However many processes share it, it comes back in one order."""
    found = practise(practised, workers=workers)
    assert list(dict.fromkeys(e.article for e in found.examples)) == ["A-n1", "A-n2"]
    for key in ("A-n1", "A-n2"):
        assert held(e for e in found.examples if e.article == key) == {"DNK": {"committed"}, "ESP": {"refused"}}
        first, second = [s for s in found.sentences if s.article == key]
        assert (first.coded, second.coded) == ({("DNK", "ground_force")}, {("ESP", "ground_force")})
        assert {"denmark", "will", "send", "soldier"} <= set(first.words)


def coded_as(stance: str, read: str, **features: float) -> Example:
    candidate = Candidate(0, "DNK", "x", read, "r", "subject", None, None, None, features=features)  # type: ignore[arg-type]
    return Example("a", candidate, frozenset({stance}))


def test_stances_are_not_learnt_from_the_words_between() -> None:
    rows = [coded_as("refused", "considering", **{"gap=never": 1.0, "never": 1.0}) for _ in range(40)]
    model = train([*MIXED, *rows, *(coded_as("considering", "considering", maybe=1.0) for _ in range(40))], threshold=0.3)
    assert "gap=never" in model.keep.weights
    assert all("gap=never" not in row.weights and "never" in row.weights for row in model.stances.values())


def test_a_stance_is_overruled_only_where_all_else_speaks_for_another() -> None:
    rows = [coded_as("refused", "considering", never=1.0) for _ in range(40)] + [coded_as("considering", "considering", maybe=1.0) for _ in range(40)]
    model = train([*MIXED, *rows], threshold=0.3)
    assert model.stance({"never": 1.0}, "considering") == "refused"
    assert model.stance({"maybe": 1.0}, "considering") == "considering"
    assert model.stance({"never": 1.0, "maybe": 1.0}, "considering") == "considering", "in doubt the cue's reading stands"
    assert Model(keep=model.keep, threshold=0.3).stance({"never": 1.0}, "considering") == "considering", "a model without stances leaves them"


def test_stances_are_not_learnt_from_one_alone() -> None:
    assert train(MIXED, threshold=0.3).stances == {}
