"""Frames of speech in one sentence: the verbs, nouns and credits that say whose words these are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence
from commitscape.coding.tree import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SILENT = frozenset({"demonym"})  # what never speaks
ONLY = frozenset({"only", "merely"})  # who would only say something has said it


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for words.

    `mention` speaks, together with `others` where several do; `verb` is the lemma that reports ("" for
    a credit such as "according to" or a headline's colon), `says` tells a verb of speech from an act;
    `sentence` is where the mention stands, `place` the token of the verb (None for a credit of the
    whole sentence). `on_record` marks a statement; `refers_back` a short reference to people described before ("the officials").
    """

    mention: Mention
    verb: str
    sentence: int
    says: bool = True
    others: tuple[Mention, ...] = ()
    place: int | None = None
    on_record: bool = False
    refers_back: bool = False

    def speaker_of(self, code: str) -> Mention:
        """Of several speakers the one who speaks for an actor."""
        return next((mention for mention in (self.mention, *self.others) if code in mention.codes), self.mention)


class Finder:
    """Finds frames. `cues` is the content of cues/attribution.yaml."""

    def __init__(self, mentions: Sequence[Sequence[Mention]], cues: dict[str, Any]) -> None:
        self.mentions = mentions
        self._by_token = [{i: mention for mention in found for i in range(mention.start, mention.end)} for found in mentions]
        self.say, self._act, self._view, self._body = (_listed(cues, key) for key in ("say", "act", "view", "body_acts"))
        self._country, self._capital = (_listed(cues, key) for key in ("country_says", "capital_says"))
        self._act_nouns, self._beliefs, self._cite = (_listed(cues, key) for key in ("act_nouns", "belief_nouns", "cite"))
        self._record, self._unsaid_under, self._raising = (_listed(cues, key) for key in ("on_record", "unsaid", "raising"))
        self._wishes, self._unnamed = (_listed(cues, key) for key in ("wishes", "unnamed_acts"))
        self._light, self._given = (_listed(cues, key) for key in ("light", "given"))
        self._citing = sorted(verb.rstrip("e") for verb in self._cite)
        self._lemmas = frozenset(verb.partition(" ")[0] for verbs in (self.say, self._act, self._view, self._body) for verb in verbs)
        self.forms = {form: verb for verb in self.say if " " not in verb for form in _forms(verb)}

    def frames(self, sentence: ParsedSentence) -> dict[int, Source]:
        """Frames by the token that opens them; what hangs below that token is theirs."""
        frames: dict[int, Source] = {}
        cited = self.cited(sentence)
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            frame: Source | None = None
            if token.pos_ in ("VERB", "AUX") and lemma in self._lemmas:
                frame = self._verb(sentence, token, self._with_particle(token, lemma))
                if frame is not None and frame.says and _parenthetical(token):
                    frames.setdefault(token.head.i, frame)
                if frame is not None and cited is not None and frame.mention.kind == "outlet":
                    frame = replace(frame, mention=cited)
            elif token.pos_ == "NOUN" and lemma in self._act_nouns:
                mention = self.owner(sentence, token)
                if mention is not None and (mention.person or mention.on_record):
                    frame = Source(mention, lemma, sentence.index, says=False, place=token.i)
            elif token.pos_ == "NOUN" and lemma in self._beliefs:
                frame = self._belief(sentence, token, lemma)
            elif token.lower_ in self.forms and token.pos_ in ("NOUN", "PROPN", "ADJ") and (mention := self.tail(sentence, token)) is not None:
                frame = Source(mention, self.forms[token.lower_], sentence.index, place=token.i, refers_back=refers_back(sentence, mention))
            if frame is None and lemma in self._light and token.pos_ == "VERB":
                frame = self._gives(sentence, token)
            if frame is not None:
                frames[token.i] = frame
        return frames

    def cited(self, sentence: ParsedSentence) -> Mention | None:
        """The people whom a report cites: "citing several sources", "quoting remarks by X"."""
        text = sentence.tokens.text
        if not any(stem in text for stem in self._citing):
            return None
        for token in sentence.tokens:
            if token.lemma_ in self._cite and (token.tag_ == "VBG" or token.dep_ == "relcl"):
                people = (m for m in self.mentions[sentence.index] if m.start > token.i and m.kind != "outlet" and (m.unnamed or m.person))
                return next(people, None)
        return None

    def _gives(self, sentence: ParsedSentence, token: Token) -> Source | None:
        """An act in a verb with its noun: "the council gave its consent", "X and Y put their names to the letter"."""
        given = next((child for child in token.children if child.dep_ == "dobj" and child.lemma_.lower() in self._given), None)
        subject = logical_subject(token) if given is not None else None
        mention = self._mention(sentence, subject) if subject is not None else None
        if given is None or subject is None or mention is None or not (mention.person or mention.on_record) or self._unsaid(token, ""):
            return None
        return Source(mention, given.lemma_.lower(), sentence.index, False, self._others(sentence, subject, mention), token.i)

    def _belief(self, sentence: ParsedSentence, token: Token, lemma: str) -> Source | None:
        """ "concerns among coastal figures that ..."."""
        among = next((child for child in token.children if child.dep_ == "prep" and child.lower_ in ("among", "amongst", "from", "in")), None)
        for child in among.children if among is not None else ():
            mention = self._mention(sentence, child)
            if mention is not None and mention.unnamed:
                return Source(mention, lemma, sentence.index, place=token.i, refers_back=refers_back(sentence, mention))
        return None

    def _with_particle(self, token: Token, lemma: str) -> str:
        """ "call for" where the verb has that particle or preposition and the cues know it, else the lemma."""
        for child in token.children:
            particle = child.dep_ in ("prt", "prep", "advmod", "acomp", "oprd", "ccomp", "amod") or (child.dep_ == "dobj" and child.lower_ == "it")
            if particle and f"{lemma} {child.lower_}" in self.say | self._act | self._body:
                return f"{lemma} {child.lower_}"
        return lemma

    def _verb(self, sentence: ParsedSentence, token: Token, verb: str) -> Source | None:
        if verb not in self.say and verb not in self._act and verb not in self._view and verb not in self._body:
            return None
        if self._unsaid(token, verb):
            return None
        if verb == "continue" and any(child.dep_ in ("xcomp", "dobj") and child.lemma_.lower() not in self.say for child in token.children):
            return None  # who continues to build says nothing
        if verb == "want" and any(child.dep_ == "xcomp" for child in token.children):
            return None  # who wants to do something has not asked for it
        if verb == "call" and not any(child.dep_ in ("oprd", "ccomp", "xcomp", "dep") for child in token.children):
            return None
        subject = _inverted(token) or logical_subject(token)
        mention = self._mention(sentence, subject) if subject is not None else None
        if mention is None and token.tag_ == "VBG" and verb in self.say:
            mention = self._of_main_clause(sentence, token)
        if mention is None and subject is None:
            mention = self._beside(sentence, token)
        if mention is None and subject is not None and subject.head.i == token.i and verb in self.say:
            mention = self._apposition(sentence, subject)
        if mention is not None:
            mention = self._named(sentence, mention)
        if mention is None or not self._effective(mention, verb):
            return None
        if mention.kind == "pronoun" and mention.text.lower() in ("i", "we") and subject is not None and subject.dep_ == "nsubj" and verb not in self.say:
            return None
        answers = verb == "say" and any(child.dep_ in ("dobj", "intj") and child.lower_ in ("no", "yes") for child in token.children)
        if answers and (mention.kind == "name" or len(mention.codes) > 1):
            return None  # "three have said no" describes countries
        others = self._others(sentence, subject, mention) if subject is not None else ()
        record = any(child.lemma_.lower() in self._record for prep in token.children if prep.dep_ == "prep" for child in prep.children)
        return Source(mention, verb, sentence.index, verb in self.say or verb in self._view, others, token.i, record, refers_back(sentence, mention))

    def _unsaid(self, token: Token, verb: str) -> bool:
        """ "will urge", "it is unclear whether he approved", "has not commented"."""
        only = any(child.lower_ in ONLY for child in token.children)
        for child in token.children:
            word = child.lower_
            said = (word == "to" and token.head.lemma_ in self._raising) or (word in ("would", "'d", "’d") and (only or verb in self._wishes))
            if child.dep_ == "aux" and word in self._unsaid_under and not said:
                return True
            negated = child.dep_ == "neg" and verb in self.say and verb not in ("believe", "think", "expect", "exclude", "like")
            if negated or (child.dep_ == "mark" and word in ("whether", "if")):
                return True
        return False

    def _effective(self, mention: Mention, verb: str) -> bool:
        """Whether a subject of this kind vouches for something by this verb."""
        if mention.kind == "outlet":
            return verb in self.say
        if mention.kind == "plan":
            return verb in self._country
        if mention.person:
            return verb in self.say or verb in self._act or verb in self._view
        if mention.unnamed:
            return verb in self.say or verb in self._view or verb in self._unnamed
        if verb in self._view:
            return bool(mention.codes)
        if mention.on_record:
            return verb in self.say or verb in self._body
        return verb in self._country or (mention.kind == "capital" and verb in self._capital)

    def _mention(self, sentence: ParsedSentence, token: Token) -> Mention | None:
        mention = self._by_token[sentence.index].get(token.i)
        return None if mention is None or mention.kind in SILENT else mention

    def _others(self, sentence: ParsedSentence, subject: Token, mention: Mention) -> tuple[Mention, ...]:
        """Speakers coordinated with the first: "Marlow and Harbour have signalled"."""
        found = []
        for token in sentence.tokens.doc[mention.head].conjuncts or subject.conjuncts:
            other = self._mention(sentence, token)
            if other is not None and other is not mention and other not in found:
                found.append(other)
        return tuple(found)

    def _apposition(self, sentence: ParsedSentence, subject: Token) -> Mention | None:
        """A subject that is no mention but has one in apposition: "Country's leader, X, said"."""
        for child in subject.children:
            if child.dep_ == "appos" and (mention := self._mention(sentence, child)) is not None:
                return mention
        return None

    def _named(self, sentence: ParsedSentence, mention: Mention) -> Mention:
        """The person between commas after an office or a body: "Country's envoy in Mildendo, X, said"; else the mention itself."""
        if mention.person or mention.plural or mention.kind not in ("role", "officials"):
            return mention
        doc = sentence.tokens.doc
        other = next((found for found in self.mentions[sentence.index] if found.start > mention.end and found.kind == "person"), None)
        if other is None or other.end >= sentence.tokens.end or doc[other.start - 1].text != "," or doc[other.end].text not in (",", "’s", "'s"):
            return mention
        between = doc[mention.end : other.start - 1]
        if any(token.pos_ in ("VERB", "AUX") or token.is_punct or token.dep_ == "cc" for token in between):
            return mention
        return replace(other, codes=other.codes or mention.codes)

    def _of_main_clause(self, sentence: ParsedSentence, participle: Token) -> Mention | None:
        """The person who is the subject of the sentence, for a participle set off by a comma: "X left it open whether ..., telling the board ..."."""
        doc, root = sentence.tokens.doc, sentence.tokens.root
        if participle.i == sentence.tokens.start or doc[participle.i - 1].text != "," or root.i > participle.i:
            return None
        subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
        mention = self._mention(sentence, subject) if subject is not None else None
        return mention if mention is not None and mention.person else None

    def owner(self, sentence: ParsedSentence, noun: Token) -> Mention | None:
        for child in noun.children:
            if child.dep_ == "poss":
                return self._mention(sentence, child)
            by = child.lower_ in ("by", "from") or (child.lower_ == "of" and noun.lemma_ not in self._act_nouns)
            if by and child.dep_ in ("prep", "agent"):
                people = (self._mention(sentence, grandchild) for grandchild in child.children if grandchild.dep_ == "pobj")
                return next(filter(None, people), None)
        return None

    def _beside(self, sentence: ParsedSentence, verb: Token) -> Mention | None:
        """The mention next to a finite verb of speech whose subject the parse missed: ", says X"."""
        if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
            return None
        doc, found = sentence.tokens.doc, self._by_token[sentence.index]
        place = verb.i + 1
        while place < sentence.tokens.end and doc[place].lower_ in ("the", "a", "an", "one"):
            place += 1
        for mention in (found.get(place), found.get(verb.i - 1)):
            if mention is not None and mention.kind not in ("demonym", "plan", "people") and doc[mention.head].dep_ not in ("dobj", "dative", "pobj"):
                return mention
        return None

    def tail(self, sentence: ParsedSentence, token: Token) -> Mention | None:
        """The mention before a verb of speech tagged as a noun, after a comma or a closing quotation mark: ", X claims." """
        mention = self._by_token[sentence.index].get(token.i - 1)
        if mention is None or mention.kind in SILENT or mention.end > token.i:
            return None
        before = sentence.tokens.doc[mention.start - 1] if mention.start > sentence.tokens.start else None
        rest = sentence.tokens.doc[token.i + 1] if token.i + 1 < sentence.tokens.end else None
        ends = rest is None or rest.is_punct or rest.lower_ in ("after", "in", "on", "at", "during")
        starts = before is None and rest is not None and not rest.is_punct and sentence.block in ("title", "heading")
        return mention if starts or (ends and before is not None and (before.is_punct or before.lower_ in ("the", "a"))) else None


