"""The front matter of a Markdown file: fields between two lines of "---" at its top."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import yaml

from commitscape.plainyaml import safe_load
from commitscape.reading.datelines import stated_day
from commitscape.reading.formats.parts import stated
from commitscape.records import Span

_LONGEST = 20_000
_FENCED = re.compile(r"\s*---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*$", re.MULTILINE)
_NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "site", "publication", "publisher", "sitename"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "published_at", "pubdate", "publish_date"),
    "url": ("url", "link", "canonical_url", "source_url"),
    "language": ("language", "lang", "locale"),
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    stated: dict[str, str]
    body: int  # offset of the first character after it
    title: Span | None  # where the title's words stand in it


def read_front_matter(text: str) -> FrontMatter:
    """The fields that say something about the article; none where the text does not begin with front matter."""
    found = _FENCED.match(text[:_LONGEST])
    if not found or not _FIELD.search(found["fields"]):
        return FrontMatter({}, 0, None)
    fields = _fields(found["fields"])
    values = {ours: next((fields[name] for name in names if fields.get(name)), "") for ours, names in _NAMES.items()}
    values["published"] = stated_day(values["published"]) or ""
    said = stated(**values)
    return FrontMatter(said, found.end(), _place(text, found, said.get("title")))


def _fields(raw: str) -> dict[str, str]:
    try:
        loaded = safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, dict):  # faulty YAML: a quote in a title, as a rule
        loaded = {match["name"]: match["value"].strip("\"' ") for match in _FIELD.finditer(raw)}
    return {str(name).casefold(): _plain(value) for name, value in loaded.items()}


def _plain(value: object) -> str:
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return str(value) if isinstance(value, (str, int, float)) else ""


def _place(text: str, found: re.Match[str], title: str | None) -> Span | None:
    at = text.find(title, found.start("fields"), found.end("fields")) if title else -1
    return Span(at, at + len(title)) if title and at >= 0 else None
