"""The machine and the baselines against the articles coded by hand, out of the tables of one build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from commitscape.coding.confidence import UNSEEN
from commitscape.errors import TopicError
from commitscape.scoring.baselines import BASELINES
from commitscape.scoring.held_out import read_held_out, read_unseen
from commitscape.scoring.measures import MEASURES
from commitscape.scoring.rows import read_rows
from commitscape.scoring.scores import Scores, score
from commitscape.tables.dictionary import layouts
from commitscape.tables.formats import plain_rows
from commitscape.tables.frames import articles_of
from commitscape.tables.tables import Tables

MACHINE, HELD_OUT, TESTED = "commitscape", "commitscape, article held out", "commitscape, unseen articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scores by method, the machine first; `missing` says why others have none.

    The scores of TESTED are those of other articles: the topic's own test articles, which taught neither weights nor rules.

    `learnt` says that the machine's weights were learnt from these very articles, so that only the
    positions by models that never saw the article (HELD_OUT) measure anything.
    """

    scores: dict[str, Scores]
    articles: int
    learnt: bool = False
    missing: tuple[str, ...] = ()

    @property
    def machine(self) -> Scores:
        """What to judge the machine by: articles held out, where weights were learnt from the coded ones."""
        return self.scores.get(HELD_OUT) or self.scores[MACHINE]

    @property
    def honest(self) -> bool:
        return HELD_OUT in self.scores or not self.learnt

    def measures(self) -> pd.DataFrame:
        """One row a method and measure: precision, recall, f1, low, high (95 % interval of f1), found, coded."""
        return pd.DataFrame([
            {"method": method, "measure": name, **scores.counts[name].as_dict(), "low": bounds[0], "high": bounds[1]}
            for method, scores in self.scores.items() for name in MEASURES for bounds in [scores.intervals.get(name, [0.0, 0.0])]
        ])


def compare(tables: Tables, topic: Path, *, baselines: bool = True) -> Comparison:
    """Score machine and baselines on the articles that were coded by hand; the baselines are run here and now.

    `tables.machine` holds what the machine found before any coding or review was applied.
    """
    coded_articles = tables.articles[tables.articles["origin"] == "coded"]
    ids = set(coded_articles["article_id"])
    coded = rows_of(tables.coded, "coded", ids)
    found: dict[str, list[dict[str, Any]]] = {}
    missing: list[str] = []
    learnt, tested = False, []
    try:
        held_out = read_held_out(topic)
        learnt = held_out is not None
        tested = read_unseen(topic) if learnt else []
        if held_out:
            found[HELD_OUT] = _keyed([row for row in held_out if row["article_id"] in ids])
    except TopicError as fault:
        learnt = True
        missing.append(str(fault))
    found[MACHINE] = rows_of(tables.machine, "machine", ids)
    if baselines:
        articles, texts = articles_of(coded_articles, tables.blocks)
        try:
            found |= {name: _keyed(run(articles, texts, topic)) for name, run in BASELINES.items()}
        except TopicError as fault:
            missing.append(str(fault))
    scores = {name: score(rows, coded) for name, rows in found.items()}
    if ids and tested:
        first = next(iter(scores))
        scores = {first: scores[first], TESTED: score(tested, read_rows(topic / UNSEEN / "positions.jsonl")), **scores}
    return Comparison(scores=scores, articles=len(ids), learnt=learnt, missing=tuple(missing))


def rows_of(data: pd.DataFrame, table: str, ids: set[str]) -> list[dict[str, Any]]:
    """The positions of some articles as rows; an article's id is its key."""
    return _keyed(plain_rows(layouts()[table], data[data["article_id"].isin(ids)]))


def _keyed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "article": row["article_id"]} for row in rows]
