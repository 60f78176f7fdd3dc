"""From a feature of a text to the articles that had it: a table of fixed-size rings, no object an entry.

A feature (32 bits) belongs to one bucket; a bucket keeps its newest `WAYS` entries. What is rare in the window is therefore always found,
what is everywhere costs no more room than what is rare, and its oldest entries go first. The table doubles as it fills.
"""

import numpy as np
from numpy.typing import NDArray

Features = NDArray[np.uint32]

WAYS = 8
"""Entries a bucket. A feature that more recent texts than these share tells nothing apart anyway."""
FIRST_BUCKETS = 1 << 10
FULLEST = 0.75
"""Share of the slots in use at which the table doubles: at a mean of six entries in eight ways some 4 % are crowded out, oldest first."""


class Index:
    """Features and the sequence numbers of the articles that brought them. Sequence numbers start at 1 and rise."""

    def __init__(self) -> None:
        self._features = np.zeros((FIRST_BUCKETS, WAYS), np.uint32)
        self._sequences = np.zeros((FIRST_BUCKETS, WAYS), np.uint32)
        self._live = 0

    @property
    def nbytes(self) -> int:
        """Memory the table takes."""
        return self._features.nbytes + self._sequences.nbytes

    def add(self, features: Features, sequence: int) -> None:
        """Remember that article `sequence` has the features. In a full bucket they replace the oldest entries."""
        self._live += len(features)
        if self._live > FULLEST * self._features.size:
            self._double()
        buckets = features & np.uint32(len(self._features) - 1)
        ways = self._sequences[buckets].argmin(axis=1)
        self._features[buckets, ways] = features
        self._sequences[buckets, ways] = sequence

    def forget(self, count: int) -> None:
        """Say that `count` features belong to articles that have left the window; their slots are reused first."""
        self._live -= count

    def find(self, features: Features, oldest: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Return, for every entry found that is not older than `oldest`, the position of its feature in `features` and its sequence number."""
        buckets = features & np.uint32(len(self._features) - 1)
        sequences = self._sequences[buckets]
        rows, ways = np.nonzero((self._features[buckets] == features[:, None]) & (sequences >= oldest))
        return rows, sequences[rows, ways]

    def _double(self) -> None:
        bit = np.uint32(len(self._features))
        upper = (self._features & bit) != 0
        sequences = np.concatenate([np.where(upper, 0, self._sequences), np.where(upper, self._sequences, 0)])
        self._features = np.concatenate([self._features, self._features])
        self._sequences = sequences.astype(np.uint32, copy=False)
