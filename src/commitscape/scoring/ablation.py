"""What each coding rule is worth: the measures with it and without it, the weights being the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from commitscape.coding.coder import Coder
from commitscape.coding.parsing import parse_article
from commitscape.reading.language import load_model
from commitscape.records import Article, Position
from commitscape.scoring.measures import count
from commitscape.scoring.rows import Row

MEASURES = ("cell", "polarity", "position", "evidence")


def ablation(coder: Coder, articles: Sequence[Article], texts: Mapping[str, str], coded: Collection[Position]) -> Iterator[str]:
    """One line for all rules, then one for each rule: F1 by measure, and what is lost without the rule (a gain is negative)."""
    parsed = [(article, texts[article.file], parse_article(article, texts[article.file], load_model())) for article in articles]
    reference = [_row(position) for position in coded]

    def measure(without: frozenset[str]) -> dict[str, float]:
        coder.without = without
        found = [_row(p) for article, text, sentences in parsed for p in coder.choose(article, coder.study(article, text, sentences)).positions]
        counts = count(found, reference)
        return {name: counts[name].f1 for name in MEASURES}

    whole = measure(frozenset())
    rules = sorted({c.rule for article, text, sentences in parsed for c in coder.study(article, text, sentences).candidates})
    width = max(map(len, [*rules, "all rules"]))
    yield f"{'rule':{width}}  " + "  ".join(f"{name:>9}" for name in MEASURES)
    yield f"{'all rules':{width}}  " + "  ".join(f"{whole[name]:9.3f}" for name in MEASURES)
    worth = {rule: {name: whole[name] - value for name, value in measure(frozenset({rule})).items()} for rule in rules}
    coder.without = frozenset()
    for rule in sorted(rules, key=lambda rule: (-worth[rule]["position"], rule)):
        yield f"{rule:{width}}  " + "  ".join(f"{worth[rule][name]:+9.3f}" for name in MEASURES)


def _row(position: Position) -> Row:
    return {
        "article": position.article_id, "actor": position.actor, "instrument": position.instrument, "stance": position.stance,
        "spans": [list(span) for span in position.spans],
    }
