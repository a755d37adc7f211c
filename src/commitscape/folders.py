"""Folders that appear whole or not at all, and one builder at a time."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from commitscape.errors import CommitscapeError

_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of renameat2(2)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new folder beside `target` that takes its place when the block ends without an error.

    Whoever looks sees the old folder or the new one, never half of one. What an earlier, killed
    run left behind is swept away first.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for leftover in target.parent.glob(f".{target.name}.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        staged = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    except OSError as fault:
        raise _unwritable(target.parent, fault) from None
    try:
        staged.chmod(0o755)
        yield staged
        publish(staged, target)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def publish(staged: Path, target: Path) -> None:
    """Put `staged` in the place of `target`, in one step where the system can exchange two names; the old one is deleted."""
    if not target.exists():
        staged.rename(target)
    elif _exchange(staged, target):
        shutil.rmtree(staged, ignore_errors=True)
    else:
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        target.rename(old / "old")
        staged.rename(target)
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def building(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; a second one is told so and changes nothing. A killed build's hold ends with it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("a")
    except OSError as fault:
        raise _unwritable(folder, fault) from None
    with lock:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise CommitscapeError("another build is at work here", where=str(folder), remedy="wait for it, or choose another folder") from None
        yield


def _unwritable(folder: Path, fault: OSError) -> CommitscapeError:
    return CommitscapeError(f"cannot be written ({fault.strerror})", where=str(folder), remedy="free space, or choose another folder with --out")


def _exchange(one: Path, other: Path) -> bool:
    with suppress(OSError, AttributeError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
    return False
