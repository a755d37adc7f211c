"""Seals finished pages: a content security policy that runs the book's own scripts and nothing else, and no address of the network."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from commitscape.errors import ReportError

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
ICON_FONT = re.compile(r'\s*<(?:script|link)\b[^>]*fontawesome\.js[^>]*>(?:</script>)?', re.IGNORECASE)
OUTSIDE = re.compile(
    r'<(?:script|img|iframe|source|embed|object)\b[^>]*\b(?:src|data)="(?:https?:)?//'
    r'|<link\b[^>]*rel="(?:stylesheet|preload|icon)"[^>]*href="(?:https?:)?//',
    re.IGNORECASE,
)
TOGGLE = '<summary><span class="toctree-toggle"'
NAMED_TOGGLE = '<summary aria-label="Pages of this part"><span class="toctree-toggle"'  # the theme gives it a picture and no name
BODY, BODY_END = '<article class="bd-article"', "</article>"
POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'none'; base-uri 'none'; form-action 'self'; object-src 'none'; frame-src 'none'"
)


def seal_pages(html: Path) -> None:
    """Seal every page of a built book in place. Raises ReportError for a page that would load from the network."""
    for page in sorted(html.glob("*.html")):
        page.write_text(sealed(page.read_text(encoding="utf-8"), name=page.name), encoding="utf-8")


def sealed(page: str, *, name: str) -> str:
    page = ICON_FONT.sub("", page).replace(TOGGLE, NAMED_TOGGLE)
    found = OUTSIDE.search(page)
    if found:
        raise ReportError(f"loads from the network: {found.group()[:120]}", where=name, remedy="ship the file with the book")
    hashes = sorted({_hash(body) for attributes, body in SCRIPT.findall(_frame(page)) if "src=" not in attributes and "json" not in attributes})
    policy = POLICY.format(scripts=" ".join(f"'{value}'" for value in hashes)).replace(" ;", ";")
    return page.replace("<head>", f'<head>\n    <meta http-equiv="Content-Security-Policy" content="{policy}" />', 1)


def _frame(page: str) -> str:
    """The page without its article: only the theme's own inline scripts may run, whatever a text smuggles in."""
    start, end = page.find(BODY), page.rfind(BODY_END)
    return page if start < 0 or end < start else page[:start] + page[end:]


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
