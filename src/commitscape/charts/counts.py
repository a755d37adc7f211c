"""Numbers of the prose as links to the rows that they count.

A link names a table by its anchor and says in its query which rows count: `landscape.html?Current+stance=Committed#fig-landscape`.
The book's scripts open the table, leave these rows and say how many they are (book/_static/js/5-counts.js);
tests/report/browser compares every such number with what its rows give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from commitscape.charts.markup import Html, element, join

Where = Mapping[str, str | Iterable[str]]


def count(number: float, table: str, *, page: str = "", of: str = "", where: Where | None = None, shown: str = "") -> Html:
    """`number` (as `shown`, where it is no plain count) as a link to the rows of `table` (an anchor: `fig-...` or `table-...`) that it counts.

    `where` keeps rows by column: a value that the cell holds, or several of them of which one is enough, or
    ">=2" for a number. `of` names a column whose different values are counted instead of the rows, or is
    "share" for the rows in a hundred, or "=Column" for what the one row holds in that column.
    """
    keys = [(column, "|".join([value] if isinstance(value, str) else value)) for column, value in (where or {}).items()]
    query = urlencode([*keys, *([("of", of)] if of else [])])
    return element("a", shown or f"{number:,}", href=f"{page}{'?' + query if query else ''}#{table}", class_="cs-count")


def rows(words: object, table: str, *, page: str = "", where: Where | None = None) -> Html:
    """Words (a range, say) as a link to the rows of `table` that they rest on."""
    query = urlencode([(column, value if isinstance(value, str) else "|".join(value)) for column, value in (where or {}).items()])
    return element("a", words, href=f"{page}{'?' + query if query else ''}#{table}", class_="cs-count cs-range")


def tally(number: int, one: str, table: str, *, many: str | None = None, page: str = "", of: str = "", where: Where | None = None) -> Html:
    """The number with its noun: "1 stance", "2 stances"."""
    return join([count(number, table, page=page, of=of, where=where), " ", one if number == 1 else many or one + "s"])
