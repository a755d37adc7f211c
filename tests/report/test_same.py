"""Two builds in two folders give the same tables and notebooks, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.pipeline import tabulate
from commitscape.report.build import chart_modules
from commitscape.report.kernel import PRELOAD
from commitscape.report.pages import find_pages
from commitscape.report.runner import run_pages
from commitscape.tables.store import load_tables

ROOT = Path(__file__).parents[2]


@pytest.mark.book
def test_a_second_build_elsewhere(tmp_path, monkeypatch):
    built, again = ROOT / "build", tmp_path / "deep" / "build"
    monkeypatch.chdir(ROOT)
    tabulate(Path("seeds"), topic=Path("data/ukraine"), folder=again, say=lambda _: None)
    pages = find_pages(ROOT / "notebooks", load_tables(again / "tables"))
    assert run_pages(pages, out=again / "notebooks", parameters={}, common={"tables": "../tables"}, workers=2, preload=(*PRELOAD, *chart_modules())) == []
    for part in ("tables", "notebooks"):
        first, second = ({path.relative_to(place / part): path for path in (place / part).rglob("*") if path.is_file()} for place in (built, again))
        assert sorted(first) == sorted(second)
        assert [str(name) for name in sorted(first) if first[name].read_bytes() != second[name].read_bytes()] == []
        assert [str(name) for name, path in second.items() if str(tmp_path).encode() in path.read_bytes()] == []
