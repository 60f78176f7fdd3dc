"""The sentences of a text as dedup keeps and compares them, laid flat: no object a sentence or a word."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.lazy import lazy
from workers.dedup.terms import KIND_SHIFT, KINDS, Owners, Terms

ANCHOR_WEIGHT = np.array([0.0, 1.0, 1.0, 0.0, 0.5, 1.0], np.float32)
"""By kind: names and figures identify an event, small numbers half as well, words and dates not at all. What weighs something is an anchor."""
IS_ANCHOR = ANCHOR_WEIGHT > 0
OPENING_SENTENCES = 4
"""Of a digest's first item: the briefs of the streams had three to five."""
ODD = np.uint32(2654435761)
"""Knuth's multiplicative hash: the odd number nearest to 2**32 divided by the golden ratio."""
PAIR_ODD = np.uint32(2246822519)
"""A second odd multiplier (xxHash's PRIME32_2), so that a pair never looks like an anchor."""


@dataclass(frozen=True)
class Sayings:
    """Sentences as they are kept: their keys, the terms of all of them one sentence after the other, sorted within each, and the number
    of the sentence of each term."""

    keys: tuple[int, ...]
    flat: Terms
    owner: Owners

    def __len__(self) -> int:
        return len(self.keys)

    @lazy
    def kinds(self) -> Terms:
        """The kind of each term."""
        return self.flat >> KIND_SHIFT

    @lazy
    def counts(self) -> NDArray[np.intp]:
        """How many terms of each kind each sentence has, sentence by sentence."""
        return np.bincount(self.owner * KINDS + self.kinds, minlength=len(self) * KINDS)

    @lazy
    def anchors(self) -> frozenset[int]:
        """The different terms that tell of the event."""
        return frozenset(self.flat[IS_ANCHOR[self.kinds]].tolist())

    @lazy
    def opening_anchors(self) -> frozenset[int]:
        """Those of the first sentences: what a digest has in common with the story it opens with."""
        end = int(self.owner.searchsorted(OPENING_SENTENCES))
        return frozenset(self.flat[:end][IS_ANCHOR[self.kinds[:end]]].tolist())

    @property
    def anchors_in_order(self) -> tuple[NDArray[np.uint32], Owners]:
        """The terms that tell of the event in the order told, and the sentence of each."""
        chosen = IS_ANCHOR[self.kinds]
        return self.flat[chosen].astype(np.uint32), self.owner[chosen]

    @lazy
    def anchor_features(self) -> tuple[list[int], list[int]]:
        """The features of the anchors and of pairs of them that stand in one sentence, each in the order first told."""
        anchors, owners = self.anchors_in_order
        pairs = pairs_of(anchors, owners[1:] == owners[:-1])
        return list(dict.fromkeys((anchors * ODD).tolist())), list(dict.fromkeys(pairs.tolist()))

    def chosen(self, numbers: Sequence[int]) -> "Sayings":
        """Return some of the sentences, by their numbers in rising order."""
        place = np.full(len(self.keys), -1)
        place[numbers] = range(len(numbers))
        owner = place[self.owner]
        kept = owner >= 0
        return Sayings(tuple(self.keys[n] for n in numbers), self.flat[kept], owner[kept])


NONE = Sayings((), np.zeros(0, np.int32), np.zeros(0, np.intp))


def joined(parts: Sequence[Sayings]) -> Sayings:
    """Return all sentences of several texts, in order."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return NONE
    starts = np.cumsum([0, *map(len, parts)])
    return Sayings(
        tuple(key for part in parts for key in part.keys),
        np.concatenate([part.flat for part in parts]),
        np.concatenate([part.owner + start for part, start in zip(parts, starts[:-1], strict=True)]),
    )


def pairs_of(anchors: NDArray[np.uint32], together: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Return the features of neighbouring anchors. `together[i]`: anchors `i` and `i + 1` stand in one sentence."""
    return anchors[:-1][together] * PAIR_ODD ^ anchors[1:][together] * ODD
