"""Scores as lines to read or as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commitscape.scoring.measures import MEASURES
from commitscape.scoring.scores import Scores, score_files


def report(positions: Path, coded: Path, *, as_json: bool = False) -> str:
    """The scores of two JSON Lines files."""
    scores = score_files(positions, coded)
    return json.dumps(scores.as_dict()) if as_json else text(scores)


def text(scores: Scores) -> str:
    figures = scores.as_dict()
    lines = [
        f"{name:14}" + "  ".join(f"{k} {v}" for k, v in figures[name].items()) + _interval(figures["intervals"].get(name)) for name in MEASURES
    ]
    lines += [f"{name:14}" + "  ".join(f"{k} {v}" for k, v in figures[name].items()) for name in ("fields", "alpha")]
    lines += ["", "F1 by instrument" + " " * 17 + "".join(f"{name:>10}" for name in MEASURES) + "     coded"]
    lines += [_breakdown(code, by) for code, by in figures["instruments"].items()]
    lines += ["", f"{figures['missed']} coded positions missed, {figures['false_alarms']} false alarms"]
    return "\n".join(lines)


def _interval(bounds: list[float] | None) -> str:
    return f"  (95 % of resampled articles: F1 {bounds[0]} to {bounds[1]})" if bounds else ""


def _breakdown(code: str, by: dict[str, Any]) -> str:
    return f"  {code:31}" + "".join(f"{by[name]['f1']:10.3f}" for name in MEASURES) + f"{by['evidence']['coded']:10}"
