"""What is written can be read, is the same in every run, and is checked first."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from commitscape.codebook import load_codebook
from commitscape.errors import TableError
from commitscape.records import Quantity, Reject, Silence, Span
from commitscape.tables.formats import safe, unsafe
from commitscape.tables.frames import positions_frame
from commitscape.tables.store import load_tables, write_extract, write_tables
from commitscape.tables.tables import Tables, assemble

NASTY = '=HYPERLINK("http://example.org")'


def fill(world: Any) -> Any:
    world.article("2025-09-01T10:25", title=NASTY)
    amounts = (Quantity(unit="items", text="up to 1.5 kettles", max=1.5), Quantity(unit="items", text="two", value=2))
    world.position("willing", conditions=("water", "other"), amounts=amounts)
    world.position("refused", actor="DEU", quote="-not “us”,\nthey said", speaker=None, attribution="reporter", medium="@wire")
    world.article(None, outlet=None)
    world.position("advocated", said_on="2025-09-03", instrument="tray", origin="coded")
    return world


def tables_of(world: Any, topic: Path, **more: Any) -> Tables:
    silences = [Silence(article_id=world.articles[0].article_id, span=Span(0, 3), instruments=("kettle",), reason="no_actor")]
    rejects = [Reject(file="x.txt", where="", reason="empty", remedy="remove it")]
    given = {"positions": world.positions, "machine": world.positions[:2], "coded": world.positions[2:], "coded_ids": {world.articles[-1].article_id}, **more}
    return assemble(topic=topic, articles=world.articles, texts=world.texts, silences=silences, rejects=rejects, **given)


def test_round_trip(world: Any, topic: Path, tmp_path: Path) -> None:
    tables = tables_of(fill(world), topic)
    write_tables(tmp_path / "t", tables, world.texts)
    loaded = load_tables(tmp_path / "t")
    for name, data in tables.named().items():
        pd.testing.assert_frame_equal(data, loaded.named()[name], obj=name)
    row = loaded.positions.set_index("position_id").loc[world.positions[0].position_id]
    assert row["spans"] == [list(world.positions[0].spans[0])]
    assert row["quantities"] == [{"unit": "items", "text": "up to 1.5 kettles", "max": 1.5}, {"unit": "items", "text": "two", "value": 2}]
    line = json.loads((tmp_path / "t" / "positions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert isinstance(line["spans"][0][0], int)


def test_two_runs_give_the_same_bytes(world: Any, topic: Path, tmp_path: Path) -> None:
    fill(world)
    for name, positions in (("one", world.positions), ("two", world.positions[::-1])):
        write_tables(tmp_path / name, tables_of(world, topic, positions=positions), world.texts)
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "tables.xlsx" in names
    assert len(names) == 3 * 17 + 2
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_frictionless_accepts_the_package_and_sees_a_fault(world: Any, topic: Path, tmp_path: Path) -> None:
    write_tables(tmp_path / "t", tables_of(fill(world), topic), world.texts)
    report = Package(str(tmp_path / "t" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    cells = tmp_path / "t" / "cells.csv"
    cells.write_text(cells.read_text(encoding="utf-8").replace("willing", "wiling", 1), encoding="utf-8")
    assert not Package(str(tmp_path / "t" / "datapackage.json")).validate().valid


def test_no_cell_is_a_formula(world: Any, topic: Path, tmp_path: Path) -> None:
    write_tables(tmp_path / "t", tables_of(fill(world), topic), world.texts)
    with (tmp_path / "t" / "articles.csv").open(encoding="utf-8", newline="") as lines:
        titles = [row["title"] for row in csv.DictReader(lines)]
    assert "'" + NASTY in titles
    for path in (tmp_path / "t").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            assert not [cell for row in csv.reader(lines) for cell in row if cell[:1] in "=+-@\t\r\n" and cell and not cell.lstrip("-").isdigit()], path.name
    with zipfile.ZipFile(tmp_path / "t" / "tables.xlsx") as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)]


@given(st.text())
def test_safe_text_is_reversible_and_never_a_formula(text: str) -> None:
    assert unsafe(safe(text)) == text
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))


FAULTS = [
    ({"stance": "keen"}, "column stance: 'keen' fails the check: not one of"),
    ({"instrument": "spoon"}, "column instrument"),
    ({"confidence": 1.5}, "column confidence"),
    ({"quote": "Sentence 0 about nothing."}, "column quote: 'Sentence 0 about nothing.' is not the text of 0.txt at 4 to 29"),
    ({"spans": (Span(0, 9999),)}, "does not lie in the text of 0.txt"),
    ({"article_id": "a-nowhere"}, "column article_id: 'a-nowhere' is not in table articles"),
    ({"said_on": "Friday"}, "column said_on: 'Friday' fails the check: not a day such as 2025-09-01"),
    ({"actor": ""}, "column actor: '' fails the check: not text"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS, ids=[next(iter(change)) for change, _ in FAULTS])
def test_a_fault_names_table_row_and_column_and_writes_nothing(world: Any, topic: Path, tmp_path: Path, change: dict[str, Any], message: str) -> None:
    world.article(title="Tea")
    world.position("willing")
    good = tables_of(world, topic, machine=(), coded=(), coded_ids=())
    bad = positions_frame([replace(world.positions[0], **change)])
    with pytest.raises(TableError) as fault:
        write_tables(tmp_path / "t", replace(good, positions=bad), world.texts)
    assert message in str(fault.value)
    assert str(fault.value).startswith("table positions, row 1")
    assert "\n" not in str(fault.value)
    assert not (tmp_path / "t").exists()


def test_the_same_id_twice_is_refused(world: Any, topic: Path, tmp_path: Path) -> None:
    world.article()
    world.position("willing")
    tables = tables_of(world, topic, positions=[*world.positions, *world.positions], machine=(), coded=(), coded_ids=())
    with pytest.raises(TableError, match="stands twice"):
        write_tables(tmp_path / "t", tables, world.texts)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"articles\.parquet: no such table"):
        load_tables(tmp_path)


def test_extract_writes_the_contract(world: Any, topic: Path, tmp_path: Path) -> None:
    fill(world)
    rejects = [Reject(file="x.txt", where="line 1", reason="empty", remedy="remove it")]
    write_extract(tmp_path / "x", world.articles, world.positions, rejects, texts=world.texts, codebook=load_codebook(topic))
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == [
        "articles.jsonl", "articles.parquet", "positions.jsonl", "positions.parquet", "rejects.jsonl",
    ]
    rows = [json.loads(line) for line in (tmp_path / "x" / "positions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"position_id", "article_id", "file", "spans", "quote", "actor", "conditions", "quantities", "origin", "rule", "confidence"} <= set(rows[0])
    assert all(world.texts[row["file"]][slice(*row["spans"][0])] == row["quote"] for row in rows)


def test_nothing_read_gives_empty_tables(topic: Path, tmp_path: Path) -> None:
    write_tables(tmp_path / "t", assemble(topic=topic, articles=(), texts={}, positions=()), {})
    assert len(load_tables(tmp_path / "t").cells) == 0
    assert Package(str(tmp_path / "t" / "datapackage.json")).validate().valid
