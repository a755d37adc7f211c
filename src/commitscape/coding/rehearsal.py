"""Tries cues on sentences of their own, without an article or a model: what a topic's examples are checked with."""

from __future__ import annotations

from dataclasses import dataclass, field

from commitscape.coding.actors import ActorTable
from commitscape.coding.conditions import ConditionLexicon
from commitscape.coding.coreference import find_mentions
from commitscape.coding.instruments import InstrumentLexicon
from commitscape.coding.mentions import Mention
from commitscape.coding.parsing import ParsedSentence, parse_article
from commitscape.coding.patterns import visible
from commitscape.coding.scene import Scene, actor_tester
from commitscape.coding.stances import StanceLexicon
from commitscape.reading.language import load_model
from commitscape.records import Article, Block, Span


@dataclass(frozen=True)
class Rehearsal:
    """Sentences with the mentions of a topic's actors in them; None where the actors cannot be read, so that there are no mentions."""

    actors: ActorTable | None
    _heard: dict[str, tuple[list[ParsedSentence], list[list[Mention]]]] = field(default_factory=dict)

    def hear(self, text: str) -> tuple[list[ParsedSentence], list[list[Mention]]]:
        """The sentences of a text, and the mentions in each."""
        if text not in self._heard:
            block = Block(kind="paragraph", span=Span(0, len(text)))
            article = Article(
                article_id="a", file="example", start=0, end=len(text), title=None, outlet=None, published=None, published_basis="", sha256="", blocks=(block,)
            )
            sentences = parse_article(article, text, load_model())
            self._heard[text] = (sentences, find_mentions(sentences, self.actors, None) if self.actors else [[] for _ in sentences])
        return self._heard[text]

    def instruments(self, text: str, lexicon: InstrumentLexicon) -> set[str]:
        """The groups of instrument cues that match in a text."""
        pairs = zip(*self.hear(text), strict=True)
        return {m.group for sentence, mentions in pairs for m in lexicon.matches(visible(sentence.tokens), actor_tester(mentions, lexicon.classes))}

    def stances(self, text: str, lexicon: StanceLexicon) -> set[str]:
        return {cue.group for sentence in self.hear(text)[0] for cue in lexicon.find(sentence.tokens.doc, visible(sentence.tokens))}

    def conditions(self, text: str, lexicon: ConditionLexicon) -> set[str]:
        nothing, silent = InstrumentLexicon({}, {}, {}, where=""), StanceLexicon({})
        scenes = [Scene.look(sentence, mentions, nothing, silent) for sentence, mentions in zip(*self.hear(text), strict=True)]
        return {match.group for scene in scenes for _, match in lexicon.matches(scene)}
