"""Positions of coded articles by models that never saw the article: the honest figure where weights were learnt from them.

They come out of training (`commitscape train`) and stand in `held_out.json` of the topic folder, with the hash of the weights
that were trained in the same run, so that figures of other weights are never shown as these.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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


def write_held_out(topic: Path, positions: Iterable[Position]) -> Path:
    """Write the positions that the folds' models gave, beside the weights of the same run; the same input gives the same bytes."""
    rows = [{name: row[name] for name in KEPT} for row in plain_rows(layouts()["machine"], positions_frame(positions, table="machine"))]
    rows.sort(key=lambda row: (row["file"], row["spans"], row["actor"], row["instrument"], row["stance"]))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path = topic / FILE
    path.write_text(f'{{"weights": "{_hash(topic)}", "positions": [\n{lines}\n]}}\n', encoding="utf-8")
    return path


def read_held_out(topic: Path) -> list[dict[str, Any]] | None:
    """The rows; None where no weights were learnt from the topic's coded articles, so that nothing needs holding out.

    `articles` of the weights names the articles that they were learnt from; without it, that is taken to be all coded ones.
    Raises TopicError where the rows are missing or stale.
    """
    if not _learnt(topic):
        return None
    try:
        raw = json.loads((topic / FILE).read_text(encoding="utf-8"))
        rows, weights = list(raw["positions"]), raw["weights"]
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
