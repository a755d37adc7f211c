"""A miniature build: a handful of positions in three articles, one of them undated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from commitscape.charts.topic import load_topic
from commitscape.charts.view import View
from commitscape.records import Article, Block, Condition, Position, Quantity, Span
from commitscape.tables.tables import assemble

TOPIC = Path(__file__).parents[2] / "data" / "ukraine"
HOSTILE = "<script>alert('x')</script> \"Ünïcode\" & \u202egnisrever\u202c =cmd()|' /C" + " very long" * 40
ROWS: list[dict[str, Any]] = [
    {"article": "a1", "actor": "DEU", "instrument": "ground_force", "stance": "considering"},
    {"article": "a1", "actor": "FRA", "instrument": "ground_force", "stance": "willing", "conditions": ("ceasefire",), "attribution": "named",
     "speaker": "A. B."},
    {"article": "a1", "actor": "UKR", "instrument": "air", "stance": "advocated", "attribution": "named", "speaker": "C. D."},
    {"article": "a1", "actor": "COALITION", "instrument": "ground_force", "stance": "committed",
     "quantities": (Quantity(unit="countries", text="26 countries", value=26),)},
    {"article": "a2", "actor": "DEU", "instrument": "ground_force", "stance": "refused", "attribution": "anonymous", "speaker": "officials"},
    {"article": "a2", "actor": "FRA", "instrument": "funding", "stance": "committed", "quantities": (Quantity(unit="USD", text="up to $10bn", max=1e10),)},
    {"article": "a2", "actor": "EUROPE", "instrument": "funding", "stance": "committed", "quantities": (Quantity(unit="USD", text="$12bn", value=1.2e10),)},
    {"article": "a2", "actor": "FRA", "instrument": "ground_force", "stance": "refused"},
    {"article": "a2", "actor": "RUS", "instrument": "ground_force", "stance": "opposed", "attribution": "named", "speaker": "E. F."},
    {"article": "a2", "actor": "USA", "instrument": "backstop", "stance": "considering", "conditions": ("renewed_attack", "us_support")},
    {"article": "a3", "actor": "ITA", "instrument": "ground_force", "stance": "undecided"},
    {"article": "a3", "actor": "GBR", "instrument": "ground_force", "stance": "willing", "conditions": ("us_support",)},
]
DAYS = {"a1": "2025-08-30T10:00", "a2": "2025-09-04", "a3": None}


def make_view(rows: Sequence[dict[str, Any]] = ROWS, *, words: str = "Sentence {n}, within days.", topic: Path = TOPIC) -> View:
    """A View of the given rows; `words` is the text of every sentence, title, speaker and outlet that the row leaves open."""
    texts, positions, articles = {}, [], []
    for article, published in DAYS.items():
        file, text = f"{article}.txt", words.format(n=0) + "\n"
        for n, row in enumerate((row for row in rows if row["article"] == article), start=1):
            quote, start = words.format(n=n), len(text)
            text += quote + "\n"
            positions.append(Position(
                position_id=f"p{article}{n}", article_id=article, file=file, spans=(Span(start, start + len(quote)),), quote=quote,
                actor=row["actor"], instrument=row["instrument"], stance=row["stance"], attribution=row.get("attribution", "reporter"),
                speaker=row.get("speaker"), medium=row.get("medium"), said_on=row.get("said_on"),
                conditions=tuple(Condition(code=code) for code in row.get("conditions", ())), quantities=row.get("quantities", ()),
            ))
        texts[file] = text
        articles.append(Article(
            article_id=article, file=file, start=0, end=len(text), title=words.format(n=0), outlet=row_outlet(words), published=published,
            published_basis="stated" if published else "unknown: nothing states it", sha256="0" * 64,
            blocks=(Block(kind="paragraph", span=Span(0, len(text))),),
        ))
    return View(tables=assemble(topic=topic, articles=articles, texts=texts, positions=positions, machine=positions), topic=load_topic(topic))


def row_outlet(words: str) -> str:
    return words if "<" in words else "The Paper"


@pytest.fixture(scope="session")
def view() -> View:
    return make_view()


@pytest.fixture(scope="session")
def again() -> View:
    """The same build, made anew."""
    return make_view()


@pytest.fixture(scope="session")
def empty() -> View:
    return make_view([])


@pytest.fixture(scope="session")
def hostile() -> View:
    return make_view([{**row, "speaker": HOSTILE if row.get("speaker") else None, "medium": HOSTILE} for row in ROWS], words=HOSTILE)


@pytest.fixture(scope="session")
def make() -> Callable[..., View]:
    return make_view
