"""A quicker way to find which rules of the model's attribute ruler hold for a token; the same rules, with the same result.

The ruler tries every rule on every token, which takes a sixth of a parse. Its rules ask for no more than a token's tag, word,
relation and whether it is space, so each combination of these is tried once and remembered. A rule that asks for anything
else is not understood here, and the ruler then stays as it is. tests/reading/test_ruler.py compares both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

ASKED: list[int | str] = ["TAG", "LOWER", "DEP", "IS_SPACE"]
KNOWN = 200_000  # combinations that are kept in memory
Token = tuple[str, str, str, bool]
Test = Callable[[Token], bool]
Found = tuple[tuple[int, ...], frozenset[tuple[int, int]]]  # rules of one token that hold, and rules of several with the step that does
Match = tuple[int, int, int, int]  # number of the rule, its label, tokens [start, end)


class Description(NamedTuple):
    """What a rule asks of a token: of its tag, and of the rest."""

    tag: Test
    rest: Test


class QuickMatch:
    """What the ruler's own `match` finds. Raises ValueError where a rule asks for what is not understood here."""

    def __init__(self, ruler: Any) -> None:
        self._strings = ruler.vocab.strings
        self._single: list[tuple[int, Description]] = []
        self._rows: list[tuple[int, list[Description]]] = []
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                tests = [_test(token) for token in pattern]
                if len(tests) == 1:
                    self._single.append((number, tests[0]))
                else:
                    self._rows.append((number, tests))
        self._labels = [self._strings[str(number)] for number in range(len(ruler.patterns))]
        self._known: dict[tuple[int, ...], Found] = {}
        self._of_tag: dict[str, tuple[list[tuple[int, Test]], list[tuple[int, int, Test]]]] = {}

    def __call__(self, doc: Doc) -> list[Match]:
        """The rules that hold in a Doc, in their order, so that later ones have the last word."""
        if len(self._known) > KNOWN:
            self._known.clear()
        known, tried = self._known, []
        for key in map(tuple, doc.to_array(ASKED).tolist()):
            tried.append(known.get(key) or self._try(key))
        found = [(number, self._labels[number], i, i + 1) for i, (numbers, _) in enumerate(tried) for number in numbers]
        for i, (_, begun) in enumerate(tried):
            for row, place in begun:
                number, tests = self._rows[row]
                end = i + len(tests)
                if place == 0 and end <= len(tried) and all((row, step) in tried[i + step][1] for step in range(1, len(tests))):
                    found.append((number, self._labels[number], i, end))
        return sorted(found)

    def _try(self, key: tuple[int, ...]) -> Found:
        tag, lower, dep, space = key
        token = (self._strings[tag], self._strings[lower], self._strings[dep], bool(space))
        single, rows = self._that_take(token[0])
        found = tuple(number for number, test in single if test(token)), frozenset((row, step) for row, step, test in rows if test(token))
        self._known[key] = found
        return found

    def _that_take(self, tag: str) -> tuple[list[tuple[int, Test]], list[tuple[int, int, Test]]]:
        """The rules that a tag leaves open: there are 50 tags and many words, so most rules are tried on few of them."""
        if tag not in self._of_tag:
            self._of_tag[tag] = (
                [(number, test.rest) for number, test in self._single if test.tag((tag, "", "", False))],
                [(row, step, test.rest) for row, (_, tests) in enumerate(self._rows) for step, test in enumerate(tests) if test.tag((tag, "", "", False))],
            )
        return self._of_tag[tag]


def _test(pattern: dict[str, Any]) -> Description:
    """Whether a token (its tag, word, relation, space) is as a rule describes it."""
    tests = {name: _asked(ASKED.index(name), wanted) for name, wanted in pattern.items()}
    return Description(tests.get("TAG", _any), _all([test for name, test in tests.items() if name != "TAG"]))


def _any(token: Token) -> bool:
    return True


def _all(tests: list[Test]) -> Test:
    if len(tests) < 2:
        return tests[0] if tests else _any
    return lambda token: all(test(token) for test in tests)


def _asked(place: int, wanted: Any) -> Test:
    if isinstance(wanted, str | bool):
        return lambda token: token[place] == wanted
    [(kind, value)] = wanted.items()
    if kind == "REGEX":
        search = re.compile(value).search
        return lambda token: search(str(token[place])) is not None
    values = frozenset(value)
    if kind == "IN":
        return lambda token: token[place] in values
    if kind == "NOT_IN":
        return lambda token: token[place] not in values
    raise ValueError(kind)
