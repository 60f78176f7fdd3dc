"""Laying the sentences of an article beside those of a story."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.lazy import lazy
from workers.dedup.sayings import ANCHOR_WEIGHT, Sayings
from workers.dedup.terms import COUNTRY, KIND_SHIFT, Terms, distinct

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]
Flags = NDArray[np.bool_]

KIND_WEIGHT = np.array([1.0, 2.0, 2.0, 1.0, 1.0, 2.0], np.float32)
"""What a term counts for when sentences are compared, by kind: names and figures survive a rewrite, words do not."""


ALIGNED = 0.5
"""Share of a sentence found in a passage from which it tells what the passage tells, or is cut after the same form."""
PAIRED = 0.15
"""Likeness from which sentences that are each the other's nearest tell the same: a rewriter leaves a name or a figure of most."""


class Told:
    """Sentences laid out for comparison. `bringer[i]` is the article that first said sentence `i`. What comparing needs is made when first
    asked for: most articles are compared with nothing."""

    def __init__(self, sayings: Sayings, bringer: Sequence[int], published: int | None = None) -> None:
        """Lay out the sentences of a story, or of an article. `published`: when the newest article in it was, in milliseconds since 1970,
        None where unknown."""
        self.sayings = sayings
        self.bringer = bringer
        self.published = published

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.sayings)

    @lazy
    def by_key(self) -> dict[int, int]:
        """The first sentence of each key."""
        keys = self.sayings.keys
        return dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))

    @lazy
    def bringers(self) -> Counter[int]:
        """The articles, each with the number of sentences that it first said."""
        return Counter(self.bringer)

    @lazy
    def vocabulary(self) -> Terms:
        """The different terms, sorted."""
        return distinct(np.sort(self.sayings.flat))

    @lazy
    def anchor_weights(self) -> Floats:
        """What each term of the vocabulary tells of the event."""
        return ANCHOR_WEIGHT.take(self.vocabulary >> KIND_SHIFT)

    @lazy
    def anchors(self) -> float:
        """What all of the vocabulary tells of the event."""
        return float(np.add.reduce(self.anchor_weights))

    @lazy
    def countries(self) -> Counter[int]:
        """The countries, each with the number of sentences that name it."""
        return Counter(self.sayings.flat[self.sayings.kinds == COUNTRY].tolist())

    @lazy
    def row_weights(self) -> Floats:
        """What each sentence weighs: the sum over its terms."""
        weights = KIND_WEIGHT.take(self.sayings.kinds)
        return np.bincount(self.sayings.owner, weights, len(self.sayings)).astype(np.float32)

    @lazy
    def weight(self) -> float:
        """What all sentences weigh."""
        return float(np.add.reduce(self.row_weights)) or 1.0

    @lazy
    def safe_weights(self) -> Floats:
        """The same, at least 1."""
        return np.maximum(self.row_weights, 1)

    def rows(self, terms: Terms) -> Floats:
        """Return (sentences, terms): 1 where the sentence has the term. `terms`: sorted."""
        rows = np.zeros((len(self.sayings), len(terms)), np.float32)
        if len(terms):
            columns = terms.searchsorted(self.sayings.flat)
            columns[columns == len(terms)] = 0
            among = terms[columns] == self.sayings.flat
            rows[self.sayings.owner[among], columns[among]] = 1
        return rows

    def known_to(self, other: "Told") -> Flags:
        """Return which terms of the vocabulary stand in the other's."""
        theirs = other.vocabulary
        if not len(theirs):
            return np.zeros(len(self.vocabulary), dtype=bool)
        places = theirs.searchsorted(self.vocabulary)
        places[places == len(theirs)] = 0
        return np.equal(theirs[places], self.vocabulary)

    def among(self, sentences: Flags) -> Flags:
        """Return which terms of the vocabulary stand in the sentences marked."""
        found = np.zeros(len(self.vocabulary), dtype=bool)
        found[self.vocabulary.searchsorted(self.sayings.flat[sentences[self.sayings.owner]])] = True
        return found

    def first(self, count: int) -> "Told":
        """Return the first sentences alone."""
        return Told(self.sayings.chosen(range(count)), self.bringer[:count], self.published)

    @lazy
    def _flat(self) -> list[int]:
        flat: list[int] = self.sayings.flat.tolist()
        return flat

    @lazy
    def _ends(self) -> list[int]:
        ends: list[int] = np.searchsorted(self.sayings.owner, np.arange(len(self.sayings) + 1)).tolist()
        return ends

    def terms(self, first: int, last: int | None = None) -> list[int]:
        """Return the terms of a sentence, or of those from `first` up to `last`."""
        ends = self._ends
        return self._flat[ends[first] : ends[first + 1 if last is None else min(last, len(ends) - 1)]]


