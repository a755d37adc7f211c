"""The words that readers know: interface lines, page furniture, captions, names of months.

They stand in `words/*.yaml`, not in code, for several languages at once.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from commitscape.plainyaml import safe_load


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The parsed file `words/<name>.yaml`."""
    content: dict[str, Any] = safe_load(files(__package__).joinpath("words", f"{name}.yaml").read_text(encoding="utf-8"))
    return content


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """One expression for all entries under `key`, without regard to case."""
    return re.compile("|".join(f"(?:{entry})" for entry in vocabulary(name)[key]), re.IGNORECASE)
