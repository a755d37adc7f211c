"""What every reader of a format gives back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document's decoded text and what its format states about it.

    `name` is "" for a file that is one document, else what tells its documents apart ("3" for a table's row 3).
    `stated` holds title, outlet, author, published, url, language, each only where the format states it.
    """

    text: str
    stated: dict[str, str] = field(default_factory=dict)
    name: str = ""
    encoding: str = "utf-8"


def stated(**values: object) -> dict[str, str]:
    """The values that are there, as single lines without control characters."""
    lines = {name: one_line(value) for name, value in values.items() if isinstance(value, str)}
    return {name: line for name, line in lines.items() if line}


def one_line(value: str, longest: int = 500) -> str:
    return " ".join("".join(sign if sign.isprintable() or sign.isspace() else "" for sign in value).split())[:longest]


def with_title(title: str | None, text: str) -> str:
    """The text below its title, where it does not begin with it."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not title or " ".join(first.strip("# ").split()).casefold() == " ".join(title.split()).casefold():
        return text
    return f"{title}\n\n{text}"
