"""Codes an article: from its text to positions, and reasons where there are none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from commitscape.codebook import load_codebook
from commitscape.coding.actors import ActorTable
from commitscape.coding.anchors import AnchorFinder
from commitscape.coding.attribution import Attributor
from commitscape.coding.candidates import Candidate, Voices, candidates
from commitscape.coding.carrying import carry
from commitscape.coding.conditions import ConditionLexicon
from commitscape.coding.confidence import Model, load_model
from commitscape.coding.coreference import find_mentions
from commitscape.coding.gist import words_of
from commitscape.coding.instruments import InstrumentLexicon
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence, of_length, parse_articles
from commitscape.coding.plans import Plans
from commitscape.coding.positions import assemble, explain, set_aside
from commitscape.coding.quantities import QuantityLexicon
from commitscape.coding.scene import Scene
from commitscape.coding.sieve import Sieve
from commitscape.coding.stances import StanceLexicon
from commitscape.reading import language
from commitscape.records import Article, Position, Silence, Span

if TYPE_CHECKING:
    from commitscape.coding.tree import Token

TOGETHER = 32  # articles parsed at a time: long batches are quicker to parse, and memory stays bounded


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """What a coder makes of one article."""

    positions: tuple[Position, ...]
    silences: tuple[Silence, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """An article as the rules see it: its sentences and every candidate."""

    scenes: list[Scene]
    candidates: list[Candidate]
    attributor: Attributor
    words: dict[int, list[str]]  # of each sentence that has a candidate, by its index
    endless: tuple[Span, ...] = ()  # where sentences begin that are too long to be coded


class Coder:
    """Codes articles by a topic folder.

    `without` names rules that are switched off (for measuring what each is worth); `model` replaces the topic's
    trained weights. Raises TopicError where the topic folder is faulty.
    """

    def __init__(self, topic: Path, *, without: Collection[str] = (), model: Model | None = None) -> None:
        self.codebook = load_codebook(topic)
        self.actors = ActorTable.load(topic)
        self.anchors = AnchorFinder(self.codebook.anchors, self.actors, where=self.codebook.path)
        self.instruments = InstrumentLexicon.load(topic, set(self.codebook.instruments))
        self.stances = StanceLexicon.load(topic, set(self.codebook.stances))
        self.conditions = ConditionLexicon.load(topic, set(self.codebook.conditions))
        self.quantities = QuantityLexicon.load(topic)
        self.model = model or load_model(topic)
        self.switch_off(without)

    @cached_property
    def sieve(self) -> Sieve:
        """What tells the articles that need no parsing."""
        return Sieve(self.actors, self.instruments)

    def switch_off(self, names: Collection[str]) -> None:
        """Do without these rules and cue groups from now on; names as `switches` gives them, or rules that candidates carry."""
        self.without = frozenset(names)
        self.stances.without = frozenset(name.removeprefix("stance:") for name in names if name.startswith("stance:"))
        self.instruments.without = frozenset(name.removeprefix("instrument:") for name in names if name.startswith("instrument:"))

    def switches(self) -> set[str]:
        """What can be switched off beside the rules that candidates carry."""
        return {f"stance:{name}" for name in self.stances.groups} | {f"instrument:{name}" for name in self.instruments.groups} | {"carry"}

    def code(self, article: Article, text: str) -> CodedArticle:
        """The positions of an article in reading order. `text` is the whole decoded document."""
        return next(self.code_all([(article, text)]))

    def code_all(self, articles: Iterable[tuple[Article, str]]) -> Iterator[CodedArticle]:
        """What `code` gives for each article and its document's text, some articles parsed at a time.

        An article that names no anchor of the topic is set aside, which is its one silence.
        """
        nlp, remaining = language.load_model(), iter(articles)
        while together := list(islice(remaining, TOGETHER)):
            about = [self.anchors.about(article, text) for article, text in together]
            passed = self._passing(together, about)
            parsed = parse_articles([pair for pair, passes in zip(together, passed, strict=True) if passes], nlp)
            for (article, text), on_topic, passes in zip(together, about, passed, strict=True):
                if passes:
                    yield self.choose(article, self.study(article, text, next(parsed)))
                else:
                    yield CodedArticle((), () if on_topic else (set_aside(article),))

    def _passing(self, articles: Sequence[tuple[Article, str]], about: Sequence[bool]) -> list[bool]:
        """Which articles have to be parsed: of those about the topic, those that may name an instrument."""
        sifted = iter(self.sieve.passing([pair for pair, on_topic in zip(articles, about, strict=True) if on_topic]))
        return [on_topic and next(sifted) for on_topic in about]

    def study(self, article: Article, text: str, sentences: list[ParsedSentence]) -> Study:
        """Every candidate of a parsed article, before any is chosen.

        A title that stands in front matter ("title: ...") names the article and is no sentence of it: it gives context only.
        """
        sentences, endless = of_length(sentences)
        mentions = find_mentions(sentences, self.actors, article.published)
        attributor = Attributor(sentences, mentions, self.actors.attribution, outlet=article.outlet)
        scenes = [Scene.look(s, m, self.instruments, self.stances) for s, m in zip(sentences, mentions, strict=True)]
        if "carry" not in self.without:
            carry(scenes)
        voices = [Voices(scene, partial(_voice, attributor, self.instruments.pointers["plans"])) for scene in scenes]
        labels = {s.index for s in sentences if s.block == "title" and text[text.rfind("\n", 0, s.span.start) + 1 : s.span.start].strip(" #*_>\t\"'“‘")}
        proposed = candidates(scenes, voices, self.instruments.pointers, Plans(self.actors.groups), article.published)
        found = [c for c in proposed if c.rule not in self.without and c.sentence not in labels]
        words = {index: words_of(scenes[index]) for index in {c.sentence for c in found}}
        if self.model.gist is not None:
            self.model.gist.tell(found, words)
        return Study(scenes, found, attributor, words, tuple(endless))

    def choose(self, article: Article, study: Study) -> CodedArticle:
        """The candidates that the model keeps, as positions."""
        positions: list[Position] = []
        kept: set[int] = set()
        by_sentence: dict[int, list[Candidate]] = {}
        for candidate, chance in zip(study.candidates, self.model.chances(study.candidates), strict=True):
            by_sentence.setdefault(candidate.sentence, []).append(candidate)
            if chance < self.model.threshold:
                continue
            stance = self.model.stance_of(candidate, study.words[candidate.sentence])
            positions.append(assemble(
                replace(candidate, stance=stance), confidence=self.model.confidence(chance), scene=study.scenes[candidate.sentence],
                origin=study.scenes[candidate.origin] if candidate.origin is not None else None, article=article,
                attributor=study.attributor, conditions=self.conditions, quantities=self.quantities,
            ))
            kept.add(candidate.sentence)
        reasons = [Silence(article_id=article.article_id, span=span, instruments=(), reason="too_long") for span in study.endless]
        reasons += filter(None, (explain(s, by_sentence.get(s.sentence.index, []), article) for s in study.scenes if s.sentence.index not in kept))
        return CodedArticle(
            tuple(sorted(positions, key=lambda p: (p.spans[0], p.actor, p.instrument))), tuple(sorted(reasons, key=lambda r: r.span))
        )


def _voice(attributor: Attributor, things: frozenset[str], sentence: int, token: Token) -> Mention | None:
    """Who speaks at a token, with the codes of all who speak together; a plan or draft that "says" something is no voice."""
    source = attributor.speech(sentence, token)
    if source is None or source.mention.text.split()[-1].lower() in things:
        return None
    codes = tuple(dict.fromkeys(code for one in (source.mention, *source.others) for code in one.codes))
    return source.mention if codes == source.mention.codes else replace(source.mention, codes=codes)
