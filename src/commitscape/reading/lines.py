"""A document's text as lines that know their place, their bullet and their indent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from commitscape.reading.datelines import month_number
from commitscape.records import Span

BLANK = " \t\n\r\f\v\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff\u00ad\u3000\u2028\u2029\u0085\u001c\u001d\u001e\u001f"
_BULLET = re.compile(r"(?:[•◦‣⁃∙▪■●○➤►▶✔✅–*+-]|\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"[\W_]+")
_FIRST_WORD = re.compile(r"\S+")
CUT_PROSE = 12  # words of a line that is surely prose and no item of a list
WRAP = 120  # no wider line is taken for one of a paragraph that was broken by hand


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: the span of its text (no white space at the edges, no marker)."""

    span: Span
    text: str
    indent: int
    marker: str  # "•", "-", "1.", "##", or "" where there is none
    after_blank: bool  # a blank line, or nothing, precedes it

    @property
    def bullet(self) -> bool:
        return bool(self.marker) and not self.heading_mark

    @property
    def heading_mark(self) -> bool:
        return self.marker.startswith("#")

    @property
    def rule(self) -> bool:
        """Nothing but signs: a ruler, a cross, a row of stars."""
        return _RULE.fullmatch(self.text) is not None


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of `text[start:end]` that hold anything visible, in order."""
    end = len(text) if end is None else end
    lines: list[Line] = []
    at, after_blank = start, True
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        raw = text[at:stop]
        body = raw.strip(BLANK)
        if body:
            first = at + (len(raw) - len(raw.lstrip(BLANK)))
            lines.append(_line(body, first, first - at, after_blank))
            after_blank = False
        else:
            after_blank = True
        at = stop + 1
    return lines


def _line(body: str, first: int, indent: int, after_blank: bool) -> Line:
    found = _BULLET.match(body) or _MARKDOWN_HEADING.match(body)
    word = _FIRST_WORD.match(body, found.end()) if found and body[0].isdigit() else None
    skip = found.end() if found and not (word and month_number(word.group().rstrip(".,"))) else 0  # "3. September" is no bullet
    return Line(Span(first + skip, first + len(body)), body[skip:], indent, body[:skip].strip(BLANK), after_blank)


def wrap_width(lines: list[Line]) -> int:
    """The width at which paragraphs were broken by hand, 0 where a line is a paragraph."""
    widest = max((line.span.end - line.span.start for line in lines), default=0)
    return widest if 40 <= widest <= WRAP else 0


def continues(line: Line, previous: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph of `previous`, which stands right above it."""
    if line.after_blank or line.marker or previous.heading_mark:
        return False
    if previous.bullet and line.indent > previous.indent:
        return True
    word = _FIRST_WORD.match(line.text)
    return bool(width) and word is not None and previous.span.end - previous.span.start + 1 + len(word.group()) > width


def goes_on(line: Line, previous: Line) -> bool:
    """Whether `line` ends a sentence that a page's edge or a box cut off in `previous`: prose without a stop, then a small letter."""
    if line.marker or previous.heading_mark or previous.marker or len(previous.text.split()) < CUT_PROSE:
        return False
    last = previous.text.rstrip()[-1:]
    return (last == "," or last.islower()) and line.text[:1].islower()
