"""The state of a topic's reviews in a few lines, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from commitscape.charts.markup import clean
from commitscape.codebook import load_codebook
from commitscape.tables.decisions import DECISIONS, FILE, Review, read_reviews
from commitscape.tables.reviews import agreement
from commitscape.tables.store import load_tables


def digest(topic: Path, tables: Path) -> Iterator[str]:
    """Counts by reviewer, agreement, a line for each position to settle, and for each decision that does not apply.

    Without a build only the faulty rows of the file are known, not the stale ones.
    """
    load_codebook(topic)
    read = read_reviews(topic)
    yield f"{len(read.decisions)} decisions in {topic / FILE}"
    counts = Counter((review.reviewer, review.decision) for review in read.decisions)
    for name in sorted({name for name, _ in counts}):
        yield f"{clean(name)}: " + ", ".join(f"{counts[name, decision]} {decision}" for decision in DECISIONS if counts[name, decision])
    found = agreement(read.decisions)
    if found.subjects:
        alpha = "not defined" if found.alpha is None else f"{found.alpha:.2f}"
        yield f"decided by two or more: {found.subjects}; Krippendorff's alpha {alpha}; to settle: {len(found.to_settle)}"
    for opinions in found.to_settle:
        yield f"settle: {clean(' '.join(opinions[0].quote.split())[:80])!r}: " + "; ".join(map(_opinion, opinions))
    rejects = {(reject.where, reject.reason, reject.remedy) for reject in read.rejects}
    if (tables / "rejects.parquet").is_file():
        rows = load_tables(tables).rejects
        rejects |= {(row["where"], row["reason"], row["remedy"]) for row in rows[rows["file"] == FILE].to_dict("records")}
    for where, reason, remedy in sorted(rejects):
        yield f"does not apply: {FILE}, {where}: {clean(reason)}; {remedy}"


def _opinion(review: Review) -> str:
    codes = "" if review.decision == "reject" else f" {review.actor}, {review.instrument}, {review.stance}"
    return clean(f"{review.reviewer} {review.decision}{codes}")
