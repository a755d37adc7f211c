"""How sure a candidate is, and of which stance: small linear models over named features.

Weights are learnt by `training` from the topic's coded articles and stand in `weights.json` and `gist.json` of the topic folder.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from commitscape.coding.gist import PREFIX, Gist
from commitscape.coding.linear import Linear, logistic
from commitscape.errors import TopicError
from commitscape.topicfiles import find

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate

FILE, GIST = "weights.json", "gist.json"
Made = TypeVar("Made")
UNSEEN = "unseen"  # folder of coded articles that test the machine and teach it nothing
YIELD, EASE = 1.0, 0.2  # how much a candidate yields to a likelier one beside it, and what all are given back, so that as many are kept
LIKELY, LIKELIER = 0.3, 3.0  # the share of all stances, and how many times the read one's, that a learnt stance must have


@dataclass(frozen=True)
class Model:
    """Whether a candidate is a position: it is kept from `threshold` on; and which of the stances its features speak for."""

    keep: Linear
    threshold: float
    calibration: tuple[float, float] = (1.0, 0.0)  # slope and shift of the logit, so that a confidence is a share of right rows
    stances: Mapping[str, Linear] = field(default_factory=dict)  # none: every stance stays as it was read
    gist: Gist | None = None  # what words say by themselves, where that was learnt

    def chance(self, features: Mapping[str, float]) -> float:
        """The probability that a careful coder would code an actor and an instrument, whatever else the sentence says."""
        return logistic(self.keep.value(features))

    def chances(self, candidates: Sequence[Candidate]) -> list[float]:
        """The probability that a careful coder would code each candidate of an article.

        A candidate yields to the likeliest of its sentence that has the same actor or the same instrument: who holds one
        position there seldom holds another, and a position seldom has another holder.
        """
        alone = [self.chance(c.features) for c in candidates]
        best: dict[tuple[int, str, str], float] = {}
        for c, chance in zip(candidates, alone, strict=True):
            for key in ((c.sentence, c.actor, ""), (c.sentence, "", c.instrument)):
                best[key] = max(best.get(key, 0.0), chance)
        found = []
        for c, chance in zip(candidates, alone, strict=True):
            gap = max(best[c.sentence, c.actor, ""], best[c.sentence, "", c.instrument]) - chance
            weight = chance * math.exp(EASE - YIELD * gap)
            found.append(weight / (1 - chance + weight))
        return found

    def stance(self, features: Mapping[str, float], read: str, said: Mapping[str, float] | None = None) -> str:
        """The stance that was `read` off a cue, unless another one is far likelier by all that surrounds it.

        `said` are the logits of the stances by the sentence's words alone, with which the features share the decision.
        """
        if not self.stances:
            return read
        odds = _shares({stance: row.value(features) for stance, row in self.stances.items()})
        if said:
            by_words = _shares(said)
            odds = {stance: math.sqrt(share * by_words.get(stance, 0.0)) for stance, share in odds.items()}
        likeliest = max(odds, key=lambda stance: (odds[stance], stance))
        far = odds[likeliest] >= max(LIKELY * sum(odds.values()), LIKELIER * odds.get(read, 0.0))
        return likeliest if far else read

    def stance_of(self, candidate: Candidate, words: Sequence[str]) -> str:
        """The stance of a candidate whose sentence consists of these words."""
        said = self.gist.stance(words, candidate.actor, candidate.instrument) if self.gist is not None else None
        return self.stance(candidate.features, candidate.stance, said)

    def confidence(self, chance: float) -> float:
        """The probability that the stance is right too."""
        slope, shift = self.calibration
        chance = min(max(chance, 1e-6), 1 - 1e-6)
        return round(logistic(slope * math.log(chance / (1 - chance)) + shift), 3)

    def as_dict(self) -> dict[str, Any]:
        return {
            "threshold": self.threshold, "calibration": list(self.calibration), "keep": self.keep.as_dict(),
            "stances": {stance: row.as_dict() for stance, row in sorted(self.stances.items())},
        }

    @classmethod
    def of(cls, raw: Mapping[str, Any], gist: Gist | None = None) -> Model:
        slope, shift = raw["calibration"]
        return cls(
            keep=Linear.of(raw["keep"]), threshold=float(raw["threshold"]), calibration=(float(slope), float(shift)),
            stances={str(stance): Linear.of(row) for stance, row in raw.get("stances", {}).items()},
            gist=gist,
        )


def _shares(logits: Mapping[str, float]) -> dict[str, float]:
    odds = {name: logistic(value) for name, value in logits.items()}
    return {name: value / sum(odds.values()) for name, value in odds.items()}


def load_model(topic: Path) -> Model:
    """The weights of a topic, with the gist that stands beside them. Raises TopicError where they are missing or broken."""
    path = find(topic, FILE)
    beside = path.with_name(GIST)
    gist = _read(beside, Gist.of) if beside.is_file() else None
    model = _read(path, lambda raw: Model.of(raw, gist))
    if gist is None and any(name.startswith(PREFIX) for name in model.keep.weights):
        raise TopicError(f"{FILE} was learnt with it, and it is missing", where=str(beside), remedy="run `commitscape train`")
    return model


def _read(path: Path, make: Callable[[Any], Made]) -> Made:
    try:
        return make(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise TopicError("no trained weights", where=str(path), remedy="run `commitscape train`") from None
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise TopicError(f"not a set of weights: {fault}", where=str(path), remedy="run `commitscape train`") from None
