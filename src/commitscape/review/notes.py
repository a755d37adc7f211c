"""What stands around the panel: how much is left, how far reviewers agree, what to settle, and what has gone stale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from commitscape.charts.markup import Html, counted, element, headline, link, listed, prose
from commitscape.charts.tables import grid, shorten
from commitscape.charts.view import evidence_link
from commitscape.review.session import Session
from commitscape.tables.decisions import FILE, Review, read_reviews
from commitscape.tables.reviews import Agreement, agreement

REASONS = {  # of `tables.queue`
    "unsure": ("leaves the machine unsure", "leave the machine unsure"), "alone in its cell": ("stands alone in its cell", "stand alone in their cell"),
    "disputed": ("is contradicted", "are contradicted"), "shown": ("is shown in the landscape", "are shown in the landscape"),
}
VERBS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


def opening(session: Session) -> Html:
    """How many positions wait, and what is worth most."""
    reasons = Counter(reason for row in session.todo for reason in row["why"])
    by_hand = sum(row["origin"] == "coded" for row in session.todo)
    found = [counted(number, one, many) for reason, number in reasons.most_common() for one, many in [REASONS[reason]]]
    return Html(
        headline(f"{counted(len(session.todo), 'position')} to decide on")
        + prose(
            f"Of them {listed(found)}." if found else "",
            "All were coded by hand." if by_hand == len(session.todo) > 0 else "",
            f"{counted(by_hand, 'was', 'were')} coded by hand and {'comes' if by_hand == 1 else 'come'} last." if 0 < by_hand < len(session.todo) else "",
        )
    )


def reviewers_table(session: Session) -> Html:
    """Who decided what, as `reviews.csv` has it."""
    decided = Counter((review.reviewer, review.decision) for review in read_reviews(session.topic).decisions)
    people = sorted({name for name, _ in decided})
    return grid(
        ["Reviewer", *(verb.capitalize() for verb in VERBS.values())], ([name, *(decided[name, verb] for verb in VERBS)] for name in people),
        label="Decisions by reviewer", empty="Nobody has decided anything yet.",
    )


def agreement_table(session: Session) -> Html:
    """Krippendorff's alpha over all that two or more reviewers decided on, and article by article."""
    reviews = read_reviews(session.topic).decisions
    rows: list[tuple[str, Agreement]] = [("All articles", agreement(reviews))]
    for file, title in sorted({(review.file, review.article) for review in reviews}):
        rows.append((title or file, agreement(review for review in reviews if (review.file, review.article) == (file, title))))
    shared = [(name, found) for name, found in rows if found.subjects]
    return grid(
        ["Article", "Decided by two or more", "They differ on", "Krippendorff's alpha"],
        ([name, found.subjects, len(found.to_settle), "not defined" if found.alpha is None else f"{found.alpha:.2f}"] for name, found in shared),
        label="Agreement of reviewers", empty="No position was decided on by two reviewers.",
    )


def to_settle_table(session: Session) -> Html:
    """Positions on which reviewers differ, with what each says. Run the notebook with `settle = True` to decide on them again."""
    found = agreement(read_reviews(session.topic).decisions)
    return grid(
        ["Sentence", "What each says"],
        ([element("q", shorten(opinions[0].quote), dir="auto"), "; ".join(map(_opinion, opinions))] for opinions in found.to_settle),
        label="To settle", empty="Nothing to settle.",
    )


def stale_table(session: Session) -> Html:
    """Decisions that no longer apply because their sentence has changed, or that could not be read; as of the last build."""
    rows = session.tables.rejects[session.tables.rejects["file"] == FILE].to_dict("records")
    return grid(
        ["Decision", "What is wrong", "What to do"], ([row["where"], row["reason"], row["remedy"]] for row in rows),
        label="Decisions that do not apply", empty="Every decision applies.",
    )


def decisions_table(session: Session, most: int = 20) -> Html:
    """The latest decisions, as they stand in the file."""
    return grid(
        ["Date", "Reviewer", "Decision", "Codes", "Sentence", "Reason"], _latest(session, most), label="Latest decisions", empty="No decisions yet.",
    )


def _latest(session: Session, most: int) -> Iterator[list[object]]:
    articles = {(row["file"], row["title"] or ""): row["article_id"] for row in session.tables.articles.to_dict("records")}
    for review in sorted(read_reviews(session.topic).decisions, key=lambda review: review.date, reverse=True)[:most]:
        home = articles.get((review.file, review.article))
        sentence = element("q", shorten(review.quote), dir="auto")
        yield [
            review.date, review.reviewer, VERBS[review.decision], f"{review.actor}, {review.instrument}, {review.stance}",
            link(sentence, evidence_link(home, "").rstrip("#")) if home else sentence, review.reason,
        ]


def _opinion(review: Review) -> str:
    codes = "" if review.decision == "reject" else f" {review.actor}, {review.instrument}, {review.stance}"
    return f"{review.reviewer} {VERBS[review.decision]}{codes}" + (f" ({review.reason})" if review.reason else "")
