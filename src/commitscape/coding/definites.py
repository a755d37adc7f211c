"""Noun phrases that point back: "the president", "the government", "the two countries", "his country", "one official"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.antecedents import REACH, is_subject
from commitscape.coding.lands import Lands
from commitscape.coding.mentions import Mention, Registry

OWNERS = frozenset({"his", "her", "its", "their", "our", "whose"})
POINTING = ("the", "that", "this")
FEW = ("one", "two", "three", "four", "both")  # too few to be the whole group
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
LANDS = ("country", "nation", "state")


class Definites:
    """Resolves noun phrases without an actor of their own. `here` are all mentions of the sentence, `day` is the article's date (ISO), None where unknown."""

    def __init__(self, before: Lands, here: Sequence[Mention], registry: Registry, day: str | None) -> None:
        self._before, self._here, self._registry, self._day, self._actors = before, here, registry, day, before.actors

    def resolve(self, mention: Mention) -> Mention:
        """The mention with what it points back to, or the mention itself."""
        if any(token.lower_ in self._list("former") for token in self._before.doc()[mention.start : mention.end]):
            return mention
        if mention.kind == "role" and (not mention.person or mention.outside) and not mention.plural:
            return self._held(mention)
        owner = self._before.owner_of(mention, OWNERS)
        if mention.kind == "person" and not mention.codes:
            codes = owner.codes if owner is not None else self._registry.codes.get(mention.key) or self._country_of(mention)
            self._registry.learn(mention.key, mention.person or "", codes, mention.office)
            return replace(mention, codes=codes)
        if mention.codes or mention.person or mention.kind not in ("noun", "officials"):
            return mention
        if mention.plural and (group := self._known_group(mention)) is not None:
            return replace(mention, kind="group", codes=group.codes)
        if mention.kind == "noun" or (mention.plural and self._both(mention)):
            return self._definite(mention, owner)
        if self._word_after(mention) == "there" and (land := self._before.named_last()) is not None:
            return replace(mention, codes=land.codes)
        lemma = self._before.doc()[mention.head].lemma_.lower()
        if (earlier := self._before.officials(lemma)) is not None:
            return replace(mention, codes=earlier.codes)
        if lemma in self._list("callings") and not mention.plural and self._word_before(mention) == "the" and mention.end == mention.start + 1:
            return self._as(mention, self._before.officer("leader"))
        return mention

    def _country_of(self, mention: Mention) -> tuple[str, ...]:
        """For whom a person speaks of whom only the text tells: by his office, by what he is called beside his name, by the officer introduced before."""
        if mention.office:
            return self._before.home(self._here, mention.office)
        doc, last = self._before.doc(), self._before.sentences[self._before.number].tokens.end
        beside = {child.i for child in doc[mention.head].children if child.dep_ == "appos"}
        for other in self._here:
            if other.codes and other.kind in ("body", "role", "officials") and beside.intersection(range(other.start, other.end)):
                return other.codes
        plain = not beside and (mention.end >= last or doc[mention.end].text != ",")
        introduced = self._before.introduced() if plain and is_subject(doc[mention.head]) and " " in (mention.person or "") else None
        return introduced.codes if introduced is not None else ()

    def _held(self, mention: Mention) -> Mention:
        """ "the Atlantean minister": the person of that country spoken of shortly before."""
        generic = self._list("generic_offices")
        for found in self._before.nearest():
            for other in found:
                if other.person and other.codes == mention.codes and (other.office == mention.office or mention.office in generic):
                    return replace(mention, person=other.person, gender=other.gender, key=other.key, unnamed=False, outside=other.outside)
        return mention

    def _known_group(self, mention: Mention) -> Mention | None:
        """ "the leaders", "21 countries": the group spoken of last, where the words count or point."""
        doc = self._before.doc()
        counts = any(token.pos_ == "NUM" and token.lower_ not in FEW for token in doc[mention.start : mention.end])
        nouns = {doc[mention.head].lemma_.lower(), doc[mention.end - 1].lemma_.lower()}
        told = counts or self._word_before(mention) in ("the", "these", "those", "all")
        if not told or not nouns.intersection(self._list("members_of")):
            return None
        for found in self._before.nearest()[:REACH]:
            for other in found:
                if other.kind in ("group", "name", "capital") and self._before.is_group(other):
                    return other
        few = any(token.lower_ in FEW for token in doc[mention.start : mention.end])
        return None if few else self._before.last_group()

    def _definite(self, mention: Mention, owner: Mention | None) -> Mention:
        first, noun = self._word_before(mention), mention.office
        if first in ("the", "that") and not mention.plural:
            same = self._before.body(self._before.doc()[mention.head].lemma_.lower())
            if same is not None:
                return replace(mention, kind="body", codes=same.codes, on_record=same.on_record)
        if owner is not None:
            return self._owned(mention, owner)
        if not mention.plural and noun not in LANDS and (mention.unnamed or self._actors.is_office(noun)):
            return self._officer(mention, first)
        found: Mention | None = None
        if mention.plural:
            persons = mention.unnamed or self._actors.is_office(noun)
            found = self._before.several(2, persons=persons) if self._both(mention) else self._some(mention)
        elif noun in self._list("collectives"):
            found = self._before.group() if first in POINTING else None
        elif self._word_after(mention) == "there":
            found = self._before.named_last()
        elif first in POINTING or (first == "" and noun not in LANDS):
            found = self._before.place(self._here) or (self._before.country() if noun in LANDS else self._before.seat())
        return self._as(mention, found)

    def _officer(self, mention: Mention, first: str) -> Mention:
        """ "the president": of the body that is the subject here, else the one spoken of last, else of the country at hand."""
        doc, noun = self._before.doc(), mention.office
        here = next((other for other in self._before.done if len(other.codes) == 1 and not other.person and other.kind not in ("pronoun", "demonym")), None)
        if here is not None and first == "the" and is_subject(doc[here.head]) and self._actors.holder(here.codes[0], noun, self._day) is not None:
            return self._in_office(mention, here.codes[0])
        found = self._before.officer(noun)
        if found is None and (codes := self._before.home(self._here, noun)):
            return replace(mention, kind="role", codes=codes)
        if found is None and (codes := self._before.having(noun)):
            return replace(mention, kind="role", codes=codes)
        return self._as(mention, found)

    def _owned(self, mention: Mention, owner: Mention) -> Mention:
        """ "his country", "its president", "its partners"."""
        if not owner.codes or (mention.unnamed and not mention.office):
            return mention
        if mention.office in self._list("relations"):
            friend = self._actors.groups.get("friends_of", {}).get(owner.codes[0], "")
            return replace(mention, kind="group", codes=(friend,)) if friend else mention
        if self._actors.is_office(mention.office) and len(owner.codes) == 1 and not mention.plural:
            return self._in_office(mention, owner.codes[0])
        return replace(mention, kind="group" if mention.plural else "body", codes=owner.codes)

    def _in_office(self, mention: Mention, code: str) -> Mention:
        """An office of a country, with the person who holds it on the article's day."""
        person = self._actors.holder(code, mention.office, self._day)
        if person is None:
            return replace(mention, kind="role", codes=(code,))
        form, outside = self._registry.full.get(person.name, person.name), person.name not in self._registry.full
        return replace(mention, kind="role", codes=(code,), person=form, key=person.name, gender=person.gender, unnamed=False, outside=outside)

    def _as(self, mention: Mention, found: Mention | None) -> Mention:
        if found is None:
            return mention
        named = replace(mention, kind="role" if found.person else "pronoun", codes=found.codes, person=found.person)
        return replace(named, gender=found.gender, key=found.key, unnamed=False, outside=found.outside, label=found.label)

    def _word_before(self, mention: Mention) -> str:
        start = self._before.sentences[self._before.number].tokens.start
        before = self._before.doc()[mention.start - 1] if mention.start > start else None
        return before.lower_ if before is not None and not before.is_punct else ""

    def _word_after(self, mention: Mention) -> str:
        last = self._before.sentences[self._before.number].tokens.end
        return self._before.doc()[mention.end].lower_ if mention.end < last else ""

    def _both(self, mention: Mention) -> bool:
        words = {self._word_before(mention), *(token.lower_ for token in self._before.doc()[mention.start : mention.end])}
        return bool(words & {"two", "both"})

    def _some(self, mention: Mention) -> Mention | None:
        """ "Three of the League's members": those whom a list before has named."""
        words = [token.lower_ for token in self._before.doc()[mention.start : mention.start + 2]]
        return self._before.listed(COUNTS[words[0]]) if words[1:] == ["of"] and words[0] in COUNTS else None

    def _list(self, name: str) -> list[str]:
        listed: list[str] = self._actors.groups.get(name, [])
        return listed
