"""What an article's lines are before they are cut into blocks, and where a page's edges end."""

from __future__ import annotations

from dataclasses import dataclass

from commitscape.reading.blocks import has_final_stop, is_caption, is_sentence
from commitscape.reading.datelines import Dateline, read_dateline
from commitscape.reading.furniture import is_comment_section, is_end, is_furniture, is_interface
from commitscape.reading.lines import Line

TITLE_WORDS, TITLE_SIGNS = 40, 400  # no headline is longer
_HEADLINE_WORDS = 5  # fewer are a menu's label, where a menu stands
_MENU = 3  # lines; fewer short ones are a kicker, a section's name


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's lines, with its title among them where it has one."""

    lines: list[Line]
    title: Line | None
    dateline: Dateline | None
    outlet: str | None


def is_title(line: Line) -> bool:
    """Whether a line can be an article's headline."""
    return not _is_no_title(line) and len(line.text.split()) <= TITLE_WORDS and len(line.text) <= TITLE_SIGNS and not has_final_stop(line.text)


def is_long_title(line: Line) -> bool:
    """Whether a line can be a headline that ends like a sentence, where its place alone says that it is one."""
    return not _is_no_title(line) and len(line.text.split()) <= TITLE_WORDS // 2


def _is_no_title(line: Line) -> bool:
    return (
        not any(sign.isalnum() for sign in line.text)
        or line.bullet
        or is_interface(line)
        or is_furniture(line)
        or is_caption(line.text)
        or read_dateline(line.text) is not None
    )


def is_prose(line: Line) -> bool:
    """A line that reads like a sentence of an article, not like a label."""
    return is_sentence(line.text) and len(line.text.split()) >= 8


def trim(lines: list[Line], *, interface: bool = False) -> list[Line]:
    """Without the furniture at both edges, and without what follows a page's end mark.

    A section of comments ends an article wherever it begins; a list of other articles may stand in its
    midst, and ends it in its second half only.
    """
    prose = 0
    for index, line in enumerate(lines):
        if (prose >= 2 and is_comment_section(line)) or (index >= len(lines) // 2 and is_end(line)):
            lines = lines[:index]
            break
        prose += is_prose(line)
    first, last = 0, len(lines)
    while first < last and _outside(lines[first], interface):
        first += 1
    while last > first and _outside(lines[last - 1], interface):
        last -= 1
    return lines[first:last]


def without_menus(lines: list[Line]) -> list[Line]:
    """Without the menus that a saved page shows above its headline and below its article.

    A menu is a run of short lines; above the first sentence the headline is the first longer line after it.
    """
    first = next((index for index, line in enumerate(lines) if is_prose(line)), 0)
    above = lines[:first]
    marked = next((index for index, line in enumerate(above) if line.marker == "#" and len(line.text.split()) >= _HEADLINE_WORDS), None)
    if marked is not None:
        lines = lines[marked:]
    else:
        runs = [end for end in range(_MENU, first + 1) if all(_is_label(line) for line in lines[end - _MENU : end])]
        headlines = (index for index in range(runs[-1] if runs else first, first) if is_title(lines[index]))
        start = next((index for index in headlines if len(lines[index].text.split()) >= _HEADLINE_WORDS), None)
        lines = lines[start:] if start is not None else lines
    last = next((index for index in range(len(lines), 0, -1) if is_sentence(lines[index - 1].text) or lines[index - 1].bullet), len(lines))
    return lines[:last] if len(lines) - last > _MENU else lines


def _is_label(line: Line) -> bool:
    return len(line.text.split()) < _HEADLINE_WORDS and not is_sentence(line.text) and read_dateline(line.text) is None


def _outside(line: Line, interface: bool) -> bool:
    return is_furniture(line) or (interface and is_interface(line))


def same(first: str, second: str) -> bool:
    return key(first) == key(second)


def key(text: str) -> str:
    """What two copies of a headline share, whatever their spaces and case."""
    return " ".join(text.split()).casefold()
