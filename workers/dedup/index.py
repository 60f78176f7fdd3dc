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
LOT = 1 << 16
"""Buckets split at a time when the table doubles, so that doubling takes little more room than the larger table."""


class Index:
    """Features and the sequence numbers of the articles that brought them. Sequence numbers start at 1 and rise."""

    def __init__(self) -> None:
        self._table = np.zeros((FIRST_BUCKETS, 2, WAYS), np.uint32)
        """by bucket, the features and their sequence numbers side by side: a look-up reads one place in memory"""
        self._live = 0

    @property
    def nbytes(self) -> int:
        """Memory the table takes."""
        return self._table.nbytes

    def add(self, features: Features, sequence: int) -> None:
        """Remember that article `sequence` has the features. In a full bucket they replace the oldest entries."""
        self._live += len(features)
        if self._live > FULLEST * WAYS * len(self._table):
            self._double()
        buckets = features & np.uint32(len(self._table) - 1)
        ways = self._table[buckets, 1].argmin(axis=1)
        self._table[buckets, 0, ways] = features
        self._table[buckets, 1, ways] = sequence

    def add_lot(self, features: Features, counts: NDArray[np.intp], sequence: int) -> None:
        """Remember the features of articles one after the other, as `add` would one by one: `counts` of them each, the first article being `sequence`."""
        ends = np.cumsum(counts)
        done = at = 0
        while done < len(counts):
            room = int(FULLEST * WAYS * len(self._table)) - self._live
            fit = int(ends.searchsorted(at + room, side="right"))
            if fit > done:
                end = int(ends[fit - 1])
                self._put(features[at:end], np.arange(sequence + done, sequence + fit).repeat(counts[done:fit]))
                self._live += end - at
                done, at = fit, end
            else:
                self._double()

    def _put(self, features: Features, sequences: NDArray[np.intp]) -> None:
        buckets = features & np.uint32(len(self._table) - 1)
        order = (buckets.astype(np.int64) << 32 | sequences).argsort(kind="stable")
        buckets, sequences, features = buckets[order], sequences[order], features[order]
        last = np.ones(len(buckets), dtype=bool)
        last[:-1] = (buckets[1:] != buckets[:-1]) | (sequences[1:] != sequences[:-1])
        buckets, sequences, features = buckets[last], sequences[last], features[last]
        turn = np.arange(len(buckets)) - buckets.searchsorted(buckets)
        for now in range(int(turn.max(initial=-1)) + 1):
            mine = turn == now
            ways = self._table[buckets[mine], 1].argmin(axis=1)
            self._table[buckets[mine], 0, ways] = features[mine]
            self._table[buckets[mine], 1, ways] = sequences[mine]

    def forget(self, count: int) -> None:
        """Say that `count` features belong to articles that have left the window; their slots are reused first."""
        self._live -= count

    def find(self, features: Features, oldest: int) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        """Return, for every entry found that is not older than `oldest`, the position of its feature in `features` and its sequence number."""
        entries = self._table.take(features & np.uint32(len(self._table) - 1), axis=0)
        places = (entries[:, 0] == features[:, None]).ravel().nonzero()[0]
        rows = places // WAYS
        numbers = entries[:, 1].ravel()[places]
        live = numbers >= oldest
        return (rows, numbers) if np.logical_and.reduce(live) else (rows[live], numbers[live])

    def _double(self) -> None:
        """Give every bucket a twin and each of its entries to the one that its feature's next bit names."""
        size = len(self._table)
        table = np.empty((2 * size, 2, WAYS), np.uint32)
        for start in range(0, size, LOT):
            lot = self._table[start : start + LOT]
            upper = (lot[:, 0] & np.uint32(size)) != 0
            for twin, gone in ((start, upper), (start + size, ~upper)):
                table[twin : twin + len(lot), 0] = lot[:, 0]
                table[twin : twin + len(lot), 1] = np.where(gone, 0, lot[:, 1])
        self._table = table
