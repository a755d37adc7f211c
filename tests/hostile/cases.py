"""How many cases a property is tried on: a fixed set in CI, others and many more with ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

TIMES = int(os.environ.get("COMMITSCAPE_FUZZ", "1"))
ODD = "\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u2066\u200b\ufeff\u00a0\u0301'\"<>&`*_[](){}%!=+-@|\\/#~$^:;,.\t\r\n"
SIGNS = st.characters(codec="utf-8") | st.sampled_from(list(ODD))
TEXT = st.text(SIGNS, max_size=60)


def cases(number: int) -> settings:
    """`number` cases, the same in every run; TIMES as many new ones when fuzzing."""
    return settings(
        max_examples=number * TIMES, derandomize=TIMES == 1, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
    )
