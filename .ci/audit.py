"""``make audit``: the licence of every locked package, and known vulnerabilities where the network allows.

Exit status 1 where a package is not locked by hash, stands under no known licence, or has a known vulnerability.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.txt"
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<marker>[^\\\n]*)\\?\n(?P<hashes>(?:\s+--hash=sha256:[0-9a-f]{64}\s*\\?\n?)*)", re.MULTILINE
)


def locked() -> dict[str, tuple[str, int, str]]:
    """Version, number of hashes and marker of every package in the lock."""
    text = LOCK.read_text(encoding="utf-8")
    return {m["name"].lower(): (m["version"], m["hashes"].count("--hash"), m["marker"].strip(" ;\\")) for m in PINNED.finditer(text)}


def licence(name: str) -> str | None:
    """The licence that a package states: its expression, else its classifiers, else the first line of its text; "" where none."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = (line for line in about.get_all("Classifier") or () if line.startswith("License ::") and line != "License :: OSI Approved")
    classified = [line.rsplit(" :: ", 1)[-1] for line in classifiers]
    first = next((line.strip() for line in (about.get("License") or "").splitlines() if line.strip()), "")
    return about.get("License-Expression") or ", ".join(classified) or first[:60] or from_files(name)


def from_files(name: str) -> str:
    """The first telling line of a licence file that a package brings."""
    from importlib.metadata import files

    for file in files(name) or ():
        if re.match(r"(licen[cs]e|copying)", file.name, re.IGNORECASE):
            text = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            return next((line.strip()[:60] for line in text.splitlines() if line.strip()), "")
    return ""


def vulnerabilities() -> tuple[bool, str]:
    """Whether the lock is free of known vulnerabilities, and what the services said; (True, why) where none could be asked."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "venv/bin/python"
        for command in ([sys.executable, "-m", "venv", folder + "/venv"], [str(python), "-m", "pip", "install", "--quiet", "pip-audit"]):
            if subprocess.run(command, capture_output=True, text=True, check=False).returncode:
                return True, "NOT CHECKED: pip-audit cannot be installed here"
        said = []
        for service in ("osv", "pypi"):
            words = ["-r", str(LOCK), "--require-hashes", "--disable-pip", "-s", service, "-f", "json", "--progress-spinner", "off"]
            done = subprocess.run([str(python), "-m", "pip_audit", *words], capture_output=True, text=True, check=False)
            try:
                answers = json.loads(done.stdout)["dependencies"]
            except (ValueError, KeyError):
                said.append(f"{service} cannot be reached ({(done.stderr.strip().splitlines() or ['no answer'])[-1][:120]})")
                continue
            asked = [entry for entry in answers if "vulns" in entry]
            found = [f"{entry['name']} {entry['version']}: {fault['id']}" for entry in asked for fault in entry["vulns"]]
            if asked:
                return not found, f"{service} knows {len(asked)} of {len(answers)} packages; {'; '.join(found) or 'none has a known vulnerability'}"
            said.append(f"{service} knows none of the {len(answers)} packages, which it should")
    return True, f"NOT CHECKED: {'; '.join(said)}"


def main() -> int:
    packages = locked()
    bare = sorted(name for name, (_, hashes, _) in packages.items() if not hashes)
    stated = {name: licence(name) for name in packages}
    width = max(map(len, packages))
    for name, (version, hashes, marker) in sorted(packages.items()):
        shown = f"not installed here ({marker})" if stated[name] is None else stated[name] or "NO LICENCE STATED"
        print(f"{name:{width}}  {version:14}  {hashes:3} hashes  {shown}")
    silent = sorted(name for name, found in stated.items() if found == "")
    print(f"\n{len(packages)} packages locked; without a hash: {', '.join(bare) or 'none'}; without a licence: {', '.join(silent) or 'none'}")
    free, said = vulnerabilities()
    print(f"known vulnerabilities: {said}")
    return int(bool(bare or silent) or not free)


if __name__ == "__main__":
    sys.exit(main())
