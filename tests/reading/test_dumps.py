"""Dumps of feed readers' pages in several languages fall into their articles; one article stays whole."""

from __future__ import annotations

import pytest

from commitscape.reading.articles import find_articles
from commitscape.records import Article, Document

ENGLISH = """\
Normal view

There are new articles available, click to refresh the page.

Today

  • ✇The Harbour Post
  • Council approves new tram line after long debate
    The city council voted on Monday to build a tram line along the river, ending a debate that la
    \u00a0

Council approves new tram line after long debate

By Ann Miller

August 31, 2025 at 10:25 AM

Mayor Jo Example pictured at the town hall.

The city council voted on Monday to build a tram line along the river, ending a debate that lasted ten years.

What happens next

Works should begin in spring. The mayor named three conditions:

  • a loan from the region
  • a new depot
  • consent of the harbour authority.
  • ✇Valley Times
  • Valley rejects the tram
    Residents of the valley said no in a vote on Sunday. They fear no

Valley rejects the tram

August 30, 2025 at 9:05 PM

Residents of the valley said no in a vote on Sunday. They fear noise.

“We were never asked,” one resident said.

Yesterday

  • ✇The Harbour Post
  • Harbour opens its gates
    A collapsed entry whose text was never sh

  • ✇Valley Times
  • A second vote is possible, mayor says
    The mayor said a second vote was poss

A second vote is possible, mayor says

August 29, 2025 at 12:00 PM

The mayor said a second vote was possible in autumn, if the region asked for it.

Load more articles
"""

GERMAN = """\
Normale Ansicht

Vor vorgestern eingegangen

Stadtrat stimmt der neuen Straßenbahn zu

31. August 2025 um 10:25

Bürgermeisterin Eva Beispiel im Bild bei der Sitzung.

Der Stadtrat hat am Montag den Bau einer Straßenbahn am Fluss beschlossen und damit eine lange Debatte beendet.

Wie es weitergeht

Die Arbeiten sollen im Frühjahr beginnen.

  • ✇Hafenbote
  • Tal lehnt die Straßenbahn ab
    Die Bewohner des Tals haben am Sonntag mit Nein gesti
    \u00a0

Tal lehnt die Straßenbahn ab

3. September 2025 um 07:05

Die Bewohner des Tals haben am Sonntag mit Nein gestimmt. Sie fürchten den Lärm.

Artikel teilen

Eine zweite Abstimmung möglich

5. März 2025 um 23:59

Die Bürgermeisterin hält eine zweite Abstimmung im Herbst für möglich.
"""

PLAIN = """\
The council approves the tram

5 September 2025, 10:25

The city council voted on Monday to build a tram line along the river.

The valley rejects the tram

4 September 2025, 09:00

Residents of the valley said no in a vote on Sunday.
"""

CHRONOLOGY = """\
How the tram came to the valley

The tram has a long history, told here in the order of its events.

First steps

4 March 2023

The council ordered a study of the line along the river.

The vote

12 June 2024

The council voted for the line after a debate of two days.

The tram has carried a million people since.
"""


def articles_of(text: str, **stated: str) -> tuple[Article, ...]:
    return find_articles(Document(file="a.txt", text=text, sha256="", stated=stated))


def summary(text: str) -> list[tuple[str | None, str | None, str | None, str, str]]:
    bodies = [(article, text[article.start : article.end].split("\n")) for article in articles_of(text)]
    return [(a.title, a.outlet, a.published, lines[0], lines[-1]) for a, lines in bodies]


def kinds(article: Article, text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in article.blocks]


def test_english_dump() -> None:
    assert summary(ENGLISH) == [
        (
            "Council approves new tram line after long debate",
            "The Harbour Post",
            "2025-08-31T10:25",
            "Council approves new tram line after long debate",
            "  • consent of the harbour authority.",
        ),
        ("Valley rejects the tram", "Valley Times", "2025-08-30T21:05", "Valley rejects the tram", "“We were never asked,” one resident said."),
        (
            "A second vote is possible, mayor says",
            "Valley Times",
            "2025-08-29T12:00",
            "A second vote is possible, mayor says",
            "The mayor said a second vote was possible in autumn, if the region asked for it.",
        ),
    ]


