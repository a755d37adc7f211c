"""A definite noun carries on the instruments with which it was introduced."""

from __future__ import annotations

import pytest

OPENING = "The commission proposed a loan backed by frozen Russian assets. "


@pytest.mark.parametrize(("second", "codes"), [
    ("Belgium fears the loan.", {"funding", "sanctions"}),
    ("Belgium fears the loan plan.", {"funding", "sanctions"}),
    ("Belgium granted a loan of its own.", {"funding"}),
])
def test_what_a_definite_noun_carries_on(second: str, codes: set[str], bench) -> None:
    last = bench.study(OPENING + second).scenes[-1]
    assert {mark.code for mark in last.instruments if last.doc[mark.head].lemma_ in ("loan", "plan")} == codes
