"""Which stories share how much with an article, counted over the entries that its features led to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.terms import distinct


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of the index: for each the position of the feature it was found by, rising, and its story."""

    rows: NDArray[np.intp]
    stories: NDArray[np.uint64]

    def with_more(self, other: "Found", start: int) -> "Found":
        """Return these entries and others, whose positions count from `start`."""
        return Found(np.concatenate([self.rows, other.rows + start]), np.concatenate([self.stories, other.stories]))


@dataclass(frozen=True, slots=True)
class Scores:
    """A score for each story found; the stories are sorted."""

    stories: NDArray[np.uint64]
    values: NDArray[np.float64]

    def best(self, most: int) -> list[tuple[int, float]]:
        """Return the stories with the highest scores, of equal ones the story with the lower number first."""
        order = (-self.values).argsort(kind="stable")[:most]
        return list(zip(self.stories[order].tolist(), self.values[order].tolist(), strict=True))

    def of(self, story: int) -> float:
        """Return the score of a story, 0 where it was not found."""
        place = int(self.stories.searchsorted(np.uint64(story)))
        return float(self.values[place]) if place < len(self.stories) and self.stories[place] == story else 0.0


def counted(found: Found) -> Scores:
    """Score each story by the number of features that it shares."""
    stories, _, columns = _pairs(found)
    return Scores(stories, np.bincount(columns, minlength=len(stories)).astype(np.float64))


def weighed(found: Found, worth: NDArray[np.float64]) -> Scores:
    """Score each story by the worth of the features that it shares, each divided among all stories that share it. `worth`: by feature."""
    stories, rows, columns = _pairs(found)
    shares = worth[rows] / np.bincount(rows, minlength=1)[rows]
    return Scores(stories, np.bincount(columns, weights=shares, minlength=len(stories)).astype(np.float64, copy=False))


def _pairs(found: Found) -> tuple[NDArray[np.uint64], NDArray[np.intp], NDArray[np.intp]]:
    """Return the different stories, and the different pairs of a feature and the place of a story among them, sorted."""
    if not len(found.rows):
        return found.stories, found.rows, found.rows
    order = found.stories.argsort()
    ordered = found.stories[order]
    stories = distinct(ordered)
    size = len(stories)
    pairs = found.rows[order] * size + stories.searchsorted(ordered)
    pairs.sort()
    rows, columns = np.divmod(distinct(pairs), size)
    return stories, rows, columns
