"""What a candidate looks like to the model: named features, each 1.0 where it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commitscape.coding.between import words_between
from commitscape.coding.clauses import governors
from commitscape.coding.context import share
from commitscape.coding.instruments import Instrument
from commitscape.coding.mentions import Mention
from commitscape.coding.pointing import pointing
from commitscape.coding.surroundings import surroundings
from commitscape.coding.wording import around, head_subject, mood

if TYPE_CHECKING:
    from commitscape.coding.candidates import Candidate
    from commitscape.coding.context import Context
    from commitscape.coding.scene import Scene


HOLDING = frozenset({"subject", "agent", "possessor", "subject_shared", "subject_control", "speaker", "subject_owner", "party", "bearer"})


def describe(
    candidate: Candidate, scene: Scene, voice: Mention | None, rivals: Sequence[Candidate], context: Context, words: Sequence[str], speaker: str
) -> dict[str, float]:
    """The features of a candidate in its sentence, `rivals` being all candidates of the sentence and `words` the sentence's own features."""
    mark, reading, mention, role = candidate.mark, candidate.reading, candidate.mention, candidate.role
    doc = scene.doc
    kind = mention.kind if mention is not None else "context"
    own = set(mention.codes) if mention is not None else set()
    code, stance, sort = mark.code, candidate.stance, _class(candidate.actor, kind, scene)
    names = [
        f"role={role}",
        f"kind={kind}",
        f"actor={sort}",
        f"weak={mark.weak}",
        f"block={scene.sentence.block}",
        f"role.kind={role}.{kind}",
        f"source={'back' if mark.group.startswith('back') else 'here'}",
        f"rule={candidate.rule}",
    ]
    if reading is not None:
        cue, bucket = reading.cue.group, _bucket(reading.cost)
        names += [
            f"stance={reading.stance}",
            f"link={reading.link}",
            f"cue={cue}",
            f"role.link={role}.{reading.link}",
            f"role.stance={role}.{reading.stance}",
            f"cost={bucket}",
            f"role.cue={role}.{cue}",
            f"negated={reading.negated}",
            f"modal={reading.modal}",
            f"outer={reading.outer}",
            f"hypothesis={reading.hypothetical}",
            f"need={reading.need}",
            f"need.role={reading.need}.{role}",
            f"link.cost={reading.link}.{bucket}",
            f"actor.stance={sort}.{reading.stance}",
            f"weak.link={mark.weak}.{reading.link}",
            f"deed.role={reading.cue.stance == 'deed'}.{role}",
            f"rank={int(min(candidate.features['_rank'], 4))}",
            f"weak.cost={mark.weak}.{bucket}",
        ]
    else:
        names += ["stance=none", f"role.stance={role}.none"]
    if mention is not None:
        head = doc[mention.head]
        names += [f"dep={head.dep_}", f"distance={_distance(mention, mark.start, mark.end)}", f"before={mention.end <= mark.start}"]
        between = sum(1 for m in scene.actors if m is not mention and (mention.end <= m.start < mark.start or mark.end <= m.start < mention.start))
        names.append(f"between={min(between, 3)}")
        names.append(f"unnamed={mention.unnamed}")
        if mention.kind == "pronoun":
            names.append(f"pronoun.role={role}")
    if voice is not None:
        names.append(f"voice={'own' if candidate.actor in voice.codes else 'other'}.{role}")
        names.append("quoted")
    else:
        names.append("unquoted")
    held = any(r is not candidate and r.mark.head == mark.head and r.role in HOLDING for r in rivals)
    names.append(f"held={held}.{role}")
    others = [r for r in rivals if r.mark.code == mark.code and r is not candidate]
    lowest = min((r.features["_cost"] for r in others), default=99.0)
    names.append(f"best_actor={candidate.features['_cost'] <= lowest}")
    mine = min((r.features["_cost"] for r in rivals if r.actor == candidate.actor and r is not candidate), default=99.0)
    names.append(f"best_mark={candidate.features['_cost'] <= mine + 1.5}")
    names.append(f"marks={min(len({r.mark.code for r in rivals}), 5)}")
    names.append(f"actors={min(len({r.actor for r in rivals}), 5)}")
    strong = {r.mark.code for r in rivals if not r.mark.weak}
    if mark.code == scene.lexicon.default:
        names.append(f"default_beside={len(strong - {mark.code}) > 0}")
    if own and context.subject and own & set(context.subject):
        names.append("same_subject_as_before")
    if candidate.actor in context.group:
        names.append("last_group")
    if mark.group.startswith("back_"):
        names += [*_back(candidate, scene, context), *pointing(candidate, scene, context)]
    else:
        names += [f"group={mark.group}", f"group.role={mark.group}.{role}", f"group.link={mark.group}.{reading.link if reading else 'none'}"]
        names.append(f"mark={doc[mark.head].lemma_.lower()}")
    names += [f"code={code}", f"code.role={code}.{role}", f"actor.code={sort}.{code}", f"code.stance={code}.{stance}"]
    names += [f"actor.code.stance={sort}.{code}.{stance}", f"final={stance}", f"final.role={stance}.{role}"]
    names += _nesting(mark, scene)
    over = head_subject(scene, mark)
    names += [f"over={over}", f"over.rule={over}.{candidate.rule if mention is None else 'here'}"]
    names.append(f"speaker={speaker}")
    names.append(f"speaker.role={speaker}.{role}")
    told = f"{context.terms}.{candidate.actor in context.plan}"
    names += [f"terms={told}", f"terms.role={told}.{role}", f"terms.mood={told}.{mood(scene, mark)}"]
    names += [f"density={share(context.density)}", f"near={context.near[scene.sentence.index]}", *context.setting[scene.sentence.index]]
    return dict.fromkeys([*names, *around(candidate, scene), *surroundings(candidate, scene, context), *words_between(candidate, scene), *words], 1.0)


