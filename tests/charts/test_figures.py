"""Every figure and table from a miniature build, from nothing, and from hostile words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
import vl_convert

from commitscape.charts import (
    architecture,
    asked_offered,
    camps,
    conditions,
    conflicts,
    directory,
    findings,
    ladder,
    landscape,
    markup,
    method,
    numbers,
    objections,
    profile,
    sources,
    timeline,
)
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html
from commitscape.charts.theme import spec_of
from commitscape.charts.topic import Topic
from commitscape.charts.view import View

FIGURES: dict[str, Callable[[View], Figure]] = {
    "architecture": architecture.figure,
    "asked_offered": asked_offered.figure,
    "camps": camps.figure,
    "conditions": conditions.figure,
    "conditions.network": conditions.network,
    "conflicts": conflicts.figure,
    "directory.actor": lambda view: directory.figure(view, "actor"),
    "directory.instrument": lambda view: directory.figure(view, "instrument"),
    "ladder": ladder.figure,
    "landscape": landscape.figure,
    "method.pipeline": method.pipeline,
    "method.speed": lambda view: method.speed(),
    "numbers": numbers.figure,
    "objections": objections.figure,
    "profile.actor": lambda view: profile.of_actor(view, "DEU").figure(),
    "profile.instrument": lambda view: profile.of_instrument(view, "ground_force").figure(),
    "sources": sources.figure,
    "sources.chain": sources.chain,
    "sources.corroboration": sources.corroboration,
    "timeline": timeline.figure,
    "timeline.moves": timeline.moves,
}
ALWAYS = {"method.pipeline", "method.speed", "architecture", "ladder"}  # drawn even where no position is known
PIECES: dict[str, Callable[[View], Html]] = {
    **{f"{module.__name__.rsplit('.', 1)[-1]}.{name}": getattr(module, name)
       for module in (architecture, asked_offered, camps, conditions, conflicts, findings, landscape, method, numbers, objections, sources, timeline)
       for name in ("headline", "prose")},
    "directory.headline": lambda view: directory.headline(view, "actor"), "directory.prose": lambda view: directory.prose(view, "instrument"),
    "camps.lists": camps.lists, "conflicts.side_by_side": conflicts.side_by_side, "findings.tallies": findings.tallies, "findings.cards": findings.cards,
    "findings.latest": findings.latest, "findings.newest": findings.newest, "method.scope": method.scope, "method.stances": method.stances,
    "method.instruments": method.instruments, "method.rules": method.rules, "method.cell_rules": method.cell_rules, "method.dictionary": method.dictionary,
    "method.downloads": method.downloads, "method.citation": method.citation,
    "objections.terms": objections.terms, "timeline.events": timeline.events,
    "timeline.table": timeline.table, "timeline.dated": timeline.dated,
    **{f"profile.{name}": (lambda view, name=name: getattr(profile.of_actor(view, "FRA"), name)())  # type: ignore[misc]
       for name in ("headline", "prose", "positions_table", "conditions_table", "numbers_table", "sources_table", "context", "neighbours")},
}


VOID = {"br", "img", "input", "hr"}


class Balance(HTMLParser):
    """Collects tags and fails on one that closes what is not open."""


    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"</{tag}> closes nothing"
        self.open.pop()


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Balance()
    parser.feed(page)
    parser.close()
    assert not parser.open, parser.open
    return parser.seen


@dataclass(frozen=True)
class Built:
    """A figure with its page and its specification, made once for all tests of a view."""

    figure: Figure
    page: str
    spec: str

    def draw(self) -> str:
        return vl_convert.vegalite_to_svg(self.spec)


BUILT: dict[tuple[int, str], Built] = {}


def built(view: View, name: str) -> Built:
    key = (id(view), name)
    if key not in BUILT:
        figure = FIGURES[name](view)
        page = figure.html()
        found = re.search(r'class="cs-spec">(.*?)</script>', page, re.DOTALL)
        BUILT[key] = Built(figure, page, found.group(1).replace("\\u003c", "<") if found else "")
    return BUILT[key]


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_drawn_said_and_tabled(view: View, name: str) -> None:
    made = built(view, name)
    figure = made.figure
    assert "<path" in made.draw()
    assert figure.alt
    assert figure.title
    assert "nan" not in (figure.alt + figure.note).lower().split()
    seen = tags(made.page)
    assert any(tag == "table" for tag, _ in seen)
    assert f'id="fig-{figure.name}"' in made.page


FLOWING = {"sources", "sources.corroboration"}  # as wide as their frame
SCROLLING = {"method.pipeline"}  # scrolls inside its frame


@pytest.mark.parametrize("name", sorted(set(FIGURES) - SCROLLING - FLOWING))
def test_the_narrow_layout_fits_a_telephone(view: View, name: str) -> None:
    narrow = built(view, name).figure.narrow
    assert narrow is not None
    spec = spec_of(narrow)
    assert spec["width"] <= 330
    assert "<path" in vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize("name", FIGURES)
def test_figure_of_nothing_says_so(empty: View, name: str) -> None:
    made = built(empty, name)
    page = made.page
    tags(page)
    if name in ALWAYS:
        made.draw()
    else:
        assert made.figure.chart is None
        assert 'class="cs-empty"' in page
        assert "cs-spec" not in page


@pytest.mark.parametrize("name", FIGURES)
def test_hostile_words_stay_words(hostile: View, name: str) -> None:
    page = built(hostile, name).page
    scripts = [attributes for tag, attributes in tags(page) if tag == "script"]
    assert {attributes["class"] for attributes in scripts} <= {"cs-spec", "cs-spec-narrow"}
    assert "\u202e" not in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", FIGURES)
def test_figure_is_the_same_every_time(view: View, again: View, name: str) -> None:
    assert built(view, name).page == FIGURES[name](again).html()


@pytest.mark.parametrize("name", FIGURES)
def test_every_link_leads_into_the_book(view: View, name: str) -> None:
    made = built(view, name)
    links = set(re.findall(r'"href":"([^"]*)"', made.spec)) - {""}
    links |= {str(attributes["href"]) for tag, attributes in tags(made.page) if tag == "a"}
    pattern = r"(evidence-a\d\.html#pa\d\d+|evidence-a\d\.html|actor-[a-z]+\.html|instrument-[a-z_]+\.html)"
    assert all(re.fullmatch(pattern, href) for href in links if href not in ("href:N", "lane_href:N", "before:N")), links


@pytest.mark.parametrize("name", PIECES)
def test_pieces_are_sound_html(view: View, empty: View, hostile: View, name: str) -> None:
    for each in (view, empty, hostile):
        page = PIECES[name](each)
        assert isinstance(page, Html)
        assert not any(tag in ("script", "img", "style") for tag, _ in tags(page))
        assert "\u202e" not in page


def test_escaping_is_not_undone() -> None:
    assert markup.element("p", "<b>", title='"x"') == '<p title="&quot;x&quot;">&lt;b&gt;</p>'
    assert markup.join([markup.element("i", "a"), "<b>"], " & ") == "<i>a</i> &amp; &lt;b&gt;"
    assert markup.esc("a\u202eb\u0007c") == "ab c"
    assert markup.plain(markup.element("p", "1 < 2")) == "1 < 2"


@pytest.mark.parametrize("name", FIGURES)
def test_a_topic_without_labels_or_layers_still_draws(view: View, name: str) -> None:
    figure = FIGURES[name](View(tables=view.tables, topic=Topic()))
    tags(figure.html())
    assert (figure.chart is None) == (name in ("architecture", "ladder"))
