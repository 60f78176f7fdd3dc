"""From articles to drafts of reports: select sentences, parse them together, read each, weigh the scene, merge."""

from collections.abc import Sequence

from schemas.articles import StoryArticle
from workers.extract import context as contexts
from workers.extract import frames, scenes
from workers.extract.assemble import Draft, drafts
from workers.extract.candidates import candidate
from workers.extract.causes import article_cause
from workers.extract.confidence import trusted
from workers.extract.context import Context
from workers.extract.discourse import continued, echoed
from workers.extract.doubts import standing
from workers.extract.frames import loose
from workers.extract.lexicon import lexicon
from workers.extract.merge import merge
from workers.extract.parse import Parser, readable
from workers.extract.sentences import Sentence
from workers.extract.syntax import Token
from workers.extract.trigger import abstract, probability
from workers.extract.view import View

MOST_SENTENCES = 400
"""Candidates of one article that are parsed: a news story has some twenty; what is longer is no story, and must not hold up a partition."""


class Extractor:
    """Extracts drafts of reports with one spaCy pipeline and one lexicon."""

    def __init__(self, model: str, addition: str = "", least: float | None = None) -> None:
        """Load both; `least` is the confidence below which reports are dropped, the fitted one by default; raises `PipelineError` or `LexiconError`."""
        self.lexicon = lexicon(addition)
        self._parser = Parser(model)
        self._least = least

    def extract(self, stories: Sequence[StoryArticle]) -> list[list[Draft]]:
        """Return the drafts of each article, in order. The sentences of all are parsed in one go."""
        built = [contexts.build(story, self.lexicon) for story in stories]
        chosen = [self.candidates(context) for context in built]
        texts = [readable(sentence.text) for sentences in chosen for sentence in sentences]
        docs = iter(self._parser.parse(texts))
        return [
            self._read(context, [(sentence, next(docs)) for sentence in sentences])
            for context, sentences in zip(built, chosen, strict=True)
        ]

    def context(self, story: StoryArticle) -> Context:
        """Return what an article as a whole tells."""
        return contexts.build(story, self.lexicon)

    def candidates(self, context: Context) -> list[Sentence]:
        """Return the sentences of an article that can matter."""
        found = [
            sentence
            for sentence in context.sentences
            if candidate(
                sentence.text,
                self.lexicon,
                any(m.kind in ("nationals", "demonym") for m in context.located.get(sentence.index, ())),
            )
            or self._sounds(context, sentence) >= loose.LIKELY
        ]
        return found[:MOST_SENTENCES]

    def _sounds(self, context: Context, sentence: Sentence) -> float:
        return probability(abstract(sentence.text, context.located.get(sentence.index, ()), self.lexicon))

    def _read(self, context: Context, parsed: list[tuple[Sentence, Token]]) -> list[Draft]:
        scene = scenes.read(context)
        if scene.name is not None:
            return []
        cause = article_cause(context.sentences, context.lexicon)
        found: list[Draft] = []
        for sentence, doc in parsed:
            if scenes.sentence_scene(context, sentence.text) is not None:
                continue
            view = View(context, sentence, doc)
            statements = frames.find(view)
            if not statements and self._sounds(context, sentence) >= (loose.LIKELY if found else loose.ALONE):
                guess = loose.read_loosely(view)
                statements = [guess] if guess is not None else []
            for statement in statements:
                if statement.action == "echo":
                    found.extend(echoed(view, statement, found))
                elif statement.pattern == "more":
                    found.extend(continued(each, found) for each in drafts(view, statement, cause))
                else:
                    found.extend(drafts(view, statement, cause))
        return trusted(merge(standing(context, found)), self._least)