def test_blocks_of_the_english_dump() -> None:
    first = articles_of(ENGLISH)[0]
    assert [kind for kind, _ in kinds(first, ENGLISH)] == [
        "title", "dateline", "caption", "paragraph", "heading", "paragraph", "bullet", "bullet", "bullet",
    ]  # fmt: skip
    assert kinds(first, ENGLISH)[-2:] == [("bullet", "a new depot"), ("bullet", "consent of the harbour authority.")]


def test_german_dump() -> None:
    assert [(title, outlet, day) for title, outlet, day, _, _ in summary(GERMAN)] == [
        ("Stadtrat stimmt der neuen Straßenbahn zu", "Hafenbote", "2025-08-31T10:25"),
        ("Tal lehnt die Straßenbahn ab", "Hafenbote", "2025-09-03T07:05"),
        ("Eine zweite Abstimmung möglich", "Hafenbote", "2025-03-05T23:59"),
    ]
    first, second, _ = articles_of(GERMAN)
    assert [kind for kind, _ in kinds(first, GERMAN)] == ["title", "dateline", "caption", "paragraph", "heading", "paragraph"]
    assert GERMAN[second.start : second.end].endswith("Sie fürchten den Lärm.")


def test_dump_without_feed_reader_signs() -> None:
    assert [(title, day) for title, _, day, _, _ in summary(PLAIN)] == [
        ("The council approves the tram", "2025-09-05T10:25"),
        ("The valley rejects the tram", "2025-09-04T09:00"),
    ]


def test_dates_as_headings_do_not_divide_an_article() -> None:
    (article,) = articles_of(CHRONOLOGY)
    assert article.title == "How the tram came to the valley"
    assert CHRONOLOGY[article.start : article.end] == CHRONOLOGY.strip()
    assert article.published is None


def test_dump_with_windows_like_spaces_and_no_break_spaces() -> None:
    text = ENGLISH.replace("    T", "\u00a0\u00a0\u00a0 T")
    assert [row[:3] for row in summary(text)] == [row[:3] for row in summary(ENGLISH)]


def test_two_feeds_leave_an_unnamed_article_without_outlet() -> None:
    text = ENGLISH + "\nA fourth article, without a bullet of its own\n\nAugust 28, 2025 at 12:00 PM\n\nThe mayor slept well last night.\n"
    assert articles_of(text)[-1].outlet is None


PAGES = [
    ("A tram for the valley\n\nThe council voted for it.", "Menu\n{}\n\nPost a Comment\n\nPrevious Post Next Post\n"),
    (
        "A tram for the valley\nThe council voted for it.",
        "{}\n--------\n—With assistance from A. Writer.\n©2025 Some Press. Distributed by Someone.\n\n\nComments\n",
    ),
    (
        "The council voted for the tram.\nIt was a long debate.",
        "{}\n\nSign up for our weekly newsletter to keep up with the valley.\n\nShare\nFacebook Twitter WhatsApp\n",
    ),
    (
        "A tram for the valley\n\nThe council voted for it. The works begin in May. Nobody objects.\n\nIt is cheap.",
        "{}\n\nRelated articles\n\nA very different headline\n\nAnother headline of today\n",
    ),
    ("Eine Bahn für das Tal\n\nDer Rat stimmte zu.", "{}\n\nKommentar schreiben\n\nNächster Artikel\n"),
    (
        "Un tram pour la vallée\n\nLe conseil a dit oui.",
        "{}\n\nLire aussi : Le port ouvre ses portes\n\nLaisser un commentaire\n",
    ),
]


