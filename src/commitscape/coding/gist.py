"""What the words of a sentence say by themselves, whatever their order: whether a position stands there, on what, whose, and of which stance.

The rules see how words hang together; a sentence about piers and pilots speaks of a harbour even where no rule knows how.
Learnt by `gist_training` from coded and practice articles, and only an opinion: the model weighs it beside all other features.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from commitscape.coding.linear import Linear

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.scene import Scene

LOW, HIGH = -7, 4  # the steps in which an opinion is a feature beside its size
PREFIX = "gist"


@dataclass(frozen=True)
class Gist:
    """Opinions by words: each a row of weights for lower-case lemmas, moved so that sentences as a whole have the value 0.

    `place` and `instruments` also weigh neighbours ("night train"), `holders` and `stances` a word together with an actor of
    `prominent` ("ATL=pier"), all other actors being "other".
    """

    place: Linear
    instruments: Mapping[str, Linear]
    holders: Linear
    stances: Mapping[str, Linear]
    prominent: frozenset[str]

    def tell(self, candidates: Iterable[Candidate], words: Mapping[int, Sequence[str]]) -> None:
        """Add to each candidate's features what the words of its sentence say of it; `words` by the sentence's index."""
        known: dict[int, dict[str, dict[str, float]]] = {}
        holding: dict[tuple[int, str], dict[str, float]] = {}
        for candidate in candidates:
            index, who = candidate.sentence, who_of(candidate.actor, self.prominent)
            if index not in known:
                known[index] = self._of_sentence(words[index])
            if (index, who) not in holding:
                holding[index, who] = feature("holder", self.holders.value(dict.fromkeys(of_actor(words[index], who), 1.0)))
            candidate.features.update(known[index][""])
            candidate.features.update(known[index].get(candidate.instrument, {}))
            candidate.features.update(holding[index, who])

    def _of_sentence(self, words: Sequence[str]) -> dict[str, dict[str, float]]:
        """What words say of a place, under no name, and of each instrument."""
        bag = dict.fromkeys(of_sentence(words), 1.0)
        values = {code: row.value(bag) for code, row in self.instruments.items()}
        most = max(values.values(), default=0.0)
        return {
            "": feature("place", self.place.value(bag)),
            **{code: feature("instrument", value) | feature("gap", value - most) for code, value in values.items()},
        }

    def stance(self, words: Sequence[str], actor: str, instrument: str) -> dict[str, float]:
        """The logit of each stance for an actor and an instrument of a sentence of these words."""
        bag = dict.fromkeys(of_position(words, who_of(actor, self.prominent), instrument), 1.0)
        return {stance: row.value(bag) for stance, row in self.stances.items()}

    def as_dict(self) -> dict[str, Any]:
        return {
            "place": self.place.as_dict(), "instruments": {code: row.as_dict() for code, row in sorted(self.instruments.items())},
            "holders": self.holders.as_dict(), "stances": {stance: row.as_dict() for stance, row in sorted(self.stances.items())},
            "prominent": sorted(self.prominent),
        }

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Gist:
        return cls(
            place=Linear.of(raw["place"]), instruments={str(code): Linear.of(row) for code, row in raw["instruments"].items()},
            holders=Linear.of(raw["holders"]), stances={str(stance): Linear.of(row) for stance, row in raw["stances"].items()},
            prominent=frozenset(map(str, raw["prominent"])),
        )


def words_of(scene: Scene) -> list[str]:
    """The lower-case lemmas of a sentence, names too, in their order."""
    return [token.lemma_.lower() for token in scene.sentence.tokens if any(map(str.isalpha, token.text))]


def of_sentence(words: Sequence[str]) -> list[str]:
    return [*words, *(f"{one} {next_one}" for one, next_one in pairwise(words))]


def who_of(actor: str, prominent: Collection[str]) -> str:
    """The name under which an actor's words are weighed."""
    return actor if actor in prominent else "other"


def of_actor(words: Sequence[str], who: str) -> list[str]:
    return [*words, *(f"{who}={word}" for word in words), f"{who}="]


def of_position(words: Sequence[str], who: str, instrument: str) -> list[str]:
    return [*of_actor(words, who), f"={instrument}", f"{who}={instrument}="]


def feature(name: str, value: float) -> dict[str, float]:
    """An opinion as features: its size, and the step that it has reached."""
    step = min(max(round(value), LOW), HIGH)
    return {sys.intern(f"{PREFIX}_{name}"): value, sys.intern(f"{PREFIX}_{name}={step}"): 1.0}
