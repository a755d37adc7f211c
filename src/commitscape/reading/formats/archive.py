"""Archives (.zip): their members are read where they lie; nothing is unpacked onto the disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from commitscape.errors import ReadingError
from commitscape.reading import limits
from commitscape.records import Reject

_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 1 << 16


class Room:
    """Bytes and members that a file may still unpack, its archives in archives included."""

    def __init__(self) -> None:
        self.bytes, self.members = limits.ARCHIVE_BYTES, limits.ARCHIVE_MEMBERS


def open_members(content: bytes, file: str, room: Room | None = None) -> Iterator[tuple[str, bytes] | Reject]:
    """Name (`archive.zip/folder/a.txt`) and bytes of every member, a reject for each that is not taken.

    `room` is what the archives around it have left.

    Raises ReadingError where the archive as a whole cannot be read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise ReadingError("is a damaged archive", remedy="pack it again") from None
    room = room or Room()
    room.members -= len(members)
    if room.members < 0:
        raise ReadingError(f"holds more than {limits.ARCHIVE_MEMBERS:,} files", remedy="split it")
    seen: set[str] = set()
    for member in members:
        if member.is_dir():
            continue
        name = _safe(member.filename)
        try:
            if name is None or stat.S_ISLNK(member.external_attr >> 16):
                raise ReadingError("is a link or a path out of the archive", remedy="pack the file itself")
            if name in seen:
                raise ReadingError("stands in the archive twice", remedy="pack it once")
            seen.add(name)
            unpacked = _unpack(archive, member, min(room.bytes, limits.FILE_BYTES))
            room.bytes -= len(unpacked)
            yield f"{file}/{name}", unpacked
        except ReadingError as error:
            yield Reject(file=file, where=printable(member.filename), reason=error.what, remedy=error.remedy)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                limits.check_size(size, most)
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise ReadingError("is damaged in its archive", remedy="pack it again") from None
    except RuntimeError:  # zipfile's word for a password
        raise ReadingError("is protected by a password", remedy="pack it without") from None
    return b"".join(pieces)


def _safe(name: str) -> str | None:
    """The member's path below the archive, None where it is absolute or leads out of it."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or not path.parts or not name.isprintable():
        return None
    return path.as_posix()


def printable(name: str) -> str:
    """A name that can be shown and stored: control characters and stray bytes are spelled out."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)
