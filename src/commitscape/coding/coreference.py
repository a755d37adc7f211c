"""Mentions over a whole article: names to their fullest form, and words that point back to what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from commitscape.coding.actors import ActorTable
from commitscape.coding.definites import Definites
from commitscape.coding.lands import Lands
from commitscape.coding.mentions import Mention, Registry, by_token
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.plans import Plans
from commitscape.coding.pronouns import resolve_pronoun
from commitscape.coding.speech import Speech
from commitscape.coding.spotting import Spotter

I_FORMS = frozenset({"i", "me", "my", "mine"})
WE_FORMS = frozenset({"we", "us", "our", "ours", "ourselves"})
FIRST_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(I_FORMS | WE_FORMS))})\b", re.IGNORECASE)


def find_mentions(sentences: Sequence[ParsedSentence], actors: ActorTable, published: str | None) -> list[list[Mention]]:
    """The mentions of each sentence, in order of position, with coreference resolved.

    `sentences` are all sentences of one article (`parse_article`); `published` is its ISO date or
    date-time, None where unknown. Resolved pronouns and definite descriptions have kind "pronoun";
    what stays unresolved has no codes (and pronouns without codes or person are left out).
    "I", "we", "our" are resolved to the one who speaks there.
    """
    spotter = Spotter(actors, published)
    registry = spotter.persons.registry
    spotted = [spotter.spot(sentence) for sentence in sentences]
    for number, sentence in enumerate(sentences):  # a surname may stand before the full name that explains it
        if any(name in sentence.text for name in registry.surnames):
            spotted[number] = spotter.spot(sentence)
    resolved: list[list[Mention]] = []
    for number, sentence in enumerate(sentences):
        named = [_fullest(mention, registry) for mention in spotted[number]]
        resolved.append(_resolve(Lands(sentences, resolved, number, [], actors), sentence, named, registry, spotter.day))
    plans = Plans(actors.groups)
    resolved = [plans.add(sentence, found) for sentence, found in zip(sentences, resolved, strict=True)]
    speech = Speech(sentences, resolved, actors.attribution)
    return [_first_person(sentence, found, speech) for sentence, found in zip(sentences, resolved, strict=True)]


def _fullest(mention: Mention, registry: Registry) -> Mention:
    if not mention.key:
        return mention
    codes = mention.codes or registry.codes.get(mention.key, ())
    office = mention.office or registry.offices.get(mention.key, "")
    named = registry.full.get(mention.key)
    return replace(mention, codes=codes, person=named or mention.person, office=office, outside=mention.outside and named is None)


def _resolve(before: Lands, sentence: ParsedSentence, found: Sequence[Mention], registry: Registry, day: str | None) -> list[Mention]:
    """Mentions of one sentence, read from left to right, each with what it points back to."""
    here, definites = by_token(found), Definites(before, found, registry, day)
    for token in sentence.tokens:
        mention = here.get(token.i)
        if mention is None:
            mention = resolve_pronoun(token, before)
        elif mention.start == token.i:
            mention = definites.resolve(mention)
        else:
            continue
        if mention is not None:
            before.done.append(mention)
    return before.done


def _first_person(sentence: ParsedSentence, found: list[Mention], speech: Speech) -> list[Mention]:
    """Adds "I", "we", "our" as mentions of the one who speaks there."""
    if FIRST_PERSON.search(sentence.tokens.text) is None:
        return found
    added = []
    for token in sentence.tokens:
        word = token.lower_
        if word not in I_FORMS | WE_FORMS or token.pos_ != "PRON" or (token.text.isupper() and token.text != "I"):
            continue
        source = speech.at(sentence.index, token)
        if source is None or not source.mention.codes:
            continue
        speaker, many = source.mention, word in WE_FORMS
        codes = tuple(dict.fromkeys(code for one in (speaker, *(source.others if many else ())) for code in one.codes))
        place = replace(speaker, start=token.i, end=token.i + 1, head=token.i, kind="pronoun", text=token.text)
        added.append(replace(place, codes=codes, label=speaker.label or speaker.text, plural=many))
    return sorted([*found, *added], key=lambda mention: mention.start) if added else found
