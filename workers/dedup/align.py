"""Laying the sentences of an article beside those of a story."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.signature import Saying
from workers.dedup.terms import KIND_SHIFT

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

KIND_WEIGHT = np.array([1.0, 2.0, 2.0, 1.0, 1.0, 2.0], np.float32)
"""What a term counts for when sentences are compared, by kind: names and figures survive a rewrite, words do not."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a story has said so far, laid out for comparison: `sayings` in the order told, `bringer[i]` the article that first said them."""

    sayings: tuple[Saying, ...]
    bringer: tuple[int, ...]
    by_key: dict[int, int]
    vocabulary: NDArray[np.int32]
    weights: Floats
    rows: Floats
    """(sentences, vocabulary): 1 where the sentence has the term."""
    row_weights: Floats

    @classmethod
    def of(cls, sayings: Sequence[Saying], bringer: Sequence[int]) -> "Told":
        """Lay out a story's sentences."""
        rows, vocabulary = _incidence([saying.terms for saying in sayings])
        weights = KIND_WEIGHT[vocabulary >> KIND_SHIFT]
        keys: dict[int, int] = {}
        for number, saying in enumerate(sayings):
            keys.setdefault(saying.key, number)
        return cls(tuple(sayings), tuple(bringer), keys, vocabulary, weights, rows, rows @ weights)


def _incidence(groups: Sequence[NDArray[np.int32]]) -> tuple[Floats, NDArray[np.int32]]:
    flat = np.concatenate(groups) if groups else np.zeros(0, np.int32)
    vocabulary, columns = np.unique(flat, return_inverse=True)
    rows = np.zeros((len(groups), len(vocabulary)), np.float32)
    rows[np.repeat(np.arange(len(groups)), [len(group) for group in groups]), columns] = 1
    return rows, vocabulary


@dataclass(frozen=True, slots=True)
class Alignment:
    """An article's sentences beside a story's. One entry a sentence of the article, but `back`: one a sentence of the story."""

    sayings: tuple[Saying, ...]
    weight: Floats
    """what the sentence weighs: the sum over its terms"""
    exact: NDArray[np.bool_]
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
    known: tuple[NDArray[np.bool_], ...]
    """for each sentence, which of its terms the story has anywhere"""


def align(sayings: Sequence[Saying], told: Told) -> Alignment:
    """Lay an article's sentences (at least one) beside a story's (at least one)."""
    columns = [np.minimum(np.searchsorted(told.vocabulary, s.terms), len(told.vocabulary) - 1) for s in sayings]
    known = [
        told.vocabulary[c] == s.terms if len(told.vocabulary) else np.zeros(len(s.terms), bool)
        for c, s in zip(columns, sayings, strict=True)
    ]
    rows = np.zeros((len(sayings), len(told.vocabulary)), np.float32)
    for number, (column, here) in enumerate(zip(columns, known, strict=True)):
        rows[number, column[here]] = 1
    weight = np.array([KIND_WEIGHT[s.terms >> KIND_SHIFT].sum() for s in sayings], np.float32)
    safe = np.maximum(weight, 1)
    shared = (rows * told.weights) @ told.rows.T
    likeness = 2 * shared / (safe[:, None] + np.maximum(told.row_weights, 1)[None, :])
    back = (told.rows * told.weights) @ _passages(rows).T / np.maximum(told.row_weights, 1)[:, None]
    return Alignment(
        sayings=tuple(sayings),
        weight=weight,
        exact=np.array([s.key in told.by_key for s in sayings]),
        likenesses=likeness,
        nearest=likeness.argmax(axis=1),
        likeness=likeness.max(axis=1),
        to_opening=likeness[:, :2].max(axis=1),
        inside=((rows * told.weights) @ _passages(told.rows).T).max(axis=1) / safe,
        back=back.max(axis=1),
        back_likeness=likeness.max(axis=0),
        known=tuple(known),
    )  # fmt: skip


def _passages(rows: Floats) -> Floats:
    """Return the rows of every two neighbouring sentences taken together (one row where there is one sentence)."""
    return np.maximum(rows[:-1], rows[1:]) if len(rows) > 1 else rows
