"""The Sphinx extension of the book: keeps Jupyter Book quiet about the add-ons that it is built without."""

from __future__ import annotations

from typing import Any


def setup(app: Any) -> dict[str, bool]:
    """Declare what Jupyter Book configures for sphinx-comments and sphinx-thebe, which load scripts from the network."""
    for name in ("comments_config", "thebe_config"):
        if name not in app.config:
            app.add_config_value(name, {}, "")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
