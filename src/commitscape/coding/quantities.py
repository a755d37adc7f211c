"""Amounts that size a position: numbers with a unit, ranges and bounds (coding rule 30)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from commitscape.records import Quantity

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
MAGNITUDES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
}
CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP",
}
UNITS = {
    "countries": "country|nation|state|government|member|ally|capital|leader",
    "troops": "troop|soldier|personnel|peacekeeper|serviceman|strong|men|trainer|instructor|adviser|fighter|people",
    "missiles": "missile|rocket|interceptor",
    "aircraft": "aircraft|jet|plane|warplane|helicopter|rafale|gripen|mirage|f-16|typhoon|eurofighter",
    "km": "km|kilometre|kilometer|mile",
    "years": "year", "months": "month", "days": "day", "percent": "%|percent|per cent|pct",
    "items": "drone|tank|vehicle|battery|system|launcher|unit|shell|howitzer|ship|vessel|tanker|sanction|satellite|round|gun|radar|minehunter|frigate|tranche|terminal|item",
}
_WORDS = "|".join([*ONES, "dozen", "a dozen"])
_NUMBER = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_WORDS})(?:[- ](?:{_WORDS}))?)"
_MAGNITUDE = r"(?:\s?-?(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m|k|b)\b)"
_CURRENCY = r"(?:US\$|A\$|C\$|[$€£]|USD\s?|EUR\s?|GBP\s?)"
_AMOUNT = re.compile(
    rf"(?P<bound>\b(?:up to|at least|more than|over|no more than|at most|fewer than|less than|nearly|almost|around|about|some|roughly|approximately|an? (?:estimated|maximum of)|"
    rf"as many as|a minimum of|limited to|well\W{{1,3}}over|between)[\s\"“”]{{1,3}})?"
    rf"(?P<currency>{_CURRENCY})?(?<![\w.,])(?P<low>{_NUMBER})(?P<lowsize>{_MAGNITUDE})?(?P<plus>\+|-plus)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<currency2>{_CURRENCY})?(?P<high>{_NUMBER}))?(?P<size>{_MAGNITUDE})?(?P<half>(?:\s|-)?%)?(?=(?P<tail>(?:[\s\-–][\w'’\-%]+){{0,4}}))",
    re.IGNORECASE,
)
TIMES = ("years", "months", "days")
BEHIND = re.compile(r"\b(?:last|past|after|since|previous|nearly|almost|first)\s(?:\w+\s){0,2}$", re.IGNORECASE)
MINIMUM = ("at least", "more than", "over", "well", "a minimum")
MAXIMUM = ("up to", "no more than", "at most", "fewer than", "less than", "as many as", "limited to", "a maximum")
HEADS = {unit: re.compile(rf"^(?:{words.replace('|', 's?|')}s?)$", re.IGNORECASE) for unit, words in UNITS.items()}


def quantities_of(scene: Scene, candidate: Candidate) -> tuple[Quantity, ...]:
    """The amounts of a candidate's sentence; of several with one unit the one nearest to its holder or instrument."""
    found = amounts(scene.sentence.text)
    doc, start = scene.doc, scene.sentence.tokens.start_char
    spots = [doc[candidate.mark.head].idx - start]
    if candidate.mention is not None and scene.sentence.tokens.start <= candidate.mention.head < scene.sentence.tokens.end:
        spots.append(doc[candidate.mention.head].idx - start)
    nearest: dict[str, tuple[int, Quantity]] = {}
    for place, quantity in found:
        gap = min(abs(place - spot) for spot in spots)
        if quantity.unit not in nearest or gap < nearest[quantity.unit][0]:
            nearest[quantity.unit] = (gap, quantity)
    kept = {id(q) for _, q in nearest.values()}
    return tuple(q for _, q in found if id(q) in kept)


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[tuple[int, Quantity], ...]:
    """The amounts of a text with a unit that the codebook knows, each with its place; conversions in brackets are left out."""
    out: list[tuple[int, Quantity]] = []
    for match in _AMOUNT.finditer(text):
        if text[: match.start()].count("(") > text[: match.start()].count(")"):
            continue
        quantity = _read(match)
        if quantity is not None:
            out.append((match.start(), quantity))
    return tuple(out)


def _read(match: re.Match[str]) -> Quantity | None:
    unit, words = _unit(match)
    if unit is None or unit in TIMES and _is_past(match) or unit == "countries" and (match["tail"].startswith(("-", "–")) or match["low"].lower() == "one"):
        return None
    size = (match["size"] or match["lowsize"] or "").strip(" -").lower()
    factor = MAGNITUDES.get(size, 1.0)
    low = round(_number(match["low"]) * (MAGNITUDES.get((match["lowsize"] or "").strip(" -").lower(), factor)), 3)
    bound = (match["bound"] or "").lower()
    text = " ".join((match[0] + words).split()).strip(" -–")
    if match["high"]:
        high = round(_number(match["high"]) * factor, 3)
        if high > low and (bound.startswith("between") or "and" not in match[0][match.start("low") - match.start() : match.start("high") - match.start()].split()):
            return Quantity(unit=unit, text=text, min=low, max=high)
    if bound.startswith(MINIMUM) or match["plus"]:
        return Quantity(unit=unit, text=text, min=low)
    if bound.startswith(MAXIMUM):
        return Quantity(unit=unit, text=text, max=low)
    return Quantity(unit=unit, text=text, value=low)


def _is_past(match: re.Match[str]) -> bool:
    """Whether a span of time lies behind ("after four years", "the last six months", "a 10-year war") and sizes nothing."""
    return bool(BEHIND.search(match.string[: match.start()])) or match["tail"].startswith("-") or "ago" in match["tail"].split()[:2]


def _unit(match: re.Match[str]) -> tuple[str | None, str]:
    """The unit and the words between the number and the end of the unit."""
    currency = (match["currency"] or match["currency2"] or "").strip().lower()
    if currency:
        return CURRENCIES.get(currency), ""
    if match["half"]:
        return "percent", ""
    words = re.findall(r"[\w'’%]+", match["tail"])
    for count, word in enumerate(words):
        lower = word.lower().rstrip("s") if len(word) > 3 else word.lower()
        if lower in CURRENCIES:
            return CURRENCIES[lower], " " + " ".join(words[: count + 1])
        for unit, pattern in HEADS.items():
            if pattern.match(word) or (word.lower().endswith("ies") and pattern.match(word[:-3] + "y")):
                return unit, " " + " ".join(words[: count + 1])
        if word.lower() in ("of", "in", "to", "for", "by", "and", "or", "from", "on", "at", "the", "a", "that", "who", "which", "per", "would", "over", "into", "as", "with", "after", "before", "than", "not", "have", "has", "will", "is", "are", "were", "was"):
            if word.lower() != "of" or count > 1:
                break
    return None, ""


def _number(text: str) -> float:
    lower = text.lower().replace("a dozen", "dozen")
    if lower[0].isdigit():
        return float(re.sub(r"[,  ]", "", lower))
    total = 0
    for word in re.split(r"[- ]", lower):
        total += 12 if word == "dozen" else ONES.get(word, 0)
    return float(total)