@dataclass(frozen=True)
class Alignment:
    """An article's sentences beside a story's. One entry a sentence of the article, but `back`: one a sentence of the story."""

    mine: Told
    """the article's own sentences"""
    told: Told
    """the story's"""
    exact: Flags
    """the story has said it word for word"""
    rows: Floats
    """(sentences, terms that both have): 1 where the sentence has the term"""
    told_rows: Floats
    """the same of the story's sentences"""
    weights: Floats
    """what each of these terms counts for"""
    likenesses: Floats
    """(sentences of the article, of the story): Dice coefficients"""
    nearest: Numbers
    """the story's sentence most like it"""
    likeness: Floats
    """Dice coefficient with that sentence, 0..1"""
    inside: Floats
    """share of it found in one passage (a sentence or two neighbours) of the story, 0..1"""
    known: Flags
    """which of the article's vocabulary the story has anywhere"""

    @property
    def weight(self) -> Floats:
        """What each sentence weighs: the sum over its terms."""
        return self.mine.row_weights

    @lazy
    def to_opening(self) -> Floats:
        """Dice coefficient with the story's first two sentences, the better one."""
        best: Floats = np.maximum.reduce(self.likenesses[:, :2], axis=1)
        return best

    @lazy
    def back(self) -> Floats:
        """Share of each of the story's sentences found in one passage of the article, 0..1."""
        return _inside(self.told_rows * self.weights, self.rows, self.told)

    @lazy
    def back_likeness(self) -> Floats:
        """Dice coefficient of each of the story's sentences with the article's sentence most like it."""
        best: Floats = np.maximum.reduce(self.likenesses, axis=0)
        return best

    @lazy
    def pairs(self) -> list[tuple[int, int]]:
        """The sentences that are each the other's nearest and alike enough to tell the same, in the article's order."""
        backward = self.likenesses.argmax(axis=0)
        mine = np.arange(len(self.nearest))
        paired = (backward[self.nearest] == mine) & (self.likeness >= PAIRED)
        return [(int(n), int(self.nearest[n])) for n in np.nonzero(paired)[0]]

    @lazy
    def _known(self) -> frozenset[int]:
        return frozenset(self.mine.vocabulary[self.known].tolist())

    def has(self, number: int) -> list[tuple[int, bool]]:
        """Return each term of a sentence with whether the story has it anywhere."""
        known = self._known
        return [(term, term in known) for term in self.mine.terms(number)]


def align(mine: Told, told: Told) -> Alignment:
    """Lay an article's sentences (at least one) beside a story's (at least one)."""
    known = mine.known_to(told)
    shared = mine.vocabulary[known]
    rows, told_rows = mine.rows(shared), told.rows(shared)
    weights = KIND_WEIGHT.take(shared >> KIND_SHIFT)
    weighted = rows * weights
    likenesses = 2 * (weighted @ told_rows.T) / (mine.safe_weights[:, None] + told.safe_weights)
    said = told.by_key
    return Alignment(
        mine=mine,
        told=told,
        exact=np.array([key in said for key in mine.sayings.keys]),
        rows=rows,
        told_rows=told_rows,
        weights=weights,
        likenesses=likenesses,
        nearest=likenesses.argmax(axis=1),
        likeness=np.maximum.reduce(likenesses, axis=1),
        inside=_inside(weighted, told_rows, mine),
        known=known,
    )


def _inside(weighted: Floats, other_rows: Floats, text: Told) -> Floats:
    """Return the share of each sentence of a text found in one passage of another: one row, or two neighbours taken together."""
    passages = np.maximum(other_rows[:-1], other_rows[1:]) if len(other_rows) > 1 else other_rows
    found: Floats = np.maximum.reduce(weighted @ passages.T, axis=1) / text.safe_weights
    return found
