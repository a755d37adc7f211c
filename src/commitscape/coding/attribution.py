"""Who vouches for a position: attribution, speaker and credited outlet (coding rules 1 to 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commitscape.coding.media import Media
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.sources import Source
from commitscape.coding.speech import Speech
from commitscape.coding.tree import Block, Token

ARTICLES = frozenset({"the", "a", "an"})
FOLLOWING = frozenset({  # "officials familiar with"
    "to", "for", "in", "from", "familiar", "close", "with", "at", "of", "within", "briefed", "involved", "present", "aware",
})
LONGEST = 12  # words of a clause that belongs to a description ("people who heard him")
NEAR = 4  # sentences in which "the diplomat" finds the one who spoke
WE = frozenset({"we", "our", "us"})


@dataclass(frozen=True, slots=True)
class Attributed:
    attribution: str  # named | anonymous | other_actor | reporter
    speaker: str | None
    medium: str | None


class Attributor:
    """Attributes the positions of one article.

    `sentences` and `mentions` as given to and by `find_mentions`; `cues` is `ActorTable.attribution`
    (its `members` say for which group a country may speak); `outlet` is the article's own outlet, which is never a medium.
    """

    def __init__(
        self, sentences: Sequence[ParsedSentence], mentions: Sequence[Sequence[Mention]], cues: dict[str, Any], *,
        outlet: str | None = None,
    ) -> None:
        self._speech = Speech(sentences, mentions, cues)
        self.sentences, self.mentions = sentences, mentions
        self._media = Media(sentences, mentions, cues, outlet)
        self._members: dict[str, frozenset[str]] = {group: frozenset(codes) for group, codes in cues.get("members", {}).items()}
        self._leading, self._sole, self._papers = (frozenset(cues.get(key, ())) for key in ("leading", "sole", "report_nouns"))
        self._views = frozenset(cues.get("view", ()))

    def speech(self, sentence_index: int, token: Token) -> Source | None:
        """Who speaks at a token (of that sentence's Doc); None where the article itself does."""
        return self._speech.at(sentence_index, token)

    def attribute(self, sentence_index: int, token: Token, holder: str) -> Attributed:
        """Attribution of the stance at `token` (the word that carries it) held by actor code `holder`."""
        source, medium = self._speech.at(sentence_index, token) or self._speech.own(sentence_index, token, holder), self.medium(sentence_index)
        if source is None or source.mention.kind in ("outlet", "plan"):
            return Attributed("reporter", None, medium)
        mention = self._by_name(source, source.speaker_of(holder))
        speaker = mention.person if mention.person and not mention.outside else self._description(source, mention)
        if mention.unnamed and not mention.person:
            ours = holder in mention.codes or any(holder in self._members.get(group, ()) for group in mention.codes)  # a joint statement is each member's
            known = "named" if ours else "other_actor"
            return Attributed(known if source.on_record or self._public(source, mention) else "anonymous", speaker, medium)
        if source.verb in self._views and holder in mention.codes and not mention.person:
            return Attributed("reporter", None, medium)
        if holder in mention.codes or self._speaks_for(source, mention, sentence_index, token, holder):
            return Attributed("named", speaker, medium)
        if not mention.codes and mention.person is None:
            body = mention.on_record and mention.kind == "noun" and mention.text.split()[-1].lower() not in self._papers
            if body and source.says:  # "the prime minister's office said"
                return Attributed("named", speaker, medium)
            return Attributed("reporter", None, medium)
        placed = bool(mention.codes or mention.office)  # a stranger to the tables mostly speaks for the one whom he speaks of
        return Attributed("other_actor" if placed else "named", speaker, medium)

    def _by_name(self, source: Source, mention: Mention) -> Mention:
        """The person whom the article named with an office before, where "the minister" speaks, or the last who spoke, where "the diplomat" does."""
        if mention.unnamed and not mention.plural and not mention.label and source.says:
            return self._last_speaker(source, mention) or mention
        if mention.person or mention.unnamed or mention.plural or mention.kind not in ("role", "noun", "pronoun") or not mention.codes or mention.label:
            return mention
        office = mention.text.split()[-1].lower()
        for index in range(source.sentence, -1, -1):
            for other in reversed(self.mentions[index]):
                earlier = index < source.sentence or other.start < mention.start
                if earlier and other.person and other.codes == mention.codes and other.kind == "person" and office in other.text.lower().split():
                    return other
        return mention

    def _last_speaker(self, source: Source, mention: Mention) -> Mention | None:
        """The person who spoke just before "the diplomat", where the article has told of no unnamed diplomat."""
        doc = self.sentences[source.sentence].tokens.doc
        if doc[max(mention.start - 1, 0)].lower_ != "the" and doc[mention.start].lower_ != "the":
            return None
        last = mention.text.split()[-1].lower()
        for index in range(source.sentence - 1, max(-1, source.sentence - NEAR), -1):
            if any(other.unnamed and other.text.lower().endswith(last) for other in self.mentions[index]):
                return None
            spoken = (frame.mention for frame in self._speech.frames[index].values() if frame.says and frame.mention.kind in ("person", "pronoun"))
            if (person := next((one for one in spoken if one.person and mention.codes in ((), one.codes)), None)) is not None:
                return person
        return None

    def _public(self, source: Source, mention: Mention) -> bool:
        """Unnamed people whose office makes them known: the leaders of countries named, the one chief negotiator."""
        doc = self.sentences[source.sentence].tokens.doc
        if not mention.codes or mention.kind == "demonym":
            return False
        words = (mention.label or mention.text).lower().split()
        if mention.plural or mention.label:  # "coastal leaders" are some of them, "the leaders", "leaders of ten countries" all
            return ("of" in words or source.refers_back) and not self._leading.isdisjoint(words)
        return doc[mention.start].lower_ in self._sole

    def _speaks_for(self, source: Source, mention: Mention, index: int, token: Token, holder: str) -> bool:
        """A member who announces for his group, or says "we" of it."""
        members = self._members.get(holder, frozenset())
        if not members.intersection(mention.codes):
            return False
        if source.verb == "announce":
            return True
        ours = {t.i for t in self.sentences[index].tokens if t.lower_ in WE}
        return any(t.i in ours and t.dep_ in ("nsubj", "nsubjpass") for node in (token, *token.ancestors) for t in node.children)

    def medium(self, sentence_index: int) -> str | None:
        """The outlet that a sentence credits, None where it credits none or the article's own."""
        return self._media.of(sentence_index)

    def _description(self, source: Source, mention: Mention) -> str:
        """How an unnamed speaker or a body is described, in the article's fullest form, without a leading article."""
        if mention.unnamed and source.refers_back and (earlier := self._speech.first_described(source)) is not source:
            return self._full_text(earlier.sentence, earlier.mention)
        return self._full_text(source.sentence, mention)

    def _full_text(self, index: int, mention: Mention) -> str:
        doc, last = self.sentences[index].tokens.doc, self.sentences[index].tokens.end
        if mention.label:
            return _plain(mention.label)
        start, end, head = mention.start, mention.end, doc[mention.head]
        while start < end - 1 and doc[start].lower_ in ARTICLES:
            start += 1
        if end < last and (mention.unnamed or mention.kind in ("body", "role", "noun")):
            end = _listed(doc, mention, end)
            for child in head.rights:
                if child.i == end and child.dep_ in ("prep", "amod", "acl") and child.lower_ in FOLLOWING:
                    edge = child.right_edge.i + 1
                    end = next((t.i for t in doc[end:edge] if (t.is_punct and t.text not in ("-", "'", "’")) or t.dep_ in ("relcl", "ccomp")), edge)
                elif child.i >= end and child.dep_ == "relcl" and mention.unnamed and doc[end].lower_ == "who" and not _reporting(child):
                    edge = child.right_edge.i + 1
                    end = next((t.i for t in doc[end:edge] if t.is_punct and t.text not in ("-", "'", "’")), edge)
        return _plain(doc.span(start, end).text)


def _reporting(clause: Token) -> bool:
    """Whether a relative clause reports words or is too long to describe: "the officials who said that ..."."""
    return clause.right_edge.i >= clause.left_edge.i + LONGEST or any(child.dep_ == "ccomp" for child in clause.children)


def _listed(doc: Block, mention: Mention, end: int) -> int:
    """Where the list ends whose first member a description holds: "leaders of Lilliput, Blefuscu and Laputa"."""
    members = [token.i for token in doc[mention.end - 1].conjuncts if token.pos_ == "PROPN"]
    inside = mention.head < mention.end - 1 and doc[mention.end - 1].pos_ == "PROPN"
    return max(members) + 1 if inside and members and max(members) >= end else end


def _plain(text: str) -> str:
    """Without a leading article and a possessive ending."""
    first, _, rest = text.partition(" ")
    text = rest if rest and first.lower() in ARTICLES else text
    return text.removesuffix("'s").removesuffix("’s")