def _parenthetical(verb: Token) -> bool:
    """ "Mildendo, he said, would stay": a verb of speech set between commas, without words of its own to report."""
    if verb.dep_ not in ("ccomp", "parataxis", "dep", "advcl") or verb.head.pos_ not in ("VERB", "AUX", "NOUN"):
        return False
    edge = verb.left_edge.i
    set_off = edge > 0 and any(verb.doc[i].text in (",", "–", "—", "-") for i in (edge, edge - 1))
    return set_off and not any(child.dep_ in ("ccomp", "xcomp", "dobj", "oprd") for child in verb.children)


def _inverted(verb: Token) -> Token | None:
    """The second of two subjects, right after the verb: "No lamps before a storm, says X"."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    return subjects[-1] if len(subjects) > 1 and subjects[-1].i > verb.i else None


def logical_subject(verb: Token) -> Token | None:
    """The logical subject of a verb: its own, its agent in the passive, or that of the verb it hangs from."""
    node = verb
    for _ in range(5):
        children = list(node.children)
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in children) or (node.dep_ == "acl" and node.tag_ == "VBN"):
            agent = next((child for child in children if child.dep_ == "agent"), None)
            if agent is not None:
                return next((child for child in agent.children if child.dep_ == "pobj"), None)
            if node is verb:
                return None
        subject = next((child for child in children if child.dep_ in SUBJECTS), None)
        if subject is not None:
            return node.head if subject.tag_ in ("WDT", "WP") and node.dep_ == "relcl" else subject
        if node.dep_ in ("relcl", "acl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return node.head
        if node.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep"):
            return None
        node = node.head
    return None


def refers_back(sentence: ParsedSentence, mention: Mention) -> bool:
    """ "the officials", "the people": people described before."""
    doc = sentence.tokens.doc
    if not mention.unnamed:
        return False
    if mention.end - mention.start == 1:
        return mention.start > sentence.tokens.start and doc[mention.start - 1].lower_ in ("the", "these", "those")
    return [token.lower_ for token in doc[mention.start:mention.end]][1:3] in (["of", "the"], ["of", "these"], ["of", "those"])


def _listed(cues: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(word) for word in cues.get(key, ()))


def _forms(verb: str) -> set[str]:
    """Third person and past of a verb, regular ones by rule."""
    irregular = {"say": "said", "tell": "told", "write": "wrote", "think": "thought"}
    past = irregular.get(verb) or (verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "ed")
    third = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "es" if verb.endswith(("s", "sh", "ch")) else verb + "s"
    return {third, past}
