"""The layers of the security architecture: who stands on each, and in what state it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from commitscape.charts import blueprint, markup, terms
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, chip, element, fill, join, link, listed
from commitscape.charts.tables import grid, stance_chip
from commitscape.charts.topic import Layer
from commitscape.charts.view import RANK, View, records
from commitscape.codebook import POLARITY

STATES = ("covered", "conditional", "contested", "offered", "open", "unclaimed")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A layer with the cells of its instruments (most favourable first) and what follows from them."""

    layer: Layer
    cells: pd.DataFrame
    state: str
    conditions: tuple[str, ...]  # codes of those who are for it or open to it, the most frequent first

    def who(self, *stances: str) -> list[str]:
        return list(dict.fromkeys(self.cells[self.cells["stance"].isin(stances)]["actor_name"]))


def standings(view: View) -> list[Standing]:
    """Every layer of the topic, in its order."""
    found = []
    for layer in view.topic.layers:
        cells = view.cells[view.cells["instrument"].isin(layer.instruments)]
        cells = cells.assign(_r=cells["stance"].map(RANK)).sort_values(["_r", "actor_name", "instrument"], ignore_index=True).drop(columns="_r")
        leaning = cells[cells["polarity"].isin(["for", "open"])]
        counts = pd.Series([code for codes in leaning["conditions"] for code in codes], dtype=object).value_counts()
        ordered = sorted(counts.index, key=lambda code: (-counts[code], code))
        found.append(Standing(layer=layer, cells=cells, state=state_of(cells), conditions=tuple(ordered)))
    return found


def state_of(cells: pd.DataFrame) -> str:
    """The state of a layer (one of `STATES`) from the current stances on its instruments; worded in layers.yaml."""
    if cells.empty:
        return "unclaimed"
    favour = cells[cells["polarity"] == "for"]
    if favour.empty:
        return "open"
    if (cells["stance"] == "opposed").any() or favour["contested"].any():
        return "contested"
    firm = favour[favour["stance"] == "committed"]
    if firm.empty:
        return "offered"
    return "conditional" if firm["conditional"].all() else "covered"


def words(view: View, state: str) -> tuple[str, str]:
    """Label and meaning of a state."""
    given: Any = (view.topic.architecture.get("states") or {}).get(state) or {}
    return str(given.get("label") or state.capitalize()), str(given.get("meaning") or "")


def headline(view: View) -> Html:
    found = standings(view)
    if not found:
        return markup.headline("This topic has no layers")
    counts = {state: sum(s.state == state for s in found) for state in STATES}
    shown = [fill("{n} {state}", n=in_state(view, n, state), state=words(view, state)[0].lower()) for state, n in counts.items() if n]
    return markup.headline(fill("{all}: {shown}", all=tally(len(found), "layer", "fig-architecture"), shown=listed(shown)))


def in_state(view: View, number: int, *states: str) -> Html:
    """A number of layers as a link to them."""
    return count(number, "fig-architecture", page="architecture.html", where={"State": [words(view, state)[0] for state in states]})


def prose(view: View) -> Html:
    found = standings(view)
    if not found:
        return markup.prose("Add layers.yaml to the topic folder to draw them.")
    names = {state: [s.layer.spoken for s in found if s.state == state] for state in STATES}
    needed = sorted(found, key=lambda s: -sum(s.layer.code in other.layer.needs for other in found))[0]
    dependents = [s.layer.spoken for s in found if needed.layer.code in s.layer.needs]
    return markup.prose(
        f"Covered, by at least one commitment without a condition: {listed(names['covered'])}."
        if names["covered"]
        else "No layer is covered without a condition.",
        f"Contested: {listed(names['contested'])}." if names["contested"] else "",
        f"Nobody has offered {listed(s.layer.spoken for s in found if s.state == 'open')}." if names["open"] else "",
        f"Most depends on {needed.layer.spoken}, which is {words(view, needed.state)[0].lower()} and which "
        f"{listed(dependents)} {'needs' if len(dependents) == 1 else 'need'}."
        if dependents
        else "",
    )


def figure(view: View) -> Figure:
    found = standings(view)
    spoken = [f"{s.layer.label}: {words(view, s.state)[0].lower()}{'; committed: ' + listed(s.who('committed')) if s.who('committed') else ''}" for s in found]
    return Figure(
        name="architecture",
        chart=blueprint.chart(view, found, {state: words(view, state)[0] for state in STATES}) if found else None,
        narrow=blueprint.chart(view, found, {state: words(view, state)[0] for state in STATES}, narrow=True) if found else None,
        table=table(view),
        terms=(*terms.stances(view), *terms.words(view)),
        title=str(view.topic.architecture.get("title") or "Layers"),
        wide=True,
        caption=f"One box a layer, {view.topic.architecture.get('order') or 'the first tier at the top'}. "
        "Dots are the current stances of all who are reported on it; arrows lead from a layer to those that need it.",
        alt=". ".join(spoken) + "." if spoken else "This topic has no layers.",
        note=" ".join(f"{words(view, state)[0]}: {words(view, state)[1]}." for state in STATES if any(s.state == state for s in found)),
    )


def table(view: View) -> Html:
    """Each layer with who provides, considers, refuses or objects, and on which conditions."""
    def rows() -> Iterator[tuple[object, ...]]:
        labels = {layer.code: layer.label for layer in view.topic.layers}
        for s in standings(view):
            label, meaning = words(view, s.state)
            yield (
                join([element("strong", s.layer.label), element("br"), element("small", s.layer.meaning)]),
                element("span", chip(s.state, label, kind="state"), title=meaning),
                holders(view, s, "for"),
                holders(view, s, "open"),
                holders(view, s, "against"),
                holders(view, s, "asks"),
                listed(view.topic.spoken("conditions", code) for code in s.conditions),
                listed(labels[code] for code in s.layer.needs),
            )
    head = ["Layer", "State", "Provide or offer", "Consider", "Refuse or object", "Ask for it", "On condition of", "Needs"]
    return grid(head, rows(), label="Layers, their state and who stands where", empty="This topic has no layers.")


def holders(view: View, standing: Standing, polarity: str) -> Html:
    """Names of a camp, each linked to its sentence and marked with its stance."""
    rows = records(standing.cells[standing.cells["stance"].map(POLARITY) == polarity])
    return join((element("span", link(row["actor_name"], row["href"]), " ", stance_chip(view, row["stance"]), class_="cs-holder") for row in rows), " ")
