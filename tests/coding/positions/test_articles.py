"""The coder on articles of other registers, coded by hand before anything ran on them: agreement does not fall below a floor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commitscape.coding.coder import Coder
from commitscape.reading.corpus import read_corpus

FOLDER = Path(__file__).resolve().parents[1] / "articles"
FLOORS = {"cell": 0.78, "polarity": 0.72, "position": 0.70}  # a little under what was reached
POLARITY = {
    "committed": "for", "willing": "for", "considering": "open", "undecided": "open",
    "reluctant": "against", "refused": "against", "opposed": "against", "advocated": "asks",
}


def _f1(found: set, coded: set) -> float:
    return 2 * len(found & coded) / (len(found) + len(coded))


@pytest.fixture(scope="module")
def pairs(bench) -> tuple[set, set]:
    corpus = read_corpus(FOLDER)
    coder: Coder = bench.coder
    found = {
        (Path(a.file).name, p.actor, p.instrument, p.stance)
        for a in corpus.articles if a.file.endswith(".txt") for p in coder.code(a, corpus.documents[a.file].text).positions
    }
    rows = [json.loads(line) for line in (FOLDER / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    return found, {(r["file"], r["actor"], r["instrument"], r["stance"]) for r in rows}


@pytest.mark.parametrize("measure", FLOORS)
def test_agreement_does_not_fall(measure: str, pairs: tuple[set, set]) -> None:
    shorten = {"cell": lambda k: k[:3], "polarity": lambda k: (*k[:3], POLARITY[k[3]]), "position": lambda k: k}[measure]
    found, coded = ({shorten(key) for key in side} for side in pairs)
    assert _f1(found, coded) >= FLOORS[measure]


def test_every_coded_span_is_its_quote() -> None:
    for line in (FOLDER / "positions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start, end = row["spans"][0]
        assert (FOLDER / row["file"]).read_text(encoding="utf-8")[start:end] == row["quote"]
