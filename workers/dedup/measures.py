"""What speaks for and against two texts being one story, as numbers, each measured when first asked for."""

from dataclasses import dataclass

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Flags, Told
from workers.dedup.forms import ANCHORS, FORM, LEAD, Forms, forms_of
from workers.dedup.lazy import lazy
from workers.dedup.step import STEP_ORDER, STEP_PAIRS, in_step, ordered
from workers.dedup.terms import KIND_SHIFT

LATE_MS = 48 * 3_600_000
"""Silence after which a story is told afresh: it is rewritten within two days, and what comes later in words of its own and quotes it is a
follow-up. Word for word reprints come as late as they like."""
SILENCE_MS = 72 * 3_600_000
"""Silence after which only a reprint word for word belongs to a story: what comes with other dates and figures after three days is the form's
next use."""
OWN = 0.25
"""Share of a sentence found in one passage of the story below which it is the article's own."""
REPEATED = 2
"""Sentences in which a text names a country that it is about."""


@dataclass(frozen=True)
class Measures:
    """The article laid beside the story; shares are 0..1."""

    alignment: Alignment
    told: Told
    near: Flags
    """sentences of the article that are the story's, word for word or nearly"""
    told_near: Flags
    """sentences of the story that are the article's, word for word or nearly"""
    verbatim: float
    """share of the article that is the story's, word for word or nearly"""
    back_verbatim: float
    """share of the story that is the article's, word for word or nearly"""
    inside: float
    """share of what the article's sentences say that one passage of the story says"""
    coverage: float
    """share of the article's names and figures that the story has"""
    back_coverage: float
    opening_only: bool
    """only the opening of one of them is compared"""
    digest: bool
    """the article is the first item of a digest"""

    @lazy
    def back_inside(self) -> float:
        """Share of what the story's sentences say that one passage of the article says."""
        return float(np.add.reduce(self.told.row_weights * self.alignment.back)) / self.told.weight

    @lazy
    def own(self) -> float:
        """Share of the article in sentences of which the story tells hardly anything, or that stand beside none of the story's: where several
        articles tell it, the sentence nearest may have found another partner among the copies of one."""
        own = self.alignment.inside < OWN
        if len(own) >= STEP_PAIRS:
            beside = np.isin(np.arange(len(own)), [mine for mine, _ in self.alignment.pairs])
            if len(self.told.bringers) > 1:
                beside |= self.alignment.inside >= ALIGNED
            own |= ~beside
        own &= ~self.alignment.exact
        return float(np.add.reduce(self.alignment.weight[own])) / self.alignment.mine.weight

    @lazy
    def disordered(self) -> bool:
        """Whether the article tells what the two have in common in another order; a story told by several articles has none."""
        alignment = self.alignment
        several = len(alignment.mine.bringers) > 1 or len(self.told.bringers) > 1
        return not several and len(alignment.pairs) >= STEP_PAIRS and ordered(alignment) < STEP_ORDER

    @property
    def late(self) -> bool:
        """Whether the story had said nothing for `LATE_MS` when the article came, or the other way round."""
        return self._apart > LATE_MS

    @property
    def _apart(self) -> int:
        """Milliseconds between the article and the story's newest, 0 where one of the times is unknown."""
        mine, theirs = self.alignment.mine.published, self.told.published
        return 0 if mine is None or theirs is None else abs(mine - theirs)

    @property
    def long_silent(self) -> bool:
        """Whether the story had said nothing for `SILENCE_MS` when the article came, or the other way round."""
        return self._apart > SILENCE_MS

    @lazy
    def rest(self) -> float:
        """Coverage of the sentences that are not word for word."""
        return _rest(self.alignment, self.near)

    @lazy
    def forms(self) -> Forms:
        """What sentences of one form say of each other."""
        return forms_of(self.alignment, self.told)

    @property
    def replaced(self) -> int:
        """Sentences of one form in which a name stands in another's place, one of them among the first."""
        return self.forms.replaced if self.forms.lead_replaced else 0

    @lazy
    def framed(self) -> bool:
        """Whether opening and closing are shared, and the middle is not."""
        near = self.near.tolist()
        return near[0] and near[-1] and not all(near) and not all(self.told_near.tolist())

    @lazy
    def opening(self) -> float:
        """Names and figures in the sentences word for word with which both begin."""
        return _opening(self.alignment, self.near) if self.near[0] else 0.0

    @lazy
    def formed(self) -> float:
        """Share of the article in sentences of one form with the story's."""
        alike = self.alignment.exact | (self.alignment.likeness >= FORM)
        return float(np.add.reduce(self.alignment.weight[alike])) / self.alignment.mine.weight

    @lazy
    def leads_apart(self) -> bool:
        """Whether neither text has the other's first sentences, and the words in common are interrupted."""
        near = self.near.tolist()
        if True not in near or all(near[near.index(True) :]):
            return False
        lead = (self.near | (self.alignment.inside >= ALIGNED))[:LEAD]
        told_lead = (self.told_near | (self.alignment.back >= ALIGNED))[:LEAD]
        return not (lead.any() or told_lead.any())

    @lazy
    def countries(self) -> tuple[int, int] | None:
        """A country that the article names in several sentences and the story nowhere, and one the other way round."""
        return _countries(self.alignment, self.told)

    @property
    def anchors(self) -> float:
        """Weight of the article's names and figures."""
        return self.alignment.mine.anchors

    @lazy
    def in_step(self) -> bool:
        """Whether the article tells the story's facts in the story's order, with its figures or names."""
        return in_step(self.alignment, self.told, self.coverage, self.back_coverage)


def _countries(alignment: Alignment, told: Told) -> tuple[int, int] | None:
    """Return the country that each text names in at least `REPEATED` sentences while the other never does; None unless both have one."""
    here = _main_country(alignment.mine, told)
    there = _main_country(told, alignment.mine) if here is not None else None
    return None if here is None or there is None else (here, there)


def _main_country(text: Told, other: Told) -> int | None:
    """Return the country a text names most often, among those that the other never names; None where it names none twice."""
    best, most = None, REPEATED - 1
    for country, count in sorted(text.countries.items()):
        if count > most and country not in other.countries:
            best, most = country, count
    return best


def _rest(alignment: Alignment, near: Flags) -> float:
    """Coverage of the names and figures outside the sentences word for word; 1 where nothing is outside."""
    if near.all():
        return 1.0
    outside = alignment.mine.anchor_weights * alignment.mine.among(~near)
    return float(outside[alignment.known].sum()) / max(float(outside.sum()), 1.0)


def _opening(alignment: Alignment, near: Flags) -> float:
    """Weight of the anchors in the article's first sentences as long as they are the story's opening too."""
    total = 0.0
    for number in range(len(near)):
        if not near[number] or alignment.to_opening[number] < FORM:
            break
        total += sum(ANCHORS[term >> KIND_SHIFT] for term in alignment.mine.terms(number))
    return total