@pytest.mark.parametrize(("article", "page"), PAGES)
def test_furniture_lies_outside(article: str, page: str) -> None:
    text = page.format(article)
    (found,) = articles_of(text)
    assert text[found.start : found.end] == article


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The council voted for the tram on Monday.\nIt was a long debate.", None),
        ("TRAM AT LAST? Valley votes on Sunday\n\nThe council votes on Monday.", "TRAM AT LAST? Valley votes on Sunday"),
        ("Will the tram come?\n\nThe council votes on Monday.", "Will the tram come?"),
        ("“We want it” – valley asks for a tram\n\nThe council votes on Monday.", "“We want it” – valley asks for a tram"),
        ("# A tram for the valley\n\nThe council votes on Monday.", "A tram for the valley"),
        ("One line alone", None),
    ],
)
def test_title_of_a_single_article(text: str, title: str | None) -> None:
    (article,) = articles_of(text)
    assert article.title == title
    assert [block.span.of(text) for block in article.blocks if block.kind == "title"] == ([title] if title else [])


def test_a_dateline_in_a_single_article_dates_it() -> None:
    (article,) = articles_of("A tram for the valley\n\nHarbour City – August 20, 2025\n\nThe council votes on Monday.\n")
    assert (article.published, article.published_basis) == ("2025-08-20", "stated")


def test_a_date_that_opens_the_first_paragraph_dates_the_article() -> None:
    text = "A tram for the valley\n\nHARBOUR, 20 August 2025 (Press) — The council votes on Monday.\n\nIt is late.\n"
    (article,) = articles_of(text)
    assert (article.published, article.published_basis) == ("2025-08-20", "stated")
    assert kinds(article, text)[1:3] == [("dateline", "HARBOUR, 20 August 2025"), ("paragraph", "The council votes on Monday.")]


def test_an_ambiguous_date_stays_unknown() -> None:
    (article,) = articles_of("A tram for the valley\n\n05/09/2025\n\nThe council votes on Monday.\n")
    assert article.published is None
    assert article.published_basis == "unknown: '05/09/2025' can be read in two ways"


def test_the_same_article_twice_in_a_file_has_two_ids() -> None:
    once = "The council approves the tram\n\n5 September 2025, 10:25\n\nThe city council voted on Monday.\n\n"
    first, second = articles_of(once * 2)
    assert first.sha256 == second.sha256
    assert first.article_id != second.article_id


UNMARKED = """\
All articles

  • Harbour Post
  • The council approves the U.S.
    The city council vo

The council approves the U.S.

September 5, 2025 at 10:25 AM

The city council voted on Monday to build a tram line. It asked for:

  • a loan
  • a depot
  • Harbour Post
  • The valley rejects the tram
    Residents of the

The valley rejects the tram

September 4, 2025 at 9:00 AM

Residents of the valley said no in a vote on Sunday.
"""


def test_bullets_without_the_readers_mark_are_teasers_too() -> None:
    marked = UNMARKED.replace("• Harbour", "• ✇Harbour")
    for text in (marked, UNMARKED.replace("U.S.", "tram"), marked.replace("U.S.", "tram")):
        first, second = summary(text)
        assert (first[1], first[4]) == ("Harbour Post", "  • a depot")
        assert (second[0], second[1]) == ("The valley rejects the tram", "Harbour Post")
    assert summary(marked)[0][0] == "The council approves the U.S."


@pytest.mark.parametrize("head", ["{title}\nHarbour Post\n{date}", "{title}\n\nHarbour Post | {date}", "{title}\nHarbour Post\nBy A. Writer\n{date}"])
def test_a_feed_named_beside_each_date_is_the_outlet(head: str) -> None:
    first = head.format(title="The council approves the tram", date="September 5, 2025 at 10:25 AM")
    second = head.format(title="The valley rejects the tram", date="September 4, 2025 at 9:00 AM")
    text = f"{first}\n\nThe city council voted on Monday.\n\n{second}\n\nResidents said no on Sunday.\n"
    assert [row[:3] for row in summary(text)] == [
        ("The council approves the tram", "Harbour Post", "2025-09-05T10:25"),
        ("The valley rejects the tram", "Harbour Post", "2025-09-04T09:00"),
    ]


COMMENTED = """A tram for the valley

The council voted for the tram on Monday, after a debate of ten hours.

Residents of the valley said no in a vote on Sunday, and they still do.

2 comments:

A. Resident
August 31, 2025 at 10:25 AM
We were never asked about any of this, and we shall not forget it soon.

B. Resident
August 31, 2025 at 11:00 AM
I was asked, and I said yes. Trams are cheap and they do not smell at all.

Recommended reading of the week

Reply
"""


