"""From a folder of documents to tables, with the real coder: what reviews, copies and languages come to."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from commitscape.charts.corpus import copies_table, rejects_table
from commitscape.charts.evidence import article_page
from commitscape.charts.view import open_view
from commitscape.errors import TopicError
from commitscape.graph import run as run_nodes
from commitscape.progress import Lines
from commitscape.review.session import open_session
from commitscape.steps import corpus_nodes, rejected
from commitscape.tables.store import load_tables
from commitscape.tables.tables import Tables

ROOT = Path(__file__).parents[1]
FRANCE = "France is ready to send troops to Ukraine after a ceasefire, President Emmanuel Macron said on Thursday."
GERMANY = "Germany will not send troops to Ukraine, Chancellor Friedrich Merz said."
POLAND = '"Poland will not send soldiers to Ukraine," Prime Minister Donald Tusk said.'
ARTICLE = f"Allies meet in Paris\n\n4 September 2025\n\n{FRANCE}\n\n{GERMANY} {POLAND}\n"
BEFORE = "The leaders met in the afternoon, and the weather was fine.\n\n"
GERMAN = "Der Kanzler sagte am Donnerstag in Berlin, dass Deutschland keine Soldaten in die Ukraine schicken werde. " * 4


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with `seeds` and a `topic` that has no coded articles."""
    (tmp_path / "seeds").mkdir()
    shutil.copytree(ROOT / "data/ukraine", tmp_path / "topic", ignore=shutil.ignore_patterns("coded", "practice", "held_out.json", "reviews.csv", "editions"))
    (tmp_path / "seeds/a.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(desk: Path) -> tuple[Tables, tuple[str, ...]]:
    (desk / "build").mkdir(exist_ok=True)
    nodes = corpus_nodes(desk / "seeds", topic=desk / "topic", folder=desk / "build")
    run_nodes(nodes, state=desk / "build/graph.json", watcher=Lines(print), workers=1)
    return load_tables(desk / "build/tables"), tuple(rejected(desk / "build"))


def held(positions: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    return [(row.actor, row.stance, row.origin, row.quote) for row in positions.sort_values("actor").itertuples()]


def test_reviews_survive_a_new_extraction_a_paragraph_and_other_rules_and_go_stale_with_their_sentence(desk: Path) -> None:
    found, _ = run(desk)
    assert held(found.positions) == [("DEU", "refused", "machine", GERMANY), ("FRA", "willing", "machine", FRANCE), ("POL", "refused", "machine", POLAND)]
    sitting = open_session(desk / "build/tables", desk / "topic", reviewer="Eve", actors=["FRA", "POL"])
    for row in list(sitting.todo):
        sitting.decide("accept") if row["actor"] == "POL" else sitting.decide("correct", stance="considering", reason="readiness is not an offer")
    kept = [("FRA", "considering", "reviewed", FRANCE), ("POL", "refused", "reviewed", POLAND)]

    (desk / "seeds/a.txt").write_text(ARTICLE.replace(FRANCE, BEFORE + FRANCE), encoding="utf-8")  # again, with a paragraph before it
    weights = desk / "topic/weights.json"  # and with a machine that holds nothing for a position any more
    weights.write_text(json.dumps(json.loads(weights.read_text(encoding="utf-8")) | {"threshold": 0.9999}), encoding="utf-8")
    after, faults = run(desk)
    assert after.machine.empty
    assert (held(after.positions), faults) == (kept, ())

    (desk / "seeds/a.txt").write_text(ARTICLE.replace("is ready to send", "was ready to send"), encoding="utf-8")
    stale, faults = run(desk)
    assert held(stale.positions) == kept[1:]
    assert len(faults) == 1
    assert "stale: a.txt no longer says 'France is ready to send troops" in faults[0]
    assert "review the sentence again, or remove the row" in rejects_table(open_view(desk / "build/tables"))


def test_a_wire_story_in_two_outlets_is_shown_as_a_copy_and_counts_once(desk: Path) -> None:
    story = f"{BEFORE}The meeting went on for an hour more, and an official in the room told reporters about it later in the evening."
    for file, last in (("a.txt", ""), ("b.txt", "The paper adds a line of its own.\n")):
        (desk / "seeds" / file).write_text(f"{ARTICLE}\n{story}\n\n{last}", encoding="utf-8")
    metadata = "file,outlet,published,published_basis,reason\na.txt,Post,,,wire\nb.txt,Times,,,wire\n"
    (desk / "seeds/metadata.csv").write_text(metadata, encoding="utf-8")
    tables, _ = run(desk)
    assert sorted(tables.articles["outlet"]) == ["Post", "Times"]
    assert tables.articles["copy_of"].notna().sum() == 1
    assert set(tables.cells["positions"]) == {2}
    assert set(tables.cells["sources"]) == {1}
    view = open_view(desk / "build/tables")
    assert copies_table(view).count("Allies meet in Paris") == 2
    (copy,) = tables.articles.loc[tables.articles["copy_of"].notna(), "article_id"]
    assert "a copy of" in article_page(view, copy)


def test_the_language_is_the_topics(desk: Path) -> None:
    (desk / "seeds/de.txt").write_text(f"Kein Einsatz\n\n{GERMAN}\n", encoding="utf-8")
    tables, faults = run(desk)
    assert set(tables.articles["file"]) == {"a.txt"}
    assert len(faults) == 1
    assert faults[0].startswith("de.txt, Kein Einsatz: is in another language (de); translate it")
    codebook = desk / "topic/codebook.yaml"
    codebook.write_text(codebook.read_text(encoding="utf-8").replace("language: en", "language: de"), encoding="utf-8")
    tables, _ = run(desk)
    assert "de.txt" in set(tables.articles["file"])
    codebook.write_text(codebook.read_text(encoding="utf-8").replace("language: de", "language: German"), encoding="utf-8")
    with pytest.raises(TopicError, match=r"'German' is no language.*language: en"):
        run(desk)