def _back(candidate: Candidate, scene: Scene, context: Context) -> list[str]:
    """Which of the instruments spoken of before a word that points back may mean."""
    code, token = candidate.instrument, scene.doc[candidate.mark.head]
    kind = candidate.mark.group.removeprefix("back_")
    place = context.instruments.index(code) if code in context.instruments else -1
    own = _own(candidate, context)
    most = max(context.named.values(), default=1)
    share = context.named[code] / most
    names = [
        f"back.place={place}", f"back.place.n={place}.{min(len(context.instruments), 4)}", f"back.age={min(context.age, 5)}.{kind}", f"back.own={own}",
        f"back.own.role={own}.{candidate.role}", f"back.share={'all' if share == 1 else 'half' if share >= 0.5 else 'some' if share else 'none'}",
        f"back.title={code in context.title}", f"back.default={code == scene.lexicon.default}.{len(context.instruments) > 1}", f"back.code={code}",
        f"back.kind={kind}.{own}",
    ]
    if "noun" in kind:
        names += [f"back.noun={token.lemma_.lower()}", f"back.means={token.lemma_.lower()}.{code}"]
    if "pronoun" in kind:
        plural = token.lower_ in ("they", "them", "those", "these")
        names += [f"back.number={plural}.{context.plural.get(code)}", f"back.word={token.lower_}"]
    return names


def _own(candidate: Candidate, context: Context) -> str:
    """Whether the actor acted or spoke on this instrument last, before, on others only, or not yet."""
    held = context.held.get(candidate.actor, [])
    return "last" if held[-1:] == [candidate.instrument] else "before" if candidate.instrument in held else "other" if held else "new"


def _nesting(mark: Instrument, scene: Scene) -> list[str]:
    """Which other instruments of the sentence stand above or below this one in the tree ("lamps for oil")."""
    known: dict[Instrument, list[str]] = scene.cache.setdefault("nesting", {})
    if mark not in known:
        names = []
        above = {t.i for t in governors(scene.doc[mark.head])}
        for other in scene.instruments:
            if other.head == mark.head or other.code == mark.code:
                if other.code != mark.code:
                    names.append(f"same.mark={mark.code}.{other.code}")
                continue
            if other.head in above:
                names.append(f"under={mark.code}.{other.code}")
            elif mark.head in {t.i for t in governors(scene.doc[other.head])}:
                names.append(f"above={mark.code}.{other.code}")
        known[mark] = names
    return known[mark]


def _class(actor: str, kind: str, scene: Scene) -> str:
    """What kind of actor it is; the classes that matter to a topic stand with its instruments."""
    return actor if kind == "group" else scene.lexicon.classes_of(actor)


def _bucket(cost: float) -> str:
    return next((str(limit) for limit in (1, 2, 3, 4, 6, 8, 11, 14) if cost <= limit), "far")


def _distance(mention: Mention, start: int, end: int) -> str:
    gap = start - mention.end if mention.end <= start else mention.start - end
    return next((str(limit) for limit in (0, 2, 5, 10, 20) if gap <= limit), "far")
