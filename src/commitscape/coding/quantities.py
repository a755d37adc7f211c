"""Amounts that size a position: numbers with a unit, ranges and bounds (coding rule 30)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from commitscape.coding.clauses import governors
from commitscape.coding.cues import read_cues
from commitscape.errors import TopicError
from commitscape.records import Quantity

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

TEENS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: count for count, word in enumerate(TEENS.split(), 1)} | {word: 10 * count for count, word in enumerate(TENS.split(), 2)}
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
_BELOW = rf"(?:{_WORDS})(?:[- ](?:{_WORDS}))?"
_HUNDREDS = rf"(?:{_WORDS}|a)[- ]hundred(?: and {_BELOW})?\b"
_NUMBER = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|{_HUNDREDS}|{_BELOW}|an?(?= (?:[mb]|tr)illion\b))"
_MAGNITUDE = r"(?:\s?-?(?:hundred|thousand|million|billion|trillion|mn|bn|tn|m|k|b)\b)"
_PERCENT = r"(?:%|per ?cent\b|pct\b)"
_CURRENCY = r"(?:US\$|A\$|C\$|[$€£]|USD\s?|EUR\s?|GBP\s?)"
_AMOUNT = re.compile(
    rf"(?P<bound>\b(?:up to|at least|more than|over|no more than|at most|fewer than|less than|nearly|almost|around|about|some|roughly|"
    rf"approximately|an? (?:estimated|maximum of)|"
    rf"as (?:many|much|long) as|(?:a )?minimum of|no (?:fewer|less) than|limited to|well\W{{1,3}}over|between)[\s\"“”]{{1,3}})?"
    rf"(?P<currency>{_CURRENCY})?(?<![\w.,])(?P<low>{_NUMBER})(?P<lowsize>{_MAGNITUDE})?(?P<plus>\+|-plus)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<currency2>{_CURRENCY})?(?P<high>{_NUMBER}))?(?P<size>{_MAGNITUDE})?(?P<glued>km\b|(?:\s|-)?{_PERCENT})?(?=(?P<tail>(?:[\s\-–][\w'’\-%]+){{0,4}}))",
    re.IGNORECASE,
)
BEHIND = re.compile(r"\b(?:last|past|after|since|previous|nearly|almost|first|spent)\s(?:\w+\s){0,2}$", re.IGNORECASE)
APART = frozenset({"ago", "after", "before", "away", "earlier", "later", "apart", "into", "old", "since"})  # "five days after": a distance in time
DATED = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s$", re.IGNORECASE)
NOT_EVEN = re.compile(r"\bnot\s(?:even\s)?$", re.IGNORECASE)  # "not one lamp"
HANDED = re.compile(r"\b(?:hand|turn|sign|make|take|carr|give|pass)\w*\s$", re.IGNORECASE)  # "hand over two lamps" is no "over two"
FEW = 4  # as few members name a group and do not size it
MOST = 1e15  # a longer number is no amount of anything, and the longest are infinite to a computer
MINIMUM = ("at least", "more than", "over", "well", "a minimum", "minimum", "no fewer", "no less")
MAXIMUM = ("up to", "no more than", "at most", "fewer than", "less than", "as many as", "as much as", "as long as", "limited to", "a maximum")
BARE = 1_000  # a smaller number without a noun counts anything


class QuantityLexicon:
    """The units of a topic and the nouns that give them."""

    def __init__(
        self, units: dict[str, list[str]], *, single: str = "", times: Iterable[str] = (), lasting: Iterable[str] = (), stops: Iterable[str] = (),
        bare: Mapping[str, str] | None = None,
    ) -> None:
        self.unit_of = {form: unit for unit, nouns in units.items() for noun in nouns for form in (noun.lower(), noun.lower() + "s")}
        self.single, self.times, self.lasting, self.stops = single, frozenset(times), frozenset(lasting), frozenset(stops)
        self.bare = dict(bare or {})

    @classmethod
    def load(cls, topic: Path) -> QuantityLexicon:
        """Read `cues/quantities.yaml`. Raises TopicError where it is missing or has no units."""
        path = topic / "cues" / "quantities.yaml"
        raw = read_cues(topic, path.stem)
        if not isinstance(raw.get("units"), dict):
            raise TopicError("section 'units' is missing", where=str(path), remedy="list units, each with its nouns")
        if not isinstance(raw.get("bare", {}), dict):
            raise TopicError("section 'bare' is no table", where=str(path), remedy="give instruments, each with the unit of its large numbers")
        return cls(raw["units"], **{key: raw[key] for key in ("single", "times", "lasting", "stops", "bare") if key in raw})

    def of(self, scene: Scene, candidate: Candidate) -> tuple[Quantity, ...]:
        """The amounts of a candidate's sentence; of several with one unit the one nearest to its holder or instrument."""
        bare = self.bare.get(candidate.instrument, "")
        if (key := f"amounts {bare}") not in scene.cache:
            scene.cache[key] = self.amounts(scene.sentence.text, bare=bare)
        doc, tokens = scene.doc, scene.sentence.tokens
        people = [doc[mention.start].idx - tokens.start_char for mention in scene.mentions if mention.unnamed]  # "two officials" are no amount
        found: list[tuple[int, Quantity]] = [
            (place, quantity) for place, quantity in scene.cache[key]
            if not any(place <= start < place + len(quantity.text) for start in people) and self._near(scene, candidate, place, quantity)]
        spots = [doc[candidate.mark.head].idx - tokens.start_char]
        if candidate.mention is not None and tokens.start <= candidate.mention.head < tokens.end:
            spots.append(doc[candidate.mention.head].idx - tokens.start_char)
        nearest: dict[str, tuple[int, int]] = {}
        for number, (place, quantity) in enumerate(found):
            gap = min(abs(place - spot) for spot in spots)
            nearest[quantity.unit] = min(nearest.get(quantity.unit, (gap, number)), (gap, number))
        return tuple(found[number][1] for number in sorted(number for _, number in nearest.values()))

    def _near(self, scene: Scene, candidate: Candidate, place: int, quantity: Quantity) -> bool:
        """Whether an amount stands in a clause that belongs to the candidate's: "X taking half of the profits" beside it does not."""
        doc, start = scene.doc, scene.sentence.tokens.start_char + place
        token = next((t for t in scene.sentence.tokens if t.idx + len(t.text) > start), None)
        path = candidate.above(doc)
        for node in (token, *governors(token)) if token is not None else ():
            if node.i in path:
                return True
            if any(child.dep_ in ("nsubj", "nsubjpass") for child in node.children):
                return False
        return True

    def amounts(self, text: str, *, bare: str = "") -> list[tuple[int, Quantity]]:
        """The amounts of a text with a unit that the codebook knows, each with its place; conversions in brackets are left out.

        `bare` is the unit of large numbers without a noun; without it they are left out.
        """
        found: list[tuple[int, Quantity]] = []
        for match in _AMOUNT.finditer(text):
            if text[: match.start()].count("(") <= text[: match.start()].count(")"):
                quantity = self._read(match, bare)
                if quantity is not None:
                    found.append((match.start(), quantity))
        return found

    def _read(self, match: re.Match[str], bare: str) -> Quantity | None:
        unit, end = self._unit(match)
        counted = unit != ""
        unit = unit if counted else bare or None
        before, lower, bound = match.string[: match.start()], match["low"].lower(), (match["bound"] or "").lower()
        if unit is None or DATED.search(before) or (unit in self.times and self._elsewhen(match)):
            return None
        if (lower == "one" and not match["lowsize"] and not match["size"]) or NOT_EVEN.search(before):
            return None
        if unit == self.single and match["tail"].startswith(("-", "–")):
            return None
        size = (match["size"] or match["lowsize"] or "").strip(" -").lower()
        factor = MAGNITUDES.get(size, 1.0)
        low = round(_number(match["low"]) * MAGNITUDES.get((match["lowsize"] or "").strip(" -").lower(), factor), 3)
        if low > MOST or (unit == self.single and not bound and low < FEW) or (not counted and (low < BARE or _year(match["low"]))):
            return None
        text = match.string[match.start() : end].strip(" -–")
        if match["high"]:
            high = round(_number(match["high"]) * factor, 3)
            between = match.string[match.start("low") : match.start("high")].split()
            if MOST >= high > low and (bound.startswith("between") or "and" not in between):
                return Quantity(unit=unit, text=text, min=low, max=high)
        lasts = bound.startswith("over") and (unit in self.times or HANDED.search(before))  # "over ten years", "hand over two"
        if (bound.startswith(MINIMUM) and not lasts) or match["plus"]:
            return Quantity(unit=unit, text=text, min=low)
        if bound.startswith(MAXIMUM):
            return Quantity(unit=unit, text=text, max=low)
        return Quantity(unit=unit, text=text, value=low)

    def _elsewhen(self, match: re.Match[str]) -> bool:
        """Whether a span of time lies behind or apart ("after four years", "five days before", "a 10-year war") and sizes nothing."""
        words = re.findall(r"[\w'’]+", match["tail"])
        if match["tail"].startswith(("-", "–")):
            return self.lasting.isdisjoint(words[1:3])
        return bool(BEHIND.search(match.string[: match.start()])) or not APART.isdisjoint(words[:2])

    def _unit(self, match: re.Match[str]) -> tuple[str | None, int]:
        """The unit, "" where no noun follows that could be one, and where the amount's words end."""
        currency, end = (match["currency"] or match["currency2"] or "").strip().lower(), match.end()
        if currency:
            return CURRENCIES.get(currency), end
        if match["glued"]:
            return self._noun(match["glued"].strip(" -").replace(" ", "")), end
        words = list(re.finditer(r"[\w'’%]+", match["tail"]))
        for count, word in enumerate(words):
            lower, unit = word[0].lower(), self._noun(word[0])
            compound = count + 1 < len(words) and not lower.endswith("s") and self._noun(words[count + 1][0]) is not None  # "six fighter jets" are jets
            if unit is not None and not compound:
                return unit, end + word.end()
            if lower in self.stops or (lower == "of" and count > 1):
                return (None if count else ""), end
        return (None if words else ""), end

    def _noun(self, word: str) -> str | None:
        lower = word.lower()
        unit = CURRENCIES.get(lower) or CURRENCIES.get(lower.rstrip("s")) or self.unit_of.get(lower)
        return self.unit_of.get(lower[:-3] + "y") if unit is None and lower.endswith("ies") else unit


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit()


def _number(text: str) -> float:
    lower = text.lower().replace("a dozen", "dozen")
    if lower[0].isdigit():
        return float(re.sub(r"[,  ]", "", lower))
    if "hundred" in lower:
        hundreds, _, rest = lower.partition("hundred")
        return 100.0 * _number(hundreds.strip(" -")) + (_number(rest.removeprefix(" and ")) if rest.strip() else 0.0)
    if lower.endswith("dozen"):
        return 12.0 * ONES.get(lower.removesuffix("dozen").strip(" -"), 1)
    return 1.0 if lower in ("a", "an") else float(sum(ONES.get(word, 0) for word in re.split(r"[- ]", lower)))
