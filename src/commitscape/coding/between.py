"""The words between an actor and an instrument, as features: what joins or parts them where the tree is of no help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

NAMING = frozenset({"PROPN", "NUM"})  # names and numbers belong to one article
PARTING = frozenset(";:—–\"“”")
FAR = 14  # tokens from which on single words between the two tell nothing


def words_between(candidate: Candidate, scene: Scene) -> Iterator[str]:
    """The words between the mentions of a candidate's actor and instrument, each with the side of the instrument on which the actor stands."""
    mark, mention = candidate.mark, candidate.mention
    if mention is None:
        return
    before = mention.end <= mark.start
    side = "before" if before else "after"
    gap = scene.doc[mention.end : mark.start] if before else scene.doc[mark.end : mention.start]
    for token in gap:
        if token.pos_ in ("CCONJ", "SCONJ") or token.text in PARTING:
            yield f"parted={side}.{token.lower_}"
        if len(gap) < FAR and token.is_alpha:
            yield f"gap={side}.{token.pos_ if token.pos_ in NAMING else token.lemma_.lower()}"
