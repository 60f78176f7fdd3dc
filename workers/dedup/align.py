"""Laying the sentences of an article beside those of a story."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.signature import Saying
from workers.dedup.terms import KIND_SHIFT

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Terms = NDArray[np.int32]

KIND_WEIGHT = np.array([1.0, 2.0, 2.0, 1.0, 1.0, 2.0], np.float32)
"""What a term counts for when sentences are compared, by kind: names and figures survive a rewrite, words do not."""


@dataclass(frozen=True, slots=True)
class Told:
    """Sentences laid out for comparison. `flat` holds their terms one after the other, `owner` whose they are; `rows` (sentences,
    vocabulary) is 1 where the sentence has the term; `bringer[i]` is the article that first said sentence `i`."""

    sayings: tuple[Saying, ...]
    bringer: tuple[int, ...]
    by_key: dict[int, int]
    flat: Terms
    owner: Numbers
    vocabulary: Terms
    weights: Floats
    """of the vocabulary"""
    rows: Floats
    passages: Floats
    """the rows of every two neighbours taken together"""
    row_weights: Floats

    @classmethod
    def of(cls, sayings: Sequence[Saying], bringer: Sequence[int]) -> "Told":
        """Lay out the sentences of a story, or of an article."""
        flat = np.concatenate([saying.terms for saying in sayings]) if sayings else np.zeros(0, np.int32)
        owner = np.repeat(np.arange(len(sayings)), [len(saying.terms) for saying in sayings])
        vocabulary, columns = np.unique(flat, return_inverse=True)
        weights = KIND_WEIGHT[vocabulary >> KIND_SHIFT]
        rows = np.zeros((len(sayings), len(vocabulary)), np.float32)
        rows[owner, columns] = 1
        keys: dict[int, int] = {}
        for number, saying in enumerate(sayings):
            keys.setdefault(saying.key, number)
        return cls(
            tuple(sayings),
            tuple(bringer),
            keys,
            flat,
            owner,
            vocabulary,
            weights,
            rows,
            _passages(rows),
            rows @ weights,
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """An article's sentences beside a story's. One entry a sentence of the article, but `back`: one a sentence of the story."""

    mine: Told
    """the article's own sentences"""
    exact: Flags
    """the story has said it word for word"""
    likenesses: Floats
    """(sentences of the article, of the story): Dice coefficients"""
    nearest: Numbers
    """the story's sentence most like it"""
    likeness: Floats
    """Dice coefficient with that sentence, 0..1"""
    to_opening: Floats
    """Dice coefficient with the story's first two sentences, the better one"""
    inside: Floats
    """share of it found in one passage (a sentence or two neighbours) of the story, 0..1"""
    back: Floats
    """share of each of the story's sentences found in one passage of the article, 0..1"""
    back_likeness: Floats
    """Dice coefficient of each of the story's sentences with the article's sentence most like it"""
    known: Flags
    """which of the article's vocabulary the story has anywhere"""

    @property
    def sayings(self) -> tuple[Saying, ...]:
        """The article's sentences with their terms."""
        return self.mine.sayings

    @property
    def weight(self) -> Floats:
        """What each sentence weighs: the sum over its terms."""
        return self.mine.row_weights

    def has(self, number: int) -> list[tuple[int, bool]]:
        """Return each term of a sentence with whether the story has it anywhere."""
        terms = self.mine.sayings[number].terms
        return list(zip(terms.tolist(), self.known[np.searchsorted(self.mine.vocabulary, terms)].tolist(), strict=True))


def align(mine: Told, told: Told) -> Alignment:
    """Lay an article's sentences (at least one) beside a story's (at least one)."""
    size = len(told.vocabulary)
    places = np.minimum(np.searchsorted(told.vocabulary, mine.vocabulary), max(size - 1, 0))
    known = told.vocabulary[places] == mine.vocabulary if size else np.zeros(len(mine.vocabulary), bool)
    shared_columns, weights = places[known], mine.weights[known]
    rows, passages = mine.rows[:, known], mine.passages[:, known]
    story_rows = told.rows[:, shared_columns]
    weighted = rows * weights
    safe, story_safe = np.maximum(mine.row_weights, 1), np.maximum(told.row_weights, 1)
    likeness = 2 * (weighted @ story_rows.T) / (safe[:, None] + story_safe)
    exact = np.array([saying.key in told.by_key for saying in mine.sayings])
    return Alignment(
        mine=mine,
        exact=exact,
        likenesses=likeness,
        nearest=likeness.argmax(axis=1),
        likeness=likeness.max(axis=1),
        to_opening=likeness[:, :2].max(axis=1),
        inside=(weighted @ told.passages[:, shared_columns].T).max(axis=1) / safe,
        back=((story_rows * weights) @ passages.T).max(axis=1) / story_safe,
        back_likeness=likeness.max(axis=0),
        known=known,
    )  # fmt: skip


def _passages(rows: Floats) -> Floats:
    """Return the rows of every two neighbouring sentences taken together (one row where there is one sentence)."""
    return np.maximum(rows[:-1], rows[1:]) if len(rows) > 1 else rows
