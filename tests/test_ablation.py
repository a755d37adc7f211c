"""What a rule is worth, on a few invented articles: a table that names each, and a coder that is whole again afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.coding.coder import Coder
from commitscape.coding.confidence import Model
from commitscape.coding.linear import Linear
from commitscape.coding.parsing import parse_article
from commitscape.reading.language import load_model
from commitscape.records import Article, Block, Span
from commitscape.scoring.ablation import Exam, Paper, ablation

TOPIC = Path(__file__).resolve().parents[1] / "data" / "ukraine"
TEXT = "Denmark pledged minehunters."
EVERYTHING = Model(keep=Linear(9.0, {}), threshold=0.5)


@pytest.fixture(scope="module")
def exam() -> Exam:
    article = Article(
        article_id="a", file="a.txt", start=0, end=len(TEXT), title=None, outlet=None, published="2025-10-10", published_basis="stated", sha256="",
        blocks=(Block(kind="paragraph", span=Span(0, len(TEXT))),),
    )
    paper = Paper(key="a", article=article, text=TEXT, sentences=parse_article(article, TEXT, load_model()), model=EVERYTHING)
    row = {"article": "a", "actor": "DNK", "instrument": "maritime", "stance": "committed", "spans": [[0, len(TEXT)]]}
    return Exam(name="one sentence", papers=[paper], coded=[row])


def test_a_cue_group_is_worth_what_is_lost_without_it(exam: Exam) -> None:
    coder = Coder(TOPIC)
    lines = list(ablation(coder, [exam]))
    assert lines[0].strip() == "one sentence"
    assert lines[1].split() == ["cell", "polarity", "position"]
    table = {line.split()[0]: [float(value) for value in line.split()[1:4]] for line in lines[3:] if line.split()[-1][:1] in "+-"}
    cell, _, position = table["stance:commit_verb"]
    assert cell == 0.0
    assert position > 0
    assert table["instrument:maritime"][0] > 0
    assert lines[-1].startswith("did not occur: ")
    assert "instrument:training" in lines[-1]
    assert coder.without == coder.stances.without == coder.instruments.without == frozenset()
