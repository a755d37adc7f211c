"""One actor or one instrument: what the two templates of pages show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from commitscape.charts import lanes, markup, terms
from commitscape.charts.amounts import amount_words
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, element, fill, join, link, listed
from commitscape.charts.tables import actor_cell, day_cell, grid, instrument_cell, outlet, positions_table, quoted, stance_chip, voucher
from commitscape.charts.theme import STANCE_COLOURS
from commitscape.charts.view import View, actor_link, instrument_link, records, short_day


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A view of one `subject` of `kind` "actor" or "instrument"; `other` is what its rows are about."""

    view: View
    kind: str
    subject: str

    @property
    def other(self) -> str:
        return "instrument" if self.kind == "actor" else "actor"

    @property
    def name(self) -> str:
        return self.view.actor(self.subject) if self.kind == "actor" else self.view.instrument(self.subject)

    @cached_property
    def cells(self) -> pd.DataFrame:
        return self._own(self.view.cells)

    @cached_property
    def positions(self) -> pd.DataFrame:
        return self._own(self.view.positions)

    def headline(self) -> Html:
        """How many stances of each kind, the firmest first."""
        counts = self.cells["stance"].value_counts()
        if counts.empty:
            return markup.headline(f"{self.name}: no positions")
        shown = [fill("{n} {held}", n=count(int(counts[code]), self.table, where={"Current stance": self.view.stance(code)}), held=self.view.held(code))
                 for code in STANCE_COLOURS if code in counts]
        return markup.headline(fill("{name}, {all}: {shown}", name=self.name, all=tally(len(self.cells), self.other, self.table), shown=listed(shown)))

    @property
    def table(self) -> str:
        return f"fig-{self.kind}-{self.subject.lower()}"

    def prose(self) -> Html:
        held, cells = self.positions, self.cells
        if held.empty:
            return markup.prose("No document holds a position here that these parameters keep.")
        known = held["day"].dropna()
        newest = records(cells[cells["day"] == cells["day"].max()])[0] if len(known) else None
        turned = self._own(self.view.reversals)
        flips = turned[turned["kind"] == "polarity"]
        bound = cells[cells["conditional"]]
        positions = tally(len(held), "position", "table-positions")
        about = self._about(newest) if newest is not None else ""
        meaning = dict(zip(self.view.tables.instruments["code"], self.view.tables.instruments["meaning"], strict=True)).get(self.subject, "")
        return markup.prose(
            f"Meant here: {meaning}." if self.kind == "instrument" and meaning else "",
            fill("{positions} in {articles}; the latest is of {day}{about}.", positions=positions, day=short_day(newest["day"]), about=about,
                 articles=tally(held["article_id"].nunique(), "article", "table-positions", of="Article"))
            if newest is not None else fill("{positions}, all of unknown date.", positions=positions),
            fill("{bound} on a condition.", bound=tally(len(bound), "stance hangs", self.table, many="stances hang", where={"Conditional": "yes"}))
            if len(bound) else "No stance carries a condition.",
            fill("The camp changed {n}, last {turn}.", turn=self._turn(records(flips)[-1]), n=tally(
                len(flips), "time", "fig-reversals", page="timeline.html", where={self.kind.capitalize(): self.name, "Camp": "another"})) if len(flips) else "",
        )

    def _about(self, row: dict[str, Any]) -> str:
        on = self.view.spoken(row["instrument"]) if self.kind == "actor" else row["actor_name"]
        return f" ({on}: {self.view.held(row['stance'])})"

    def _turn(self, row: dict[str, object]) -> str:
        on = self.view.spoken(str(row["instrument"])) if self.kind == "actor" else str(row["actor_name"])
        before, after = self.view.held(str(row["from_stance"])), self.view.held(str(row["to_stance"]))
        return f"on {on} from {before} to {after}" if self.kind == "actor" else f"{on} from {before} to {after}"

    def figure(self) -> Figure:
        """Stances along time, one lane for each instrument of the actor or each actor of the instrument."""
        held = self.positions
        spoken = [f"{self._lane(row)}: {self.view.held(row['stance'])}{', conditional' if row['conditional'] else ''}" for row in records(self.cells)]
        return Figure(
            name=f"{self.kind}-{self.subject.lower()}", chart=lanes.chart(self.view, held, by=self.other) if len(held) else None,
            narrow=lanes.chart(self.view, held, by=self.other, form=lanes.NARROW) if len(held) else None, table=self.current_table(),
            terms=(*terms.stances(self.view, held["stance"]), *terms.words(self.view)),
            title=f"{self.name}: stances over time", wide=True,
            caption="Dots are the stance of a day, larger where more positions say so; a band holds until the next report. A ring marks a condition, "
                    "a diamond a change of course.",
            alt=f"Current stances. {listed(spoken)}." if spoken else "No positions, so there is nothing to draw.",
            note="Silences of more than four days are drawn shortened, with their true length below." if len(held) else "",
        )

    def _lane(self, row: dict[str, object]) -> str:
        return str(row["instrument_label"] if self.kind == "actor" else row["actor_name"])

    def current_table(self) -> Html:
        def rows() -> Iterator[tuple[object, ...]]:
            for row in records(self.cells):
                shown = self.view.by_id[row["position_id"]]
                yield (
                    instrument_cell(row) if self.kind == "actor" else actor_cell(row), stance_chip(self.view, row["stance"]),
                    listed(self.view.topic.spoken("conditions", code) for code in row["conditions"]), quoted(shown["quote"], shown["href"]), voucher(shown),
                    outlet(shown), day_cell(row), row["positions"], row["sources"], "yes" if row["conditional"] else "no",
                )

        head = [
            "Instrument" if self.kind == "actor" else "Actor",
            "Current stance",
            "On condition of",
            "Sentence",
            "Said by",
            "Source",
            "Day",
            "Positions",
            "Reports",
            "Conditional",
        ]
        return grid(head, rows(), label=f"Current stances: {self.name}", aids=("Conditional",), empty="No positions.")

    def positions_table(self) -> Html:
        ordered = self.positions.sort_values(["day", self.other, "position_id"], ascending=[False, True, True], na_position="last")
        return positions_table(self.view, ordered, label=f"All positions: {self.name}", leave_out=[self.kind.capitalize()], name="positions", article=True)

    def conditions_table(self) -> Html:
        rows = self._own(self.view.conditions).sort_values(["condition", "day", "position_id"], na_position="last")
        return grid(
            ["Condition", self.other.capitalize(), "Stance", "Sentence", "Day"],
            (
                (
                    self.view.topic.label("conditions", row["condition"]),
                    instrument_cell(row) if self.kind == "actor" else actor_cell(row),
                    stance_chip(self.view, row["stance"]),
                    quoted(self.view.by_id[row["position_id"]]["quote"], row["href"]),
                    day_cell(row),
                )
                for row in records(rows)
            ),
            label=f"Conditions: {self.name}",
            empty="No conditions.",
        )

    def numbers_table(self) -> Html:
        rows = self._own(self.view.quantities).sort_values(["unit", "low", "position_id"], na_position="last")
        return grid(
            ["Amount", self.other.capitalize(), "Stance", "In the words of the report", "Sentence", "Day"],
            ((amount_words(self.view, row), instrument_cell(row) if self.kind == "actor" else actor_cell(row), stance_chip(self.view, row["stance"]),
              row["text"], quoted(self.view.by_id[row["position_id"]]["quote"], row["href"]), day_cell(row)) for row in records(rows)),
            label=f"Numbers: {self.name}", empty="No amounts.",
        )

    def sources_table(self) -> Html:
        """Who vouches, and through which outlet."""
        held = self.positions.assign(_source=[outlet(row) for row in records(self.positions)], _voice=[voucher(row) for row in records(self.positions)])
        counts = held.groupby(["_voice", "_source"]).agg(n=("position_id", "size"), articles=("article_id", "nunique")).reset_index()
        rows = records(counts.sort_values(["n", "_voice", "_source"], ascending=[False, True, True]))
        return grid(["Said by", "Source", "Positions", "Articles"], ((row["_voice"], row["_source"], row["n"], row["articles"]) for row in rows),
                    label=f"Sources: {self.name}", empty="No sources.")

    def context(self) -> Html:
        """What the groups hold to which the actor belongs: shown beside its own stances, never counted among them."""
        groups = [str(group) for group, members in (self.view.topic.raw.get("members") or {}).items() if self.subject in members]
        rows = records(self.view.cells[self.view.cells["actor"].isin(groups)]) if self.kind == "actor" else []
        return grid(
            ["Group", "Instrument", "Current stance", "Sentence", "Source", "Day"],
            ((actor_cell(row), instrument_cell(row), stance_chip(self.view, row["stance"]), quoted(shown["quote"], shown["href"]), outlet(shown), day_cell(row))
             for row in rows for shown in [self.view.by_id[row["position_id"]]]),
            label=f"What the groups of {self.name} hold", empty="No group with a list of members holds a position that includes it.",
        )

    def neighbours(self) -> Html:
        """Links to what else is in the report: the pages of the same kind."""
        if self.kind == "actor":
            codes, address, name = self.view.actor_codes, actor_link, self.view.actor
        else:
            held = set(self.view.tables.positions["instrument"])
            codes, address, name = [code for code in self.view.instrument_codes if code in held], instrument_link, self.view.instrument
        items = [element("li", element("strong", name(code)) if code == self.subject else link(name(code), address(code))) for code in codes]
        return element("nav", element("ul", join(items)), class_="cs-neighbours", aria_label=f"All {self.kind}s")

    def _own(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows[self.kind] == self.subject].reset_index(drop=True)


def of_actor(view: View, actor: str) -> Profile:
    """The profile of an actor; an empty code stands for the first in the list, so that the template runs as it is."""
    return Profile(view=view, kind="actor", subject=actor or _first(view.actor_codes))


def of_instrument(view: View, instrument: str) -> Profile:
    return Profile(view=view, kind="instrument", subject=instrument or _first(view.instrument_codes))


def _first(codes: list[str]) -> str:
    return codes[0] if codes else ""
