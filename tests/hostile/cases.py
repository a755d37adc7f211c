"""How many cases a property is tried on: a fixed set in CI, others and many more with ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TIMES = float(os.environ.get("COMMITSCAPE_FUZZ", "0.4"))  # of the number that a property names
FIXED = "COMMITSCAPE_FUZZ" not in os.environ
ODD = "\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u2066\u200b\ufeff\u00a0\u0301'\"<>&`*_[](){}%!=+-@|\\/#~$^:;,.\t\r\n"
SIGNS = st.characters(codec="utf-8") | st.sampled_from(list(ODD))
TEXT = st.text(SIGNS, max_size=60)


def cases(number: int) -> settings:
    """TIMES `number` cases: the same in every run of `make test`, new ones when fuzzing."""
    return settings(
        max_examples=max(20, round(number * TIMES)), derandomize=FIXED, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
    )
