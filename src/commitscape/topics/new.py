"""Lays out a topic folder: every file that a topic needs, with comments, ready to be checked and built."""

from __future__ import annotations

import os
import re
from importlib.resources import as_file, files
from pathlib import Path

from commitscape.errors import UsageError
from commitscape.folders import replacing

NAME = re.compile(r"[a-z][a-z0-9_-]{0,60}")


def new_topic(folder: Path, *, words_from: Path) -> list[str]:
    """Write a commented topic to `folder`, which must not exist, and return the names of its files.

    `words_from` is the topic whose words of English it takes over. Raises UsageError where the folder is there already, or has no proper name.
    """
    if not NAME.fullmatch(folder.name):
        raise UsageError(f"{folder.name!r} cannot name a topic", where="topic new", remedy="use small letters, digits, - and _")
    if folder.exists():
        raise UsageError("there is something already", where=str(folder), remedy="choose another name, or check it with `commitscape topic check`")
    if not (words_from / "codebook.yaml").is_file():
        raise UsageError("no topic folder", where=str(words_from), remedy="name one with --words-from")
    words = Path(os.path.relpath(words_from.resolve(), folder.resolve())).as_posix()
    values = {"{NAME}": folder.name, "{TITLE}": folder.name.replace("_", " ").replace("-", " ").capitalize(), "{WORDS}": words}
    written = []
    with as_file(files(__package__) / "template") as template, replacing(folder) as staged:
        for source in sorted(path for path in template.rglob("*") if path.is_file()):
            text = source.read_text(encoding="utf-8")
            for mark, value in values.items():
                text = text.replace(mark, value)
            name = source.relative_to(template).as_posix()
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text(text, encoding="utf-8")
            written.append(name)
    return written
