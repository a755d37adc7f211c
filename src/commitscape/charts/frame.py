"""The frame that every chart stands in: caption, chart, text alternative, table, the words behind its terms, note."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from altair import TopLevelMixin

from commitscape.charts.markup import Html, esc
from commitscape.charts.terms import Term, glossary
from commitscape.charts.theme import spec_of


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A chart with all that a reader needs around it.

    `name` is its address on the page (letters, digits, hyphens), `alt` what a listener hears,
    `table` the HTML of the rows behind it (see tables.py), `note` its caveats. A figure with no
    chart (`chart=None`) shows `note` in its place: "no data" is said, never drawn as an empty axis.
    `terms` are the words that it explains, those with a colour first: they become its key. `narrow` is
    the same chart laid out for a telephone; its inputs have the same names.
    """

    name: str
    chart: TopLevelMixin | None
    table: Html
    title: str
    caption: str = ""
    alt: str = ""
    note: str = ""
    wide: bool = field(default=False)  # may scroll sideways inside its frame on a narrow screen
    terms: tuple[Term, ...] = ()
    narrow: TopLevelMixin | None = None

    def spec(self) -> dict[str, Any] | None:
        return None if self.chart is None else spec_of(self.chart)

    def html(self) -> str:
        """The figure as HTML; book/_static draws the specification that it carries."""
        parts = [f'<figure class="cs-figure{" cs-wide" if self.wide else ""}" id="fig-{esc(self.name)}" data-name="{esc(self.name)}">']
        caption = f'<span class="cs-title">{esc(self.title)}</span>' + (f' <span class="cs-caption">{esc(self.caption)}</span>' if self.caption else "")
        parts.append(f"<figcaption>{caption}</figcaption>")
        spec = self.spec()
        if spec is not None:
            image = f'<img src="_static/figures/{esc(self.name)}.svg" alt="{esc(self.alt)}">'
            parts.append(f'<div class="cs-chart" role="img" aria-label="{esc(self.alt)}"><noscript>{image}</noscript></div>')
            body = _json(spec)
            parts.append(f'<script type="application/json" class="cs-spec">{body}</script>')
            if self.narrow is not None:
                parts.append(f'<script type="application/json" class="cs-spec-narrow">{_json(spec_of(self.narrow))}</script>')
            parts.append(glossary(self.terms, shown=body))
        else:
            parts.append(f'<p class="cs-empty">{esc(self.alt)}</p>')
        parts.append(f'<div class="cs-table">{self.table}</div>')
        if self.note:
            parts.append(f'<p class="cs-note">{esc(self.note)}</p>')
        return "".join(parts) + "</figure>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"{self.title}\n{self.alt}"}


def _json(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
