"""What an article is found by: its sentences word for word, its names and figures, and pairs of those that stand in one sentence."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from workers.dedup.index import Features
from workers.dedup.signature import Saying
from workers.dedup.terms import DATE, KIND_SHIFT, WORD

T = TypeVar("T", bound=np.generic)

SENTENCE, PAIR, ANCHOR = 3.0, 2.0, 1.0
"""What a feature that nobody else has counts for, by kind."""

KEPT_SENTENCES, KEPT_ANCHORS, KEPT_PAIRS = 12, 20, 16
"""Features an article is kept under: the budget that lets a million articles fit (48 features of 8 bytes)."""
SHORTEST = 4
"""Terms. A shorter sentence ("He declined to comment.") is said in many stories."""

_ODD = np.uint32(2654435761)
"""Knuth's multiplicative hash: the odd number nearest to 2**32 divided by the golden ratio."""
_PAIR_ODD = np.uint32(2246822519)
"""A second odd multiplier (xxHash's PRIME32_2), so that a pair never looks like an anchor."""


def anchors_of(terms: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the terms that are names or figures, dates left out."""
    kinds = terms >> KIND_SHIFT
    return np.asarray(terms[(kinds != WORD) & (kinds != DATE)])


def key_features(keys: Sequence[int]) -> Features:
    """Return the features of sentences by their keys."""
    wide = np.array(keys, dtype=np.uint64)
    return (wide ^ wide >> np.uint64(32)).astype(np.uint32)


def anchor_features(sayings: Sequence[Saying]) -> tuple[Features, Features]:
    """Return the features of the anchors and of the pairs of anchors, each in the order they are first told."""
    groups = [anchors_of(saying.terms) for saying in sayings]
    if not groups:
        return np.zeros(0, np.uint32), np.zeros(0, np.uint32)
    singles = _in_order(np.concatenate(groups))
    pairs = [
        group[:-1].astype(np.uint32) * _PAIR_ODD ^ group[1:].astype(np.uint32) * _ODD
        for group in groups
        if len(group) > 1
    ]
    hashed = singles.astype(np.uint32) * _ODD
    return hashed, _in_order(np.concatenate(pairs)) if pairs else np.zeros(0, np.uint32)


def kept_features(sayings: Sequence[Saying]) -> Features:
    """Return the features an article is kept under, each once."""
    keys = [saying.key for saying in sayings if len(saying.terms) >= SHORTEST] or [saying.key for saying in sayings]
    singles, pairs = anchor_features(sayings)
    parts = [key_features(keys[:KEPT_SENTENCES]), singles[:KEPT_ANCHORS], pairs[:KEPT_PAIRS]]
    return np.unique(np.concatenate(parts))


def _in_order(values: NDArray[T]) -> NDArray[T]:
    unique, first = np.unique(values, return_index=True)
    return np.asarray(unique[np.argsort(first)])
