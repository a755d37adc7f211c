"""A drawn chart as SVG elements that can stand inside an HTML document beside others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from commitscape.errors import ReportError
from commitscape.report.figures import PAGES

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
UNWANTED = {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject", f"{SVG}image"}
WIDE, FLAT = 1050, 1.2  # pixels, and width over height, from which a chart is printed across the page


def inline_svg(path: Path, *, prefix: str, link: Callable[[str], str | None]) -> Any:
    """The chart of an SVG file: ids get `prefix`, links go where `link` says (an anchor, or None for no link).

    Raises ReportError for a file that is missing or no SVG.
    """
    try:
        root = etree.fromstring(path.read_bytes(), parser=etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (OSError, etree.XMLSyntaxError) as fault:
        raise ReportError(f"a chart cannot be read: {fault}", where=str(path), remedy="build the report again") from None
    for element in list(root.iter()):
        if element.tag in UNWANTED or not isinstance(element.tag, str):
            element.getparent().remove(element)
            continue
        _rename(element, prefix)
        if element.tag == f"{SVG}a":
            href = (element.attrib.pop(XLINK, None) or element.attrib.pop("href", "")).removeprefix(PAGES)
            anchor = link(href) if href else None
            element.attrib.pop("target", None)
            if anchor:
                element.set("href", f"#{anchor}")
    width, height = float(root.get("width")), float(root.get("height"))
    root.set("class", "pdf-chart pdf-wide" if width >= WIDE and width / height >= FLAT else "pdf-chart")
    root.set("style", f"max-width: {width:.0f}px")
    del root.attrib["width"], root.attrib["height"]
    etree.cleanup_namespaces(root)
    return root


def _rename(element: Any, prefix: str) -> None:
    """Names that hold in one document; words for screen readers give way to the chart's own text alternative."""
    for name, value in element.attrib.items():
        if name == "role" or name.startswith("aria-"):
            del element.attrib[name]
        elif name == "id":
            element.set(name, prefix + value)
        elif name != XLINK and "url(#" in value:
            element.set(name, REFERENCE.sub(lambda found: f"url(#{prefix}{found[1]})", value))
        elif name == XLINK and value.startswith("#"):
            element.set(name, f"#{prefix}{value[1:]}")
