"""What an article is found by: its sentences word for word, its names and figures, and pairs of those that stand in one sentence."""

from collections.abc import Sequence

import numpy as np

from workers.dedup.index import Features
from workers.dedup.sayings import Sayings
from workers.dedup.terms import KINDS

SENTENCE, PAIR, ANCHOR = 3.0, 2.0, 1.0
"""What a feature that nobody else has counts for, by kind."""

KEPT_SENTENCES, KEPT_ANCHORS, KEPT_PAIRS = 12, 20, 16
"""Features an article is kept under: the budget that lets a million articles fit (48 features of 8 bytes)."""
SHORTEST = 4
"""Terms. A shorter sentence ("He declined to comment.") is said in many stories."""

_LOW = 0xFFFFFFFF


def key_features(keys: Sequence[int]) -> list[int]:
    """Return the features of sentences by their keys."""
    return [(key ^ key >> 32) & _LOW for key in keys]


def kept_features(sayings: Sayings) -> Features:
    """Return the features an article is kept under, each once."""
    lengths = sayings.counts.reshape(-1, KINDS).sum(axis=1).tolist()
    long = [key for key, length in zip(sayings.keys, lengths, strict=True) if length >= SHORTEST] or sayings.keys
    singles, pairs = sayings.anchor_features
    chosen = {*key_features(long[:KEPT_SENTENCES]), *singles[:KEPT_ANCHORS], *pairs[:KEPT_PAIRS]}
    return np.array(sorted(chosen), dtype=np.uint32)
