"""What is set for a whole report is checked before anything is built, and names what there is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from commitscape import pipeline
from commitscape.charts.view import open_view
from commitscape.errors import UsageError
from commitscape.pipeline import parse_settings
from commitscape.report.parameters import check_values, settle
from commitscape.tables.tables import Tables

COMMON = 'tables = ""\nsince = None\nuntil = None\nactors = []\ninstruments = []\norigin = "published"'


@pytest.fixture
def notebooks(notebook: Any, tmp_path: Path) -> Path:
    notebook("index", parameters=COMMON)
    notebook("actor", parameters=f'actor = ""\n{COMMON}', template="actor")
    notebook("changes", parameters='tables = ""\nedition = ""')
    return tmp_path / "notebooks"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (["actors=DEU,FRA"], {"actors": ["DEU", "FRA"]}), (["actors=DEU"], {"actors": ["DEU"]}), (["since=2025-09-01"], {"since": "2025-09-01"}),
        (["edition=2025"], {"edition": "2025"}), (["since=none", "edition=2025-09"], {"since": None, "edition": "2025-09"}),
    ],
)
def test_values_take_the_kind_that_the_notebooks_declare(notebooks: Path, settings: list[str], found: dict[str, Any]) -> None:
    assert settle(notebooks, parse_settings(settings)) == found


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        (["actorz=DEU"], "unknown parameter 'actorz'; use one of actors, edition, instruments, origin, since, tables, until"),
        (["actor=DEU"], "unknown parameter 'actor'"), (["since=soon"], "since='soon' is no day; write it as 2025-09-01"),
        (["since=2025-02-30"], "since='2025-02-30' is no day"), (["since=2025"], "since=2025 is no day"), (["since=today"], "since='today' is no day"),
        (["since=2025-09-02", "until=2025-09-01"], "later than until"), (["since=2025-09-01,2025-09-02"], "since takes one value, not 2"),
    ],
)
def test_the_impossible_is_refused_before_anything_is_read(notebooks: Path, tmp_path: Path, settings: list[str], fault: str) -> None:
    with pytest.raises(UsageError) as refused:
        pipeline.build(tmp_path / "none", topic=tmp_path, out=tmp_path / "out", notebooks=notebooks, settings=settings)
    assert fault in str(refused.value)
    assert not (tmp_path / "out").exists()


def tables() -> Tables:
    empty = {name: pd.DataFrame() for name in Tables.__dataclass_fields__}
    known = {"positions": pd.DataFrame({"actor": ["FRA"], "instrument": ["kettle"]}), "actors": pd.DataFrame({"code": ["FRA"]}),
             "machine": pd.DataFrame({"actor": ["DEU"]}), "instruments": pd.DataFrame({"code": ["kettle", "tray"]}),
             "articles": pd.DataFrame({"day": pd.to_datetime(["2025-09-01"])})}
    return Tables(**{**empty, **known})


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        ({"actors": ["GBR"]}, "unknown actor 'GBR'; use DEU, FRA"), ({"instruments": ["cup"]}, "unknown instrument 'cup'; use kettle, tray"),
        ({"origin": "gold"}, "unknown origin 'gold'; use published or machine"), ({"edition": "second"}, "unknown edition 'second'; use a day"),
    ],
)
def test_what_the_tables_do_not_hold_is_refused_with_what_there_is(tmp_path: Path, parameters: dict[str, Any], fault: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_values(parameters, tables(), tmp_path)
    assert fault in str(refused.value)


def test_one_code_may_stand_alone_in_a_parameters_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr("commitscape.charts.view.load_tables", lambda _: None)
    monkeypatch.setattr("commitscape.charts.view.load_topic", lambda _: SimpleNamespace())
    monkeypatch.setattr("commitscape.charts.view.focus", lambda _, **given: asked.update(given))
    open_view("tables", actors="DEU", instruments=())
    assert asked == {"actors": ["DEU"]}
