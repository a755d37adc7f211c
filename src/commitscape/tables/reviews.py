"""Applies reviewers' decisions to what machine and coders found, and compares reviewers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import krippendorff

from commitscape.records import Article, Condition, Position, Reject, Span
from commitscape.tables.coded import position_id
from commitscape.tables.decisions import FILE, Review, Reviews, normal, read_reviews, record

__all__ = ["Agreement", "Review", "Reviewed", "Reviews", "agreement", "apply_reviews", "find_quote", "latest", "read_reviews", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Positions after the decisions, the decisions whose text is gone, and everything to report."""

    positions: tuple[Position, ...]
    stale: tuple[Review, ...] = ()
    rejects: tuple[Reject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far reviewers agree on what more than one of them decided; `alpha` is None where it is not defined."""

    alpha: float | None
    subjects: int
    to_settle: tuple[tuple[Review, ...], ...]


def apply_reviews(
    reviews: Reviews, found: Iterable[Position], articles: Sequence[Article], texts: Mapping[str, str], *, coded_ids: Collection[str] = (),
) -> Reviewed:
    """Positions of machine and coders with the decisions applied: what a person decided on has origin "reviewed".

    Of several decisions on one position the latest holds. A position that a reviewer accepted,
    corrected or added stands even where the machine no longer finds it; a decision whose quote no
    longer stands in its article is stale: it is reported and changes nothing. In the articles `coded_ids`,
    which were coded by hand, decisions on what the machine had found there are settled by the coding.
    """
    held = list(found)
    taken = {p.position_id for p in held}
    stale: list[Review] = []
    for review in latest(reviews.decisions):
        place = find_quote(review, articles, texts)
        if place is None:
            stale.append(review)
            continue
        held = _apply(review, *place, texts, held, taken, closed=place[0].article_id in coded_ids)
    order = {article.article_id: number for number, article in enumerate(articles)}
    held.sort(key=lambda p: (order.get(p.article_id, len(order)), p.spans[0], p.actor, p.instrument, p.position_id))
    gone = (
        Reject(
            file=FILE, where=f"review {r.review_id}", reason=f"stale: {r.file} no longer says {r.quote[:60]!r}",
            remedy="review the sentence again, or remove the row",
        )
        for r in stale
    )
    return Reviewed(positions=tuple(held), stale=tuple(stale), rejects=(*reviews.rejects, *gone))


def latest(decisions: Iterable[Review]) -> list[Review]:
    """The decision that holds for each subject, in order of the subjects."""
    by_subject: dict[tuple[str, ...], Review] = {}
    for review in sorted(decisions, key=lambda r: (*r.subject, r.date, r.reviewer)):
        by_subject[review.subject] = review
    return list(by_subject.values())


def find_quote(review: Review, articles: Iterable[Article], texts: Mapping[str, str]) -> tuple[Article, Span] | None:
    """The article and the place of a review's quote, white space aside; the review's file and title go first."""
    pattern = re.compile(r"\s+".join(map(re.escape, review.quote.split())))
    candidates = [a for a in articles if a.file == review.file] or [a for a in articles if a.title and a.title == review.article]
    for article in sorted(candidates, key=lambda a: a.title != review.article):
        if found := pattern.search(texts[article.file], article.start, article.end):
            return article, Span(*found.span())
    return None


def agreement(reviews: Iterable[Review]) -> Agreement:
    """Nominal alpha over the subjects that two or more reviewers decided on; a value is "reject" or the codes that hold."""
    by_subject: dict[tuple[str, ...], dict[str, Review]] = defaultdict(dict)
    for review in reviews:
        by_subject[review.subject][review.reviewer] = review
    shared = [decided for _, decided in sorted(by_subject.items()) if len(decided) > 1]
    people = sorted({name for decided in shared for name in decided})
    values = sorted({_verdict(review) for decided in shared for review in decided.values()})
    to_settle = tuple(tuple(decided[name] for name in sorted(decided)) for decided in shared if len({_verdict(r) for r in decided.values()}) > 1)
    found = None
    if len(values) > 1 and len(shared) > 1:
        table = [[values.index(_verdict(decided[name])) if name in decided else float("nan") for decided in shared] for name in people]
        found = round(float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")), 3)
    return Agreement(alpha=found, subjects=len(shared), to_settle=to_settle)


def _verdict(review: Review) -> str:
    return "reject" if review.decision == "reject" else "|".join((review.actor, review.instrument, review.stance))


def _apply(
    review: Review, article: Article, place: Span, texts: Mapping[str, str], held: list[Position], taken: set[str], *, closed: bool,
) -> list[Position]:
    here = [p for p in held if p.article_id == article.article_id and normal(p.quote) == normal(review.quote)]
    codes = (review.actor, review.instrument, review.stance)
    found = [p for p in here if (p.actor, p.instrument, p.stance) == (review.found_actor, review.found_instrument, review.found_stance)]
    if review.decision == "reject":
        return [p for p in held if p not in found]
    if closed and not found and review.decision != "add":
        return held
    same = [p for p in here if (p.actor, p.instrument, p.stance) == codes]
    models = {p.spans[0]: p for p in (*found, *same)} or {place: _bare(review, article, place, texts)}  # once for each place of a repeated sentence
    settled = {p.position_id for p in (*found, *same)}
    kept = [p for p in held if p.position_id not in settled]
    for model in models.values():
        new_id = model.position_id if model in same else position_id(article.article_id, model.quote, *codes, taken)
        kept.append(_settled(model, review, new_id))
    return kept


def _settled(model: Position, review: Review, new_id: str) -> Position:
    known = {condition.code: condition for condition in model.conditions}
    return replace(
        model, position_id=new_id, actor=review.actor, instrument=review.instrument, stance=review.stance, attribution=review.attribution,
        speaker=review.speaker or None, medium=review.medium or None, origin="reviewed", rule=f"review {review.review_id}", confidence=1.0,
        conditions=tuple(known.get(code, Condition(code=code)) for code in filter(None, review.conditions.split("|"))),
    )


def _bare(review: Review, article: Article, place: Span, texts: Mapping[str, str]) -> Position:
    return Position(
        article_id=article.article_id, file=article.file, spans=(place,), quote=place.of(texts[article.file]), actor=review.actor,
        instrument=review.instrument, stance=review.stance, attribution=review.attribution,
    )
