"""What words say by themselves: learnt from sentences, told as features, and never by what was learnt from the same article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from commitscape.coding import gist_training
from commitscape.coding.candidates import Candidate
from commitscape.coding.confidence import Model, load_model, logistic
from commitscape.coding.gist import HIGH, LOW, Gist, feature, of_sentence, words_of
from commitscape.coding.gist_training import ENOUGH, FEW, PROMINENT, learn_gists
from commitscape.coding.lessons import CodedSentence, Example
from commitscape.coding.linear import Linear
from commitscape.coding.training import folds_of, write
from commitscape.errors import TopicError

GIST = Gist(
    place=Linear(-1.0, {"promise": 2.0}), instruments={"ships": Linear(-1.0, {"frigate": 3.0}), "money": Linear(0.0, {"loan": 2.0})},
    holders=Linear(0.0, {"frigate": 0.5, "DNK=frigate": 1.0, "other=frigate": -1.0, "DNK=": 0.25}),
    stances={"committed": Linear(0.0, {"promise": 2.0, "DNK=": 1.0}), "refused": Linear(0.0, {"never": 3.0, "=ships": 0.5, "DNK=ships=": 0.25})},
    prominent=frozenset({"DNK"}),
)


def candidate(actor: str, instrument: str, *, sentence: int = 0, stance: str = "committed") -> Candidate:
    return Candidate(sentence, actor, instrument, stance, "r", "subject", None, None, None, features={"own": 1.0})  # type: ignore[arg-type]


def told(gist: Gist, words: Sequence[str], actor: str = "DNK", instrument: str = "ships") -> dict[str, float]:
    found = candidate(actor, instrument)
    gist.tell([found], {0: words})
    return found.features


@pytest.mark.parametrize(("words", "actor", "instrument", "said"), [
    (["frigate", "promise"], "DNK", "ships", {"place": 1.0, "instrument": 2.0, "gap": 0.0, "holder": 1.75}),
    (["frigate", "promise"], "DNK", "money", {"place": 1.0, "instrument": 0.0, "gap": -2.0, "holder": 1.75}),
    (["frigate"], "PRT", "ships", {"place": -1.0, "instrument": 2.0, "gap": 0.0, "holder": -0.5}),
    (["frigate"], "PRT", "trees", {"place": -1.0, "holder": -0.5}),
    ([], "PRT", "ships", {"place": -1.0, "instrument": -1.0, "gap": -1.0, "holder": 0.0}),
])
def test_words_speak_for_a_place_an_instrument_and_a_holder(words: list[str], actor: str, instrument: str, said: dict[str, float]) -> None:
    """A prominent actor has words of its own, the others share theirs; of an instrument that was never learnt nothing is said."""
    features = told(GIST, words, actor, instrument)
    assert features.pop("own") == 1.0
    assert {name: value for name, value in features.items() if "=" not in name} == {f"gist_{name}": value for name, value in said.items()}
    assert {name for name in features if "=" in name} == {f"gist_{name}={round(value)}" for name, value in said.items()}


@pytest.mark.parametrize(("value", "step"), [(0.2, 0), (-3.4, -3), (99.0, HIGH), (-99.0, LOW)])
def test_an_opinion_is_a_size_and_a_step(value: float, step: int) -> None:
    assert feature("place", value) == {"gist_place": value, f"gist_place={step}": 1.0}


def test_stances_are_said_of_an_actor_and_an_instrument() -> None:
    assert GIST.stance(["promise"], "DNK", "money") == {"committed": 3.0, "refused": 0.0}
    assert GIST.stance(["never"], "DNK", "ships") == {"committed": 1.0, "refused": 3.75}
    assert GIST.stance(["never"], "PRT", "ships") == {"committed": 0.0, "refused": 3.5}


def test_words_share_in_the_choice_of_a_stance() -> None:
    """What the features leave open is decided by words, and words alone do not overturn what the features hold for certain."""
    stances = {"committed": Linear(0.0, {"yes": 4.0}), "refused": Linear(0.0, {"no": 4.0})}
    model = Model(keep=Linear(0.0, {}), threshold=0.3, stances=stances, gist=GIST)
    open_one = candidate("PRT", "ships", stance="undecided")
    certain = replace(open_one, features={"yes": 1.0, "no": -1.0})
    assert model.stance_of(open_one, ["never"]) == "refused"
    assert model.stance_of(open_one, ["promise"]) == "committed"
    assert model.stance_of(certain, ["never"]) == "committed"
    assert replace(model, gist=None).stance_of(certain, ["never"]) == "committed"


def test_words_are_lemmas_of_a_sentence_in_their_order(bench) -> None:
    (scene,) = bench.study("Denmark, 12 of whose ships sailed, will send more.").scenes
    assert words_of(scene) == ["denmark", "of", "whose", "ship", "sail", "will", "send", "more"]


def test_neighbours_speak_beside_words() -> None:
    assert of_sentence(["peace", "plan", "fail"]) == ["peace", "plan", "fail", "peace plan", "plan fail"]
    assert of_sentence([]) == []


def test_a_gist_survives_its_file(tmp_path) -> None:
    model = Model(keep=Linear(0.0, {"a": 1.0}), threshold=0.3, gist=GIST)
    write(model, tmp_path)
    assert load_model(tmp_path) == model


def test_weights_without_the_gist_that_they_were_learnt_with_are_refused(tmp_path) -> None:
    write(Model(keep=Linear(0.0, {"gist_place": 1.0}), threshold=0.3, gist=GIST), tmp_path)
    assert load_model(tmp_path).gist == GIST
    (tmp_path / "gist.json").unlink()
    with pytest.raises(TopicError, match=r"gist\.json.*commitscape train"):
        load_model(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"place": 1}'])
def test_a_broken_gist_is_named(content: str, tmp_path) -> None:
    write(Model(keep=Linear(0.0, {}), threshold=0.3, gist=GIST), tmp_path)
    (tmp_path / "gist.json").write_text(content, encoding="utf-8")
    with pytest.raises(TopicError, match=r"gist\.json.*commitscape train"):
        load_model(tmp_path)


def test_a_model_without_a_gist_leaves_none_behind(tmp_path) -> None:
    write(Model(keep=Linear(0.0, {}), threshold=0.3, gist=GIST), tmp_path)
    write(Model(keep=Linear(0.0, {}), threshold=0.3), tmp_path)
    assert load_model(tmp_path).gist is None


def corpus(articles: int) -> tuple[list[CodedSentence], list[Example]]:
    """Articles of two sentences: a promise of ships, coded for one of many actors, and a report of the weather."""
    sentences, examples = [], []
    for number in range(articles):
        key, own, actor = f"a{number:03}", f"own{number}", f"A{number % (2 * PROMINENT)}"
        sentences.append(CodedSentence(key, 0, ("frigate", "promise", own), frozenset({(actor, "ships")})))
        sentences.append(CodedSentence(key, 1, ("rain", "fall"), frozenset()))
        examples.append(Example(key, candidate(actor, "ships", sentence=0), frozenset({"committed" if number % 3 else "willing"})))
        examples.append(Example(key, candidate(actor, "ships", sentence=1), frozenset()))
    return sentences, examples


def test_what_coded_sentences_share_is_learnt() -> None:
    sentences, examples = corpus(ENOUGH)
    whole, *parts = learn_gists(sentences, examples, folds_of(sorted({s.article for s in sentences})))
    assert whole.place.weights["frigate"] > 0 > whole.place.weights["rain"]
    assert whole.instruments["ships"].weights["promise"] > 0
    assert len(whole.prominent) == PROMINENT
    assert whole.stances.keys() == {"committed", "willing"}
    values = [whole.place.value(dict.fromkeys(of_sentence(s.words), 1.0)) for s in sentences]
    assert sum(values) / len(values) == pytest.approx(0.0, abs=0.02), "sentences as a whole say nothing"
    assert all(part != whole for part in parts)
    coded, not_coded = ([e.candidate.features["gist_place"] for e in examples if bool(e.coded) is is_coded] for is_coded in (True, False))
    assert min(coded) > 0 > max(not_coded)
    assert logistic(min(coded)) > 0.7


def test_an_article_is_told_by_a_gist_that_never_saw_it(monkeypatch) -> None:
    monkeypatch.setattr(gist_training, "RARE", 1)
    monkeypatch.setattr(gist_training, "LEAST", 0.0)
    sentences, examples = corpus(ENOUGH)
    folds = folds_of(sorted({s.article for s in sentences}))
    _, *parts = learn_gists(sentences, examples, folds)
    for gist, fold in zip(parts, folds, strict=True):
        for example in examples:
            own = f"own{int(example.article[1:])}"
            assert (own in gist.place.weights) is (example.article not in fold)
            if example.article in fold:
                words = next(s.words for s in sentences if (s.article, s.index) == (example.article, example.candidate.sentence))
                assert example.candidate.features["gist_place"] == pytest.approx(gist.place.value(dict.fromkeys(of_sentence(words), 1.0)))


def test_too_little_teaches_nothing() -> None:
    sentences, examples = corpus(ENOUGH - 1)
    assert learn_gists(sentences, examples, folds_of(sorted({s.article for s in sentences}))) == []
    assert all(e.candidate.features == {"own": 1.0} for e in examples)
    sentences, examples = corpus(ENOUGH)
    assert learn_gists(sentences, [replace(e, coded=frozenset()) for e in examples], []) == []


def test_an_instrument_of_few_sentences_has_no_words() -> None:
    sentences, examples = corpus(ENOUGH)
    rare = [replace(s, coded=frozenset({("A1", "trees")})) if number < FEW - 1 else s for number, s in enumerate(sentences)]
    whole, *_ = learn_gists(rare, examples, [])
    assert whole.instruments.keys() == {"ships"}
