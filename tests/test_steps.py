"""Of a corpus, only what changed is read and coded again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commitscape.graph import explain, run
from commitscape.steps import corpus_nodes, rejected

ROOT = Path(__file__).parents[1]
HEADER = "file,title,outlet,published,published_basis,reason\n"


class Watcher:
    def __init__(self) -> None:
        self.ran: list[str] = []

    def expects(self, nodes, seconds) -> None: ...

    def started(self, node) -> None:
        self.ran.append(node.name)

    def ended(self, node, faults) -> None: ...


class Corpus:
    def __init__(self, folder: Path) -> None:
        self.seeds, self.topic, self.build = folder / "seeds", folder / "topic", folder / "build"
        shutil.copytree(ROOT / "data" / "ukraine", self.topic, ignore=shutil.ignore_patterns("practice", "coded"))
        self.seeds.mkdir()
        self.build.mkdir()
        for name in ("a", "b=*"):
            self.write(name)
        (self.seeds / "metadata.csv").write_text(HEADER, encoding="utf-8")

    def write(self, name: str) -> None:
        text = f"Leaders meet again ({name})\n\nThe United Kingdom will send troops to Ukraine after a ceasefire, the prime minister said on Monday.\n"
        (self.seeds / f"{name}.txt").write_text(text, encoding="utf-8")

    def nodes(self):
        return corpus_nodes(self.seeds, topic=self.topic, folder=self.build)

    def run(self) -> list[str]:
        watcher = Watcher()
        run(self.nodes(), state=self.build / "graph.json", watcher=watcher, workers=1)
        return watcher.ran

    def would(self) -> list[str]:
        return list(explain(self.nodes(), state=self.build / "graph.json"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    made = Corpus(tmp_path_factory.mktemp("corpus"))
    assert made.run() == ["document a.txt", "document b=*.txt", "tables"]
    return made


def test_documents_come_and_go_one_by_one(corpus):
    assert corpus.run() == []
    corpus.write("c")
    assert corpus.run() == ["document c.txt", "tables"]
    assert len((corpus.build / "tables" / "articles.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    (corpus.seeds / "c.txt").unlink()
    assert corpus.run() == ["tables"]
    assert len(list((corpus.build / "documents").iterdir())) == 2
    (corpus.seeds / "metadata.csv").write_text(HEADER + "a.txt,,The Paper,2025-09-01,metadata,printed on it\n", encoding="utf-8")
    assert corpus.run() == ["document a.txt", "tables"]
    rows = [json.loads(line) for line in (corpus.build / "tables" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["file"]: row["outlet"] for row in rows}["a.txt"] == "The Paper"


def test_what_is_damaged_is_made_anew(corpus):
    corpus.run()
    kept = sorted((corpus.build / "documents").iterdir())[0]
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100])
    assert len(corpus.run()) == 1
    assert kept.read_bytes() == whole
    (corpus.build / "tables" / "cells.csv").unlink()
    assert corpus.run() == ["tables"]


def test_a_changed_topic_codes_everything_again(corpus):
    corpus.run()
    with (corpus.topic / "README.md").open("a", encoding="utf-8") as text:
        text.write("\n")
    assert corpus.would() == ["document a.txt", "document b=*.txt", "tables"]


def test_what_cannot_be_read_is_told_in_every_run(corpus):
    (corpus.seeds / "bad.pdf").write_bytes(b"%PDF-1.7 no more")
    assert "document bad.pdf" in corpus.run()
    assert any(line.startswith("bad.pdf") for line in rejected(corpus.build))
    assert corpus.run() == []
    assert any(line.startswith("bad.pdf") for line in rejected(corpus.build))
