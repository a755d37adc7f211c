"""Records to data frames and back: one row a record, columns as `columns.yaml` lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from commitscape.records import Article, Block, Condition, Position, Quantity, Reject, Silence, Span
from commitscape.tables.dictionary import NESTED, layouts


def frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame of a table's columns, in order and typed, sorted by its key; unnamed columns raise KeyError."""
    layout = layouts()[table]
    listed = list(rows)
    data = pd.DataFrame({name: pd.Series([row[name] for row in listed], dtype=object) for name in layout.names})
    return ordered(table, typed(table, data))


def typed(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """The columns of a table in order, each with its pandas type; empty cells of text are None."""
    layout = layouts()[table]
    columns: dict[str, Any] = {}
    for column in layout.columns:
        values = data[column.name]
        if column.type == "day":
            columns[column.name] = pd.to_datetime(values).astype("datetime64[ns]")
        elif column.type == "integer":
            columns[column.name] = values.astype("Int64" if column.optional else "int64")
        elif column.type == "number":
            columns[column.name] = values.astype("float64")
        elif column.type == "truth":
            columns[column.name] = values.astype("bool")
        elif column.type in NESTED:
            columns[column.name] = pd.Series([_plain(value) for value in values], index=values.index, dtype=object)
        else:
            columns[column.name] = values.astype(object).where(values.notna(), None)
    return pd.DataFrame(columns, index=data.index)


def ordered(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Rows in the table's own order, so that equal content gives equal bytes."""
    return data.sort_values(list(layouts()[table].sort), kind="stable", na_position="first", ignore_index=True)


def articles_frame(
    articles: Iterable[Article], *, coded: Iterable[str] = (), copies: Mapping[str, str] | None = None, follow_ups: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """`coded` holds the ids of articles coded by hand; `copies` leads from a copy, `follow_ups` from a follow-up, to the article it rests on."""
    by_hand, copy_of, reports = frozenset(coded), copies or {}, follow_ups or {}
    return frame("articles", (
        {
            "article_id": a.article_id, "file": a.file, "start": a.start, "end": a.end, "title": a.title, "outlet": a.outlet,
            "published": a.published, "published_basis": a.published_basis, "sha256": a.sha256,
            "day": a.published[:10] if a.published else None, "origin": "coded" if a.article_id in by_hand else "machine",
            "copy_of": copy_of.get(a.article_id), "reports": reports.get(a.article_id),
        }
        for a in articles
    ))


def blocks_frame(articles: Iterable[Article], texts: Mapping[str, str]) -> pd.DataFrame:
    return frame("blocks", (
        {"article_id": a.article_id, "kind": b.kind, "start": b.span.start, "end": b.span.end, "text": Span(*b.span).of(texts[a.file])}
        for a in articles for b in a.blocks
    ))


def articles_of(articles: pd.DataFrame, blocks: pd.DataFrame) -> tuple[tuple[Article, ...], dict[str, str]]:
    """The records behind a table of articles and its blocks, and the text of each file: spaces where no block stands."""
    by_article: dict[str, list[Block]] = {}
    pieces: dict[str, list[tuple[int, str]]] = {}
    files = dict(zip(articles["article_id"], articles["file"], strict=True))
    for row in blocks[blocks["article_id"].isin(files)].to_dict("records"):
        by_article.setdefault(row["article_id"], []).append(Block(kind=row["kind"], span=Span(row["start"], row["end"])))
        pieces.setdefault(files[row["article_id"]], []).append((row["start"], row["text"]))
    texts = {}
    for file, placed in pieces.items():
        text = ""
        for start, piece in sorted(placed):
            text += " " * (start - len(text)) + piece
        texts[file] = text
    found = tuple(
        Article(
            article_id=row["article_id"], file=row["file"], start=row["start"], end=row["end"], title=row["title"], outlet=row["outlet"],
            published=row["published"], published_basis=row["published_basis"], sha256=row["sha256"], blocks=tuple(by_article.get(row["article_id"], ())),
        )
        for row in articles.to_dict("records")
    )
    return found, {file: texts.get(file, "") for file in files.values()}


def positions_frame(positions: Iterable[Position], *, table: str = "positions") -> pd.DataFrame:
    return frame(table, (
        {
            "position_id": p.position_id, "article_id": p.article_id, "file": p.file, "spans": [list(span) for span in p.spans], "quote": p.quote,
            "actor": p.actor, "instrument": p.instrument, "stance": p.stance, "attribution": p.attribution, "speaker": p.speaker, "medium": p.medium,
            "conditions": [c.code for c in p.conditions], "condition_texts": [c.text for c in p.conditions],
            "quantities": [q.as_dict() for q in p.quantities], "said_on": p.said_on, "origin": p.origin, "rule": p.rule, "confidence": p.confidence,
        }
        for p in positions
    ))


def positions_of(data: pd.DataFrame) -> tuple[Position, ...]:
    """The records behind a table of positions."""
    return tuple(
        Position(
            position_id=row["position_id"], article_id=row["article_id"], file=row["file"], spans=tuple(Span(*span) for span in row["spans"]),
            quote=row["quote"], actor=row["actor"], instrument=row["instrument"], stance=row["stance"], attribution=row["attribution"],
            speaker=row["speaker"], medium=row["medium"],
            conditions=tuple(Condition(code=code, text=text) for code, text in zip(row["conditions"], row["condition_texts"], strict=True)),
            quantities=tuple(Quantity(**quantity) for quantity in row["quantities"]), said_on=row["said_on"], origin=row["origin"],
            rule=row["rule"], confidence=row["confidence"],
        )
        for row in data.to_dict("records")
    )


def silences_frame(silences: Iterable[Silence], files: Mapping[str, str], texts: Mapping[str, str]) -> pd.DataFrame:
    """`files` leads from an article's id to its file."""
    return frame("silences", (
        {
            "article_id": s.article_id, "start": s.span.start, "end": s.span.end, "instruments": list(s.instruments), "reason": s.reason,
            "text": Span(*s.span).of(texts[files[s.article_id]]),
        }
        for s in silences
    )).drop_duplicates(list(layouts()["silences"].key), ignore_index=True)


def rejects_frame(rejects: Sequence[Reject]) -> pd.DataFrame:
    return frame("rejects", ({"file": r.file, "where": r.where, "reason": r.reason, "remedy": r.remedy} for r in dict.fromkeys(rejects)))


def _plain(value: Any) -> Any:
    """Lists and dictionaries in place of the arrays that Parquet gives back, without empty entries."""
    if value is None or isinstance(value, float):
        return []
    if isinstance(value, dict):
        return {key: _number(item) for key, item in value.items() if item is not None and item == item}
    return [_plain(item) if isinstance(item, dict | list) or getattr(item, "ndim", None) else _scalar(item) for item in value]


def _number(item: Any) -> Any:
    return int(item) if isinstance(item, float) and item.is_integer() else item


def _scalar(item: Any) -> Any:
    return item.item() if hasattr(item, "item") else item
