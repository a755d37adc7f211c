"""Every cue carries an example that it must match; a faulty cue file names file, group and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from commitscape.coding.conditions import ConditionLexicon
from commitscape.coding.instruments import InstrumentLexicon
from commitscape.coding.stances import StanceLexicon
from commitscape.errors import TopicError

TOPIC = Path(__file__).resolve().parents[3] / "data" / "ukraine"


def groups(name: str) -> dict[str, dict]:
    return yaml.safe_load((TOPIC / "cues" / f"{name}.yaml").read_text(encoding="utf-8"))["groups"]


@pytest.mark.parametrize(("name", "group"), groups("instruments").items())
def test_instrument_groups_match_their_examples(name: str, group: dict, bench) -> None:
    scenes = bench.study(group["example"]).scenes
    seen = {m.group for scene in scenes for m in bench.coder.instruments.matches(scene.words, scene.is_of(bench.coder.instruments.classes))}
    assert name in seen


@pytest.mark.parametrize(("name", "group"), groups("stances").items())
def test_stance_groups_match_their_examples(name: str, group: dict, bench) -> None:
    assert name in {cue.group for scene in bench.study(group["example"]).scenes for cue in scene.cues}


@pytest.mark.parametrize(("name", "group"), groups("conditions").items())
def test_condition_groups_match_their_examples(name: str, group: dict, bench) -> None:
    found = {match.group for scene in bench.study(group["example"]).scenes for _, match in bench.coder.conditions.matches(scene)}
    assert name in found


@pytest.mark.parametrize(("load", "codes", "file", "text", "message"), [
    (InstrumentLexicon.load, {"arms"}, "instruments.yaml", "groups: {guns: {code: rifles, patterns: [gun], example: A gun.}}", "unknown code 'rifles'"),
    (StanceLexicon.load, {"willing"}, "stances.yaml", "groups: {yes: {stance: keen, patterns: [keen], example: Keen.}}", "unknown stance 'keen'"),
    (ConditionLexicon.load, {"other"}, "conditions.yaml", "groups: {if: {code: maybe, patterns: [if], example: If.}}", "unknown code 'maybe'"),
    (StanceLexicon.load, {"willing"}, "stances.yaml", "groups: {yes: {stance: willing, patterns: [keen]}}", "lacks patterns or an example"),
    (StanceLexicon.load, {"willing"}, "stances.yaml", "groups: [", "not readable as YAML"),
])
def test_a_faulty_cue_file_is_named(load, codes: set[str], file: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / file).write_text(text, encoding="utf-8")
    with pytest.raises(TopicError, match=message) as fault:
        load(tmp_path, codes)
    assert file in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_cue_file_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(TOPIC / "codebook.yaml", tmp_path / "codebook.yaml")
    with pytest.raises(TopicError, match="copy one"):
        InstrumentLexicon.load(tmp_path, set())


def test_a_rehearsal_of_cues_needs_no_article(bench) -> None:
    from commitscape.coding.rehearsal import Rehearsal

    rehearsal, text = Rehearsal(bench.coder.actors), "Denmark will send soldiers to Ukraine once a ceasefire is in place."
    assert rehearsal.conditions(text, bench.coder.conditions)
    assert rehearsal.stances(text, bench.coder.stances)
    assert rehearsal.instruments(text, bench.coder.instruments)
    assert not rehearsal.conditions("Denmark is north of Germany.", bench.coder.conditions)
    assert Rehearsal(None).hear(text)[1] == [[]]
