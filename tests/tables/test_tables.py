"""Assembling and narrowing the tables of a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commitscape.errors import UsageError
from commitscape.records import Quantity
from commitscape.tables.dictionary import layouts
from commitscape.tables.frames import articles_frame, articles_of, blocks_frame, positions_frame, positions_of
from commitscape.tables.tables import Tables, assemble, focus


@pytest.fixture
def tables(world: Any, topic: Path) -> Tables:
    world.article("2025-09-01")
    world.position("willing", amounts=(Quantity(unit="items", text="one to two", min=1, max=2),))
    world.position("refused", actor="WEST", instrument="tray")
    world.article("2025-09-10", outlet=None)
    world.position("committed", medium="Wire", conditions=("water",))
    world.article(None)
    world.position("opposed", actor="DEU")
    return assemble(topic=topic, articles=world.articles, texts=world.texts, positions=world.positions, machine=world.positions[:1])


def test_a_window_of_days_leaves_out_unknown_ones(tables: Tables) -> None:
    assert sorted(focus(tables, since="2025-09-02").positions["stance"]) == ["committed"]
    assert sorted(focus(tables, until="2025-09-01").positions["stance"]) == ["refused", "willing"]
    assert len(focus(tables, since="2025-09-01", until="2025-09-10").positions) == 3
    assert len(focus(tables).positions) == 4


def test_a_focus_works_everything_out_anew(tables: Tables) -> None:
    early = focus(tables, actors=["FRA"], until="2025-09-05")
    assert early.cells[["actor", "stance", "reversed", "conditional"]].values.tolist() == [["FRA", "willing", False, False]]
    assert list(early.actors["code"]) == ["FRA"]
    assert early.conditions.empty
    assert len(early.quantities) == 1
    assert len(focus(tables, instruments="tray").cells) == 1
    assert list(focus(tables, origin="machine").positions["stance"]) == ["willing"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"actors": ["XXX"]}, "unknown actor 'XXX'; use DEU, FRA, WEST"),
        ({"instruments": ["spoon"]}, "unknown instrument 'spoon'; use kettle, tray, unspecified"),
        ({"origin": "gold"}, "use published or machine"), ({"since": "soon"}, "since='soon' is no day"), ({"window": 0}, "use 1 or more"),
        ({"since": "2025-09-02", "until": "2025-09-01"}, "swap them"),
    ],
)
def test_impossible_values_are_refused_with_what_there_is(tables: Tables, given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as fault:
        focus(tables, **given)
    assert message in str(fault.value)


def test_ledger_and_sources(tables: Tables) -> None:
    ledger = tables.quantities.iloc[0]
    assert (ledger["low"], ledger["high"], ledger["unit"], ledger["number"]) == (1, 2, "items", 1)
    wire = tables.sources[tables.sources["medium"] == "Wire"].iloc[0]
    assert (wire["outlet"], wire["positions"], wire["articles"]) == (None, 1, 1)
    assert tables.sources["positions"].sum() == len(tables.positions)


def test_actors_are_named_countries_first(tables: Tables, topic: Path) -> None:
    assert tables.actors[["code", "name", "kind", "order"]].values.tolist() == [
        ["FRA", "France", "country", 0], ["DEU", "Germany", "country", 1], ["WEST", "WEST", "group", 2],
    ]


def test_the_topic_names_actors_and_codes(world: Any, topic: Path) -> None:
    (topic / "actors.csv").write_text("code,kind,name\nWEST,group,The West\nFRA,country,La France\n", encoding="utf-8")
    (topic / "labels.yaml").write_text("instruments: {kettle: A kettle}\nstances: {willing: Is willing}\n", encoding="utf-8")
    world.article()
    world.position("willing")
    world.position("willing", actor="WEST")
    tables = assemble(topic=topic, articles=world.articles, texts=world.texts, positions=world.positions)
    assert list(tables.actors["name"]) == ["La France", "The West"]
    assert list(tables.instruments["label"]) == ["A kettle", "tray", "unspecified"]
    assert tables.stances.set_index("code").loc["willing", "label"] == "Is willing"


def test_records_survive_the_tables(world: Any, tables: Tables) -> None:
    frame = positions_frame(world.positions)
    pd.testing.assert_frame_equal(positions_frame(positions_of(frame)), frame)
    articles, texts = articles_of(articles_frame(world.articles), blocks_frame(world.articles, world.texts))
    assert {a.article_id: a for a in articles} == {a.article_id: a for a in world.articles}
    assert all(texts[a.file][b.span.start : b.span.end] == world.texts[a.file][b.span.start : b.span.end] for a in articles for b in a.blocks)


def test_every_table_and_column_is_described() -> None:
    for layout in layouts().values():
        assert layout.about.endswith(".")
        assert set(layout.key) <= set(layout.names), layout.name
        for column in layout.columns:
            assert column.description[0].isupper() or column.description[0].islower()
            assert column.table is None or column.table in layouts()
    assert set(layouts()) == set(Tables.__dataclass_fields__)
