"""The accuracy page: its figures follow from the tables, and nothing from a document is trusted."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path

import pytest
import vl_convert

from commitscape.charts import accuracy, disagreement, markup
from commitscape.charts.topic import Topic
from commitscape.charts.view import View
from commitscape.records import Article, Block, Position, Silence, Span
from commitscape.scoring.comparison import Comparison, compare
from commitscape.scoring.held_out import write_held_out
from commitscape.tables.tables import assemble

CODEBOOK = """
version: 1
topic: Tea
stances: {committed: a, willing: b, considering: c, undecided: d, reluctant: e, refused: f, opposed: g, advocated: h}
instruments: {kettle: a kettle, tray: a tray}
attribution: {named: n}
conditions: {other: o}
"""
TEXT = "<script>alert(1)</script> France sends a kettle.\nGermany waits."
ARTICLE = Article(
    article_id="a1", file="a.txt", start=0, end=len(TEXT), title="Tea", outlet="The Kettle", published="2025-09-01", published_basis="stated", sha256="0" * 64,
    blocks=(Block(kind="paragraph", span=Span(0, 48)), Block(kind="paragraph", span=Span(49, len(TEXT)))),
)
FIRST = Position(
    position_id="p1", article_id="a1", file="a.txt", spans=(Span(0, 48),), quote=TEXT[:48], actor="FRA", instrument="kettle", stance="committed",
    attribution="named", origin="coded", rule="coded by hand",
)
SECOND = replace(FIRST, position_id="p2", spans=(Span(49, len(TEXT)),), quote=TEXT[49:], actor="DEU", stance="undecided")


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path


def page(topic: Path, coded: tuple[Position, ...], machine: tuple[Position, ...], ids: tuple[str, ...] = ("a1",)) -> tuple[View, Comparison]:
    silences = (Silence(article_id="a1", span=Span(49, 63), instruments=("tray",), reason="no_stance"),)
    tables = assemble(
        topic=topic, articles=(ARTICLE,), texts={"a.txt": TEXT}, positions=coded, machine=machine, coded=coded, coded_ids=ids, silences=silences,
    )
    return View(tables=tables, topic=Topic()), compare(tables, topic)


def test_figures_follow_from_the_tables(topic: Path) -> None:
    view, found = page(topic, (FIRST, SECOND), (replace(FIRST, origin="machine", stance="willing"), replace(FIRST, position_id="p9", instrument="tray")))
    assert "finds 50\N{NO-BREAK SPACE}% of the cells, and 50\N{NO-BREAK SPACE}% of its cells are right" in markup.plain(accuracy.headline(found))
    assert "keywords.yaml: no keywords for the baselines" in accuracy.prose(found)
    assert "Missed: 1" in disagreement.missed(view, found)
    assert "evidence-a1.html#p2" in disagreement.missed(view, found)
    assert "False alarms: 1" in disagreement.false_alarms(view, found)
    assert "willing" in disagreement.misread(view, found)
    assert "no stance: 1" in disagreement.silences(view).alt


def test_unseen_articles_are_measured_beside_the_others(topic: Path) -> None:
    (topic / "weights.json").write_text("{}", encoding="utf-8")
    write_held_out(topic, [FIRST])
    assert "other coded articles" not in accuracy.prose(page(topic, (FIRST, SECOND), (FIRST,))[1])
    (topic / "unseen").mkdir()
    rows = [{"article": "u1", **dataclasses.asdict(replace(one, spans=())), "spans": [[0, 9]]} for one in (FIRST, SECOND)]
    (topic / "unseen" / "positions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    write_held_out(topic, [FIRST], {"u1": [FIRST]})
    found = page(topic, (FIRST, SECOND), (FIRST,))[1]
    assert "On 1 other coded articles" not in (prose := markup.plain(accuracy.prose(found)))
    assert "On 1 other coded article, which taught it nothing, F1 is 0.67 for cells" in prose
    assert "commitscape, unseen articles" in accuracy.measures(found).html()


def test_nothing_from_a_document_is_trusted(topic: Path) -> None:
    view, found = page(topic, (FIRST, SECOND), (replace(FIRST, position_id="p9", instrument="tray"),))
    pieces = [disagreement.missed(view, found), disagreement.false_alarms(view, found), disagreement.misread(view, found), disagreement.silences(view).html()]
    assert "&lt;script&gt;" in "".join(pieces)
    assert not [piece for piece in pieces if "<script>alert" in piece]


def test_every_chart_draws(topic: Path) -> None:
    view, found = page(topic, (FIRST, SECOND), (FIRST,))
    figures = [
        accuracy.measures(found), accuracy.instruments(view, found), accuracy.reliability(found), disagreement.confusion(view, found),
        disagreement.silences(view),
    ]
    for figure in figures:
        assert vl_convert.vegalite_to_svg(json.dumps(figure.spec())).startswith("<svg")
        assert figure.alt


def test_weights_learnt_from_the_same_articles_are_not_passed_off_as_accuracy(topic: Path) -> None:
    (topic / "weights.json").write_text("{}", encoding="utf-8")
    _, flattered = page(topic, (FIRST,), (FIRST,))
    assert accuracy.headline(flattered).startswith('<h2 class="cs-headline">On the articles that it learnt from')
    write_held_out(topic, [replace(FIRST, stance="refused")])
    _, honest = page(topic, (FIRST,), (FIRST,))
    assert honest.machine.counts["position"].hits == 0
    assert "never saw it" in accuracy.prose(honest)


def test_nothing_coded_says_so(topic: Path) -> None:
    view, found = page(topic, (), (FIRST,), ())
    assert "nothing can be measured" in markup.plain(accuracy.headline(found))
    for figure in (accuracy.measures(found), accuracy.instruments(view, found), disagreement.confusion(view, found), accuracy.reliability(found)):
        assert figure.html()
