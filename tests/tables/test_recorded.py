"""Editions that are kept beside the topic, and what a later build says has changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from commitscape.charts import changes
from commitscape.charts.view import View, load_topic
from commitscape.cli import app
from commitscape.errors import TopicError, UsageError
from commitscape.tables.editions import compare_editions
from commitscape.tables.recorded import as_of, earlier, editions_of, read_edition, record_edition
from commitscape.tables.store import write_tables
from commitscape.tables.tables import Tables, assemble


@pytest.fixture
def story(world: Any, topic: Path) -> Any:
    """Two articles of two days; the second turns the first's stance."""
    world.article("2025-09-01", title="First")
    world.position("willing")
    world.position("willing", actor="DEU")
    world.article("2025-09-05", title="Second <b>")
    world.position("refused", quote="France <i>refuses</i> it.")
    return world


def build(topic: Path, world: Any, *, articles: int = 2, positions: Any = None) -> Tables:
    held = [p for p in world.positions if p.article_id in {a.article_id for a in world.articles[:articles]}] if positions is None else positions
    return assemble(topic=topic, articles=world.articles[:articles], texts=world.texts, positions=held, machine=held)


def test_an_edition_is_read_back_and_tells_what_the_tables_tell(topic: Path, story: Any) -> None:
    early, late = build(topic, story, articles=1), build(topic, story)
    path = record_edition(topic, "2025-09", early)
    assert path.read_bytes() == record_edition(topic, "again", early).read_bytes()
    for old in (read_edition(path), as_of(late, date(2025, 9, 4))):
        found, known = compare_editions(old, late), compare_editions(early, late)
        for name in ("articles", "cells", "positions"):
            assert getattr(found, name).to_dict("records") == getattr(known, name).to_dict("records")
    assert not compare_editions(read_edition(record_edition(topic, "now", late)), late)


def test_what_is_compared_with(topic: Path, story: Any) -> None:
    late = build(topic, story)
    assert earlier(topic, late)[1:] == ("", date(2025, 9, 4))  # the day before the newest article
    assert earlier(topic, late, "2025-08-01")[2] == date(2025, 8, 1)
    for name in ("2025-09", "2025-10"):
        record_edition(topic, name, build(topic, story, articles=1))
    assert editions_of(topic) == ["2025-09", "2025-10"]
    assert earlier(topic, late)[1:] == ("2025-10", None)
    assert earlier(topic, late, "2025-09")[1:] == ("2025-09", None)
    with pytest.raises(UsageError, match="unknown edition 'soon'; use a day such as 2025-09-01, 2025-09, 2025-10"):
        earlier(topic, late, "soon")


@pytest.mark.parametrize("name", ["../up", "", "a b", "2025-09"])
def test_an_edition_has_a_name_of_its_own(topic: Path, story: Any, name: str) -> None:
    record_edition(topic, "2025-09", build(topic, story))
    with pytest.raises(UsageError, match=r"cannot name an edition|exists"):
        record_edition(topic, name, build(topic, story))


def test_a_damaged_edition_names_its_line(topic: Path, story: Any) -> None:
    path = record_edition(topic, "2025-09", build(topic, story))
    path.write_text(path.read_text(encoding="utf-8") + '{"table": "cells"}\n', encoding="utf-8")
    with pytest.raises(TopicError, match=r"editions/2025-09.jsonl, line \d+"):
        read_edition(path)


def page(topic: Path, tables: Tables, edition: str = "") -> changes.Comparison:
    (topic.parent / "tables").mkdir(exist_ok=True)
    return changes.against(View(tables=tables, topic=load_topic(topic)), topic.parent / "tables", edition)


def test_the_page_says_it_in_words_and_as_a_table(topic: Path, story: Any) -> None:
    shown = page(topic, build(topic, story))
    assert "1 stance changed and 0 came since 4 September 2025" in changes.headline(shown)
    assert "1 article came." in changes.prose(shown)
    assert "new evidence (1)" in changes.prose(shown)
    for html in (changes.told(shown), changes.cells_table(shown)):
        assert "refused" in html
        assert "France &lt;i&gt;refuses&lt;/i&gt; it." in html
    assert "Second &lt;b&gt;" in changes.documents_table(shown)


def test_the_page_of_an_edition_knows_reviews_and_cells_that_are_gone(topic: Path, story: Any) -> None:
    record_edition(topic, "2025-09", build(topic, story))
    machine = story.positions
    kept = [replace(machine[0], stance="considering", position_id="p-new", origin="reviewed"), machine[2]]
    late = assemble(topic=topic, articles=story.articles, texts=story.texts, positions=kept, machine=machine)
    shown = page(topic, late)
    assert "1 went since edition 2025-09" in changes.headline(shown)
    assert "review (1)" in changes.prose(shown)
    assert "Germany" in changes.cells_table(shown)
    assert "nothing" in changes.cells_table(shown)
    same = page(topic, late, "2030-01-01")
    assert "Nothing changed since 1 January 2030" in changes.headline(same)
    assert "No cell changed." in changes.cells_table(same)


def test_the_commands(topic: Path, story: Any, tmp_path: Path) -> None:
    for name, articles in (("old", 1), ("new", 2)):
        write_tables(tmp_path / name / "tables", build(topic, story, articles=articles), story.texts)
    run = CliRunner()
    told = ["came: Second <b> (1.txt)", "France, kettle: changed, willing to refused (new evidence)"]
    assert run.invoke(app, ["diff", str(tmp_path / "old"), str(tmp_path / "new")]).stdout.splitlines() == told
    made = run.invoke(app, ["edition", "2025-09", "--build", str(tmp_path / "old"), "--topic", str(topic)])
    assert made.stdout.strip() == str(topic / "editions/2025-09.jsonl")
    assert run.invoke(app, ["diff", made.stdout.strip(), str(tmp_path / "new")]).stdout.splitlines() == told
    assert run.invoke(app, ["diff", str(tmp_path / "new"), str(tmp_path / "new")]).stdout == "Nothing changed.\n"
    gone = run.invoke(app, ["diff", str(tmp_path / "gone"), str(tmp_path / "new")])
    assert "no such table" in str(gone.exception)
