"""Pages of several stories without a digest's form: the opening is one story, all that follows is about something else."""

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


def opening_end(alignment: Alignment) -> int | None:
    """Return how many of an article's first sentences are about the story where all the others are about something else, else None."""
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
    return end if int((unknown >= SUBSTANCE).sum()) >= LEAST_OTHERS else None
