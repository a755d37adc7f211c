"""The scale of stances stays ordered and legible to everyone."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from altair.utils.data import to_values

from commitscape.charts import theme
from commitscape.charts.theme import DARK, INK_ON, LIGHT, STANCE_COLOURS, config
from commitscape.codebook import POLARITY

SIGHT = {  # linear-light matrices of Machado and others (2009), severity 1
    "full": np.eye(3),
    "deuteranopia": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "protanopia": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "tritanopia": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(np.dot([0.2126, 0.7152, 0.0722], linear(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_scale_has_every_stance_in_the_method_s_order() -> None:
    assert list(STANCE_COLOURS) == list(POLARITY)


@pytest.mark.parametrize("sight", SIGHT)
def test_stances_differ_for_every_kind_of_sight(sight: str) -> None:
    seen = {stance: lab(np.clip(SIGHT[sight] @ linear(colour), 0, 1)) for stance, colour in STANCE_COLOURS.items()}
    nearest = min((float(np.linalg.norm(seen[a] - seen[b])), a, b) for a, b in combinations(seen, 2))
    assert nearest[0] > 15, nearest


def test_stances_differ_in_grey() -> None:
    lightness = {stance: lab(linear(colour))[0] for stance, colour in STANCE_COLOURS.items()}
    nearest = min((abs(lightness[a] - lightness[b]), a, b) for a, b in combinations(lightness, 2))
    assert nearest[0] > 7, nearest


@pytest.mark.parametrize("stance", STANCE_COLOURS)
def test_words_on_a_stance_are_legible(stance: str) -> None:
    assert contrast(STANCE_COLOURS[stance], INK_ON[stance]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_legible_on_paper(colours: dict[str, str]) -> None:
    assert contrast(colours["ink"], colours["paper"]) >= 7
    assert contrast(colours["quiet"], colours["paper"]) >= 4.5
    assert config(colours)["style"]["label"]["fill"] == colours["ink"]


def test_values_are_those_of_altair():
    rows = pd.DataFrame({
        "text": ["a", None, float("nan")], "day": pd.to_datetime(["2025-09-01", None, "2025-09-02"]), "number": [1.0, float("inf"), float("nan")],
        "count": [1, 2, 3], "some": pd.array([1, None, 3], dtype="Int64"), "truth": [True, False, True], "list": [["a"], [], np.array([1, 2])],
        "mixed": [np.float64(2.5), np.int64(3), "x"], "kind": pd.Categorical(["u", None, "v"]), "held": np.array(["x", pd.NaT, pd.NA], dtype=object),
    }, index=[5, 6, 7])
    ours, theirs = (json.dumps(values(rows)) for values in (theme.plain_values, to_values))
    assert ours == theirs
    assert theme.plain_values(rows.head(0)) == to_values(rows.head(0)) == {"values": []}
    assert theme.plain_values({"values": [1]}) == {"values": [1]}
