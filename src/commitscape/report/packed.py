"""A PDF made small: its small objects in compressed object streams (PDF 1.5), which neither Chromium nor pypdf writes.

A tagged report has about a hundred thousand small objects; packed, the file is a fraction of its size.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence

from pypdf import PdfReader
from pypdf.generic import StreamObject

TOGETHER = 400  # objects in one stream
PLAIN, INSIDE = 1, 2  # kinds of entries of a cross-reference stream


def packed(body: bytes) -> bytes:
    """The same document; the same input gives the same bytes. Streams stay as they are."""
    reader = PdfReader(io.BytesIO(body))
    last = int(str(reader.trailer["/Size"]))
    out = io.BytesIO()
    table: dict[int, tuple[int, int, int]] = {}
    small: list[tuple[int, bytes]] = []
    out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    for number in range(1, last):
        found = reader.get_object(number)
        if found is None:
            continue
        text = io.BytesIO()
        found.write_to_stream(text)
        if isinstance(found, StreamObject):
            table[number] = (PLAIN, out.tell(), 0)
            out.write(b"%d 0 obj\n%b\nendobj\n" % (number, text.getvalue()))
        else:
            small.append((number, text.getvalue()))
    for held in (small[start : start + TOGETHER] for start in range(0, len(small), TOGETHER)):
        table[last] = (PLAIN, out.tell(), 0)
        table.update({number: (INSIDE, last, place) for place, (number, _) in enumerate(held)})
        _write_held(out, last, held)
        last += 1
    table[last] = (PLAIN, out.tell(), 0)
    ends = {name: reader.trailer.raw_get(name) for name in ("/Root", "/Info") if name in reader.trailer}
    fields = b"".join(b"%b %d 0 R " % (name.encode(), place.idnum) for name, place in ends.items())
    rows = zlib.compress(b"".join(_rows(table, last + 1)), 9)
    start = out.tell()
    out.write(b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/Length %d %b>>\nstream\n" % (last, last + 1, len(rows), fields))
    out.write(rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _write_held(out: io.BytesIO, number: int, held: Sequence[tuple[int, bytes]]) -> None:
    heads, texts, at = [], [], 0
    for name, text in held:
        heads.append(b"%d %d" % (name, at))
        texts.append(text)
        at += len(text) + 1
    head = b" ".join(heads) + b"\n"
    data = zlib.compress(head + b"\n".join(texts), 9)
    out.write(b"%d 0 obj\n<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n" % (number, len(held), len(head), len(data)))
    out.write(data + b"\nendstream\nendobj\n")


def _rows(table: dict[int, tuple[int, int, int]], size: int) -> Iterator[bytes]:
    for number in range(size):
        yield struct.pack(">BIH", *table.get(number, (0, 0, 0xFFFF)))
