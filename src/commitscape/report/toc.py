"""The sidebar: which page stands in which part, as sphinx-external-toc reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commitscape.plainyaml import safe_load


def table_of_contents(parts: Path, names: Sequence[str]) -> dict[str, Any]:
    """`_toc.yml` as a mapping, for the pages that exist. Without the landing page that the plan names, the first page takes its place."""
    plan = safe_load(parts.read_text(encoding="utf-8"))
    left = dict.fromkeys(names)
    root = plan["root"] if plan["root"] in left else names[0]
    del left[root]
    chapters: list[list[dict[str, Any]]] = []
    for part in plan["parts"]:
        entries: list[dict[str, Any]] = []
        for wanted in part["pages"]:
            if not wanted.endswith("-*"):
                if wanted in left:
                    entries.append({"file": wanted})
                    del left[wanted]
                continue
            made = [name for name in left if name.startswith(wanted[:-1])]
            for name in made:
                del left[name]
            if made and entries:
                entries[-1]["sections"] = [{"file": name} for name in made]
            else:
                entries += [{"file": name} for name in made]
        chapters.append(entries)
    rest = next((number for number, part in enumerate(plan["parts"]) if part.get("rest")), -2)
    chapters[rest] += [{"file": name} for name in left]
    shown = [{"caption": part["caption"], "chapters": entries} for part, entries in zip(plan["parts"], chapters, strict=True) if entries]
    return {"format": "jb-book", "root": root, "parts": shown} if shown else {"format": "jb-book", "root": root}
