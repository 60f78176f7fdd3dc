"""An article laid beside one story, whole or by the opening alone where one of them is a page of several stories."""

from collections.abc import Iterator

from workers.dedup.align import Told, align
from workers.dedup.comparison import Comparison
from workers.dedup.draft import Draft
from workers.dedup.kinship import NO_ROOM, measure
from workers.dedup.native.comparison import NativeComparison
from workers.dedup.native.draft import NativeDraft
from workers.dedup.native.told import NativeTold
from workers.dedup.opening import opening_end

LEAST_OPENING = 0.2
"""Coverage from which the opening alone is compared: a digest of eight items has an eighth of what a story tells."""


def compare(draft: Draft, story: int, told: Told) -> Comparison:
    """Lay an article beside a story; both must have a sentence."""
    if isinstance(draft, NativeDraft) and isinstance(told, NativeTold):
        return NativeComparison(draft, story, told)
    whole = _whole(draft, story, told)
    openings = [] if whole.same and whole.retold >= NO_ROOM else _openings(whole)
    return next((opening for opening in openings if opening.same), whole)


def _whole(draft: Draft, story: int, told: Told, *, opening: bool = False) -> Comparison:
    mine = draft.laid_out(told)
    alignment = align(mine, told)
    kinship = measure(alignment, told, opening_only=opening, digest=draft.digest)
    back_alignment = None if kinship.plain else align(told, mine)
    back = (
        kinship if back_alignment is None else measure(back_alignment, mine, opening_only=opening, digest=draft.digest)
    )
    return Comparison(draft, story, told, alignment, kinship, back, back_alignment, opening)


def _openings(whole: Comparison) -> Iterator[Comparison]:
    """Yield the comparisons with the opening alone where one of the two is a page of several stories."""
    draft, told = whole.draft, whole.told
    if whole.kinship.coverage < LEAST_OPENING and whole.kinship.back_coverage < LEAST_OPENING:
        return
    end = opening_end(whole.alignment, [sentence.paragraph for sentence in draft.sentences])
    if end is not None:
        yield _whole(draft.first(end), whole.story, told, opening=True)
    if len(told.bringers) == 1:
        end = opening_end(whole.back_alignment or align(told, draft.laid_out()))
        if end is not None:
            yield _whole(draft, whole.story, told.first(end), opening=True)
