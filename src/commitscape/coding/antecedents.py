"""What stands before a word, in the order in which it is likely to be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.actors import ActorTable
from commitscape.coding.mentions import Mention, by_token
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Block, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
REACH = 4  # sentences that a word looks back


class Antecedents:
    """Mentions before a place in sentence `number`: `before` those of earlier sentences, `done` those of its own so far."""

    def __init__(
        self, sentences: Sequence[ParsedSentence], before: Sequence[Sequence[Mention]], number: int, done: list[Mention], actors: ActorTable,
    ) -> None:
        self.sentences, self.before, self.number, self.done, self.actors = sentences, before, number, done, actors

    def doc(self, distance: int = 0) -> Block:
        return self.sentences[self.number - distance].tokens.doc

    def nearest(self) -> list[list[Mention]]:
        """By sentence, the nearest first; in a sentence its subject, then that subject's owner, then other subjects, then the rest."""
        nearby = [self.done, *reversed(self.before[max(0, self.number - REACH) :])]
        return [_ranked(found, self.doc(distance)) for distance, found in enumerate(nearby)]

    def group(self) -> Mention | None:
        """The group spoken of last."""
        return next((mention for found in self.nearest() for mention in found if self.is_group(mention)), None)

    def several(self, count: int, *, persons: bool) -> Mention | None:
        """The last countries (or the countries of the last persons) spoken of, `count` of them."""
        kinds = ("person", "role") if persons else ("person", "role", "name", "capital", "demonym", "people", "body", "officials")
        codes: list[str] = []
        for found in self.nearest():
            for mention in sorted(found, key=lambda mention: mention.start):
                if mention.kind in kinds and not self.is_group(mention):
                    codes += [code for code in mention.codes if code not in codes]
            if len(codes) >= count:
                return Mention(start=0, end=0, head=0, codes=tuple(codes[:count]), kind="pronoun", text="", plural=True)
        return None

    def officer(self, office: str) -> Mention | None:
        """The person with an office spoken of last; "the leader" is the most prominent person."""
        persons = [mention for found in self.nearest() for mention in found if mention.person and mention.kind in ("person", "role", "pronoun")]
        if office == "leader":
            return persons[0] if persons else None
        nearby = next((mention for mention in persons if mention.office == office), None)
        return nearby or next((mention for found in reversed(self.before) for mention in found if mention.person and mention.office == office), None)

    def body(self, lemma: str) -> Mention | None:
        """The body named by the same noun shortly before: "the ministry" after "Atlantis's foreign ministry"."""
        for number in range(self.number, max(-1, self.number - REACH - 1), -1):
            doc = self.sentences[number].tokens.doc
            for mention in reversed(self.done if number == self.number else self.before[number]):
                if mention.kind == "body" and mention.codes and doc[mention.end - 1].lemma_.lower() == lemma:
                    return mention
        return None

    def officials(self, lemma: str) -> Mention | None:
        """The unnamed people of known country spoken of last by the same noun: whose "one official" is."""
        for number in range(self.number - 1, max(-1, self.number - 2 * REACH), -1):
            doc = self.sentences[number].tokens.doc
            for mention in self.before[number]:
                if mention.unnamed and mention.codes and not mention.person and doc[mention.head].lemma_.lower() == lemma:
                    return mention
        return None

    def introduced(self) -> Mention | None:
        """The officer without a name who stands shortly before, where the next sentence goes on with his name: "its minister said so. Marlow added"."""
        for distance in (1, 2):
            if self.number - distance < 0:
                break
            roles = (m for m in self.before[self.number - distance] if m.kind == "role" and m.codes and not m.person and not m.plural)
            found = next((m for m in roles if is_subject(self.doc(distance)[m.head])), None)
            if found is not None:
                return found
        return None

    def listed(self, count: int) -> Mention | None:
        """A list of `count` countries shortly before, the headline included: "two of the members" after "Atlantis and Lemuria join"."""
        for number in (*range(self.number - 1, max(-1, self.number - 3), -1), 0):
            if not 0 <= number < self.number:
                continue
            doc, found = self.sentences[number].tokens.doc, by_token(self.before[number])
            for mention in self.before[number]:
                if doc[mention.head].dep_ != "conj":
                    members = [found[t.i] for t in (doc[mention.head], *doc[mention.head].conjuncts) if t.i in found]
                    codes = tuple(dict.fromkeys(code for m in members if m.kind in ("name", "capital", "demonym") and not self.is_group(m) for code in m.codes))
                    if len(codes) == count:
                        return replace(mention, codes=codes, person=None, key="", plural=True)
        return None

    def owner_of(self, mention: Mention, owners: frozenset[str]) -> Mention | None:
        """The resolved "his", "its", "whose" right before a mention."""
        return next((other for other in reversed(self.done) if other.end == mention.start and other.kind == "pronoun" and other.text.lower() in owners), None)

    def is_group(self, mention: Mention) -> bool:
        return bool(mention.codes) and self.actors.actors[mention.codes[0]].kind == "group"

    def presents(self, mention: Mention, distance: int) -> bool:
        """Whether an earlier sentence does nothing but bring up an actor: a heading with his name, "then there is Atlantis"."""
        position = self.number - distance
        if position < 0 or not distance:
            return False
        sentence, head = self.sentences[position], self.doc(distance)[mention.head]
        if sentence.block == "heading":
            return head.dep_ == "ROOT"
        return head.dep_ == "attr" and any(child.dep_ == "expl" for child in head.head.children)

    def plain_subject(self, distance: int, *, plural: bool) -> bool:
        """Whether the subject of an earlier sentence is a thing, which a pronoun would take first."""
        position = self.number - distance
        if position < 0:
            return False
        covered, tags = by_token(self.before[position]), ("NNS", "NNPS") if plural else ("NN",)
        return any(
            is_subject(token) and token.tag_ in tags and token.i not in covered and token.head.dep_ == "ROOT" for token in self.sentences[position].tokens
        )


def is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def prominence(token: Token) -> int:
    """0 the sentence's subject, 1 who owns it, 2 another subject, 3 the rest."""
    if is_subject(token):
        return 0 if token.head.dep_ == "ROOT" else 2
    return 1 if token.dep_ == "poss" and is_subject(token.head) and token.head.head.dep_ == "ROOT" else 3


def _ranked(found: Sequence[Mention], doc: Block) -> list[Mention]:
    return sorted(found, key=lambda mention: (prominence(doc[mention.head]), mention.start))
