"""What an article is found by: its sentences word for word, its names and figures, and pairs of those that stand in one sentence."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workers.dedup.index import Features
from workers.dedup.sayings import ODD, Sayings, pairs_of
from workers.dedup.signature import Lot
from workers.dedup.terms import KINDS, distinct

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
    lengths = np.bincount(sayings.owner, minlength=len(sayings)).tolist()
    long = [key for key, length in zip(sayings.keys, lengths, strict=True) if length >= SHORTEST] or sayings.keys
    singles, pairs = sayings.anchor_features
    chosen = {*key_features(long[:KEPT_SENTENCES]), *singles[:KEPT_ANCHORS], *pairs[:KEPT_PAIRS]}
    return np.array(sorted(chosen), dtype=np.uint32)


def kept_features_of_lot(lot: Lot) -> tuple[Features, NDArray[np.intp]]:
    """Return `kept_features` of each article of a lot, one article after the other, and how many each has: the same without a step an article."""
    long = lot.counts.reshape(-1, KINDS).sum(axis=1, dtype=np.intp) >= SHORTEST
    chosen = long | (np.bincount(lot.article[long], minlength=lot.size)[lot.article] == 0)
    of_sentence = (lot.keys ^ lot.keys >> np.uint64(32)) & np.uint64(_LOW)
    anchors, owner = lot.sayings.anchors_in_order
    together = owner[1:] == owner[:-1]
    parts = (
        _first(_of_article(lot.article[chosen], of_sentence[chosen]), KEPT_SENTENCES),
        _first(_in_order(_of_article(lot.article[owner], anchors * ODD)), KEPT_ANCHORS),
        _first(_in_order(_of_article(lot.article[owner[1:][together]], pairs_of(anchors, together))), KEPT_PAIRS),
    )
    both = distinct(np.sort(np.concatenate(parts)))
    return both.astype(np.uint32), np.bincount((both >> np.uint64(32)).astype(np.intp), minlength=lot.size)


def _of_article(articles: NDArray[np.intp], features: NDArray[np.generic]) -> NDArray[np.uint64]:
    return articles.astype(np.uint64) << np.uint64(32) | features.astype(np.uint64)


def _in_order(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the different values, each where it first stands."""
    order = values.argsort(kind="stable")
    ordered = values[order]
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return values[np.sort(order[first])]


def _first(values: NDArray[np.uint64], most: int) -> NDArray[np.uint64]:
    """Return at most so many values of each article, the first ones."""
    articles = values >> np.uint64(32)
    return values[np.arange(len(values)) - articles.searchsorted(articles) < most]
