"""Loaded by every Python process of a build under test: connections to anything but this machine are noted and refused."""

from __future__ import annotations

import os
import socket

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")
_connect, _resolve = socket.socket.connect, socket.getaddrinfo


def _refuse(what: str) -> None:
    with open(os.environ["COMMITSCAPE_ASKED"], "a", encoding="utf-8") as notes:
        notes.write(f"{what}\n")
    raise OSError(f"no network: {what}")


def connect(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOCAL):  # type: ignore[index]
        _refuse(f"connect {address}")
    _connect(self, address)  # type: ignore[arg-type]


def getaddrinfo(host: object, *rest: object, **named: object) -> object:
    if host and not str(host).startswith(LOCAL):
        _refuse(f"resolve {host}")
    return _resolve(host, *rest, **named)  # type: ignore[arg-type]


if "COMMITSCAPE_ASKED" in os.environ:
    socket.socket.connect = connect  # type: ignore[method-assign]
    socket.getaddrinfo = getaddrinfo  # type: ignore[assignment]
