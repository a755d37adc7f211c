"""Cuts an article's lines into blocks: headings, paragraphs, bullets, captions, datelines."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from commitscape.reading.datelines import read_dateline, run_in_dateline
from commitscape.reading.furniture import closes_box, is_byline, is_furniture, opens_box
from commitscape.reading.lines import Line, continues, goes_on, wrap_width
from commitscape.reading.vocabulary import pattern, vocabulary
from commitscape.records import Block, BlockKind, Span

_BOX_LINES = 40  # no box of other articles is longer
_QUOTES = "\"'”’»“„)]*_"
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\d))[.!?][\"'”’»)]*\s+\S")


def cut_blocks(lines: list[Line], title: Span | None) -> tuple[Block, ...]:
    """The blocks of an article's lines, in order; lines of the page's furniture are in none.

    `title` is the span of the article's title where one of the lines is it.
    """
    width = wrap_width(lines)
    below = {upper.span: lower for upper, lower in pairwise(lines)}
    blocks: list[Block] = []
    kept = kept_lines(lines)
    for index, line in enumerate(kept):
        previous = kept[index - 1] if index else None
        following = kept[index + 1] if index + 1 < len(kept) else None
        joined = previous is not None and below[previous.span] is line and blocks[-1].kind in ("paragraph", "bullet")
        if previous and joined and (continues(line, previous, width) or goes_on(line, previous)):
            blocks[-1] = Block(kind=blocks[-1].kind, span=Span(blocks[-1].span.start, line.span.end))
            continue
        if following and below[line.span] is following and continues(following, line, width):
            kind: BlockKind = "bullet" if line.bullet else "paragraph"
        else:
            kind = _kind(line, following, blocks)
        if title == line.span:
            kind = "title"
        start = line.span.start
        opening = run_in_dateline(line.text) if kind == "paragraph" and not any(block.kind == "paragraph" for block in blocks) else None
        if opening:
            words, after = opening
            blocks.append(Block(kind="dateline", span=Span(start, start + len(words.words))))
            start += after
        blocks.append(Block(kind=kind, span=Span(start, line.span.end)))
    return tuple(blocks)


def kept_lines(lines: list[Line]) -> list[Line]:
    """The lines that lie in a block: neither furniture nor the author's name, nor in a box of other articles."""
    kept: list[Line] = []
    box_ends = 0
    for index, line in enumerate(lines):
        if index >= box_ends and opens_box(line):
            box_ends = next((end for end in range(index, min(index + _BOX_LINES, len(lines))) if closes_box(lines[end])), 0)
        if index >= box_ends and not is_furniture(line) and (not is_byline(line) or is_sentence(line.text)):
            kept.append(line)
    return kept


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
    return has_final_stop(text) or _SENTENCE_END.search(text) is not None


def has_final_stop(text: str) -> bool:
    return text.rstrip(_QUOTES).endswith((".", "!", "…", ",", ";", ":"))


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
