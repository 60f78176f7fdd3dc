"""What an article is found by: its sentences word for word, its names and figures, and pairs of those that stand in one sentence."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from workers.dedup.index import Features
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


def key_features(keys: Sequence[int]) -> Features:
    """Return the features of sentences by their keys."""
    wide = np.array(keys, dtype=np.uint64)
    return (wide ^ wide >> np.uint64(32)).astype(np.uint32)


def anchor_features(flat: NDArray[np.int32], owner: NDArray[np.intp]) -> tuple[Features, Features]:
    """Return the features of the anchors (names and figures, dates left out) and of pairs of them that stand in one sentence, each in the
    order first told. `flat`: the terms of all sentences one after the other, `owner`: the number of the sentence of each."""
    kinds = flat >> KIND_SHIFT
    chosen = (kinds != WORD) & (kinds != DATE)
    anchors, owners = flat[chosen].astype(np.uint32), owner[chosen]
    together = owners[1:] == owners[:-1]
    pairs = anchors[:-1][together] * _PAIR_ODD ^ anchors[1:][together] * _ODD
    return _in_order(anchors) * _ODD, _in_order(pairs)


def kept_features(keys: Sequence[int], flat: NDArray[np.int32], owner: NDArray[np.intp]) -> Features:
    """Return the features an article is kept under, each once."""
    lengths = np.bincount(owner, minlength=len(keys)).tolist()
    long = [key for key, length in zip(keys, lengths, strict=True) if length >= SHORTEST] or list(keys)
    singles, pairs = anchor_features(flat, owner)
    parts = [key_features(long[:KEPT_SENTENCES]), singles[:KEPT_ANCHORS], pairs[:KEPT_PAIRS]]
    return np.unique(np.concatenate(parts))


def _in_order(values: NDArray[T]) -> NDArray[T]:
    unique, first = np.unique(values, return_index=True)
    return np.asarray(unique[np.argsort(first)])
