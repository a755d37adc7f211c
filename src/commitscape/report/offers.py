"""What may be added to a finished book, and how its pages learn of it."""

from __future__ import annotations

import json
from pathlib import Path

PLACE = Path("_static") / "commitscape.pdf"  # the printed report in the book, where readers find it
OFFERS = Path("_static") / "js" / "0-offers.js"  # tells the pages that it is there; empty as the book ships it


def offered(*, pages: int, size: int) -> bytes:
    """The script that offers a PDF of so many pages and bytes."""
    return f"window.csOffers = {json.dumps({'pdf': {'href': PLACE.as_posix(), 'pages': pages, 'bytes': size}}, sort_keys=True)};\n".encode()
