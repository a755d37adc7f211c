from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commitscape.coding.coder import Coder
from commitscape.coding.confidence import Model, load_model
from commitscape.coding.linear import Linear
from commitscape.coding.positions import set_aside
from commitscape.coding.training import calibrate
from commitscape.errors import TopicError
from commitscape.reading import language
from commitscape.records import Span

TEXT = (
    "Denmark will send soldiers to Ukraine once a ceasefire is in place, Prime Minister Mette Frederiksen said. "
    "The weather was fine. Will Spain send soldiers?"
)


def test_a_position_quotes_its_sentence(bench) -> None:
    coded = bench.coder.code(bench.article(TEXT), TEXT)
    position = next(p for p in coded.positions if p.actor == "DNK" and p.instrument == "ground_force")
    assert position.spans[0].of(TEXT) == position.quote
    assert position.stance == "committed"
    assert [c.code for c in position.conditions] == ["ceasefire"]
    assert 0 < position.confidence < 1
    assert position.rule


def test_ids_come_from_content_and_survive_a_rerun(bench) -> None:
    first, second = (bench.coder.code(bench.article(TEXT), TEXT) for _ in range(2))
    assert first == second
    assert len({p.position_id for p in first.positions}) == len(first.positions)


def test_what_is_not_coded_is_explained(bench) -> None:
    coded = bench.coder.code(bench.article(TEXT), TEXT)
    silences = {s.span.of(TEXT): s.reason for s in coded.silences}
    assert silences.get("Will Spain send soldiers?") in ("question", None)
    assert "The weather was fine." not in silences  # it mentions no instrument
    quoted = {p.spans[0] for p in coded.positions}
    assert not quoted & {s.span for s in coded.silences}


def test_a_rule_can_be_switched_off(bench) -> None:
    text = "Denmark will send soldiers to Ukraine."
    rules = {p.rule for p in bench.coder.code(bench.article(text), text).positions}
    without = Coder(bench.topic, without=rules)
    assert rules
    assert not {p.rule for p in without.code(bench.article(text), text).positions} & rules


def test_a_title_in_front_matter_is_no_sentence(bench) -> None:
    from dataclasses import replace

    from commitscape.coding.parsing import parse_article
    from commitscape.records import Block

    text = 'title: "Denmark to send soldiers to Ukraine"\n\nThe talks go on.'
    start = text.index("Denmark")
    article = replace(bench.article(text), blocks=(
        Block(kind="title", span=Span(start, text.index('"\n'))), Block(kind="paragraph", span=Span(text.index("The talks"), len(text))),
    ))
    study = bench.coder.study(article, text, parse_article(article, text, language.load_model()))
    assert not [c for c in study.candidates if c.sentence == 0]


def test_confidence_is_calibrated_towards_the_share_of_right_rows() -> None:
    model = Model(keep=Linear(0.0, {}), threshold=0.3)
    judged = [(0.9, number % 2 == 0) for number in range(100)] + [(0.4, number % 5 == 0) for number in range(100)]
    mended = calibrate(model, judged)
    assert mended.confidence(0.9) == pytest.approx(0.5, abs=0.05)
    assert mended.confidence(0.4) == pytest.approx(0.2, abs=0.05)


@pytest.mark.parametrize("content", ["", "{}", '{"threshold": 0.3, "calibration": [1], "keep": {}}'])
def test_broken_weights_are_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "weights.json").write_text(content, encoding="utf-8")
    with pytest.raises(TopicError, match="commitscape train"):
        load_model(tmp_path)


def test_missing_weights_say_what_to_do(bench, tmp_path: Path) -> None:
    topic = shutil.copytree(bench.topic, tmp_path / "topic", ignore=shutil.ignore_patterns("practice", "weights.json"))
    with pytest.raises(TopicError, match="commitscape train"):
        Coder(topic)


def test_the_weights_name_features_only(bench) -> None:
    weights = json.loads((bench.topic / "weights.json").read_text(encoding="utf-8"))["keep"]["weights"]
    assert weights
    assert all("=" in name or name.isidentifier() for name in weights)


def test_an_endless_sentence_is_passed_over_and_says_so(bench) -> None:
    """Every instrument is weighed against every cue of its sentence: a text without a full stop must not take hours."""
    endless = "Denmark will send soldiers to Ukraine and " * 100 + "that is all"
    text = f"Spain will not send soldiers to Ukraine.\n\n{endless}.\n\nNorway will send soldiers to Ukraine."
    coded = bench.coder.code(_paragraphs(bench, text), text)
    assert [(p.actor, p.stance) for p in coded.positions] == [("ESP", "refused"), ("NOR", "committed")]
    assert all(p.quote == p.spans[0].of(text) for p in coded.positions)
    (silence,) = coded.silences
    assert (silence.reason, silence.instruments) == ("too_long", ())
    assert endless.startswith(silence.span.of(text))


def test_a_long_sentence_of_a_person_is_coded(bench) -> None:
    text = "Denmark, " + "which has paid for schools, bridges and clinics, " * 20 + "will send soldiers to Ukraine."
    assert ("DNK", "ground_force") in {(c.actor, c.instrument) for c in bench.study(text).candidates}


def _paragraphs(bench, text: str):
    from dataclasses import replace

    from commitscape.records import Block

    starts = [0, *(place + 2 for place in range(len(text)) if text.startswith("\n\n", place))]
    ends = [*(start - 2 for start in starts[1:]), len(text)]
    return replace(bench.article(text), blocks=tuple(Block(kind="paragraph", span=Span(*pair)) for pair in zip(starts, ends, strict=True)))


@pytest.mark.parametrize(("length", "kept"), [(40, 40), (2_000_000, 500)])
def test_an_article_set_aside_is_told_by_its_beginning(bench, length: int, kept: int) -> None:
    silence = set_aside(bench.article("x" * length))
    assert (silence.span, silence.instruments) == (Span(0, kept), ())
