"""Positions of coded articles by models that never saw the article: the honest figure where weights were learnt from them.

They come out of training (`commitscape train`) and stand in `held_out.json` of the topic folder, with the hash of the weights
that were trained in the same run, so that figures of other weights are never shown as these.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from commitscape.coding.confidence import UNSEEN
from commitscape.errors import TopicError
from commitscape.records import Position
from commitscape.tables.dictionary import layouts
from commitscape.tables.formats import plain_rows
from commitscape.tables.frames import positions_frame

FILE, WEIGHTS = "held_out.json", "weights.json"
KEPT = (
    "article_id", "file", "spans", "quote", "actor", "instrument", "stance", "attribution", "speaker", "medium", "conditions", "quantities", "rule",
    "confidence",
)


def write_held_out(topic: Path, positions: Iterable[Position], unseen: Mapping[str, Iterable[Position]] | None = None) -> Path:
    """Write the positions that the folds' models gave, beside the weights of the same run; the same input gives the same bytes.

    `unseen` are the positions that the weights themselves gave in the articles of `unseen/`, by the article's key there.
    """
    tested = [{"article": key, **row} for key, found in (unseen or {}).items() for row in _rows(found)]
    blocks = (",\n".join(json.dumps(row, ensure_ascii=False) for row in sorted(rows, key=_place)) for rows in (_rows(positions), tested))
    path = topic / FILE
    path.write_text('{{"weights": "{}", "positions": [\n{}\n], "unseen": [\n{}\n]}}\n'.format(_hash(topic), *blocks), encoding="utf-8")
    return path


def _rows(positions: Iterable[Position]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in KEPT} for row in plain_rows(layouts()["machine"], positions_frame(positions, table="machine"))]


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["file"], row["spans"], row["actor"], row["instrument"], row["stance"]


def read_held_out(topic: Path) -> list[dict[str, Any]] | None:
    """The rows; None where no weights were learnt from the topic's coded articles, so that nothing needs holding out.

    `articles` of the weights names the articles that they were learnt from; without it, that is taken to be all coded ones.
    Raises TopicError where the rows are missing or stale.
    """
    return _read(topic, "positions") if _learnt(topic) else None


def read_unseen(topic: Path) -> list[dict[str, Any]]:
    """What the weights made of the articles of `unseen/`, with `article`, the key there; none where the topic has no such folder.

    Raises TopicError where the rows are missing or stale.
    """
    return _read(topic, UNSEEN) if (topic / UNSEEN).is_dir() else []


def _read(topic: Path, key: str) -> list[dict[str, Any]]:
    try:
        raw = json.loads((topic / FILE).read_text(encoding="utf-8"))
        rows, weights = list(raw[key]), raw["weights"]
    except FileNotFoundError:
        raise TopicError("no positions of held-out articles", where=FILE, remedy="run `commitscape train`") from None
    except (ValueError, KeyError, TypeError) as fault:
        raise TopicError(f"not readable ({fault})", where=FILE, remedy="run `commitscape train`") from None
    if weights != _hash(topic):
        raise TopicError(f"these positions belong to other weights than {WEIGHTS}", where=FILE, remedy="run `commitscape train`")
    return rows


def _learnt(topic: Path) -> bool:
    try:
        raw = json.loads((topic / WEIGHTS).read_text(encoding="utf-8"))
        keys = {json.loads(line)["article"] for line in (topic / "coded" / "articles.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()}
    except (OSError, ValueError, KeyError, TypeError):
        return (topic / WEIGHTS).is_file()
    return "articles" not in raw or not keys.isdisjoint(raw["articles"])


def _hash(topic: Path) -> str:
    weights = topic / WEIGHTS
    return hashlib.sha256(weights.read_bytes()).hexdigest()[:16] if weights.is_file() else ""
