"""Cuts an article's lines into blocks: headings, paragraphs, bullets, captions, datelines."""

from __future__ import annotations

import re
from functools import cache

from commitscape.reading.datelines import read_dateline
from commitscape.reading.furniture import is_byline, is_furniture
from commitscape.reading.lines import Line, continues, wrap_width
from commitscape.reading.vocabulary import pattern, vocabulary
from commitscape.records import Block, BlockKind, Span

_QUOTES = "\"'”’»“„)]*_"
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d))[.!?][\"'”’»)]*\s+\S")


def cut_blocks(lines: list[Line], title: Span | None) -> tuple[Block, ...]:
    """The blocks of an article's lines, in order; lines of the page's furniture are in none.

    `title` is the span of the article's title where one of the lines is it.
    """
    width = wrap_width(lines)
    blocks: list[Block] = []
    kept = [line for line in lines if not is_skipped(line)]
    for index, line in enumerate(kept):
        previous = kept[index - 1] if index else None
        if blocks and previous and blocks[-1].kind in ("paragraph", "bullet") and continues(line, previous, width):
            blocks[-1] = Block(kind=blocks[-1].kind, span=Span(blocks[-1].span.start, line.span.end))
            continue
        following = kept[index + 1] if index + 1 < len(kept) else None
        if following and continues(following, line, width):
            kind: BlockKind = "bullet" if line.bullet else "paragraph"
        else:
            kind = _kind(line, following, blocks)
        blocks.append(Block(kind="title" if title == line.span else kind, span=line.span))
    return tuple(blocks)


def is_skipped(line: Line) -> bool:
    """Whether a line inside an article lies in no block."""
    return is_furniture(line) or (is_byline(line) and not is_sentence(line.text))


def _kind(line: Line, following: Line | None, blocks: list[Block]) -> BlockKind:
    if read_dateline(line.text):
        return "dateline"
    if is_caption(line.text) or (following and blocks and blocks[-1].kind == "dateline" and describes_picture(line.text)):
        return "caption"
    if line.heading_mark:
        return "heading"
    if line.bullet:
        return "bullet"
    return "heading" if following and is_headline(line.text, longest=14) else "paragraph"


def is_sentence(text: str) -> bool:
    return text.rstrip(_QUOTES).endswith((".", "!", "…", ",", ";", ":")) or _SENTENCE_END.search(text) is not None


def is_headline(text: str, *, longest: int) -> bool:
    """Whether a line of its own reads like a headline: few words (at most `longest`), no final stop."""
    words = _WORD.findall(text)
    return 0 < len(words) <= longest and len(text) <= 12 * longest and not is_sentence(text)


def is_caption(text: str) -> bool:
    """Whether a line says itself that it belongs to a picture ("Photo: ...")."""
    return len(text) <= 200 and pattern("captions", "anywhere").search(text) is not None


def describes_picture(text: str) -> bool:
    """Whether a line right after a dateline describes a picture and is not the article's first sentence."""
    if _SENTENCE_END.search(text):
        return False
    words = _WORD.findall(text)
    lower = [word for word in words if word.islower() and word not in _words("function_words")]
    if not is_sentence(text) and (len(words) <= 8 or len(lower) > 0.7 * len(words)):
        return not any(word in _words("finite") for word in words) or text[:1].islower()
    if pattern("captions", "after_dateline").search(text):
        return True
    return not any(word in _words("finite") for word in words) and (len(words) <= 4 or (not lower and len(words) <= 20))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(vocabulary("captions")[key])
