"""A piece of work counts as changed when code or data that it needs has changed, and not otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from commitscape import modules


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of two rooms, the one of which needs the other, beside a third."""
    code = tmp_path / "commitscape"
    for name, text in {"__init__": "", "charts/__init__": "", "charts/bars": "from commitscape.charts import theme\n", "charts/theme": "", "cli": ""}.items():
        path = code / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (code / "charts" / "measured.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(modules, "CODE", code)
    modules._imports.cache_clear()
    yield code
    modules._imports.cache_clear()


@pytest.mark.parametrize(("name", "changes"), [("charts/bars.py", True), ("charts/theme.py", True), ("charts/measured.json", True), ("cli.py", False)])
def test_what_is_needed_counts(package: Path, name: str, changes: bool) -> None:
    before = modules.of_modules("commitscape.charts.bars")
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    modules._imports.cache_clear()
    assert (modules.of_modules("commitscape.charts.bars") != before) is changes
