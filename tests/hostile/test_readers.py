"""Good files with a part cut out, doubled or overwritten: every reader reads or refuses them, and what is coded stands in its text."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from commitscape.coding.coder import Coder
from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.reading.articles import find_articles
from commitscape.reading.formats import FORMATS
from commitscape.reading.formats.worker import read_parts
from commitscape.records import Document, Span

from .cases import TEXT, cases
from .containers import pdf
from .miniature import ROOT
from .payloads import CARRIERS, SENTENCES

SHORT = tuple(sentence.format("again") for sentence in SENTENCES)


@cache
def good(carrier: str) -> bytes:
    return pdf(b"BT /F1 12 Tf 72 720 Td (Germany will send troops, he said.) Tj ET") if carrier == "pdf" else CARRIERS[carrier]("again", 1)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    carrier = draw(st.sampled_from(["txt", "md", "jsonl", "csv", "eml", "rss", "docx", "pdf"]))
    content = bytearray(good(carrier))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        content[start:end] = draw(st.sampled_from([b"", bytes(content[start:end]) * 3, draw(st.binary(max_size=12)), b"\0" * (end - start)]))
    return FORMATS[f".{carrier}"], bytes(content)


@cases(400)
@given(damaged())
def test_a_damaged_file_is_read_or_refused_and_its_articles_lie_in_it(file: tuple[str, bytes]) -> None:
    format, content = file
    with suppress(ReadingError):
        for part in read_parts(format, content):
            assert len(part.text) <= limits.TEXT_SIGNS
            assert part.text.encode("utf-8").strip()
            assert all(value.isprintable() for value in part.stated.values())
            document = Document(file="a", text=part.text, sha256="", format=format, stated=part.stated)
            for article in find_articles(document):
                assert 0 <= article.start < article.end <= len(part.text)
                assert all(article.start <= block.span.start < block.span.end <= article.end for block in article.blocks)


@cache
def coder() -> Coder:
    return Coder(ROOT / "data/ukraine")


@cases(60)
@given(st.lists(st.sampled_from(SHORT) | TEXT, min_size=1, max_size=6).map("\n\n".join), st.booleans())
def test_what_is_coded_stands_in_its_text(text: str, titled: bool) -> None:
    text = ("Germany promises troops\n\n" if titled else "") + text
    for article in find_articles(Document(file="a.txt", text=text, sha256="")):
        result = coder().code(article, text)
        for position in result.positions:
            assert position.quote == Span(*position.spans[0]).of(text)
            assert all(article.start <= span.start < span.end <= article.end for span in position.spans)
            assert 0 <= position.confidence <= 1
        assert len({position.position_id for position in result.positions}) == len(result.positions)
        again = coder().code(article, text)
        assert again.positions == result.positions


def test_every_format_has_a_good_file() -> None:
    for suffix in ("txt", "md", "jsonl", "csv", "eml", "rss", "docx", "pdf"):
        assert read_parts(FORMATS[f".{suffix}"], good(suffix))
