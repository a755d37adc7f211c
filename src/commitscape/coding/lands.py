"""Whose government, minister or army is meant where a text does not say: the country in which it is set or of which it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.actors import RULING
from commitscape.coding.antecedents import Antecedents, is_subject, prominence
from commitscape.coding.mentions import Mention
from commitscape.coding.quotations import MARKS


class Lands(Antecedents):
    """Antecedents that also tell countries and groups."""

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
        marks = [token.text for token in self.doc()[start : mention.start] if MARKS.fullmatch(token.text)]
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
