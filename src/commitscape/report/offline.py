"""The Sphinx extension of the book: what Jupyter Book expects and the book is built without."""

from __future__ import annotations

import html
from typing import Any


def setup(app: Any) -> dict[str, bool]:
    """Declare what Jupyter Book configures for sphinx-comments and sphinx-thebe, which would load scripts from the network."""
    for name in ("comments_config", "thebe_config"):
        if name not in app.config:
            app.add_config_value(name, {}, "")
    app.connect("config-inited", _numbers_nothing)
    app.connect("html-page-context", _titles_are_text, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _titles_are_text(_app: Any, _name: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """The theme prints these as they are, and a title comes from a document."""
    for name in ("pagetitle", "root_title"):
        if isinstance(context.get(name), str):
            context[name] = html.escape(context[name])


def _numbers_nothing(app: Any, _config: Any) -> None:
    """sphinx-external-toc loads the numbering of parts, which forbids parallel reading; the book has no numbers, so it may."""
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering is not None:
        numbering.metadata["parallel_read_safe"] = numbering.parallel_read_safe = True
