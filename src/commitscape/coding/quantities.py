"""Amounts that size a position: numbers with a unit, ranges and bounds (coding rule 30)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from commitscape.coding.cues import read_cues
from commitscape.errors import TopicError
from commitscape.records import Quantity

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

ONES = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
MAGNITUDES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "pound": "GBP",
}
_WORDS = "|".join([*ONES, "dozen", "a dozen"])
_NUMBER = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_WORDS})(?:[- ](?:{_WORDS}))?)"
_MAGNITUDE = r"(?:\s?-?(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m|k|b)\b)"
_CURRENCY = r"(?:US\$|A\$|C\$|[$€£]|USD\s?|EUR\s?|GBP\s?)"
_AMOUNT = re.compile(
    rf"(?P<bound>\b(?:up to|at least|more than|over|no more than|at most|fewer than|less than|nearly|almost|around|about|some|roughly|"
    rf"approximately|an? (?:estimated|maximum of)|"
    rf"as many as|a minimum of|limited to|well\W{{1,3}}over|between)[\s\"“”]{{1,3}})?"
    rf"(?P<currency>{_CURRENCY})?(?<![\w.,])(?P<low>{_NUMBER})(?P<lowsize>{_MAGNITUDE})?(?P<plus>\+|-plus)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<currency2>{_CURRENCY})?(?P<high>{_NUMBER}))?(?P<size>{_MAGNITUDE})?(?P<half>(?:\s|-)?%)?(?=(?P<tail>(?:[\s\-–][\w'’\-%]+){{0,4}}))",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\b(?:last|past|after|since|previous|nearly|almost|first)\s(?:\w+\s){0,2}$", re.IGNORECASE)
MOST = 1e15  # a longer number is no amount of anything, and the longest are infinite to a computer
MINIMUM = ("at least", "more than", "over", "well", "a minimum")
MAXIMUM = ("up to", "no more than", "at most", "fewer than", "less than", "as many as", "limited to", "a maximum")


class QuantityLexicon:
    """The units of a topic and the nouns that give them."""

    def __init__(self, units: dict[str, list[str]], *, single: str = "", times: Iterable[str] = (), stops: Iterable[str] = ()) -> None:
        self.unit_of = {form: unit for unit, nouns in units.items() for noun in nouns for form in (noun.lower(), noun.lower() + "s")}
        self.single, self.times, self.stops = single, frozenset(times), frozenset(stops)

    @classmethod
    def load(cls, topic: Path) -> QuantityLexicon:
        """Read `cues/quantities.yaml`. Raises TopicError where it is missing or has no units."""
        path = topic / "cues" / "quantities.yaml"
        raw = read_cues(topic, path.stem)
        if not isinstance(raw.get("units"), dict):
            raise TopicError("section 'units' is missing", where=str(path), remedy="list units, each with its nouns")
        return cls(raw["units"], single=raw.get("single", ""), times=raw.get("times", ()), stops=raw.get("stops", ()))

    def of(self, scene: Scene, candidate: Candidate) -> tuple[Quantity, ...]:
        """The amounts of a candidate's sentence; of several with one unit the one nearest to its holder or instrument."""
        if "amounts" not in scene.cache:
            scene.cache["amounts"] = self.amounts(scene.sentence.text)
        found: list[tuple[int, Quantity]] = scene.cache["amounts"]
        doc, tokens = scene.doc, scene.sentence.tokens
        spots = [doc[candidate.mark.head].idx - tokens.start_char]
        if candidate.mention is not None and tokens.start <= candidate.mention.head < tokens.end:
            spots.append(doc[candidate.mention.head].idx - tokens.start_char)
        nearest: dict[str, tuple[int, int]] = {}
        for number, (place, quantity) in enumerate(found):
            gap = min(abs(place - spot) for spot in spots)
            nearest[quantity.unit] = min(nearest.get(quantity.unit, (gap, number)), (gap, number))
        return tuple(found[number][1] for number in sorted(number for _, number in nearest.values()))

    def amounts(self, text: str) -> list[tuple[int, Quantity]]:
        """The amounts of a text with a unit that the codebook knows, each with its place; conversions in brackets are left out."""
        found: list[tuple[int, Quantity]] = []
        for match in _AMOUNT.finditer(text):
            if text[: match.start()].count("(") <= text[: match.start()].count(")"):
                quantity = self._read(match)
                if quantity is not None:
                    found.append((match.start(), quantity))
        return found

    def _read(self, match: re.Match[str]) -> Quantity | None:
        unit, words = self._unit(match)
        if unit is None or (unit in self.times and _is_past(match)):
            return None
        if unit == self.single and (match["tail"].startswith(("-", "–")) or match["low"].lower() == "one"):
            return None
        size = (match["size"] or match["lowsize"] or "").strip(" -").lower()
        factor = MAGNITUDES.get(size, 1.0)
        low = round(_number(match["low"]) * MAGNITUDES.get((match["lowsize"] or "").strip(" -").lower(), factor), 3)
        bound = (match["bound"] or "").lower()
        if low > MOST:
            return None
        text = " ".join((match[0] + words).split()).strip(" -–")
        if match["high"]:
            high = round(_number(match["high"]) * factor, 3)
            between = match.string[match.start("low") : match.start("high")].split()
            if MOST >= high > low and (bound.startswith("between") or "and" not in between):
                return Quantity(unit=unit, text=text, min=low, max=high)
        if bound.startswith(MINIMUM) or match["plus"]:
            return Quantity(unit=unit, text=text, min=low)
        if bound.startswith(MAXIMUM):
            return Quantity(unit=unit, text=text, max=low)
        return Quantity(unit=unit, text=text, value=low)

    def _unit(self, match: re.Match[str]) -> tuple[str | None, str]:
        """The unit and the words between the number and the end of the unit."""
        currency = (match["currency"] or match["currency2"] or "").strip().lower()
        if currency:
            return CURRENCIES.get(currency), ""
        if match["half"]:
            return "percent", ""
        words = re.findall(r"[\w'’%]+", match["tail"])
        for count, word in enumerate(words):
            lower = word.lower()
            unit = CURRENCIES.get(lower) or CURRENCIES.get(lower.rstrip("s")) or self.unit_of.get(lower)
            if unit is None and lower.endswith("ies"):
                unit = self.unit_of.get(lower[:-3] + "y")
            if unit is not None:
                return unit, " " + " ".join(words[: count + 1])
            if lower in self.stops or (lower == "of" and count > 1):
                break
        return None, ""


def _is_past(match: re.Match[str]) -> bool:
    """Whether a span of time lies behind ("after four years", "the last six months", "a 10-year war") and sizes nothing."""
    return bool(BEHIND.search(match.string[: match.start()])) or match["tail"].startswith("-") or "ago" in match["tail"].split()[:2]


def _number(text: str) -> float:
    lower = text.lower().replace("a dozen", "dozen")
    if lower[0].isdigit():
        return float(re.sub(r"[,  ]", "", lower))
    return float(sum(12 if word == "dozen" else ONES.get(word, 0) for word in re.split(r"[- ]", lower)))
