"""Two builds in two folders give the same tables and notebooks, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from commitscape.graph import run
from commitscape.progress import Lines
from commitscape.report.build import Places, chart_modules, plan_node, report_nodes
from commitscape.report.workshop import Workshop
from commitscape.steps import corpus_nodes

ROOT = Path(__file__).parents[2]


@pytest.mark.book
def test_a_second_build_elsewhere(tmp_path, monkeypatch):
    built, again = ROOT / "build", tmp_path / "deep" / "build"
    again.mkdir(parents=True)
    monkeypatch.chdir(ROOT)
    places, said = Places(notebooks=Path("notebooks"), book=Path("book"), folder=again, html=again / "html"), Lines(print)
    with Workshop(chart_modules()) as workshop:
        corpus = corpus_nodes(Path("seeds"), topic=Path("data/ukraine"), folder=again)
        run([*corpus, plan_node(places, {})], state=again / "graph.json", watcher=said, workers=1)
        pages = [node for node in report_nodes(places, workshop=workshop) if node.stage == "pages"]
        assert run(pages, state=again / "graph.json", watcher=said) == {}
    for part, other in (("tables", "tables"), ("notebooks", "pages")):
        first, second = ({path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()} for folder in (built / part, again / other))
        assert sorted(first) == sorted(second)
        assert [str(name) for name in sorted(first) if first[name].read_bytes() != second[name].read_bytes()] == []
        assert [str(name) for name, path in second.items() if str(tmp_path).encode() in path.read_bytes()] == []
