"""The Sphinx extension of the book: what Jupyter Book expects and the book is built without."""

from __future__ import annotations

from typing import Any


def setup(app: Any) -> dict[str, bool]:
    """Declare what Jupyter Book configures for sphinx-comments and sphinx-thebe, which would load scripts from the network."""
    for name in ("comments_config", "thebe_config"):
        if name not in app.config:
            app.add_config_value(name, {}, "")
    app.connect("config-inited", _numbers_nothing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _numbers_nothing(app: Any, _config: Any) -> None:
    """sphinx-external-toc loads the numbering of parts, which forbids parallel reading; the book has no numbers, so it may."""
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering is not None:
        numbering.metadata["parallel_read_safe"] = numbering.parallel_read_safe = True
