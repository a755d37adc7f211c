"""What stands before a word, in the order in which it is likely to be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.actors import RULING, ActorTable
from commitscape.coding.mentions import Mention, by_token
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Block, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
QUOTES = ('"', "“", "”")
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

    def named_last(self) -> Mention | None:
        """The country that the sentence before names, its subject first: whose "officials there" are."""
        lands = (m for m in self.nearest()[1] if m.kind in ("name", "capital") and len(m.codes) == 1 and not self.is_group(m)) if self.number else ()
        return next(iter(lands), None)

    def having(self, office: str) -> tuple[str, ...]:
        """Of the actors named before, also groups, the last for whom the topic's table lists a holder of a ruling office."""
        if office not in RULING:
            return ()
        return next((m.codes for found in reversed(self.before) for m in found if len(m.codes) == 1 and self.actors.lists(m.codes[0], office)), ())

    def last_group(self) -> Mention | None:
        """The group that the article named last, however far back."""
        return next((m for found in reversed(self.before) for m in reversed(found) if m.kind in ("group", "name") and self.is_group(m)), None)

    def _quoted(self, mention: Mention) -> bool:
        """Whether a mention of this sentence stands between quotation marks that the sentence opens."""
        start = self.sentences[self.number].tokens.start
        marks = [token.text for token in self.doc()[start : mention.start] if token.text in QUOTES]
        return bool(marks) and (len(marks) % 2 == 1)

    def _last_subject(self) -> Mention | None:
        """The country of which the sentence before speaks in the same paragraph."""
        if not self.number or self.sentences[self.number - 1].paragraph != self.sentences[self.number].paragraph:
            return None
        doc = self.doc(1)
        for mention in self.before[self.number - 1]:
            land = mention.kind in ("name", "capital") and len(mention.codes) == 1 and not self.is_group(mention)
            if land and prominence(doc[mention.head]) == 0:
                return mention
        return None

    def country(self, office: str = "") -> Mention | None:
        """The country of whom the text speaks: the subject of this sentence, else the most prominent before that may have such an `office`."""
        here, *earlier = self.nearest()
        subjects = [mention for mention in here if is_subject(self.doc()[mention.head])]
        for found in (subjects, *earlier):
            for mention in found:
                land = mention.kind in ("name", "capital", "role", "person", "pronoun") and len(mention.codes) == 1 and not self.is_group(mention)
                if land and self.actors.may_hold(mention.codes[0], office):
                    return replace(mention, person=None, key="")
        return None

    def place(self, here: Sequence[Mention]) -> Mention | None:
        """Where a sentence is set: "In Mildendo, the government ..."; `here` are all its sentence's mentions."""
        doc, start = self.doc(), self.sentences[self.number].tokens.start
        for mention in here:
            if mention.start > start + 2 or mention.kind not in ("name", "capital") or len(mention.codes) != 1 or self.is_group(mention):
                continue
            if doc[mention.head].dep_ == "pobj" and doc[mention.head].head.lower_ in ("in", "from") and doc[mention.head].head.i == start:
                return mention
        return None

    def seat(self) -> Mention | None:
        """The country whose "government" or "army" is meant: the subject here or in the sentence before, else that of the article's opening."""
        here = [m for m in self.done if self._land(m) and is_subject(self.doc()[m.head]) and not self._quoted(m)]
        found = here[0] if here else self._last_subject()
        if found is None:
            opening = ((sentence, m) for sentence, found in zip(self.sentences[:2], self.before[:2], strict=False) for m in found)
            found = next((m for sentence, m in opening if self._land(m) and is_subject(sentence.tokens.doc[m.head])), None)
        return replace(found, person=None, key="") if found is not None else self.country()

    def _land(self, mention: Mention) -> bool:
        return mention.kind in ("name", "capital", "body") and len(mention.codes) == 1 and not mention.person and not self.is_group(mention)

    def home(self, here: Sequence[Mention], office: str = "") -> tuple[str, ...]:
        """The country for which an office without one speaks: of its sentence's clauses or of what stands before; `here` are all its sentence's mentions.

        Countries of which it is known that they have no such `office` are passed over.
        """
        doc = self.doc()
        if (set_in := self.place(here)) is not None and self.actors.may_hold(set_in.codes[0], office):
            return set_in.codes
        for mention in here:
            land = mention.kind in ("name", "capital", "body", "pronoun") and len(mention.codes) == 1 and not self.is_group(mention)
            if not land or mention.person or not is_subject(doc[mention.head]) or self._quoted(mention):
                continue
            if self.actors.may_hold(mention.codes[0], office):
                return mention.codes
        if (last := self._last_subject()) is not None and self.actors.may_hold(last.codes[0], office):
            return last.codes
        for sentence, found in zip(self.sentences[:2], self.before[:2], strict=False):
            for mention in found:
                land = mention.kind in ("name", "capital", "body") and len(mention.codes) == 1 and not self.is_group(mention)
                if land and is_subject(sentence.tokens.doc[mention.head]) and self.actors.may_hold(mention.codes[0], office):
                    return mention.codes
        nearest = self.country(office)
        return nearest.codes if nearest is not None else ()

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
