"""Which stories an article may belong to: those that have said its sentences, and those that share its names and figures."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from workers.dedup.features import ANCHOR, KEPT_SENTENCES, PAIR, SENTENCE, key_features
from workers.dedup.kinship import HOPELESS, overlap
from workers.dedup.sayings import OPENING_SENTENCES, Sayings
from workers.dedup.scores import counted, weighed
from workers.dedup.window import Window

LEAST_SCORE = 1.5
"""A story that shares less than a name and half a figure that nobody else has is not looked at."""
LIKELY = 0.2
LIKELY_SENTENCES = 2
"""Share of the sentences, and their number, said word for word from which a story is compared whatever its names and figures are."""


class Candidate(NamedTuple):
    """A story that an article may belong to: what it shares with the article is worth `score`; it has said `votes` of its sentences."""

    story: int
    score: float
    votes: float


class Search:
    """The stories in a window that share something with an article."""

    def __init__(self, keys: Sequence[int], window: Window) -> None:
        """Look for the article's sentences by their keys."""
        self._window = window
        self._keys = keys
        self._by_sentence = window.find(key_features(keys))
        self._votes = counted(self._by_sentence)

    def by_sentences(self, most: int) -> list[Candidate]:
        """Return the stories that have said most of its sentences."""
        return [Candidate(story, votes, votes) for story, votes in self._votes.best(most)]

    def copied(self) -> tuple[int, int] | None:
        """Return the story that has said every sentence, and the number of the last article that brought one of them first."""
        for candidate in self.by_sentences(1):
            if 2 * candidate.votes < min(len(self._keys), KEPT_SENTENCES):
                continue
            said = self._window.keys(candidate.story)
            if said.keys() >= set(self._keys):
                return candidate.story, max([said[key] for key in self._keys])
        return None

    def likely(self, said: Sayings, most: int) -> list[int]:
        """Return the stories to compare with, of those whose sentences, names and figures in common are worth most, the rare ones counting
        most. `said`: the article."""
        enough = min(LIKELY * len(self._keys), LIKELY_SENTENCES)
        return [
            story
            for story, score, votes in self._by_anchors(said, most)
            if score >= LEAST_SCORE and (votes >= enough or not self._hopeless(said, story))
        ]

    def _by_anchors(self, said: Sayings, most: int) -> list[Candidate]:
        singles, pairs = said.anchor_features
        worth = np.repeat((SENTENCE, PAIR, ANCHOR), (len(said), len(pairs), len(singles)))
        found = self._by_sentence.with_more(self._window.find(pairs + singles), len(said))
        return [Candidate(story, score, self._votes.of(story)) for story, score in weighed(found, worth).best(most)]

    def _hopeless(self, said: Sayings, story: int) -> bool:
        """Whether neither the article nor its opening has enough names and figures in common with a story to be compared."""
        anchors = self._window.anchors(story)
        return overlap(said.anchors, anchors) < HOPELESS and (
            len(said) <= OPENING_SENTENCES or overlap(said.opening_anchors, anchors) < HOPELESS
        )
