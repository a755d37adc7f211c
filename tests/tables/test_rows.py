"""What a reader of the tables relies on, row by row: days, sizes, ids and reasons that stand where they are said to stand."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commitscape.codebook import load_codebook
from commitscape.errors import TableError
from commitscape.records import Condition, Quantity, Reject, Silence, Span
from commitscape.tables import frames, schemas, stances
from commitscape.tables.dictionary import layouts
from commitscape.tables.formats import CELL_LIMIT, plain_rows, write_csv, write_jsonl, write_xlsx
from commitscape.tables.tables import assemble

DAY = "2025-09-09"


def tabled(world: Any, topic: Path, **more: Any) -> Any:
    return assemble(**{"topic": topic, "articles": world.articles, "texts": world.texts, "positions": world.positions, "machine": world.positions, **more})


# cells, reversals, conflicts


def test_a_reversal_names_both_ends(world: Any, topic: Path) -> None:
    world.article("2025-09-01")
    first = world.position("willing")
    world.article("2025-09-04")
    second = world.position("refused")
    row = tabled(world, topic).reversals.iloc[0]
    assert (row["from_day"].date(), row["to_day"].date()) == (date(2025, 9, 1), date(2025, 9, 4))
    assert (row["from_stance"], row["to_stance"], row["from_polarity"], row["to_polarity"]) == ("willing", "refused", "for", "against")
    assert (row["from_position_id"], row["to_position_id"], row["kind"], row["steps"]) == (first.position_id, second.position_id, "polarity", 4)


def test_a_conflict_names_both_sides_the_earlier_first(world: Any, topic: Path) -> None:
    world.article("2025-09-04")
    later = world.position("willing")
    world.article("2025-09-01")
    earlier = world.position("refused")
    row = tabled(world, topic).conflicts.iloc[0]
    assert (row["first_stance"], row["second_stance"], row["days"]) == ("refused", "willing", 3)
    assert (row["first_day"].date(), row["second_day"].date()) == (date(2025, 9, 1), date(2025, 9, 4))
    assert (row["first_position_id"], row["second_position_id"]) == (earlier.position_id, later.position_id)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"attribution": "named"}, {"attribution": "anonymous"}),
        ({"article": 0}, {"article": 1}),
        ({"conditions": ("water",)}, {}),
        ({"quote": "First."}, {"quote": "Second."}),
    ],
    ids=["best vouched", "latest", "with a condition", "earliest in the text"],
)
def test_the_position_that_a_cell_points_to(world: Any, topic: Path, better: dict[str, Any], worse: dict[str, Any]) -> None:
    """Of several that show the current stance; the window makes two days count."""
    world.article("2025-09-02")
    world.article("2025-09-01")
    best = world.position("willing", **{"article": 0, **better})
    world.position("willing", **{"article": 0, **worse})
    cell = tabled(world, topic, window=2).cells.iloc[0]
    assert cell["position_id"] == best.position_id
    assert cell["conditions"] == list(better.get("conditions", ()))


def test_what_is_said_of_a_cell(world: Any, topic: Path) -> None:
    world.article("2025-09-01")
    world.position("willing", conditions=("water",))
    world.position("willing", conditions=("other", "water"))
    cell = tabled(world, topic).cells.iloc[0]
    assert (cell["positions"], cell["sources"], cell["conditional"], cell["contested"], cell["reversed"]) == (2, 1, True, False, False)
    assert sorted(cell["conditions"]) == ["other", "water"]
    assert cell["day"].date() == date(2025, 9, 1)


def test_asking_has_no_place_on_the_scale() -> None:
    assert {"advocated"} == stances.APART
    assert [code for code, _ in sorted(stances.RANK.items(), key=lambda pair: pair[1])][:3] == ["committed", "willing", "considering"]


# conditions, quantities, sources, actors


def test_every_condition_has_a_row_with_its_words(world: Any, topic: Path) -> None:
    world.article()
    world.positions.append(replace(world.position("willing"), conditions=(Condition(code="water", text="if it runs"), Condition(code="other"))))
    world.positions.pop(0)
    rows = tabled(world, topic).conditions.sort_values("condition")
    assert rows[["condition", "text"]].values.tolist() == [["other", None], ["water", "if it runs"]]


def test_every_amount_has_a_row_and_a_number(world: Any, topic: Path) -> None:
    world.article()
    amounts = (Quantity(unit="items", text="two", value=2), Quantity(unit="items", text="up to 9", max=9), Quantity(unit="cups", text="at least 4", min=4))
    world.position("willing", amounts=amounts)
    rows = tabled(world, topic).quantities.sort_values("number")
    assert rows["number"].tolist() == [1, 2, 3]
    assert rows[["low", "high"]].astype(object).where(rows[["low", "high"]].notna(), None).values.tolist() == [[2.0, 2.0], [None, 9.0], [4.0, None]]


def test_sources_count_articles_and_days(world: Any, topic: Path) -> None:
    world.article("2025-09-05")
    world.position("willing")
    world.position("refused")
    world.article("2025-09-01")
    world.position("willing")
    world.article("2025-09-03", outlet="The Tray")
    world.position("willing", attribution="anonymous")
    rows = tabled(world, topic).sources.set_index("outlet")
    kettle = rows.loc["The Kettle"]
    assert (kettle["articles"], kettle["positions"], kettle["attribution"]) == (2, 3, "named")
    assert (kettle["first_day"].date(), kettle["last_day"].date()) == (date(2025, 9, 1), date(2025, 9, 5))
    assert rows.loc["The Tray", "attribution"] == "anonymous"


def test_actors_stand_by_the_number_of_their_positions_then_by_code(world: Any, topic: Path) -> None:
    world.article()
    for actor in ("FRA", "DEU", "DEU", "ESP", "WEST", "WEST", "WEST"):
        world.position("willing", actor=actor)
    actors = tabled(world, topic).actors
    assert actors[["code", "order"]].values.tolist() == [["DEU", 0], ["ESP", 1], ["FRA", 2], ["WEST", 3]]
    (topic / "actors.csv").write_text("# a note\ncode,kind,name\nWEST,group,The West\nFRA,planet,Mars\n,country,Nowhere\n", encoding="utf-8")
    assert tabled(world, topic).actors.set_index("code")["name"].to_dict() == {"DEU": "Germany", "ESP": "Spain", "FRA": "France", "WEST": "The West"}


def test_codes_have_labels_and_their_place_in_the_codebook(world: Any, topic: Path) -> None:
    (topic / "labels.yaml").write_text("conditions: {water: Running water}\n", encoding="utf-8")
    found = tabled(world, topic)
    assert found.stances["rank"].tolist() == list(range(8))
    assert found.stances.set_index("code").loc["advocated", "polarity"] == "asks"
    assert found.instruments.sort_values("order")["code"].tolist() == ["kettle", "tray", "unspecified"]
    codes = found.codes.set_index(["section", "code"])
    assert codes.loc[("conditions", "water"), "label"] == "Running water"
    assert codes.loc[("attribution", "other_actor"), "label"] == "other actor"
    assert codes.loc[("attribution", "reporter"), "order"] == 3
    assert codes.loc[("conditions", "other"), "order"] == 1


# records and frames


def test_articles_say_what_they_are(world: Any, topic: Path) -> None:
    for day in ("2025-09-01T10:25", None, "2025-09-02", "2025-09-02"):
        world.article(day)
    ids = [a.article_id for a in world.articles]
    rows = tabled(world, topic, coded_ids={ids[1]}, copies={ids[2]: ids[0]}, follow_ups={ids[3]: ids[0]}).articles.set_index("article_id")
    assert rows["origin"].to_dict() == {ids[0]: "machine", ids[1]: "coded", ids[2]: "machine", ids[3]: "machine"}
    assert (rows.loc[ids[2], "copy_of"], rows.loc[ids[3], "reports"], rows.loc[ids[0], "copy_of"]) == (ids[0], ids[0], None)
    assert rows.loc[ids[0], "day"].date() == date(2025, 9, 1)
    assert pd.isna(rows.loc[ids[1], "day"])


def test_silences_and_rejects_stand_once(world: Any, topic: Path) -> None:
    world.article()
    silence = Silence(article_id=world.articles[0].article_id, span=Span(0, 3), instruments=("kettle", "tray"), reason="no_actor")
    reject = Reject(file="x.txt", where="line 2", reason="empty", remedy="remove it")
    found = tabled(world, topic, silences=[silence, silence, replace(silence, reason="question")], rejects=[reject, reject, replace(reject, where="line 3")])
    assert found.silences[["start", "end", "reason", "text"]].values.tolist() == [[0, 3, "no_actor", "Tea"], [0, 3, "question", "Tea"]]
    assert found.silences["instruments"].tolist() == [["kettle", "tray"]] * 2
    assert found.rejects["where"].tolist() == ["line 2", "line 3"]


def test_the_text_between_blocks_is_space(world: Any) -> None:
    world.article(title="Tea")
    world.article(title="More")
    both = [
        replace(
            a, file="one.txt", start=start, end=start + a.end, blocks=tuple(replace(b, span=Span(b.span.start + start, b.span.end + start)) for b in a.blocks)
        )
        for a, start in zip(world.articles, (0, 9), strict=True)
    ]
    texts = {"one.txt": "Tea......More"}
    articles, read = frames.articles_of(frames.articles_frame(both), frames.blocks_frame(both, texts))
    assert read == {"one.txt": "Tea      More"}
    assert sorted(articles, key=lambda a: a.start) == both
    assert frames.articles_of(frames.articles_frame([replace(both[0], blocks=())]), frames.blocks_frame([], texts))[1] == {"one.txt": ""}


# writing


def test_files_hold_the_rows_in_their_own_way(world: Any, topic: Path, tmp_path: Path) -> None:
    world.article(None, title="x" * (CELL_LIMIT + 9))
    world.position("willing", conditions=("water",), speaker=None, attribution="reporter")
    tables = tabled(world, topic)
    layout, rows = layouts()["positions"], plain_rows(layouts()["positions"], tables.positions)
    write_csv(tmp_path / "p.csv", layout, rows)
    with (tmp_path / "p.csv").open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert (row["speaker"], row["conditions"], row["said_on"]) == ("", '["water"]', "")
    assert (tmp_path / "p.csv").read_bytes().endswith(b"\r\n")
    write_jsonl(tmp_path / "p.jsonl", layout, rows)
    line = json.loads((tmp_path / "p.jsonl").read_text(encoding="utf-8"))
    assert list(line) == layout.names
    assert (line["speaker"], line["conditions"], line["confidence"]) == (None, ["water"], 0.9)
    cells = plain_rows(layouts()["cells"], tables.cells)
    assert (cells[0]["day"], cells[0]["conditional"]) == (None, True)
    write_csv(tmp_path / "c.csv", layouts()["cells"], cells)
    assert ",true,false,false,1,1," in (tmp_path / "c.csv").read_text(encoding="utf-8")
    write_xlsx(tmp_path / "t.xlsx", [(layouts()["articles"], plain_rows(layouts()["articles"], tables.articles)), (layouts()["cells"], cells)])
    with zipfile.ZipFile(tmp_path / "t.xlsx") as book:
        assert {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"} <= set(book.namelist())
        strings, sheet = book.read("xl/sharedStrings.xml").decode(), book.read("xl/worksheets/sheet2.xml").decode()
    assert "x" * CELL_LIMIT in strings
    assert "x" * (CELL_LIMIT + 1) not in strings
    assert 'state="frozen"' in sheet
    assert '<row r="2"' in sheet


AMOUNTS = [
    ([{"unit": "items", "text": "two", "value": 2.0}], True),
    ([{"unit": "items", "text": "one to two", "min": 1.0, "max": 2.0}], True),
    ([{"unit": "items", "text": "up to 2", "max": 2.0}], True),
    ([{"unit": "items", "text": "2 at least", "min": 2.0}], True),
    ([], True),
    ([{"unit": "items", "text": "some"}], False),
    ([{"unit": "items", "text": "2", "value": 2.0, "max": 3.0}], False),
    ([{"unit": "items", "text": "2 to 1", "min": 2.0, "max": 1.0}], False),
    ([{"text": "two", "value": 2.0}], False),
    ([{"unit": "items", "value": 2.0}], False),
]


@pytest.mark.parametrize(("amounts", "fine"), AMOUNTS, ids=[str(amounts) for amounts, _ in AMOUNTS])
def test_an_amount_is_a_value_or_a_range(world: Any, topic: Path, amounts: list[dict[str, Any]], fine: bool) -> None:
    world.article()
    world.position("willing")
    data = frames.positions_frame(world.positions)
    data.at[0, "quantities"] = amounts
    checked(data, topic, fine, "quantities")


CELLS = [
    ("spans", [[4, 9]], True),
    ("spans", [[0, 9]], True),
    ("spans", [], False),
    ("spans", [[9, 4]], False),
    ("spans", [[4, 4]], False),
    ("spans", [[-1, 4]], False),
    ("spans", [[4, 9, 12]], False),
    ("conditions", ["water", "other"], True),
    ("conditions", ["sugar"], False),
    ("conditions", [7], False),
    ("condition_texts", ["if"], True),
    ("condition_texts", [None], False),
    ("said_on", "2025-09-01", True),
    ("said_on", "20250901", False),
    ("said_on", None, True),
    ("speaker", None, True),
    ("speaker", "", True),
    ("actor", None, False),
    ("quote", "", False),
    ("confidence", 0.0, True),
    ("confidence", 1.0, True),
    ("confidence", -0.1, False),
    ("confidence", 1.1, False),
    ("attribution", "rumour", False),
    ("stance", "willing", True),
]


@pytest.mark.parametrize(("column", "value", "fine"), CELLS, ids=[f"{column}={value}" for column, value, _ in CELLS])
def test_what_a_cell_may_hold(world: Any, topic: Path, column: str, value: Any, fine: bool) -> None:
    world.article()
    world.position("willing")
    data = frames.positions_frame(world.positions)
    data.at[0, column] = value
    checked(data, topic, fine, column)


def checked(data: pd.DataFrame, topic: Path, fine: bool, column: str) -> None:
    codes = schemas.codes_of(load_codebook(topic))
    if fine:
        schemas.check("positions", data, codes=codes)
    else:
        with pytest.raises(TableError, match=f"table positions, row 1, column {column}: "):
            schemas.check("positions", data, codes=codes)
