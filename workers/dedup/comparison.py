"""What an article is to one story, both ways: the rules of `kinship.py` weighed together."""

import re
from dataclasses import dataclass

from workers.dedup.align import Alignment, Told
from workers.dedup.draft import Draft
from workers.dedup.forms import NEAR
from workers.dedup.kinship import Kinship
from workers.dedup.lazy import lazy

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

    @lazy
    def verbatim(self) -> float:
        """Share of the article that is the story's, word for word or nearly."""
        return self.kinship.verbatim

    @lazy
    def inside(self) -> float:
        """Share of what the article's sentences say that one passage of the story says."""
        return self.kinship.inside

    @lazy
    def retold(self) -> float:
        """Share of the article that it has from the story in whatever words."""
        return self.kinship.retold

    @lazy
    def strength(self) -> float:
        """How strongly it speaks for this story among several."""
        return self.kinship.strength

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
