"""Texts in step: what is left of a text when every word has been changed. The facts stay, one sentence beside the other, in their order."""

from bisect import bisect_left

import numpy as np

from workers.dedup.align import Alignment, Told
from workers.dedup.terms import KIND_SHIFT, NUMBER

STEP_COVERAGE, STEP_NAMES = 0.33, 0.55
"""Coverage, both ways, from which texts in step are one story: with figures that agree, and without."""
STEP_PAIRS, STEP_MASS, STEP_ORDER = 4, 0.6, 0.8
"""Sentences paired with one of the story's, their share, and the share of them in the story's order: second outlets' reports had .50 and .75."""
STEP_WHOLE = 0.8
"""Share of the sentences paired that is nearly all of them: most second outlets' reports of one event had .6 to .79, copies .81 and more."""
STEP_NAMED_PAIRS = 6
"""Sentences paired where names alone agree: second outlets' reports had four or five, copies six and more."""
STEP_FIGURES, STEP_FIGURE_SHARE = 3, 0.75
"""Figures in common and their share, of the text that has more: forms filled in otherwise reached .67, the most rewritten copies .83."""


def in_step(alignment: Alignment, told: Told, coverage: float, back_coverage: float) -> bool:
    """Whether two texts tell the same facts in the same order, sentence beside sentence, and have the figures or the names in common.

    A second outlet's own report shares names and some figures, not the order; a form filled in otherwise shares the order, not the figures.
    `coverage`, `back_coverage`: share of the article's names and figures that the story has, and the other way round.
    """
    least = min(coverage, back_coverage)
    if least < STEP_COVERAGE or len(alignment.pairs) < STEP_PAIRS:
        return False
    paired = sum(float(alignment.weight[mine]) for mine, _ in alignment.pairs) / float(alignment.weight.sum())
    if paired < STEP_MASS or ordered(alignment) < STEP_ORDER:
        return False
    whole = paired >= STEP_WHOLE
    if _figures_agree(alignment, told, STEP_FIGURES - whole):
        return True
    if not whole or coverage < STEP_NAMES or len(alignment.pairs) < STEP_NAMED_PAIRS:
        return False
    return back_coverage >= STEP_NAMES or _trimmed_coverage(alignment, told) >= STEP_NAMES


def _trimmed_coverage(alignment: Alignment, told: Told) -> float:
    """Return the share of the story's names and figures that the article has, up to the last sentence paired: a copy is cut from its end."""
    kept = told.first(max(row for _, row in alignment.pairs) + 1)
    known = kept.known_to(alignment.mine)
    return float(np.add.reduce(kept.anchor_weights[known])) / max(kept.anchors, 1.0)


def ordered(alignment: Alignment) -> float:
    """Return the share of the paired sentences, of which there is one, that stand in the story's order."""
    return _rising([story for _, story in alignment.pairs]) / len(alignment.pairs)


def _figures_agree(alignment: Alignment, told: Told, least: int) -> bool:
    mine, theirs = alignment.mine.vocabulary, told.vocabulary
    figures = mine >> KIND_SHIFT == NUMBER
    shared = int((figures & alignment.known).sum())
    most = max(int(figures.sum()), int((theirs >> KIND_SHIFT == NUMBER).sum()))
    return shared >= least and shared >= STEP_FIGURE_SHARE * most


def _rising(places: list[int]) -> int:
    """Return the length of the longest strictly rising subsequence."""
    tails: list[int] = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    return len(tails)
