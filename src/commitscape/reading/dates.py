"""When an article was published and when a sentence says that something happened. Nothing is guessed in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commitscape.reading.said import said_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from commitscape.reading.datelines import Dateline
    from commitscape.reading.metadata import MetadataRow

__all__ = ["Published", "published_of", "said_on"]


@dataclass(frozen=True, slots=True)
class Published:
    """An ISO 8601 date or date-time, None where unknown, and what it rests on."""

    day: str | None
    basis: str


def published_of(dateline: Dateline | None, stated: Mapping[str, str], row: MetadataRow | None) -> Published:
    """The researcher's row before the text's own date line, that before what the format states."""
    if row and (row.published or row.basis == "unknown"):
        return Published(row.published, row.published_basis)
    if dateline and dateline.published:
        return Published(dateline.published, "stated")
    if stated.get("published"):
        return Published(stated["published"], "stated")
    if dateline:
        return Published(None, f"unknown: {dateline.words!r} can be read in two ways")
    return Published(None, "unknown: neither the text nor the metadata state a date")
