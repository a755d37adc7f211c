"""Turns chosen candidates into positions: spans, attribution, conditions, quantities, date."""

from __future__ import annotations

from collections.abc import Sequence

from commitscape.coding.attribution import Attributor
from commitscape.coding.candidates import Candidate
from commitscape.coding.conditions import ConditionLexicon
from commitscape.coding.quantities import QuantityLexicon
from commitscape.coding.scene import Scene
from commitscape.reading.said import said_on
from commitscape.records import OFF_TOPIC, Article, Position, Silence, Span, content_id

BEGINNING = 500  # characters that are enough to know an article by


def assemble(
    candidate: Candidate,
    *,
    confidence: float,
    scene: Scene,
    origin: Scene | None,
    article: Article,
    attributor: Attributor,
    conditions: ConditionLexicon,
    quantities: QuantityLexicon,
) -> Position:
    """The position that a chosen candidate stands for; `origin` is the sentence that names what it points back to."""
    sentence, stance = scene.sentence, candidate.stance
    token = scene.doc[candidate.reading.holder if candidate.reading is not None else candidate.mark.head]
    attributed = attributor.attribute(sentence.index, token, candidate.actor)
    span = sentence.span
    spans = (span,) if origin is None else (span, origin.sentence.span)
    return Position(
        article_id=article.article_id,
        file=article.file,
        spans=spans,
        quote=sentence.text,
        actor=candidate.actor,
        instrument=candidate.instrument,
        stance=stance,
        attribution=attributed.attribution,
        speaker=attributed.speaker,
        medium=attributed.medium,
        conditions=conditions.of(scene, candidate),
        quantities=quantities.of(scene, candidate),
        said_on=said_on(sentence.text, article.published),
        rule=candidate.rule,
        confidence=confidence,
        position_id=content_id("p", article.article_id, span.start - article.start, span.end - article.start, candidate.actor, candidate.instrument, stance),
    )


def explain(scene: Scene, candidates: Sequence[Candidate], article: Article) -> Silence | None:
    """Why a sentence that mentions an instrument yields no position; None where it mentions none."""
    codes = tuple(dict.fromkeys(i.code for i in scene.instruments))
    if not codes:
        return None
    return Silence(article_id=article.article_id, span=scene.sentence.span, instruments=codes, reason=_reason(scene, candidates))


def set_aside(article: Article) -> Silence:
    """Why an article that is not about the topic yields nothing; it stands at the beginning of the article's first block."""
    span = article.blocks[0].span if article.blocks else Span(article.start, article.end)
    return Silence(article_id=article.article_id, span=Span(span.start, min(span.end, span.start + BEGINNING)), instruments=(), reason=OFF_TOPIC)


def _reason(scene: Scene, candidates: Sequence[Candidate]) -> str:
    if scene.sentence.text.rstrip("”\"' ").endswith("?"):
        return "question"
    if not scene.actors:
        return "no_actor"
    if not any(r.link != "linear" for i in scene.instruments for r in scene.readings(i)):
        return "no_stance"
    if candidates and all(c.reading is not None and c.reading.hypothetical for c in candidates if c.reading is not None):
        return "hypothetical"
    if all(i.weak for i in scene.instruments):
        return "instrument_in_passing"
    if not any(c.role.split("_")[0] in ("subject", "agent", "possessor", "party", "clause") for c in candidates):
        return "no_holder"
    return "too_unsure"
