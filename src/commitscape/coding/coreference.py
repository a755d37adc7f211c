"""Mentions over a whole article: names to their fullest form, and pronouns and definite descriptions to what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from commitscape.coding.actors import ActorTable
from commitscape.coding.mentions import Mention, Registry, Spotter
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.plans import Plans
from commitscape.coding.speech import Speech

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
WE = frozenset({"we", "us", "our", "ours", "ourselves", "i", "me", "my", "mine"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "whose"})
REACH = 4  # sentences that a pronoun looks back


def find_mentions(sentences: Sequence[ParsedSentence], actors: ActorTable, published: str | None) -> list[list[Mention]]:
    """The mentions of each sentence, in order of position, with coreference resolved.

    `sentences` are all sentences of one article (`parse_article`); `published` is its ISO date or
    date-time, None where unknown. Resolved pronouns and definite descriptions have kind "pronoun";
    what stays unresolved has no codes (and pronouns without codes or person are left out).
    "I", "we", "our" are resolved to the one who speaks there.
    """
    spotter = Spotter(actors, published)
    spotted = [spotter.spot(sentence) for sentence in sentences]
    late = [name for name in spotter.registry.surnames]
    for number, sentence in enumerate(sentences):
        if any(name in sentence.text for name in late):
            spotted[number] = spotter.spot(sentence)
    named = [[_fullest(mention, spotter.registry) for mention in found] for found in spotted]
    resolved: list[list[Mention]] = []
    for number, sentence in enumerate(sentences):
        resolved.append(_Resolver(sentences, resolved, number, actors, spotter.day).resolve(sentence, named[number]))
    plans = Plans(actors.groups)
    resolved = [plans.add(sentence, found) for sentence, found in zip(sentences, resolved, strict=True)]
    speech = Speech(sentences, resolved, actors.attribution)
    return [_first_person(sentence, found, speech) for sentence, found in zip(sentences, resolved, strict=True)]


def _fullest(mention: Mention, registry: Registry) -> Mention:
    if not mention.key:
        return mention
    codes = mention.codes or registry.codes.get(mention.key, ())
    return replace(mention, codes=codes, person=registry.full.get(mention.key, mention.person), office=mention.office or registry.offices.get(mention.key, ""))


class _Resolver:
    """Resolves the pronouns and definite descriptions of one sentence from what stands before them."""

    def __init__(self, sentences: Sequence[ParsedSentence], before: Sequence[Sequence[Mention]], number: int, actors: ActorTable, day: str | None) -> None:
        self.sentences, self.before, self.number, self.actors, self.day = sentences, before, number, actors, day

    def resolve(self, sentence: ParsedSentence, found: list[Mention]) -> list[Mention]:
        doc = sentence.tokens.doc
        by_token = {i: mention for mention in found for i in range(mention.start, mention.end)}
        done: list[Mention] = []
        for token in sentence.tokens:
            mention = by_token.get(token.i)
            if mention is not None:
                if mention.start == token.i:
                    done.append(self._noun(sentence, mention, done))
                continue
            word = token.lower_
            antecedent: Mention | None = None
            if word in HE:
                antecedent = self._person(token, done, HE[word])
            elif word == "whose":
                antecedent = next((other for other in done if other.start <= _relative_head(token).i < other.end), None)
            elif word in THEY:
                antecedent = self._plural(token, done)
            elif word in IT and token.dep_ != "expl":
                antecedent = self._thing(token, done)
            elif word == "both" and token.dep_ in SUBJECTS | {"dobj", "pobj", "predet"}:
                antecedent = self._pair(done, 2, persons=False)
            if antecedent is not None and (antecedent.codes or antecedent.person):
                done.append(replace(antecedent, start=token.i, end=token.i + 1, head=token.i, kind="pronoun", text=doc[token.i].text, label=antecedent.label or antecedent.text))
        return done

    def _back(self, done: Sequence[Mention]) -> list[list[Mention]]:
        """What stands before, nearest sentence first; in a sentence its subject first, then that subject's owner, then other subjects."""
        nearby = [list(done), *(list(found) for found in reversed(self.before[max(0, self.number - REACH):]))]
        ordered = []
        for distance, found in enumerate(nearby):
            doc = self.sentences[self.number - distance].tokens.doc
            ordered.append(sorted(found, key=lambda mention: (_prominence(doc[mention.head]), mention.start)))
        return ordered

    def _person(self, token: Token, done: Sequence[Mention], gender: str) -> Mention | None:
        clause = {child.i for child in token.head.children if _is_subject(child)} if token.dep_ in ("dobj", "dative") else set()
        for found in self._back(done):
            for mention in found:
                if mention.person and mention.kind in ("person", "role", "pronoun") and mention.gender in ("", gender) and not mention.plural and mention.head not in clause:
                    return replace(mention, gender=gender)
        return None

    def _plural(self, token: Token, done: Sequence[Mention]) -> Mention | None:
        for distance, found in enumerate(self._back(done)[:3]):
            for mention in found:
                if mention.plural and mention.kind not in ("demonym", "outlet"):
                    return mention
            for mention in found:
                if mention.kind in ("name", "capital") and mention.codes and self._is_group(mention):
                    return mention
            if distance and self._plain_subject(distance, plural=True):
                return None
            countries = [mention for mention in found if mention.kind in ("name", "capital", "person", "role") and mention.codes]
            codes = tuple(dict.fromkeys(code for mention in countries for code in mention.codes))
            if len(codes) > 1 and distance and _coordinated(countries, self.sentences[self.number - distance]):
                return replace(countries[0], codes=codes, person=None, key="", plural=True)
        return None

    def _thing(self, token: Token, done: Sequence[Mention]) -> Mention | None:
        if token.lower_ == "it" and token.dep_ in SUBJECTS and token.head.lemma_ in ("be", "seem", "appear", "remain", "take") and any(child.dep_ in ("acomp", "ccomp", "xcomp") for child in token.head.children):
            return None
        for distance, found in enumerate(self._back(done)[:2]):
            for mention in found:
                if mention.kind in ("name", "capital", "body", "group") and mention.codes and not (mention.plural and mention.kind != "group"):
                    if _is_subject(self.sentences[self.number - distance].tokens.doc[mention.head]) or token.lower_ == "its":
                        return mention
            if distance == 0 and token.lower_ == "it" and any(_is_subject(other) and other.i < token.i and other.pos_ == "NOUN" for other in self.sentences[self.number].tokens):
                return None
            if distance and self._plain_subject(distance, plural=False):
                return None
        return None

    def _noun(self, sentence: ParsedSentence, mention: Mention, done: Sequence[Mention]) -> Mention:
        """Offices, bodies and unnamed people without a country of their own."""
        if mention.kind == "role" and not mention.person and not mention.plural:
            return self._held(mention, done)
        if mention.kind == "person" and not mention.codes and (owner := _owner_before(mention, done)) is not None:
            return replace(mention, codes=owner.codes)
        if mention.codes or mention.person or mention.kind not in ("noun", "officials"):
            return mention
        doc = sentence.tokens.doc
        if mention.plural and (found := self._known_group(doc, mention, done)) is not None:
            return replace(mention, kind="group", codes=found.codes)
        if mention.kind == "noun" or (mention.plural and "both" in (doc[mention.start - 1].lower_ if mention.start else "", doc[mention.start].lower_)):
            return self._definite(sentence, mention, done)
        lemma = doc[mention.head].lemma_
        for number in range(self.number - 1, max(-1, self.number - 2 * REACH), -1):
            for other in self.before[number]:
                if other.unnamed and other.codes and not other.person and self.sentences[number].tokens.doc[other.head].lemma_ == lemma and lemma == "official":
                    return replace(mention, codes=other.codes)
        return mention

    def _held(self, mention: Mention, done: Sequence[Mention]) -> Mention:
        """ "the Norwegian minister": the person of that country spoken of shortly before."""
        generic = self.actors.groups.get("generic_offices", ())
        for found in self._back(done):
            for other in found:
                if other.person and other.codes == mention.codes and (other.office == mention.office or mention.office in generic):
                    return replace(mention, person=other.person, gender=other.gender, key=other.key, unnamed=False)
        return mention

    def _known_group(self, doc: Doc, mention: Mention, done: Sequence[Mention]) -> Mention | None:
        """ "the leaders", "21 countries": the group spoken of last, where the words count or point."""
        before = doc[mention.start - 1].lower_ if mention.start else ""
        counts = any(token.pos_ == "NUM" for token in doc[mention.start:mention.end])
        if doc[mention.head].lemma_.lower() not in self.actors.groups.get("members_of", ()) or not (counts or before in ("the", "these", "those", "all")):
            return None
        for found in self._back(done)[:REACH]:
            for other in found:
                if other.kind in ("group", "name", "capital") and self._is_group(other):
                    return other
        return None

    def _definite(self, sentence: ParsedSentence, mention: Mention, done: Sequence[Mention]) -> Mention:
        """ "the president", "the government", "the two countries", "his country"."""
        doc = sentence.tokens.doc
        before = doc[mention.start - 1] if mention.start > sentence.tokens.start else None
        first = before.lower_ if before is not None else ""
        owner = _owner_before(mention, done)
        noun = mention.office
        found: Mention | None = self._same_body(doc, mention) if first in ("the", "that") and not mention.plural else None
        if found is not None:
            return replace(mention, kind="body", codes=found.codes, on_record=found.on_record)
        if owner is not None:
            found = owner if owner.codes and (not mention.unnamed or mention.office) else None
            if found is None:
                return mention
            if noun in self.actors.groups.get("relations", ()):
                friend = self.actors.groups.get("friends_of", {}).get(found.codes[0], "")
                return replace(mention, kind="group", codes=(friend,)) if friend else mention
            if self.actors.is_office(noun) and len(found.codes) == 1 and not mention.plural:
                return self._in_office(mention, found.codes[0])
            return replace(mention, kind="body" if not mention.plural else "group", codes=found.codes)
        if mention.plural:
            count = next((2 for word in doc[max(0, mention.start - 1):mention.end] if word.lower_ in ("two", "both")), 0)
            found = self._pair(done, count, persons=mention.unnamed or self.actors.is_office(noun)) if count else None
        elif noun in ("country", "nation", "state"):
            found = self._country(done) if first in ("the", "that", "this") else None
        elif mention.unnamed or noun in self.actors.groups.get("high_offices", ()):
            here = next((other for other in done if len(other.codes) == 1 and not other.person and other.kind not in ("pronoun", "demonym")), None)
            if here is not None and _is_subject(doc[here.head]) and self.actors.holder(here.codes[0], noun, self.day) is not None and first == "the":
                return self._in_office(mention, here.codes[0])
            found = self._officer(done, noun)
            if found is None and (country := self._country(done)) is not None:
                return replace(mention, kind="role", codes=country.codes)
        elif noun in self.actors.groups.get("collectives", ()):
            found = next((other for nearby in self._back(done) for other in nearby if self._is_group(other)), None) if first in ("the", "that", "this") else None
        elif first in ("the", "that", "this", ""):
            found = self._country(done)
        if found is None:
            return mention
        kind = "role" if found.person else "pronoun"
        return replace(mention, kind=kind, codes=found.codes, person=found.person, gender=found.gender, key=found.key, unnamed=False)  # type: ignore[arg-type]

    def _same_body(self, doc: Doc, mention: Mention) -> Mention | None:
        """ "the ministry" after "Poland's foreign ministry"."""
        lemma = doc[mention.head].lemma_.lower()
        for number in range(self.number - 1, max(-1, self.number - REACH - 1), -1):
            for other in reversed(self.before[number]):
                if other.kind == "body" and other.codes and self.sentences[number].tokens.doc[other.end - 1].lemma_.lower() == lemma:
                    return other
        return None

    def _officer(self, done: Sequence[Mention], office: str) -> Mention | None:
        persons = [mention for found in self._back(done) for mention in found if mention.person and mention.kind in ("person", "role", "pronoun")]
        if office == "leader":
            return persons[0] if persons else None
        nearby = next((mention for mention in persons if mention.office == office), None)
        earlier = (mention for found in reversed(self.before) for mention in found if mention.person and mention.office == office)
        return nearby or next(earlier, None)

    def _country(self, done: Sequence[Mention]) -> Mention | None:
        nearby = self._back(done)
        here = [mention for mention in nearby[0] if _is_subject(self.sentences[self.number].tokens.doc[mention.head])]
        for found in (here, *nearby[1:]):
            for mention in found:
                if mention.kind in ("name", "capital", "role", "person", "pronoun") and len(mention.codes) == 1 and not self._is_group(mention):
                    return replace(mention, person=None, key="")
        return None

    def _pair(self, done: Sequence[Mention], count: int, *, persons: bool) -> Mention | None:
        codes: list[str] = []
        for found in self._back(done):
            for mention in sorted(found, key=lambda mention: mention.start):
                if mention.kind in ("person", "role") or (not persons and mention.kind in ("name", "capital", "demonym", "people", "body", "officials")):
                    codes += [code for code in mention.codes if code not in codes and not self._is_group(mention)]
            if len(codes) >= count:
                return Mention(start=0, end=0, head=0, codes=tuple(codes[:count]), kind="pronoun", text="", plural=True)
        return None

    def _in_office(self, mention: Mention, code: str) -> Mention:
        """An office of a country ("its president"), with the person who holds it on the article's day."""
        person = self.actors.holder(code, mention.office, self.day)
        if person is None:
            return replace(mention, kind="role", codes=(code,))
        form = next((other.person for found in reversed(self.before) for other in found if other.key == person.name), person.name)
        return replace(mention, kind="role", codes=(code,), person=form, key=person.name, gender=person.gender, unnamed=False)

    def _is_group(self, mention: Mention) -> bool:
        return bool(mention.codes) and self.actors.actors[mention.codes[0]].kind == "group"

    def _plain_subject(self, distance: int, *, plural: bool) -> bool:
        """Whether the subject of an earlier sentence is a thing, which a pronoun would take first."""
        position = self.number - distance
        if position < 0:
            return False
        heads = {i for mention in self.before[position] for i in range(mention.start, mention.end)}
        wanted = ("NNS", "NNPS") if plural else ("NN",)
        return any(_is_subject(token) and token.tag_ in wanted and token.i not in heads and token.head.dep_ == "ROOT" for token in self.sentences[position].tokens)


