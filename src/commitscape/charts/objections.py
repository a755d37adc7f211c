"""Objections: who opposes what, and in which terms."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commitscape.charts import markup, pills
from commitscape.charts import terms as glossary
from commitscape.charts.counts import count, tally
from commitscape.charts.frame import Figure
from commitscape.charts.markup import Html, clean, counted, element, fill, join, link, listed
from commitscape.charts.tables import day_cell, outlet, positions_table, quoted, shorten, stance_chip, voucher
from commitscape.charts.view import RANK, View, actor_link, instrument_link, records
from commitscape.codebook import POLARITY

SHOWN = 4  # quotations of an objector before the rest is folded away


def held_against(view: View) -> pd.DataFrame:
    """Every position against an instrument, the strongest first."""
    rows = view.positions[view.positions["polarity"] == "against"]
    return rows.sort_values(["rank", "day", "actor_name", "position_id"], ascending=[False, False, True, True], na_position="last", ignore_index=True)


def headline(view: View) -> Html:
    rows = held_against(view)
    if rows.empty:
        return markup.headline("No objection is reported" if len(view.positions) else "No positions to show")
    now = view.cells[view.cells["polarity"] == "against"]
    most = now["actor_name"].value_counts()
    leaders = sorted(most[most == most.max()].index) if len(most) else []
    lead = fill("; {who} to the most ({n})", who=listed(leaders), n=_now(view, int(most.max()), Actor=leaders[0])) if 1 <= len(leaders) <= 2 else ""
    actors, instruments = now["actor"].nunique(), now["instrument"].nunique()
    return markup.headline(fill(
        "{actors} {object} to {instruments} {noun}{lead}", actors=_now(view, actors, of="Actor"), object="actor objects" if actors == 1 else "actors object",
        instruments=_now(view, instruments, of="Instrument"), noun="instrument" if instruments == 1 else "instruments", lead=lead,
    ))


def _now(view: View, number: int, *, of: str = "", **where: str) -> Html:
    """A number of current stances against an instrument, as a link to them."""
    against = [view.stance(code) for code in RANK if POLARITY[code] == "against"]
    return count(number, "fig-landscape", page="landscape.html", of=of, where={"Current stance": against, **where})


def prose(view: View) -> Html:
    rows = held_against(view)
    if rows.empty:
        return markup.prose("No document holds a position against an instrument that these parameters keep.")
    now = view.cells[view.cells["polarity"] == "against"]
    per = now.groupby("instrument")["actor"].nunique()
    top = [code for code in view.instrument_codes if code in per.index and per[code] == per.max()]
    opposed = now[now["stance"] == "opposed"]
    blockers = [f"{name} ({listed(map(view.spoken, held['instrument']))})" for name, held in opposed.groupby("actor_name")]
    named = view.topic.label("attribution", "named")
    quoted_share = int((rows["attribution"] == "named").sum())
    return markup.prose(
        fill("Most objections meet {what} ({n} {noun}).", what=listed(map(view.spoken, top)), n=_now(view, int(per.max()), Instrument=view.instrument(top[0])),
             noun="actor" if per.max() == 1 else "actors") if len(per) else "",
        f"Opposed to others doing it, and not only to doing it themselves: {listed(blockers)}." if blockers else "",
        fill("{named} of {all} against {come} from a named speaker.", named=count(quoted_share, "fig-objections", where={"Vouched for by": named}),
             all=tally(len(rows), "position", "fig-objections"), come="comes" if quoted_share == 1 else "come"),
    )


def figure(view: View) -> Figure:
    """Instruments with those who object now, as pills in the colour of their stance."""
    now = view.cells[view.cells["polarity"] == "against"]
    groups = []
    for code in view.instrument_codes:
        held = now[now["instrument"] == code]
        ranked = records(held.assign(_r=held["stance"].map(RANK)).sort_values(["_r", "actor_name"], ascending=[False, True]))
        if ranked:
            groups.append((view.instrument(code), instrument_link(code), [_pill(view, row) for row in ranked]))
    spoken = [f"{label}: {listed(pill['name'] + ' (' + pill['held'].lower() + ')' for pill in held)}" for label, _, held in groups]
    return Figure(
        name="objections",
        chart=pills.chart(view, groups) if groups else None, narrow=pills.chart(view, groups, room=pills.NARROW) if groups else None,

        table=positions_table(view, held_against(view), label="Positions against"),
        title="Who objects to what, now",
        wide=True,
        terms=(*glossary.stances(view, now["stance"]), *glossary.words(view)),
        caption="Current stances against an instrument, the strongest first.",
        alt=". ".join(spoken) + "." if spoken else "No objection is reported.",
        note="Reluctant: cautious or sceptical. Refused: rules out doing it itself. Opposed: objects to others doing it.",
    )


def _pill(view: View, row: dict[str, object]) -> dict[str, str]:
    shown = view.by_id[str(row["position_id"])]
    return {
        "name": str(row["actor_name"]),
        "stance": str(row["stance"]),
        "href": str(row["href"]),
        "what": clean(row["instrument_label"]),
        "held": view.stance(str(row["stance"])),
        "when": str(shown["day_text"]),
        "sentence": clean(shorten(shown["quote"], 160)),
        "spoken": clean(f"{row['actor_name']}, {row['instrument_label']}: {view.stance(str(row['stance']))}"),
    }


def terms(view: View) -> Html:
    """The words of each objector as quotations, the newest of each stance on each instrument first; the rest can be unfolded."""
    rows, blocks = held_against(view), []
    for actor in [code for code in view.actor_codes if code in set(rows["actor"])]:
        held = rows[rows["actor"] == actor].sort_values(["day", "position_id"], ascending=[False, True], na_position="last").drop_duplicates("quote")
        first = held.drop_duplicates(["instrument", "stance"]).head(SHOWN)
        rest = held.drop(first.index)
        parts = [element("h3", link(view.actor(actor), actor_link(actor))), element("ul", join(_quotation(view, row) for row in records(first)))]
        if len(rest):
            more = element("ul", join(_quotation(view, row) for row in records(rest)))
            parts.append(element("details", element("summary", f"{counted(len(rest), 'more sentence')} of {view.actor(actor)}"), more))
        blocks.append(element("div", join(parts), class_="cs-objector"))
    return join(blocks) if blocks else element("p", "No objection is reported.", class_="cs-empty")


def _quotation(view: View, row: dict[str, Any]) -> Html:
    source = element("small", f"{voucher(row)}, {outlet(row)}, ", day_cell(row))
    about = link(row["instrument_label"], instrument_link(row["instrument"]))
    return element("li", stance_chip(view, row["stance"]), " ", about, ": ", quoted(row["quote"], row["href"]), " ", source)
