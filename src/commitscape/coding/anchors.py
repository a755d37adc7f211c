"""Which articles are about a topic at all: those that name one of its anchors.

That is a rule of coding, not a guess: an article that names none of them is off topic, whatever single sentences in it
seem to say. It is settled on the bare text, so that an article off topic costs next to nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ahocorasick

from commitscape.codebook import Anchors
from commitscape.coding.actors import ActorTable
from commitscape.coding.matching import fold, is_acronym
from commitscape.errors import TopicError
from commitscape.records import Article

Exact = tuple[int, str | None, bool]  # length, the wording where letters must be as written, whether a word must end there


class AnchorFinder:
    """Tells whether a text names an anchor: a name of an actor, or the beginning of a word."""

    def __init__(self, anchors: Anchors, actors: ActorTable, *, where: Path) -> None:
        for code in anchors.actors:
            if code not in actors.actors:
                raise TopicError(f"unknown actor {code!r} among the anchors", where=str(where), remedy="use a code of actors.csv")
        self._automaton: Any = ahocorasick.Automaton()
        for wording in actors.matcher.wordings(set(anchors.actors)):
            self._add(wording, whole=True)
        for word in anchors.words:
            self._add(" ".join(word.split()), whole=False)
        self._open = not len(self._automaton)
        self._automaton.make_automaton()

    def _add(self, wording: str, *, whole: bool) -> None:
        folded = fold(wording)
        self._automaton.add_word(folded, (*self._automaton.get(folded, ()), (len(folded), wording if is_acronym(wording) else None, whole)))

    def named_in(self, text: str) -> bool:
        """Whether the text names an anchor, in capital or small letters; true of any text where the topic has no anchors."""
        if self._open:
            return True
        folded = fold(text)
        for last, wordings in self._automaton.iter(folded):
            for length, exactly, whole in wordings:
                start, end = last + 1 - length, last + 1
                if (start and folded[start - 1].isalnum()) or (whole and end < len(folded) and folded[end].isalnum()):
                    continue
                if exactly is None or text[start:end] == exactly:
                    return True
        return False

    def about(self, article: Article, text: str) -> bool:
        """Whether an article is about the topic; `text` is the whole decoded document."""
        return self.named_in(text[article.start : article.end]) or self.named_in(article.title or "")
