"""Cold and incremental builds, against the same notebooks run one after another with papermill and `jupyter-book build --all`."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

import yaml
from run import ROOT, Figure, timed

BIN = Path(sys.executable).parent
PARTS = ("seeds", "data", "notebooks", "book")


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="commitscape-bench-") as folder:
        project = Path(folder)
        for part in PARTS:
            shutil.copytree(ROOT / part, project / part, ignore=shutil.ignore_patterns("_build", ".ipynb_checkpoints"))
        shutil.copy(ROOT / "pyproject.toml", project)  # which names the topic
        build = [BIN / "commitscape", "build"]
        cold = timed(build, cwd=project)
        idle = timed(build, cwd=project)
        edited = project / "notebooks" / "camps.ipynb"
        edited.write_text(edited.read_text(encoding="utf-8").replace("# Camps", "# Camps, edited", 1), encoding="utf-8")
        title = timed(build, cwd=project)
        edited.write_text(edited.read_text(encoding="utf-8").replace("## How to read it", "## How it is read", 1), encoding="utf-8")
        words = timed(build, cwd=project)
        (project / "seeds" / "new.txt").write_text(
            "Leaders meet again\n\nThe United Kingdom will send troops to Ukraine after a ceasefire, the prime minister said on Monday.\n", encoding="utf-8"
        )
        document = timed(build, cwd=project)
        plain = one_after_another(project)
    against = "papermill one after another and jupyter-book build --all"
    return [
        Figure(name="build_plain", what=against, value=plain, unit="s"),
        Figure(name="build_cold", what="whole book, nothing kept", value=cold, unit="s", against=against, ratio=cold / plain, target="60 s, 0.33 times",
               faster=plain / cold, asked=3.0),
        Figure(name="build_document", what="one new document", value=document, unit="s", against=against, ratio=document / plain, faster=plain / document),
        Figure(name="build_title", what="one notebook edited, its title too", value=title, unit="s", against=against, ratio=title / plain,
               faster=plain / title),
        Figure(name="build_edited", what="one notebook edited", value=words, unit="s", against=against, ratio=words / plain, target="15 s",
               faster=plain / words),
        Figure(name="build_unchanged", what="nothing changed", value=idle, unit="s", against=against, ratio=idle / plain, target="3 s",
               faster=plain / idle),
    ]


def one_after_another(project: Path) -> float:
    """Seconds for the same pages on the same tables, as a script would run them: a kernel of its own for each, then the whole book."""
    import papermill

    plan = json.loads((project / "build" / "plan.json").read_text(encoding="utf-8"))["pages"]
    source = project / "build" / "plain"
    source.mkdir()
    begun = time.perf_counter()
    for page in plan:
        papermill.execute_notebook(
            str(project / "notebooks" / page["source"]), str(source / f"{page['name']}.ipynb"), page["own"],
            cwd=str(source), kernel_name="python3", progress_bar=False,
        )
    config = {"title": "plain", "execute": {"execute_notebooks": "off"}, "sphinx": {"config": {"suppress_warnings": ["mystnb.unknown_mime_type"]}}}
    (source / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    contents = {"format": "jb-book", "root": "index", "chapters": [{"file": page["name"]} for page in plan if page["name"] != "index"]}
    (source / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")
    timed([BIN / "jupyter-book", "build", "--all", "--quiet", source], cwd=project)
    return time.perf_counter() - begun
