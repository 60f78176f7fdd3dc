"""An article beside one story, both ways, whole or by the opening alone where one of them is a page of several stories."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workers.dedup.align import Alignment, Told, align
from workers.dedup.draft import Draft
from workers.dedup.forms import NEAR
from workers.dedup.kinship import NO_ROOM, Kinship, measure
from workers.dedup.lazy import lazy
from workers.dedup.native import comparing as native
from workers.dedup.native.told import NativeTold
from workers.dedup.opening import opening_end

LEAST_OPENING = 0.2
"""Coverage from which the opening alone is compared: a digest of eight items has an eighth of what a story tells."""
QUOTATION = re.compile('["“”«]')


@dataclass(frozen=True)
class Comparison:
    """An article beside one story."""

    draft: Draft
    """the article, or the opening of it where the rest is about something else"""
    story: int
    told: Told
    alignment: Alignment
    kinship: Kinship
    back: Kinship
    """the same with the two texts exchanged, so that the order in which they came makes no difference"""
    back_alignment: Alignment | None
    """None where exchanging them could not say otherwise"""
    opening: bool = False
    """only the opening of one of them is compared"""

    @property
    def conflict(self) -> str | None:
        """What forbids a merge, in words, None where nothing does."""
        found = self.kinship.conflict or self.back.conflict
        if found is None and self.kinship.instalment and self.back.instalment:
            return "the next instalment of the same form"
        if found is not None or self.draft.correction:
            return found
        other = self.kinship.other_notice or self.back.other_notice
        return other if other and self._notice else self.kinship.other_event or self.back.other_event

    @property
    def ground(self) -> str | None:
        """What makes it one story, in words, None where nothing does."""
        return self.kinship.ground or self.back.ground

    @property
    def _notice(self) -> bool:
        """Whether what they share quotes nobody: it is an official notice rather than a report."""
        near = self.alignment.exact | (self.alignment.likeness >= NEAR)
        shared = [
            sentence.body for sentence, is_near in zip(self.draft.sentences, near.tolist(), strict=True) if is_near
        ]
        return QUOTATION.search(" ".join(shared)) is None

    @lazy
    def same(self) -> bool:
        """Whether it is one story."""
        return self.ground is not None and self.conflict is None


def compare(draft: Draft, story: int, told: Told) -> Comparison:
    """Lay an article beside a story; both must have a sentence."""
    whole = _whole(draft, story, told)
    openings = [] if whole.same and whole.kinship.retold >= NO_ROOM else _openings(whole)
    return next((opening for opening in openings if opening.same), whole)


def _whole(draft: Draft, story: int, told: Told, *, opening: bool = False) -> Comparison:
    mine = draft.laid_out(told)
    alignment = _aligned(mine, told)
    kinship = _measured(alignment, opening_only=opening, digest=draft.digest)
    back_alignment = None if kinship.plain else _aligned(told, mine)
    back = kinship if back_alignment is None else _measured(back_alignment, opening_only=opening, digest=draft.digest)
    return Comparison(draft, story, told, alignment, kinship, back, back_alignment, opening)


def _aligned(mine: Told, told: Told) -> Alignment:
    if isinstance(mine, NativeTold) and isinstance(told, NativeTold):
        return native.align(mine, told)
    return align(mine, told)


def _measured(alignment: Alignment, *, opening_only: bool, digest: bool) -> Kinship:
    if isinstance(alignment, native.NativeAlignment):
        return native.measure(alignment, alignment.told, opening_only=opening_only, digest=digest)
    return measure(alignment, alignment.told, opening_only=opening_only, digest=digest)


def _opening_end(alignment: Alignment, paragraphs: Sequence[int] | None = None) -> int | None:
    if isinstance(alignment, native.NativeAlignment):
        return native.opening_end(alignment, paragraphs)
    return opening_end(alignment, paragraphs)


def _openings(whole: Comparison) -> Iterator[Comparison]:
    """Yield the comparisons with the opening alone where one of the two is a page of several stories."""
    draft, told = whole.draft, whole.told
    if whole.kinship.coverage < LEAST_OPENING and whole.kinship.back_coverage < LEAST_OPENING:
        return
    end = _opening_end(whole.alignment, [sentence.paragraph for sentence in draft.sentences])
    if end is not None:
        yield _whole(draft.first(end), whole.story, told, opening=True)
    if len(told.bringers) == 1:
        end = _opening_end(whole.back_alignment or _aligned(told, draft.laid_out()))
        if end is not None:
            yield _whole(draft, whole.story, told.first(end), opening=True)
