"""Plans, drafts and proposals stand for those who made them: "the draft also calls for ..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Token

OWNERS = frozenset({"name", "demonym", "people", "capital", "person", "role", "group", "body", "pronoun"})
POINTING = frozenset({"the", "this", "that", "these", "those", "such"})


class Plans:
    """Remembers who made the plan that an article speaks of; feed it the sentences in order.

    `cues` is the content of cues/groups.yaml: `plans` (nouns) and `makers` (verbs of which a plan is the object).
    """

    def __init__(self, cues: dict[str, Any]) -> None:
        self._nouns, self._makers = frozenset(cues.get("plans", ())), frozenset(cues.get("makers", ()))
        self._codes: tuple[str, ...] = ()
        self._by_noun: dict[tuple[str, str], tuple[str, ...]] = {}  # by noun and tag, for plans of one and plan of another

    def add(self, sentence: ParsedSentence, found: list[Mention]) -> list[Mention]:
        """The mentions of a sentence with a mention of kind "plan" for each plan whose makers stand in an earlier sentence."""
        text = sentence.tokens.text
        if not any(noun in text for noun in self._nouns):
            return found
        tokens = [token for token in sentence.tokens if token.pos_ == "NOUN" and token.lemma_.lower() in self._nouns]
        if not tokens:
            return found
        by_token = {i: mention for mention in found for i in range(mention.start, mention.end)}
        added = []
        for token in tokens:
            owners = self._owners(token, by_token)
            if owners:
                self._codes = owners
                names = [token, *(c for c in token.children if c.dep_ in ("amod", "compound") and c.lemma_.lower() in self._nouns)]  # "a draft plan"
                self._by_noun |= {(t.lemma_.lower(), token.tag_): owners for t in names}
            elif (codes := self._by_noun.get((token.lemma_.lower(), token.tag_), self._codes)) and token.i not in by_token and self._points(token):
                added.append(Mention(start=token.i, end=token.i + 1, head=token.i, codes=codes, kind="plan", text=token.text))
        return sorted([*found, *added], key=lambda mention: mention.start) if added else found

    def _points(self, token: Token) -> bool:
        """Whether a plan is the subject of its sentence and points back; elsewhere it only names a frame ("under the plan")."""
        subject = token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT"
        return subject and any(child.lower_ in POINTING for child in token.children)

    def _owners(self, token: Token, by_token: dict[int, Mention]) -> tuple[str, ...]:
        """Makers of a plan by its modifiers, by "by X", or by the verb of which it is the object."""
        makers: list[Token] = []
        for child in token.children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                makers += [child, *(grandchild for grandchild in child.children if grandchild.dep_ in ("npadvmod", "amod", "compound", "nmod", "poss"))]
            elif child.dep_ == "prep" and child.lower_ in ("by", "from", "between"):
                makers += _objects(child)
            elif child.dep_ in ("acl", "relcl"):
                makers += [maker for agent in child.children if agent.dep_ == "agent" for maker in _objects(agent)]
                if child.dep_ == "relcl" and child.lemma_ in self._makers:
                    makers += _with_conjuncts([grandchild for grandchild in child.children if grandchild.dep_ == "nsubj"])
        verb = token.head
        if not makers and token.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in self._makers:
            makers += _with_conjuncts([child for child in verb.children if child.dep_ == "nsubj"]) if token.dep_ == "dobj" else []
            makers += [maker for agent in verb.children if agent.dep_ == "agent" for maker in _objects(agent)]
        codes = [code for maker in makers if (mention := by_token.get(maker.i)) is not None and mention.kind in OWNERS for code in mention.codes]
        return tuple(dict.fromkeys(codes))[:3]


def _objects(preposition: Token) -> list[Token]:
    return _with_conjuncts([child for child in preposition.children if child.dep_ == "pobj"])


def _with_conjuncts(tokens: Sequence[Token]) -> list[Token]:
    return [other for token in tokens for other in (token, *token.conjuncts)]