def test_dated_comments_below_an_article_are_no_dump() -> None:
    (article,) = articles_of(COMMENTED)
    assert article.title == "A tram for the valley"
    assert COMMENTED[article.start : article.end].endswith("and they still do.")


def test_a_box_of_other_articles_is_in_no_block() -> None:
    text = (
        "A tram for the valley\n\nThe council voted for the tram on Monday.\n\nRecommended Stories\nlist of 2 items\nlist 1 of 2\n"
        "Harbour opens its gates\nlist 2 of 2\nMayor resigns\nend of list\n\nThe works begin in May.\n\nNobody objects.\n\nIt is cheap, too.\n"
    )
    (article,) = articles_of(text)
    assert [inside for _, inside in kinds(article, text)] == [
        "A tram for the valley",
        "The council voted for the tram on Monday.",
        "The works begin in May.",
        "Nobody objects.",
        "It is cheap, too.",
    ]


SAVED = """\
Skip to Content
News
Harbour
Valley
Sport
play
Live

Council approves a tram line for the valley

The line will open in spring if the region pays, the mayor says

Published On 3 Sep 2025

Mayor Jo Example speaks at a briefing in the town hall [File: A. Writer/Press]

The council voted for the tram on Monday, after a debate of ten hours.

Residents of the valley said no in a vote on Sunday, and they still do.

Source: Press agencies

About
Our Channels
Our Network
Jobs
Sitemap
© 2025 Harbour Network
"""


def test_menus_of_a_saved_page_lie_outside() -> None:
    (article,) = articles_of(SAVED)
    assert (article.title, article.published) == ("Council approves a tram line for the valley", "2025-09-03")
    assert SAVED[article.start : article.end].endswith("and they still do.")
    assert [kind for kind, _ in kinds(article, SAVED)] == ["title", "heading", "dateline", "caption", "paragraph", "paragraph"]


def test_a_markdown_page_begins_at_its_headline() -> None:
    text = (
        "[Home](/) | [News](/news)\n\n* [Sport](/sport)\n\nHarbour\n\n# Council approves a tram line for the valley\n\n![Mayor](a.jpg)\n\n"
        "The council voted for the tram on Monday, after a long debate.\n\n[More](/more)\n"
    )
    (article,) = articles_of(text)
    assert [inside for _, inside in kinds(article, text)] == [
        "Council approves a tram line for the valley",
        "The council voted for the tram on Monday, after a long debate.",
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "Share\n\nPost a Comment\n", "--------\n"])
def test_nothing_to_read_is_no_article(text: str) -> None:
    assert articles_of(text) == ()


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        ("The mayor said on Monday that the tram line along the river would be built if the", "region gave a loan to the city before midnight.", True),
        ("After a debate that had lasted for ten years and three elections, the council voted,", "to nobody's surprise, for the tram.", True),
        ("The mayor said on Monday that the tram line along the river would be built.", "region and city share the costs.", False),
        ("The mayor said on Monday that the tram line along the river would be built for the", "Region and city share the costs.", False),
        ("Things to take along to the tram", "a ticket, a hat and a little patience.", False),
        ("The mayor said on Monday that the tram line along the river would be built for the", "- region and city share the costs.", False),
    ],
)
def test_a_sentence_that_a_page_cut_in_two_is_one(above: str, below: str, one: bool) -> None:
    text = f"A tram for the valley\n\nThe council met for a day and a night to debate the costs.\n\n{above}\n\n{below}\n"
    (article,) = articles_of(text)
    assert any(above in words and below.lstrip("- ") in words for _, words in kinds(article, text)) is one


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    text = (
        "A tram for the valley\n\n"
        "The city council voted on Monday to build a tram line along the river,\n"
        "ending a debate that had lasted for ten years and three elections, in a\n"
        "session that went on until midnight.\n"
        "\n"
        "Works should begin in spring, the mayor said, if the region gives a loan\n"
        "to the city.\n"
    )
    (article,) = articles_of(text)
    assert [kind for kind, _ in kinds(article, text)] == ["title", "paragraph", "paragraph"]
