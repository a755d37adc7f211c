"""Which language a text is in, so that a text in another one is set aside and not coded badly."""

from __future__ import annotations

from functools import cache
from typing import Any

SHORTEST = 250  # characters; a shorter text is not judged
SAMPLE = 4_000
SURE = 0.9


def foreign(text: str, language: str) -> str | None:
    """The code of the text's language (ISO 639-1) where it is surely not `language`, else None."""
    if len(text.strip()) < SHORTEST:
        return None
    found, probability = _identifier().classify(text[:SAMPLE])
    return str(found) if found != language and probability >= SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
