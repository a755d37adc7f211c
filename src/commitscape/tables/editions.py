"""What changed between two builds: documents, cells and stances that came, went or changed, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitscape.tables.recorded import Edition
from commitscape.tables.tables import Tables

CHANGES = ("came", "went", "changed")
REASONS = {  # in the order in which they are named
    "new evidence": "articles that the earlier edition did not have",
    "evidence gone": "articles that the later edition has no more",
    "review": "a reviewer's decision",
    "coding": "an article coded by hand, or coded anew",
    "new rule": "the same text, read otherwise by the machine",
    "new dates": "the same positions, dated otherwise",
}
DOCUMENTS = ["change", "file", "title", "article_id"]
CELLS = ["change", "actor", "instrument", "old_stance", "new_stance", "old_position_id", "new_position_id", "came", "went", "reasons"]
POSITIONS = ["change", "position_id", "article_id", "actor", "instrument", "stance", "quote", "reason"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Between an earlier and a later edition, each a data frame.

    `articles`: change, file, title, article_id; "changed" is an article of one file and title with another text.
    `cells`: change, codes, stances and positions shown before and after (None where there was no cell), how many positions
    came and went in it, and reasons (a list of keys of `REASONS`). Cells that show the same as before are left out.
    `positions`: every position that came or went, with its reason.
    """

    articles: pd.DataFrame
    cells: pd.DataFrame
    positions: pd.DataFrame

    def __bool__(self) -> bool:
        return bool(len(self.articles) or len(self.cells) or len(self.positions))


def compare_editions(old: Tables | Edition, new: Tables) -> Changes:
    """Everything that differs between the published tables of two builds."""
    positions = _positions(old, new)
    return Changes(articles=_articles(old.articles, new.articles), cells=_cells(old, new, positions), positions=positions)


def in_words(changes: Changes, old: Tables | Edition, new: Tables) -> list[str]:
    """One line for each changed document and cell, in the words of the topic."""
    if not changes:
        return ["Nothing changed."]
    actors = {**_names(old.actors, "name"), **_names(new.actors, "name")}
    instruments = {**_names(old.instruments, "label"), **_names(new.instruments, "label")}
    stances = {**_names(old.stances, "label"), **_names(new.stances, "label")}
    lines = [f"{row['change']}: {row['title'] or 'untitled'} ({row['file']})" for row in changes.articles.to_dict("records")]
    for row in changes.cells.to_dict("records"):
        shown = [stances.get(row[name], row[name]) for name in ("old_stance", "new_stance") if row[name]]
        cell = f"{actors.get(row['actor'], row['actor'])}, {instruments.get(row['instrument'], row['instrument'])}"
        lines.append(f"{cell}: {row['change']}, {' to '.join(shown)} ({', '.join(row['reasons'])})")
    silent = len(changes.positions) - int(changes.cells["came"].sum() + changes.cells["went"].sum())
    if silent:
        lines.append(f"{silent} more positions came or went without changing what their cell shows.")
    return lines


def _articles(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    before, after = ({row["article_id"]: row for row in table.to_dict("records")} for table in (old, new))
    gone = {(row["file"], row["title"]): row for key, row in before.items() if key not in after}
    rows = []
    for key, row in after.items():
        if key not in before:
            change = "changed" if gone.pop((row["file"], row["title"]), None) is not None else "came"
            rows.append({**row, "change": change})
    rows += [{**row, "change": "went"} for row in gone.values()]
    return _table(rows, DOCUMENTS, ["change", "file", "article_id"])


def _positions(old: Tables | Edition, new: Tables) -> pd.DataFrame:
    before, after = ({row["position_id"]: row for row in tables.positions.to_dict("records")} for tables in (old, new))
    rows: list[dict[Any, Any]] = []
    for change, mine, theirs, others in (("came", after, before, old), ("went", before, after, new)):
        known = set(others.articles["article_id"])
        origins = dict(zip(new.articles["article_id"], new.articles["origin"], strict=True))
        machine, coded = set(new.machine["position_id"]), set(new.coded["position_id"])
        for key in mine.keys() - theirs.keys():
            rows.append({**mine[key], "change": change, "reason": _reason(change, mine[key], known, origins, machine, coded)})
    return _table(rows, POSITIONS, ["actor", "instrument", "change", "position_id"])


def _reason(change: str, row: Mapping[Any, Any], known: set[str], origins: Mapping[str, str], machine: set[str], coded: set[str]) -> str:
    if row["article_id"] not in known:
        return "new evidence" if change == "came" else "evidence gone"
    by_hand = origins.get(row["article_id"]) == "coded"
    if row["origin"] == "reviewed" or (change == "went" and row["position_id"] in (coded if by_hand else machine)):
        return "review"  # machine or coders still find what went: a reviewer took it out
    if row["origin"] == "coded" or by_hand:
        return "coding"
    return "new rule"


def _cells(old: Tables | Edition, new: Tables, positions: pd.DataFrame) -> pd.DataFrame:
    before, after = ({(row["actor"], row["instrument"]): row for row in tables.cells.to_dict("records")} for tables in (old, new))
    moved: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in positions.to_dict("records"):
        moved.setdefault((row["actor"], row["instrument"]), []).append({str(k): v for k, v in row.items()})
    rows = []
    for cell in sorted(before.keys() | after.keys()):
        was, now = before.get(cell), after.get(cell)
        if was and now and was["stance"] == now["stance"]:
            continue
        here = moved.get(cell, [])
        reasons = {row["reason"] for row in here} or {"new dates"}
        rows.append({
            "change": "changed" if was and now else "came" if now else "went", "actor": cell[0], "instrument": cell[1],
            "old_stance": was["stance"] if was else None, "new_stance": now["stance"] if now else None,
            "old_position_id": was["position_id"] if was else None, "new_position_id": now["position_id"] if now else None,
            "came": sum(row["change"] == "came" for row in here), "went": sum(row["change"] == "went" for row in here),
            "reasons": [reason for reason in REASONS if reason in reasons],
        })
    return _table(rows, CELLS, ["change", "actor", "instrument"])


def _table(rows: list[dict[Any, Any]], columns: list[str], order: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns).sort_values(order, kind="stable", ignore_index=True)


def _names(table: pd.DataFrame, column: str) -> dict[str, str]:
    return dict(zip(table["code"], table[column], strict=True))
