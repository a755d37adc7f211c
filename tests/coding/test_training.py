"""The stored weights are those that training gives: nobody can change a cue, or a weight, and forget the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.coding.confidence import load_model
from commitscape.coding.gist_training import LEAST as SAYING
from commitscape.coding.training import LEAST, SLIGHT, teach
from commitscape.reading.corpus import read_corpus
from commitscape.scoring.held_out import read_held_out

ROOT = Path(__file__).parents[2]
TOPIC = ROOT / "data" / "ukraine"
NEAR = 0.005  # the solver's last digits may differ between builds of its libraries
ROUNDED = 0.011  # one step of what is kept with two digits
ROWS = [  # parts of the model, how far a weight may move, and below which size it may be left out
    (("keep",), NEAR, SLIGHT), (("stances",), NEAR, LEAST),
    *((("gist", part), ROUNDED, SAYING) for part in ("place", "instruments", "holders", "stances")),
]


@pytest.fixture(scope="module")
def taught():
    corpus = read_corpus(ROOT / "seeds")
    return teach(TOPIC, corpus.documents, corpus.articles)


def test_weights_follow_from_the_coded_articles(taught) -> None:
    stored, fresh = (model.as_dict() | {"gist": model.gist.as_dict()} for model in (load_model(TOPIC), taught[0]))
    assert fresh["threshold"] == stored["threshold"], "run `commitscape train` and commit what it writes"
    assert fresh["gist"]["prominent"] == stored["gist"]["prominent"]
    for path, near, least in ROWS:
        before, now = stored, fresh
        for step in path:
            before, now = before[step], now[step]
        rows = [(before, now)] if "weights" in now else [(before[name], row) for name, row in now.items()]
        assert before.keys() == now.keys()
        for old, new in ((old["weights"], new["weights"]) for old, new in rows):
            moved = {name for name in {*old, *new} if abs(old.get(name, 0.0) - new.get(name, 0.0)) > near + least * (name not in old or name not in new)}
            assert not moved, "run `commitscape train` and commit what it writes"


def test_held_out_positions_belong_to_the_weights(taught) -> None:
    stored = read_held_out(TOPIC)
    fresh = [p for coded in taught[1].values() for p in coded.positions]
    assert stored is not None
    before = {(row["article_id"], row["actor"], row["instrument"], row["stance"]) for row in stored}
    now = {(p.article_id, p.actor, p.instrument, p.stance) for p in fresh}
    assert len(before ^ now) <= 0.02 * len(before)
