"""The reference of commands, written from the command line itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

OPTION = re.compile(r"--[a-z][a-z-]*")


def markdown(program: Any, name: str) -> str:
    """Every command that is not hidden, with its arguments and options, as Markdown. `program` is a group of click."""
    return "\n".join(line for path, command in _commands(program, name) for line in _section(path, command))


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {word}")
        elif not command.hidden:
            yield f"{name} {word}", command


def _section(path: str, command: Any) -> Iterator[str]:
    shown = [param for param in command.params if param.name != "help"]
    arguments = [param.metavar or param.name.upper() for param in shown if param.param_type_name == "argument"]
    given = " ".join([path, *arguments, *(["[OPTIONS]"] if len(arguments) < len(shown) else [])])
    yield from (f"### {path}", "", f"`{given}`", "", _words(command.help), "")
    for param in shown:
        words = param.metavar or param.name.upper()
        if param.param_type_name == "option":
            words = " ".join([*param.opts, *([param.metavar] if param.metavar and not param.is_flag else [])])
        default = "" if param.default in (None, False) or callable(param.default) or not str(param.default) else f" Default: `{param.default}`."
        needed = " Required." if param.required and param.param_type_name == "option" else ""
        yield f"- `{words}`: {_words(param.help)}{needed}{default}"
    yield ""


def _words(text: str | None) -> str:
    """A help text on one line, its options as code, so that no dash is made of their hyphens."""
    return OPTION.sub(r"`\g<0>`", " ".join((text or "").split()))
