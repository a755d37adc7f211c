"""An article's positions are marked where they stand, and nothing that a text says becomes markup."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from commitscape.charts.evidence import article_page

TEXT = 'Ann <b>will</b> send. Bob "may" & Cem won\'t.'
LABELS = SimpleNamespace(label=lambda section, code: code)


def position(name, *spans, stance="committed", rank=0, **more):
    return {
        "position_id": name, "article_id": "a1", "spans": [list(span) for span in spans], "actor": "ANN", "actor_name": "Ann", "instrument": "air",
        "instrument_label": "Air", "stance": stance, "stance_label": stance, "rank": rank, "attribution": "named", "attribution_label": "Named",
        "speaker": None, "medium": None, "outlet": "Daily", "conditions": [], "condition_texts": [], "quantities": [], "said_on": None, "origin": "machine",
        "rule": "r", "confidence": 0.5, **more,
    }


def view(*positions, text=TEXT, start=100, title="T", outlet="Daily"):
    article = {"article_id": "a1", "file": "f.txt", "title": title, "outlet": outlet, "published": "2025-09-01T10:00", "published_basis": "stated",
               "day": pd.Timestamp("2025-09-01"), "origin": "machine", "copy_of": None, "reports": None}
    tables = SimpleNamespace(
        articles=pd.DataFrame([article]), stances=pd.DataFrame({"code": ["committed", "refused"], "rank": [0, 1]}),
        blocks=pd.DataFrame([{"article_id": "a1", "kind": "paragraph", "start": start, "end": start + len(text), "text": text}]),
    )
    return SimpleNamespace(tables=tables, topic=LABELS, by_id={row["position_id"]: row for row in positions}, stance=str)


def marks(html):
    return [(found[1].split(), re.sub(r"<[^>]+>", "", found[2])) for found in re.finditer(r'<mark[^>]*data-positions="([^"]*)">(.*?)</mark>', html)]


def test_text_survives_word_for_word():
    html = article_page(view(position("p1", (100, 120))), "a1")
    shown = re.search(r'<p class="cs-text"[^>]*>(.*?)</p>', html).group(1)
    assert re.sub(r"<[^>]+>", "", shown).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#x27;", "'").replace("&amp;", "&") == TEXT


@pytest.mark.parametrize(("spans", "expected"), [
    ([((100, 120),)], [(["p0"], "Ann &lt;b&gt;will&lt;/b&gt; send")]),
    ([((100, 103),), ((100, 106),)], [(["p0", "p1"], "Ann"), (["p1"], " &lt;b")]),
    ([((100, 103), (110, 112))], [(["p0"], "Ann"), (["p0"], "l&lt;")]),
    ([((90, 103),)], [(["p0"], "Ann")]),
])
def test_overlapping_spans_become_pieces_that_know_their_positions(spans, expected):
    html = article_page(view(*(position(f"p{number}", *places) for number, places in enumerate(spans))), "a1")
    assert marks(html) == expected


def test_each_position_has_one_id_and_one_card():
    html = article_page(view(position("p1", (100, 120)), position("p2", (100, 120), stance="refused", rank=1), position("p3", (900, 950))), "a1")
    assert sorted(re.findall(r' id="(p\d)"', html)) == ["p1", "p2", "p3"]
    assert sorted(re.findall(r'data-position="(p\d)"', html)) == ["p1", "p2", "p3"]
    assert "cs-stripes-2" in html
    assert "outside the text shown" in html


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "\x1b[31m\u202e</p>"])
def test_hostile_words_stay_words(evil):
    row = position("p1", (100, 120), speaker=evil, medium=evil, actor_name=evil, rule=evil, conditions=["c"], condition_texts=[evil],
                   quantities=[{"text": evil}], said_on=evil, outlet=evil)
    html = article_page(view(row, text=evil + TEXT, title=evil, outlet=evil), "a1")
    assert "<script" not in html
    assert "<img" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert not re.search(r'href="javascript', html)


def test_of_an_endless_paragraph_the_beginning_is_shown_and_no_position_is_lost():
    html = article_page(view(position("p1", (100, 120)), position("p2", (50_100, 50_120)), text="x" * 60_000), "a1")
    assert "x" * 19_000 in html
    assert len(html) < 30_000
    assert "40,000 more characters stand in the document" in html
    assert sorted(re.findall(r' id="(p\d)"', html)) == ["p1", "p2"]
    assert "Positions outside the text shown" in html