def _owner_before(mention: Mention, done: Sequence[Mention]) -> Mention | None:
    """The resolved "his", "its", "whose" right before a mention."""
    return next((other for other in reversed(done) if other.end == mention.start and other.kind == "pronoun" and other.text.lower() in OWNERS), None)


def _relative_head(token: Token) -> Token:
    """The noun that a relative clause with "whose" describes."""
    node = token
    while node.dep_ not in ("relcl", "ROOT") and node.head.i != node.i:
        node = node.head
    return node.head


def _prominence(token: Token) -> int:
    """0 the sentence's subject, 1 who owns it, 2 another subject, 3 the rest."""
    if _is_subject(token):
        return 0 if token.head.dep_ == "ROOT" else 2
    return 1 if token.dep_ == "poss" and _is_subject(token.head) and token.head.head.dep_ == "ROOT" else 3


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECTS


def _coordinated(mentions: Sequence[Mention], sentence: ParsedSentence) -> bool:
    doc = sentence.tokens.doc
    heads = {mention.head for mention in mentions}
    return any(doc[i].dep_ == "conj" and doc[i].head.i in heads for i in heads)


def _first_person(sentence: ParsedSentence, found: list[Mention], speech: Speech) -> list[Mention]:
    """Adds "I", "we", "our" as mentions of the one who speaks there."""
    added = []
    for token in sentence.tokens:
        if token.lower_ in WE and token.pos_ == "PRON" and (token.text == "I" or not token.text.isupper()):
            source = speech.at(sentence.index, token)
            if source is not None and source.mention is not None and source.mention.codes:
                speaker = source.mention
                many = token.lower_ not in ("i", "me", "my", "mine")
                codes = tuple(dict.fromkeys(code for one in (speaker, *(source.others if many else ())) for code in one.codes))
                added.append(replace(speaker, codes=codes, start=token.i, end=token.i + 1, head=token.i, kind="pronoun", text=token.text, label=speaker.label or speaker.text, plural=many))
    return sorted([*found, *added], key=lambda mention: mention.start) if added else found
