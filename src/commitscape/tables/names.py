"""Names to print: actors, instruments, stances and other codes."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pycountry

from commitscape.codebook import POLARITY, Codebook
from commitscape.tables.frames import frame
from commitscape.topicfiles import read_yaml

Names = dict[str, tuple[str, str]]  # name and kind by code


def actors(positions: pd.DataFrame, named: Names) -> pd.DataFrame:
    """The actors that hold positions: countries first, each kind by number of positions.

    A country that `named` leaves out has its name from ISO 3166.
    """
    counts = positions["actor"].value_counts()
    rows = [{"code": str(code), **_actor(str(code), named)} for code in counts.index]
    rows.sort(key=lambda row: (row["kind"] == "group", -int(counts[row["code"]]), row["code"]))
    return frame("actors", ({**row, "order": order} for order, row in enumerate(rows)))


def _actor(code: str, named: Names) -> dict[str, str]:
    country = pycountry.countries.get(alpha_3=code)
    name, kind = named.get(code, ("", ""))
    return {"name": name or (getattr(country, "common_name", country.name) if country else code), "kind": kind or ("country" if country else "group")}


def actor_names(topic: Path) -> Names:
    """What `actors.csv` of a topic folder calls its actors."""
    path = topic / "actors.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {row["code"]: (row["name"], row["kind"]) for row in rows if row.get("code") and row.get("kind") in ("country", "group")}


def _labels(topic: Path) -> dict[str, dict[str, str]]:
    return read_yaml(topic, "labels.yaml", optional=True)


def _label(code: str, labels: dict[str, str] | None) -> str:
    return str((labels or {}).get(code) or code.replace("_", " "))


def instruments(codebook: Codebook) -> pd.DataFrame:
    labels = _labels(codebook.path.parent).get("instruments")
    return frame("instruments", (
        {"code": code, "label": _label(code, labels), "meaning": meaning, "order": order}
        for order, (code, meaning) in enumerate(codebook.instruments.items())
    ))


def stances(codebook: Codebook) -> pd.DataFrame:
    labels = _labels(codebook.path.parent).get("stances")
    return frame("stances", (
        {"code": code, "label": _label(code, labels), "meaning": meaning, "rank": rank, "polarity": POLARITY[code]}
        for rank, (code, meaning) in enumerate(codebook.stances.items())
    ))


def codes(codebook: Codebook) -> pd.DataFrame:
    labels = _labels(codebook.path.parent)
    return frame("codes", (
        {"section": section, "code": code, "label": _label(code, labels.get(section)), "meaning": meaning, "order": order}
        for section in ("attribution", "conditions") for order, (code, meaning) in enumerate(getattr(codebook, section).items())
    ))
