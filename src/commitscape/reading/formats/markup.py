"""HTML fragments (of feeds, mails, tables) as text: blocks on lines of their own, list items as bullets."""

from __future__ import annotations

import re
from typing import Any

_BLOCKS = frozenset(
    ["p", "div", "section", "article", "blockquote", "pre", "table", "tr", "ul", "ol", "dl", "dd", "dt", "header", "footer", "main", "aside", "figure", "hr"]
)
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_DROPPED = frozenset(
    ["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "head", "form", "button", "select", "textarea", "figcaption", "nav"]
)
_DEPTH = 400
_SPACE = re.compile(r"[ \t\r\f\v\n]+")


def looks_like_markup(text: str) -> bool:
    return re.search(r"<(p|br|div|a|b|i|em|strong|ul|ol|li|h[1-6]|span|img|html|body)\b[^<>]{0,1000}>", text, re.IGNORECASE) is not None


def markup_to_text(markup: str) -> str:
    """The visible text, a paragraph a line with a blank line between; nothing is loaded or run."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.replace("\0", ""), parser=parser)
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    _walk(root, pieces, 0)
    blocks = (_SPACE.sub(" ", block).strip() for block in "".join(pieces).split("\x1e"))
    return "\n\n".join(block for block in blocks if block and block != "•")


def _walk(element: Any, pieces: list[str], depth: int) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _DROPPED or depth > _DEPTH:
        return
    block = tag in _BLOCKS or tag in _HEADINGS or tag in ("li", "br")
    if block:
        pieces.append("\x1e• " if tag == "li" else "\x1e")
    pieces.append((element.text or "").replace("\x1e", ""))
    for child in element:
        _walk(child, pieces, depth + 1)
        pieces.append((child.tail or "").replace("\x1e", ""))
    if block and tag != "br":
        pieces.append("\x1e")
