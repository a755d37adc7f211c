"""Plans, drafts and proposals stand for those who made them: "the draft also calls for ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Token

OWNERS = frozenset({"name", "demonym", "people", "capital", "person", "role", "group", "body", "pronoun"})
SUBJECT = ("nsubj", "nsubjpass")
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


@dataclass(frozen=True, slots=True)
class PlanWord:
    """A noun for a plan, whose plan it is, and whether its makers stand with it."""

    token: Token
    codes: tuple[str, ...]
    own: bool


class Plans:
    """Remembers whose plan an article speaks of; feed it the sentences in order, each once.

    `cues` is the content of cues/groups.yaml: `plans` (nouns) and `makers` (verbs of which a plan is the object).
    """

    def __init__(self, cues: dict[str, Any]) -> None:
        self._nouns, self._makers = frozenset(cues.get("plans", ())), frozenset(cues.get("makers", ()))
        self._named: Counter[str] = Counter()  # how often a plan was said to be an actor's
        self._by_noun: dict[tuple[str, str], tuple[str, ...]] = {}  # by noun and tag, for plans of one and plan of another
        self._told: tuple[int, tuple[str, ...]] = (-2, ())  # the last sentence of which a plan is the subject, and whose plan

    @property
    def main(self) -> tuple[str, ...]:
        """Whose plan the article mostly speaks of so far."""
        most = max(self._named.values(), default=0)
        return tuple(code for code, count in self._named.items() if count == most)[:3]

    def read(self, sentence: ParsedSentence, found: Sequence[Mention]) -> list[PlanWord]:
        """The words for plans in a sentence with its mentions: each with its makers, else with those of the plan meant so far."""
        text = sentence.tokens.text
        if not any(noun in text for noun in self._nouns):
            return []
        by_token = {i: mention for mention in found for i in range(mention.start, mention.end)}
        words = []
        for token in sentence.tokens:
            here = by_token.get(token.i)
            if token.pos_ != "NOUN" or token.lemma_.lower() not in self._nouns or (here is not None and here.kind != "plan"):
                continue
            owners = self._owners(token, by_token)
            if owners:
                self._named.update(owners)
                names = [token, *(c for c in token.children if c.dep_ in ("amod", "compound") and c.lemma_.lower() in self._nouns)]  # "a draft plan"
                self._by_noun |= {(t.lemma_.lower(), token.tag_): owners for t in names}
            words.append(PlanWord(token, owners or self._by_noun.get((token.lemma_.lower(), token.tag_), self.main), bool(owners)))
        return words

    def add(self, sentence: ParsedSentence, found: list[Mention]) -> list[Mention]:
        """The mentions of a sentence with a mention of kind "plan" for each plan that acts in it and whose makers stand in an earlier one."""
        words = self.read(sentence, found)
        added = [
            Mention(start=word.token.i, end=word.token.i + 1, head=word.token.i, codes=word.codes, kind="plan", text=word.token.text)
            for word in words if word.codes and not word.own and self._points(word.token)
        ] or self._again(sentence, found)
        subject = next((word for word in words if word.codes and word.token.dep_ in SUBJECT and word.token.head.dep_ == "ROOT"), None)
        if subject is not None:
            self._told = (sentence.index, subject.codes)
        return sorted([*found, *added], key=lambda mention: mention.start) if added else found

    def _again(self, sentence: ParsedSentence, found: Sequence[Mention]) -> list[Mention]:
        """ "It" for the plan that is the subject of the sentence before, where it stands for nobody else."""
        index, codes = self._told
        subject = next((c for c in sentence.tokens.root.children if c.dep_ in SUBJECT and c.lower_ == "it"), None)
        if index != sentence.index - 1 or subject is None or any(m.start <= subject.i < m.end for m in found):
            return []
        self._told = (sentence.index, codes)
        return [Mention(start=subject.i, end=subject.i + 1, head=subject.i, codes=codes, kind="plan", text=subject.text)]

    def _points(self, token: Token) -> bool:
        """Whether a plan is the subject of its sentence and points back; elsewhere it only names a frame ("under the plan")."""
        verb = token.head
        main = verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.i < verb.head.i and not any(c.dep_ == "mark" for c in verb.children))
        return token.dep_ in SUBJECT and main and any(child.lower_ in POINTING for child in token.children)

    def _owners(self, token: Token, by_token: dict[int, Mention]) -> tuple[str, ...]:
        """Makers of a plan by its modifiers, by "by X", or by the verb of which it is the object."""
        makers: list[Token] = []
        for child in token.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                makers += [child, *(grandchild for grandchild in child.children if grandchild.dep_ in ("npadvmod", "amod", "compound", "nmod", "poss"))]
            elif child.dep_ == "prep" and child.lower_ in ("by", "from", "between", "of"):
                makers += _objects(child)
            elif child.dep_ in ("acl", "relcl"):
                makers += [maker for agent in child.children if agent.dep_ == "agent" for maker in _objects(agent)]
                if child.dep_ == "relcl" and child.lemma_ in self._makers:
                    makers += _with_conjuncts([grandchild for grandchild in child.children if grandchild.dep_ == "nsubj"])
        return _codes(makers, by_token) or _codes(self._doers(token), by_token)

    def _doers(self, plan: Token) -> list[Token]:
        """Who makes a plan that is the object of a verb, or the subject of its passive."""
        verb = plan.head
        if plan.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in self._makers:
            return []
        doers = _with_conjuncts([child for child in verb.children if child.dep_ == "nsubj"]) if plan.dep_ == "dobj" else []
        return doers + [maker for agent in verb.children if agent.dep_ == "agent" for maker in _objects(agent)]


def _codes(makers: Sequence[Token], by_token: dict[int, Mention]) -> tuple[str, ...]:
    codes = [code for maker in makers if (mention := by_token.get(maker.i)) is not None and mention.kind in OWNERS for code in mention.codes]
    return tuple(dict.fromkeys(codes))[:3]


def _objects(preposition: Token) -> list[Token]:
    return _with_conjuncts([child for child in preposition.children if child.dep_ == "pobj"])


def _with_conjuncts(tokens: Sequence[Token]) -> list[Token]:
    return [other for token in tokens for other in (token, *token.conjuncts)]
