"""Pages of several stories without a digest's form: the opening is one story, all that follows is about something else."""

from collections.abc import Sequence

import numpy as np

from workers.dedup.align import ALIGNED, Alignment
from workers.dedup.kinship import OPENING_ANCHORS
from workers.dedup.sayings import ANCHOR_WEIGHT
from workers.dedup.terms import KIND_SHIFT

LEAST_SENTENCES = 4
HALF_TOLD = 0.3
"""Share of a sentence found in the story at which it is neither for nor against its being about it."""
OTHER_MASS = 0.25
"""Share of the page that the other stories have at least: less of it is a notice appended."""
OTHER_COVERAGE = 0.17
"""Share of the names and figures of the rest that the story may have: a later day's report of the same event still names its place."""
SUBSTANCE = 1.5
"""Weight of unknown names and figures from which a sentence tells another story, and the sentences that do."""
LEAST_OTHERS = 2
UNLIKE = 0.25
"""Share found in the story below which a sentence has nothing of it, not even its words."""


def opening_end(alignment: Alignment, paragraphs: Sequence[int] | None = None) -> int | None:
    """Return how many of an article's first sentences are about the story where all the others are about something else, else None.

    `paragraphs`: the number of the paragraph of each sentence. Where they are known, the opening is one and the others have no name, figure or sentence
    of the story, it is they that tell of something else, not each of their sentences.
    """
    size = len(alignment.nearest)
    if size < LEAST_SENTENCES:
        return None
    told = np.where(alignment.exact, 1, alignment.inside)
    end = int(np.cumsum(alignment.weight * (told - HALF_TOLD)).argmax()) + 1
    if end == size or told[end:].max() >= ALIGNED or told[:end].max() < ALIGNED:
        return None
    if float(alignment.weight[end:].sum()) < OTHER_MASS * float(alignment.weight.sum()):
        return None
    mine = alignment.mine
    kinds = mine.sayings.flat[mine.sayings.owner < end] >> KIND_SHIFT
    if float(ANCHOR_WEIGHT[kinds].sum()) < OPENING_ANCHORS:
        return None
    later = mine.sayings.owner >= end
    terms, owners = mine.sayings.flat[later], mine.sayings.owner[later]
    worth = ANCHOR_WEIGHT[terms >> KIND_SHIFT]
    known = alignment.known[mine.vocabulary.searchsorted(terms)]
    if float(worth[known].sum()) > OTHER_COVERAGE * float(worth.sum()):
        return None
    unknown = np.bincount(owners[~known] - end, worth[~known], size - end)
    cut = paragraphs is not None and paragraphs[end] != paragraphs[end - 1]
    if paragraphs is not None and cut and not worth[known].any() and told[end:].max() < UNLIKE:
        unknown = np.bincount(np.array(paragraphs[end:]) - paragraphs[end], unknown)
    return end if int((unknown >= SUBSTANCE).sum()) >= LEAST_OTHERS else None
