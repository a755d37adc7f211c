"""Offices, bodies and unnamed people with what stands around them: "Atlantean foreign minister X", "officials in Mildendo"."""

from __future__ import annotations

from dataclasses import replace

from commitscape.coding.actors import RULING, ActorTable
from commitscape.coding.matching import Entry
from commitscape.coding.mentions import POSSESSIVE, Mention, MentionKind, Registry, mention_of
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Block, Token

NOMINAL = frozenset({"compound", "amod", "nmod", "nummod", "advmod", "poss", "npadvmod"})
COMPLEMENT = ("of", "at", "in", "for", "from")
FEW = ("one", "two", "three", "four", "five")
MANY = 5  # countries that act together as their group
FAR = 5  # tokens from a preposition to the actor

Here = dict[int, Mention]  # the mentions found so far, by each token that they cover


class NounPhrases:
    """Builds mentions around the nouns of cues/groups.yaml."""

    def __init__(self, actors: ActorTable, registry: Registry, day: str | None) -> None:
        self._actors, self._registry, self._day = actors, registry, day
        groups = actors.groups
        self._home: dict[str, str] = groups.get("home_of_office", {})
        self._friends: dict[str, str] = groups.get("friends_of", {})
        self._defaults: dict[str, str] = groups.get("defaults", {})
        self._counts, self._rulers = (frozenset(groups.get(key, ())) for key in ("counts", "rulers"))
        self._record = frozenset([*groups.get("high_offices", ()), *groups.get("record_offices", ())])
        self._high = frozenset(groups.get("high_offices", ()))
        self._former = frozenset(groups.get("former", ()))
        self._seated = frozenset(groups.get("seated", ()))

    def mention(self, sentence: ParsedSentence, start: int, end: int, entry: Entry, here: Here) -> Mention | None:
        """The mention around a noun at tokens [start, end); None where the words are no actor."""
        doc, head = sentence.tokens.doc, sentence.tokens.doc[end - 1]
        named = _named_after(sentence, end, here)
        if "office" not in entry.sorts and head.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        if entry.name in self._counts and end < sentence.tokens.end and doc[end].lower_ == "of":  # "a group of leaders"
            return None
        if head.dep_ == "compound" and named is None and head.head.i == end and head.head.pos_ == "NOUN":
            return None
        if head.pos_ == "ADJ" and head.dep_ == "amod" and "office" not in entry.sorts and head.head.i >= end:  # "military aid"
            return None
        first, owner = _modifiers(sentence, start, here)
        first = self._counted(sentence, first) if entry.plural else first
        stop = end
        if owner is None and "experts" not in entry.sorts:
            owner, stop = _complement(sentence, end, entry, here, seated=entry.name in self._seated)
            place = stop + 1 if stop + 1 < sentence.tokens.end and doc[stop].text == "," else stop
            after = here.get(place)
            if owner is not None and after is not None and after.kind == "person" and after is not owner:
                named = named or after
        codes = owner.codes if owner else ()
        if owner is not None and entry.plural and stop > end:  # "leaders of Atlantis, Lemuria and Thule"
            others = (here[token.i] for token in doc[owner.head].conjuncts if token.i in here)
            codes = self._together(tuple(dict.fromkeys(code for one in (owner, *others) for code in one.codes)))
        elif owner is not None and entry.plural and owner.kind == "demonym":
            first, codes = _coordinated(sentence, first, owner, here)
        if not codes and entry.name in self._home:
            codes = (self._home[entry.name],)
        former = any(token.lower_ in self._former for token in doc[first:start])  # who was in office speaks for nobody
        codes = () if former else codes
        if "office" in entry.sorts:
            if former and (named is None or not named.codes):
                whole = doc.span(first, named.end if named is not None else stop)
                return replace(named or mention_of(doc, first, stop, (), "noun", plural=entry.plural), start=first, text=whole.text, head=whole.root.i)
            if named is not None:
                return self._with_name(doc, first, named, codes, entry, here)
            if not entry.plural and (before := _apposed_to(doc, first, here) or _is_the(head, here)) is not None:
                self._registry.learn(before.key, before.person or "", codes, entry.office)
            if not entry.plural or not entry.sorts & {"unnamed", "on_record"}:
                return self._office(doc, first, stop, codes, entry)
        return self._people(sentence, first, stop, self._related(sentence, start, first, codes, entry), entry)

    def _people(self, sentence: ParsedSentence, first: int, stop: int, codes: tuple[str, ...], entry: Entry) -> Mention:
        """A body, a group of states or unnamed people."""
        doc = sentence.tokens.doc
        if "unnamed" in entry.sorts:
            group = bool(codes) and self._actors.actors[codes[0]].kind == "group"
            codes = () if "experts" in entry.sorts else codes
            return mention_of(doc, first, stop, codes, "group" if group else "officials", plural=entry.plural, unnamed=True)
        if entry.plural and doc[first].lower_ in FEW and doc[first + 1].lower_ == "of":  # "two of the League's members" are not the League
            codes = ()
        kind: MentionKind = "group" if entry.plural and codes else "body" if codes else "noun"
        on_record = "on_record" in entry.sorts and (not entry.plural or "office" in entry.sorts or entry.name == "member state")
        return mention_of(doc, first, stop, codes, kind, plural=entry.plural, on_record=on_record, office=entry.name)

    def _related(self, sentence: ParsedSentence, start: int, first: int, codes: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
        """Of whom a noun of relation speaks: "Atlantis's partners" are not Atlantis, bare "partners" are the default group."""
        if "relations" in entry.sorts and codes and self._actors.actors[codes[0]].kind == "country":
            return (self._friends[codes[0]],) if codes[0] in self._friends else ()
        bare = first == start and (first == sentence.tokens.start or sentence.tokens.doc[first - 1].pos_ not in ("PRON", "PART", "DET"))
        return (self._defaults[entry.name],) if not codes and entry.plural and bare and entry.name in self._defaults else codes

    def _office(self, doc: Block, first: int, stop: int, codes: tuple[str, ...], entry: Entry) -> Mention:
        """An office without a name: who held it on the article's day, else who the article said holds it."""
        kind: MentionKind = "role" if codes else "noun"
        person = self._actors.holder(codes[0], entry.office, self._day) if len(codes) == 1 and not entry.plural else None
        if person is None and codes and entry.office == "leader" and (entry.name in self._rulers or self._actors.actors[codes[0]].kind == "group"):
            person = next((found for office in RULING if (found := self._actors.holder(codes[0], office, self._day))), None)
        known = [key for key, held in self._registry.offices.items() if held == entry.office and codes and self._registry.codes.get(key) == codes]
        if known and not entry.plural and (person is None or person.name not in self._registry.full):
            return mention_of(doc, first, stop, codes, kind, person=self._registry.full[known[-1]], office=entry.office, key=known[-1])
        if person is not None:
            form, outside = self._registry.full.get(person.name, person.name), person.name not in self._registry.full
            return mention_of(doc, first, stop, codes, kind, person=form, office=entry.office, gender=person.gender, key=person.name, outside=outside)
        record = entry.office in (self._high if entry.plural else self._record)
        return mention_of(doc, first, stop, codes, kind, office=entry.office, plural=entry.plural, unnamed=not record, on_record=record)

    def _with_name(self, doc: Block, first: int, named: Mention, codes: tuple[str, ...], entry: Entry, here: Here) -> Mention:
        """Office and name in one mention: "Atlantean Foreign Minister Mira Marlow"."""
        after = self._land_after(doc, named.end, here)
        codes = named.codes or codes or after
        self._registry.learn(named.key, named.person or "", codes, entry.office)
        whole = doc.span(first, named.end)
        return replace(named, start=first, text=whole.text, head=whole.root.i, codes=codes, office=named.office or entry.office)

    def _together(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """A long list of countries as the first group of which all are members, else the list itself."""
        groups = self._actors.groups.get("members", {}).items() if len(codes) >= MANY else ()
        return next(((group,) for group, members in groups if set(codes) <= {group, *members}), codes)

    def _land_after(self, doc: Block, end: int, here: Here) -> tuple[str, ...]:
        """The country in "Defence Minister Mira Marlow of Atlantis"."""
        land = here.get(end + 1) if end + 1 < len(doc) and doc[end].lower_ == "of" else None
        return land.codes if land is not None and land.kind == "name" else ()

    def _counted(self, sentence: ParsedSentence, first: int) -> int:
        """Where "a group of coastal leaders" or "one of the officials" starts."""
        doc, begin = sentence.tokens.doc, sentence.tokens.start
        back = first - 1 if first > begin and doc[first - 1].lower_ in ("the", "these", "those") else first
        counted = back - 2 >= begin and doc[back - 1].lower_ == "of" and doc[back - 2].lower_ in self._counts
        return back - 2 if counted else first


def _named_after(sentence: ParsedSentence, end: int, here: Here) -> Mention | None:
    """The person named right after an office, or after a comma: "Atlantis's prime minister, Mira Marlow, said"."""
    doc, last = sentence.tokens.doc, sentence.tokens.end
    if end >= last:
        return None
    named = here.get(end)
    if named is None and doc[end].text == "," and (named := here.get(end + 1)) is not None:
        closed = named.end >= last or doc[named.end].text in (",", ".", "-", "–", "—")
        named = named if closed else None
    return named if named is not None and named.kind == "person" else None


def _apposed_to(doc: Block, first: int, here: Here) -> Mention | None:
    """The person to whom an office is in apposition: "Mira Marlow, the League's foreign policy chief"."""
    place = first - 1
    while place >= 0 and doc[place].lower_ in ("the", "a", "an", "its", "his"):
        place -= 1
    before = here.get(place - 1) if place >= 1 and doc[place].text == "," else None
    return before if before is not None and before.kind == "person" else None


def _is_the(head: Token, here: Here) -> Mention | None:
    """The person of whom an office is said: "X Y has been the foreign minister of Atlantis"."""
    if head.dep_ != "attr" or head.head.lemma_ != "be":
        return None
    people = (here.get(child.i) for child in head.head.children if child.dep_ == "nsubj")
    return next((mention for mention in people if mention is not None and mention.kind == "person"), None)


def _modifiers(sentence: ParsedSentence, start: int, here: Here) -> tuple[int, Mention | None]:
    """Where a noun phrase starts (after its article) and the actor who modifies it."""
    doc, first, owner, place = sentence.tokens.doc, start, None, start - 1
    while place >= sentence.tokens.start:
        mention = here.get(place)
        if mention is not None and mention.kind != "outlet":
            if not _modifies(doc, mention, adjacent=place == start - 1):
                break
            owner = owner or (mention if mention.codes else None)
            first, place = mention.start, mention.start - 1
        elif doc[place].text in POSSESSIVE and here.get(place - 1) is not None:
            place -= 1
        elif doc[place].text in POSSESSIVE and doc[place - 1].pos_ == "NOUN" and here.get(place - 2) is not None:  # "the Atlantean delegation's spokesman"
            first, place = place - 1, place - 2
        elif _belongs(doc[place], first_of_sentence=place == sentence.tokens.start):
            first, place = place, place - 1
        else:
            break
    return first, owner


def _coordinated(sentence: ParsedSentence, first: int, owner: Mention, here: Here) -> tuple[int, tuple[str, ...]]:
    """Where "Atlantean, Lemurian and Thulean officials" starts, and all whose officials they are."""
    doc, codes = sentence.tokens.doc, list(owner.codes)
    place = first - 1
    while place > sentence.tokens.start and doc[place].lower_ in ("and", ",", "or"):
        place -= doc[place - 1].text == ","
        before = here.get(place - 1)
        if before is None or before.kind != "demonym":
            break
        codes = [*(code for code in before.codes if code not in codes), *codes]
        first, place = before.start, before.start - 1
    return first, tuple(codes)


def _modifies(doc: Block, mention: Mention, *, adjacent: bool) -> bool:
    """Whether a mention to the left belongs to the noun phrase."""
    if adjacent or (mention.end < len(doc) and doc[mention.end].text in POSSESSIVE):
        return True
    if mention.kind == "person":
        return False
    return mention.kind not in ("name", "capital", "people") or doc[mention.end - 1].dep_ in ("compound", "nmod", "amod", "poss")


def _belongs(token: Token, *, first_of_sentence: bool) -> bool:
    """Whether a plain word to the left belongs to the noun phrase."""
    if token.pos_ in ("ADJ", "NUM") or (token.tag_ in ("VBG", "VBN") and token.dep_ == "amod"):
        return True
    if token.text == "-":
        return not first_of_sentence
    return token.pos_ in ("NOUN", "PROPN", "ADV") and token.dep_ in NOMINAL and token.head.i > token.i


def _complement(sentence: ParsedSentence, end: int, entry: Entry, here: Here, *, seated: bool) -> tuple[Mention | None, int]:
    """The actor after "of", "in", "at", "from" ("leaders of the League", "officials in Mildendo"), and where the phrase ends.

    `seated` tells a body that sits in its own capital: "the government in Mildendo".
    """
    doc, last = sentence.tokens.doc, sentence.tokens.end
    word = doc[end].lower_ if end + 1 < last else ""
    placed = word in ("in", "at", "from")
    if word not in COMPLEMENT or (word == "for" and entry.office != "spokesperson") or (placed and "unnamed" not in entry.sorts and not seated):
        return None, end
    for place in range(end + 1, min(end + FAR, last)):
        mention = here.get(place)
        if mention is not None and mention.codes:
            if placed and seated and mention.kind != "capital":
                break
            stop = mention.end
            while stop < last and stop not in here and _continues(doc, stop, mention):
                stop += 1
            return mention, stop
        if doc[place].pos_ not in ("DET", "ADJ", "PROPN", "NOUN"):
            break
    return None, end


def _continues(doc: Block, place: int, owner: Mention) -> bool:
    """Whether a word belongs to what an actor owns: "'s office" in "the Atlantean president's office"."""
    token = doc[place]
    if token.text in ("'s", "’s"):
        return True
    return (token.pos_ == "NOUN" and doc[place - 1].text in ("'s", "’s")) or (token.pos_ in ("NOUN", "PROPN") and owner.kind == "demonym")
