"""Quotations by their marks, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from commitscape.coding.parsing import ParsedSentence

OPENING = "“«„"
OPENERS = frozenset({*OPENING, '"', "‘", "'"})  # marks with which a quotation may begin
MARKS = re.compile(r'["“«„”»]')


class Quote(NamedTuple):
    """A quotation: code points [start, end) of the document, marks included."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        return self.start <= place < self.end


def find_quotes(sentences: Sequence[ParsedSentence]) -> list[Quote]:
    """The quotations of each paragraph; one left open ends with its paragraph, one left unopened begins with it."""
    quotes: list[Quote] = []
    paragraphs = {sentence.paragraph: sentence for sentence in reversed(sentences)}
    for sentence in reversed(paragraphs.values()):
        text, offset = sentence.tokens.doc.text, sentence.offset
        start, closed = -1, 0
        for mark in MARKS.finditer(text):
            place, letter = mark.start(), mark.group()
            opens = start < 0 if letter == '"' else letter in OPENING
            if opens and start < 0:
                start = place
            elif not opens:
                if start < 0 and not closed:
                    start = 0
                if start >= 0:
                    quotes.append(Quote(offset + start, offset + place + 1))
                    closed = place
                start = -1
        if start >= 0:
            quotes.append(Quote(offset + start, offset + len(text)))
    return quotes
