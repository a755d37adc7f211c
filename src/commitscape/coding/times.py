"""When something is told to have been so, as features: years that are over when the article appears, words for other times.

What was promised years before an article, or had been offered once, seldom is a position of the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitscape.coding.scene import Scene
    from commitscape.coding.tree import Token

YEAR = re.compile(r"(?:19|20)\d\d")
FURTHEST = 4  # years from which on it does not matter how many lie between
UNITS = frozenset({"hour", "day", "week", "weekend", "fortnight", "month", "summer", "winter", "spring", "autumn", "fall", "year", "decade", "century"})
SINCE = frozenset({"ago", "earlier", "before", "previously", "later", "after"})
WHICH = frozenset({"last", "previous", "past", "next", "coming", "following", "earlier"})
MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
})
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today", "tonight", "tomorrow"})


def times(scenes: Sequence[Scene], now: int | None) -> dict[int, list[str]]:
    """For each sentence features of the times that it names; `now` is the year in which the article appeared.

    A year tells of the sentences that follow it in its paragraph too.
    """
    found: dict[int, list[str]] = {}
    before, paragraph = "none", -1
    for scene in scenes:
        if scene.sentence.paragraph != paragraph:
            before, paragraph = "none", scene.sentence.paragraph
        here = _year(scene, now)
        found[scene.sentence.index] = [f"time.year={here}", f"time.before={before}", *_told(scene)]
        before = before if here == "none" else here
    return found


def _year(scene: Scene, now: int | None) -> str:
    """How the earliest year that a sentence names stands to the article's: "before2", "same", "after1", "none"; "some" where that is unknown."""
    named = [int(token.text) for token in scene.sentence.tokens if YEAR.fullmatch(token.text) and not _counts(token)]
    if not named or now is None:
        return "some" if named else "none"
    gap = min(named) - now
    return "same" if not gap else f"{'before' if gap < 0 else 'after'}{min(abs(gap), FURTHEST)}"


def _counts(token: Token) -> bool:
    """Whether a number says how many there are: "2000 soldiers"."""
    return token.dep_ == "nummod" and token.head.tag_ == "NNS"


def _told(scene: Scene) -> list[str]:
    """Features of the words for times in a sentence: "last year", "two months ago", a day, a month."""
    found: set[str] = set()
    tokens = scene.sentence.tokens
    for number, token in enumerate(tokens):
        lemma = token.lemma_.lower()
        if lemma in UNITS:
            before, after = tokens[number - 1 : number], tokens[number + 1 : number + 2]
            found |= {f"time.unit={lemma}.{t.lower_}" for t in after if t.lower_ in SINCE}
            found |= {f"time.unit={t.lower_}.{lemma}" for t in before if t.lower_ in WHICH}
        elif token.lower_ in DAYS:
            found.add("time.names=day")
        elif token.lower_ in MONTHS and token.pos_ == "PROPN":
            found.add("time.names=month")
    return sorted(found)
