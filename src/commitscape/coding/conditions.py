"""What a position is said to depend on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from commitscape.coding.clauses import governors, predicate
from commitscape.coding.cues import ActorClass, actor_classes, read_groups
from commitscape.coding.patterns import Lexicon, Match
from commitscape.coding.scene import Scene
from commitscape.errors import TopicError
from commitscape.records import Condition

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate

FIRM, BLOCK = "firm", "block"


class ConditionLexicon:
    """The condition cues of a topic."""

    def __init__(
        self, groups: dict[str, dict[str, Any]], triggers: dict[str, list[str]], classes: dict[str, ActorClass], unknown: str, reach: int, *, where: str = ""
    ) -> None:
        self.groups, self.classes, self.unknown, self.reach = groups, classes, unknown, reach
        self._lexicon = Lexicon({**{n: g["patterns"] for n, g in groups.items()}, **{f"!{k}": v for k, v in triggers.items()}}, where=where)

    @classmethod
    def load(cls, topic: Path, codes: set[str]) -> ConditionLexicon:
        """Read `cues/conditions.yaml`. Raises TopicError where a code is unknown."""
        path = topic / "cues" / "conditions.yaml"
        raw, groups = read_groups(topic, path.stem)
        for name, group in groups.items():
            if group.get("code") not in codes:
                raise TopicError(f"group {name!r} has the unknown code {group.get('code')!r}", where=str(path), remedy="use a condition of the codebook")
        triggers = {**(raw.get("triggers") or {}), BLOCK: raw.get("blocks") or []}
        return cls(groups, triggers, actor_classes(raw, path), raw.get("unknown", ""), int(raw.get("reach", 12)), where=str(path))

    def matches(self, scene: Scene) -> list[tuple[str, Match]]:
        """The conditions that a sentence states: code and place, the trigger included."""
        if "condition" not in scene.cache:
            scene.cache["condition"] = self._matches(scene)
        return scene.cache["condition"]

    def _matches(self, scene: Scene) -> list[tuple[str, Match]]:
        matches = self._lexicon.find(scene.words, scene.is_of(self.classes))
        triggers = [m for m in matches if m.group.startswith("!")]
        found: list[tuple[str, Match]] = []
        for match in matches:
            if match.group.startswith("!"):
                continue
            group = self.groups[match.group]
            after = group.get("after")
            if not after:
                found.append((group["code"], match))
                continue
            before = [t for t in triggers if t.group[1:] in after and t.start <= match.start < t.end + self.reach and t.start < match.end]
            if before:
                opener = max(before, key=lambda t: t.start)
                found.append((group["code"], Match(match.group, min(opener.start, match.start), match.end)))
        for trigger in triggers:
            if trigger.group == f"!{FIRM}" and not any(m.start < trigger.end + self.reach and trigger.start < m.end for _, m in found):
                found.append((self.unknown, Match("unknown", trigger.start, trigger.end)))
        whole = [match for _, match in found if self.groups.get(match.group, {}).get("whole")]
        found = [(code, m) for code, m in found if not any(w.start <= m.start and m.end <= w.end and m.group != w.group for w in whole)]
        blocks = [t for t in triggers if t.group == f"!{BLOCK}"]
        return [(code, match) for code, match in found if not any(b.overlaps(match) for b in blocks)]

    def of(self, scene: Scene, candidate: Candidate) -> tuple[Condition, ...]:
        """The conditions of a sentence that are tied to a candidate's instrument or stance, one a code."""
        doc = scene.doc
        path = candidate.above(doc)
        alone = len({mark.code for mark in scene.instruments}) == 1
        tied: dict[str, Condition] = {}
        for code, match in self.matches(scene):
            if self.groups.get(match.group, {}).get("apart") and match.start <= candidate.mark.head <= match.end:
                continue
            token = doc[match.start]
            clause = predicate(token)
            above = predicate(clause.head) if clause.head != clause else clause
            near = (
                clause.i in path or clause.head.i in path or above.i in path or token.head.i in path or candidate.mark.head in {t.i for t in governors(token)}
            )
            near = near or (alone and match.group != "unknown" and candidate.mark.head < match.start)
            if near and code not in tied:
                tied[code] = Condition(code=code, text=doc.span(match.start, match.end).text)
        return tuple(tied[code] for code in sorted(tied))
