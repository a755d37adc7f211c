"""Spans count code points and ids follow from content alone, whatever the text."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.errors import TableError
from commitscape.records import Span
from commitscape.tables.coded import position_id
from commitscape.tables.frames import positions_frame, positions_of
from commitscape.tables.schemas import check_texts
from commitscape.tables.store import load_tables, write_tables
from commitscape.tables.tables import assemble

SENTENCES = st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6)
PARTS = st.tuples(*[st.sampled_from(["a", "b"])] * 5)


@settings(max_examples=8, deadline=None)
@given(sentences=SENTENCES)
def test_any_quote_survives_a_round_trip(new_world: Any, sentences: list[str]) -> None:
    world = new_world()
    world.article()
    for sentence in sentences:
        world.position("willing", quote=sentence)
    codebook = """version: 1
topic: t
stances: {willing: w}
instruments: {kettle: k}
attribution: {named: n}
conditions: {other: o}
"""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "codebook.yaml").write_text(codebook, encoding="utf-8")
        tables = assemble(topic=folder, articles=world.articles, texts=world.texts, positions=world.positions)
        write_tables(folder / "tables", tables, world.texts)
        loaded = load_tables(folder / "tables")
    assert sorted(positions_of(loaded.positions), key=str) == sorted(world.positions, key=str)
    assert all(world.texts[p.file][p.spans[0].start : p.spans[0].end] == p.quote for p in positions_of(loaded.positions))


@settings(max_examples=50, deadline=None)
@given(before=st.text(min_size=1, max_size=10), shift=st.integers(-5, 5).filter(bool))
def test_a_shifted_span_is_seen(new_world: Any, before: str, shift: int) -> None:
    world = new_world()
    world.article()
    held = world.position("willing", quote="One two three four five six")
    start, end = held.spans[0]
    world.texts["0.txt"] = world.texts["0.txt"].replace("One two", before + "One two") + "and a tail of some length"
    moved = replace(held, spans=(Span(start + len(before) + shift, end + len(before) + shift),))
    files = {held.article_id: held.file}
    check_texts("positions", positions_frame([replace(held, spans=(Span(start + len(before), end + len(before)),))]), world.texts, files)
    with pytest.raises(TableError, match=r"is not the text of|does not lie in the text"):
        check_texts("positions", positions_frame([moved]), world.texts, files)


@given(rows=st.lists(PARTS, max_size=12), seed=st.integers(0, 99))
def test_ids_follow_from_content_and_never_collide(rows: list[tuple[str, ...]], seed: int) -> None:
    taken: set[str] = set()
    ids = [position_id(*row, taken) for row in rows]
    assert len(set(ids)) == len(rows)
    shuffled = list(rows)
    random.Random(seed).shuffle(shuffled)
    again: set[str] = set()
    assert {position_id(*row, again) for row in shuffled} == set(ids)
