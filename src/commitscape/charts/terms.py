"""The words behind a chart: what the codebook means by each term that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from commitscape.charts.markup import Html, element, join, listed
from commitscape.charts.theme import POLARITY_COLOURS, STANCE_COLOURS
from commitscape.charts.view import View
from commitscape.codebook import POLARITY
from commitscape.tables.stances import VOUCHED

SECTIONS = ("instruments", "conditions", "attribution")  # of the codebook, whose labels stand in charts


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of a chart with the codebook's wording. `swatch` names its colour in the key ("stance-committed"); empty where it has none."""

    label: str
    meaning: str
    swatch: str = ""


def stances(view: View, codes: Iterable[str] = tuple(STANCE_COLOURS)) -> tuple[Term, ...]:
    """The key of a chart that is coloured by stance: `codes` in the order of the scale."""
    shown = set(codes)
    given = view.topic.codebook.get("stances") or {}
    return tuple(Term(label=view.stance(code), meaning=str(given.get(code, "")), swatch=f"stance-{code}") for code in STANCE_COLOURS if code in shown)


def polarities(view: View) -> tuple[Term, ...]:
    """The key of a chart that is coloured by camp."""
    held = {code: [view.stance(stance) for stance, polarity in POLARITY.items() if polarity == code] for code in POLARITY_COLOURS}
    return tuple(Term(label=view.topic.label("polarities", code), meaning=listed(held[code]), swatch=f"polarity-{code}") for code in POLARITY_COLOURS)


def vouchers(view: View) -> tuple[Term, ...]:
    """The key of a chart that is coloured by who vouches."""
    given = view.topic.codebook.get("attribution") or {}
    return tuple(Term(label=view.topic.label("attribution", code), meaning=str(given.get(code, "")), swatch=f"voucher-{code}") for code in VOUCHED)


def words(view: View) -> tuple[Term, ...]:
    """Every labelled term of the codebook, without a colour; the frame keeps those that its chart shows."""
    found = []
    for section in SECTIONS:
        given = view.topic.codebook.get(section) or {}
        found += [Term(label=view.topic.label(section, code), meaning=str(meaning)) for code, meaning in given.items()] if isinstance(given, dict) else []
    return tuple(found)


def glossary(terms: Iterable[Term], *, shown: str) -> Html:
    """The terms whose label stands in `shown` (or in the key), folded away under the chart. Empty where there are none."""
    kept = list({term.label: term for term in terms if term.meaning and (term.swatch or f'"{term.label}"' in shown)}.values())
    if not kept:
        return Html("")
    rows = (join([element("dt", term.label, data_swatch=term.swatch or None), element("dd", term.meaning)]) for term in kept)
    return element("details", element("summary", "What the words mean"), element("dl", join(rows)), class_="cs-terms")
