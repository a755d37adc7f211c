"""A workbench in a temporary folder: a topic, the tables of a build, and the review notebook."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from commitscape.records import Article, Block, Condition, Position, Span
from commitscape.tables.coded import position_id
from commitscape.tables.store import write_tables
from commitscape.tables.tables import assemble

ROOT = Path(__file__).parents[2]
CODEBOOK = """
    version: 1
    topic: Tea for the station
    stances: {committed: has promised it, willing: is ready, considering: weighs it, undecided: does not say, refused: rules it out}
    instruments: {kettle: a kettle, tray: a tray, unspecified: help}
    attribution: {named: a named speaker, reporter: the reporter}
    conditions: {water: running water, other: any other}
"""
HOSTILE = '<img src=x onerror="document.title=1">'
PARAGRAPHS = {
    "a.txt": [
        "Kettle for the station", "France may send a kettle, Ann Lee said.", f"Germany will not send a tray {HOSTILE}.", "Italy sent its tray on Monday.",
    ],
    "b.txt": ["Trays at last", "Spain is ready to send a tray if there is water.", "The station waits."],
}
FOUND = [  # file, sentence, actor, instrument, stance, confidence
    ("a.txt", 1, "FRA", "kettle", "considering", 0.95), ("a.txt", 2, "DEU", "tray", "refused", 0.6), ("b.txt", 1, "ESP", "tray", "willing", 0.5),
    ("b.txt", 1, "ESP", "kettle", "willing", 0.9),
]


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Folders as a clone has them: `notebooks`, `build/tables`, `data/tea`."""

    root: Path
    texts: dict[str, str]
    articles: tuple[Article, ...]
    machine: tuple[Position, ...]

    @property
    def topic(self) -> Path:
        return self.root / "data/tea"

    @property
    def tables(self) -> Path:
        return self.root / "build/tables"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    (tmp_path / "data/tea").mkdir(parents=True)
    (tmp_path / "data/tea/codebook.yaml").write_text(textwrap.dedent(CODEBOOK), encoding="utf-8")
    (tmp_path / "data/tea/actors.csv").write_text("code,kind,name\nFRA,country,France\nITA,country,Italy\n", encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    notebook = (ROOT / "notebooks/review.ipynb").read_text(encoding="utf-8")
    (tmp_path / "notebooks/review.ipynb").write_text(notebook.replace("data/ukraine", "data/tea"), encoding="utf-8")
    texts = {file: "\n\n".join(paragraphs) + "\n" for file, paragraphs in PARAGRAPHS.items()}
    articles = tuple(_article(file, texts[file]) for file in texts)
    homes, taken = {article.file: article for article in articles}, set[str]()
    machine = tuple(_position(homes[file], texts[file], PARAGRAPHS[file][number], *rest, taken) for file, number, *rest in FOUND)
    tables = assemble(topic=tmp_path / "data/tea", articles=articles, texts=texts, positions=machine, machine=machine)
    write_tables(tmp_path / "build/tables", tables, texts)
    return Bench(root=tmp_path, texts=texts, articles=articles, machine=machine)


def _article(file: str, text: str) -> Article:
    blocks, start = [], 0
    for number, paragraph in enumerate(PARAGRAPHS[file]):
        start = text.index(paragraph, start)
        blocks.append(Block(kind="title" if number == 0 else "paragraph", span=Span(start, start + len(paragraph))))
    return Article(
        article_id=f"a-{file[0]}", file=file, start=0, end=len(text), title=PARAGRAPHS[file][0], outlet="The Kettle", published="2025-09-03",
        published_basis="stated", sha256="0" * 64, blocks=tuple(blocks),
    )


def _position(home: Article, text: str, sentence: str, actor: str, instrument: str, stance: str, confidence: float, taken: set[str]) -> Position:
    start = text.index(sentence)
    conditions = (Condition(code="water"),) if "water" in sentence else ()
    return Position(
        article_id=home.article_id, file=home.file, spans=(Span(start, start + len(sentence)),), quote=sentence, actor=actor, instrument=instrument,
        stance=stance, attribution="reporter", conditions=conditions, rule="made", confidence=confidence,
        position_id=position_id(home.article_id, sentence, actor, instrument, stance, taken),
    )
