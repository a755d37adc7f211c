"""What holds for every text: spans lie inside, blocks are in order, nothing is lost in silence."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from commitscape.reading.articles import find_articles
from commitscape.reading.blocks import kept_lines
from commitscape.reading.datelines import run_in_dateline
from commitscape.reading.lines import BLANK, split_lines
from commitscape.records import Document

LINES = st.sampled_from(
    [
        "", "", "", " ", "\u00a0", "Normal view", "Vue normale", "Today", "Post a Comment", "Comments", "--------", "❌", "Share", "By Ann Miller",
        "A tram for the valley", "The valley rejects the tram", "Will it come?", "# A heading", "“We want it” – valley asks for a tram",
        "August 31, 2025 at 10:25 AM", "31. August 2025 um 10:25", "31 août 2025 à 10:25", "4 September 2025", "05/09/2025",
        "Mayor Jo Example pictured at the town hall.", "Photo: A. Writer", "tram valley council vote river line works spring",
        "The council voted on Monday to build a tram line along the river.", "Residents said no. They fear noise.", "“We were never asked,” one said.",
        "  • ✇The Harbour Post", "  • ✇Valley Times", "  • The valley rejects the tram", "    The council voted on Mon",
        "  • a loan from the region", "- a depot", "1. consent",
        "Recommended Stories", "list of 2 items", "list 1 of 2", "end of list", "2 comments:", "RIGA, 22 January 2026 (Agency) — Leaders met and said little.",
        "3. September war der Tag der Wahl.", "---", "title: A tram for the valley", "x" * 400,
    ]
)  # fmt: skip
TEXTS = st.lists(LINES | st.text(max_size=40), max_size=40).map("\n".join)
FORMATS = st.sampled_from(["txt", "md"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, FORMATS)
def test_every_text_falls_into_ordered_articles(text: str, format: str) -> None:
    articles = find_articles(Document(file="a.txt", text=text, sha256="", format=format))
    assert len({article.article_id for article in articles}) == len(articles)
    last = 0
    for article in articles:
        assert last <= article.start < article.end <= len(text)
        last = article.end
        at = article.start
        assert article.blocks
        for block in article.blocks:
            assert at <= block.span.start < block.span.end <= article.end
            inside = block.span.of(text)
            assert inside == inside.strip(BLANK)
            at = block.span.end
        assert sum(block.kind == "title" for block in article.blocks) <= 1


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_line_of_an_article_is_in_a_block_or_is_furniture(text: str) -> None:
    for article in find_articles(Document(file="a.txt", text=text, sha256="")):
        covered = {place for block in article.blocks for place in range(*block.span)}
        lines = split_lines(text, article.start, article.end)
        kept = kept_lines(lines)
        for line in lines:
            places = set(range(*line.span))
            opening = run_in_dateline(line.text)
            if opening:  # the dash or blank after a date that opens a paragraph is in no block
                dateline, after = opening
                places -= set(range(line.span.start + len(dateline.words), line.span.start + after))
            assert places <= covered if line in kept else not places & covered


def test_what_stands_before_and_after_does_not_change_an_id() -> None:
    body = "A tram for the valley\n\nAugust 31, 2025 at 10:25 AM\n\nThe council voted on Monday to build a tram line.\n\n"
    other = "The port opens its gates\n\nAugust 30, 2025 at 10:25 AM\n\nIt did so at noon on Monday.\n\n"
    third = "A third vote\n\nAugust 29, 2025 at 10:25 AM\n\nNobody came.\n"
    first = find_articles(Document(file="a.txt", text=body + other, sha256=""))
    again = find_articles(Document(file="a.txt", text="Normal view\n\n" + third + body + other, sha256=""))
    assert [article.article_id for article in first] == [article.article_id for article in again][1:]
