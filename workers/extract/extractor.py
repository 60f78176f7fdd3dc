"""From articles to drafts of reports: select sentences, parse them together, read each, weigh the scene, merge."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from schemas.articles import StoryArticle
from workers.extract import context as contexts
from workers.extract import frames, guesses, scenes
from workers.extract.assemble import Draft, drafts
from workers.extract.candidates import candidate
from workers.extract.causes import danger
from workers.extract.choosing import chosen
from workers.extract.confidence import trusted
from workers.extract.context import Context
from workers.extract.discourse import continued, echoed
from workers.extract.doubts import standing
from workers.extract.frames import loose
from workers.extract.gapping import gapped
from workers.extract.guesses import guessed
from workers.extract.heeding import heeded, lone
from workers.extract.lexicon import lexicon
from workers.extract.merge import merge
from workers.extract.parse import Parser, readable
from workers.extract.reader import ensemble
from workers.extract.reader.heard import Heard
from workers.extract.reader.passages import passages
from workers.extract.rivals import covers, unrivalled
from workers.extract.sentences import Sentence
from workers.extract.syntax import Token
from workers.extract.view import View

MOST_SENTENCES = 400
"""Candidates of one article that are parsed: a news story has some twenty; what is longer is no story, and must not hold up a partition."""

SILENT = 0.02
"""Probability of an assertion below which no sentence of a whole article is parsed, whatever its words: the reader has read them all."""


ECHOED = 0.5
"""Probability of an assertion that some sentence of the body must have for what the reader hears in the title: tempting titles stand over bodies that tell of something else."""


class Extractor:
    """Extracts drafts of reports with one spaCy pipeline and one lexicon."""

    def __init__(
        self, model: str, addition: str = "", least: float | None = None, reader: Path | None = ensemble.DATA
    ) -> None:
        """Load both and the learned reader from its folder; without one, only the constructions read.

        `least` is the confidence below which reports are dropped, the fitted one by default; raises `PipelineError` or `LexiconError`.
        """
        self.lexicon = lexicon(addition)
        self._parser = Parser(model)
        self._least = least
        self._ensemble = ensemble.load(reader) if reader is not None else None

    def extract(self, stories: Sequence[StoryArticle]) -> list[list[Draft]]:
        """Return the drafts of each article, in order. The sentences of all are parsed in one go."""
        return [self._judged(context, found) for context, found in self.drafted(stories)]

    def drafted(self, stories: Sequence[StoryArticle]) -> list[tuple[Context, list[Draft]]]:
        """Return of each article what it tells as a whole and every draft of it, before readings are chosen, doubted and merged."""
        built = [contexts.build(story, self.lexicon) for story in stories]
        hearings = [self.heard(context) for context in built]
        selected = [self.candidates(context, heard) for context, heard in zip(built, hearings, strict=True)]
        texts = [readable(sentence.text) for sentences in selected for sentence in sentences]
        docs = iter(self._parser.parse(texts))
        return [
            (context, self._read(context, heard, [(sentence, next(docs)) for sentence in sentences]))
            for context, heard, sentences in zip(built, hearings, selected, strict=True)
        ]

    def heard(self, context: Context) -> dict[int, Heard]:
        """Return what the learned reader hears in each sentence; nothing where there is no reader."""
        found: dict[int, Heard] = {}
        if self._ensemble is None:
            return found
        for passage in passages(context, self._ensemble.vocabulary):
            found.update(self._ensemble.read(passage))
        titles = [index for index in found if context.sentences[index].part == "title"]
        loudest = max((_loudness(told) for index, told in found.items() if index not in titles), default=1.0)
        return found if loudest >= ECHOED else {index: told for index, told in found.items() if index not in titles}

    def context(self, story: StoryArticle) -> Context:
        """Return what an article as a whole tells."""
        return contexts.build(story, self.lexicon)

    def candidates(self, context: Context, heard: Mapping[int, Heard]) -> list[Sentence]:
        """Return the sentences of an article that can matter."""
        whole = bool(heard) and not lone(context)
        found = [
            sentence
            for sentence in context.sentences
            if (p := _sounds(heard, sentence)) >= guesses.LEAST
            or ((p >= SILENT or not whole) and candidate(sentence.text, self.lexicon, _nationals(context, sentence)))
        ]
        return found[:MOST_SENTENCES]

    def _read(self, context: Context, heard: Mapping[int, Heard], parsed: list[tuple[Sentence, Token]]) -> list[Draft]:
        scene = scenes.read(context)
        if scene.name is not None:
            return []
        cause = danger(context)
        found: list[Draft] = []
        for sentence, doc in parsed:
            if scenes.sentence_scene(context, sentence.text) is not None:
                continue
            view = View(context, sentence, doc)
            statements = frames.find(view)
            if not statements and _sounds(heard, sentence) >= guesses.LEAST:
                guess = loose.read_loosely(view)
                statements = [guess] if guess is not None else []
            first = len(found)
            for statement in statements:
                if statement.action == "echo":
                    found.extend(echoed(view, statement, found))
                elif statement.pattern == "more":
                    found.extend(continued(each, found) for each in drafts(view, statement, cause))
                else:
                    found.extend(drafts(view, statement, cause))
            found[first:] = own = gapped(view, found[first:])
            told = heard.get(sentence.index)
            if told is not None:
                found.extend(
                    new for new in guessed(view, told, cause) if not any(covers(old, new, told) for old in own)
                )
        return heeded(found, heard, context)

    def _judged(self, context: Context, found: Sequence[Draft]) -> list[Draft]:
        return trusted(merge(unrivalled(standing(context, chosen(found, context)))), self._least)


def _sounds(heard: Mapping[int, Heard], sentence: Sentence) -> float:
    told = heard.get(sentence.index)
    return _loudness(told) if told is not None else 0.0


def _loudness(told: Heard) -> float:
    return max(told.labels.values())


def _nationals(context: Context, sentence: Sentence) -> bool:
    return any(mention.kind in ("nationals", "demonym") for mention in context.located.get(sentence.index, ()))
