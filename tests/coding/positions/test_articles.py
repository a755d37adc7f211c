"""The coder on articles of other registers, coded by hand before anything ran on them: agreement does not fall below a floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commitscape.coding.coder import Coder
from commitscape.reading.corpus import read_corpus

ROOT = Path(__file__).resolve().parents[3]
FLOORS = {  # a little under what was reached
    "tests/coding/articles": {"cell": 0.78, "polarity": 0.72, "position": 0.70},
    "data/ukraine/unseen": {"cell": 0.66, "polarity": 0.49, "position": 0.45},
}
POLARITY = {
    "committed": "for", "willing": "for", "considering": "open", "undecided": "open",
    "reluctant": "against", "refused": "against", "opposed": "against", "advocated": "asks",
}


def _f1(found: set, coded: set) -> float:
    return 2 * len(found & coded) / (len(found) + len(coded))


@pytest.fixture(scope="module", params=FLOORS)
def pairs(request, bench) -> tuple[str, set, set]:
    """The name of a folder, what the machine finds in its articles and what was coded there."""
    folder = ROOT / request.param
    corpus = read_corpus(folder, files=sorted(path.name for path in folder.glob("*.txt")))
    coder: Coder = bench.coder
    found = {
        (a.file, p.actor, p.instrument, p.stance) for a in corpus.articles for p in coder.code(a, corpus.documents[a.file].text).positions
    }
    return request.param, found, {(r["file"], r["actor"], r["instrument"], r["stance"]) for r in _rows(folder)}


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "positions.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("measure", ["cell", "polarity", "position"])
def test_agreement_does_not_fall(measure: str, pairs: tuple[str, set, set]) -> None:
    shorten = {"cell": lambda k: k[:3], "polarity": lambda k: (*k[:3], POLARITY[k[3]]), "position": lambda k: k}[measure]
    found, coded = ({shorten(key) for key in side} for side in pairs[1:])
    assert _f1(found, coded) >= FLOORS[pairs[0]][measure]


@pytest.mark.parametrize("name", FLOORS)
def test_every_coded_span_is_its_quote(name: str) -> None:
    for row in _rows(ROOT / name):
        start, end = row["spans"][0]
        assert (ROOT / name / row["file"]).read_text(encoding="utf-8")[start:end] == row["quote"]
