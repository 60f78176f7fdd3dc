"""Are two texts one story? What speaks for it is measured here, and decided."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Flags, Told
from workers.dedup.forms import ANCHORS, FORM, LEAD, NEAR, Forms, forms_of
from workers.dedup.lazy import lazy
from workers.dedup.step import in_step
from workers.dedup.terms import KIND_SHIFT

# The thresholds below were set on the development streams; beside each, the nearest values seen there on either side.
LEAST_AGREEMENT = 0.7
"""Look-alikes from one form reached .58, updates .82, spun copies .79."""
LEAST_FORM = 0.4
"""Share in sentences of one form from which the rest can be told to be the same form filled in otherwise."""
LEAST_FIXED = 0.3
"""Share word for word from which a form is a form and not a rewriter's habit."""
NO_ROOM = 0.8
"""Coverage, either way, from which there is no room for another event's names and figures: look-alikes reached .73."""
HOPELESS = 0.4
LEAST_COVERAGE = 0.5
LEAST_KINSHIP = 1.0
"""Coverage and inside together: independent reports and follow-ups reached .91, spun copies and briefs 1.06. Nearer to
these, since a false merge hides a story and a split only doubles one."""
OPENING_KINSHIP = 1.2
"""The same where only the opening of a page is compared: first items of digests had 1.28, openings of follow-ups and of forms 1.14."""
LATE_MS = 48 * 3_600_000
LATE_KINSHIP = 1.4
"""The same where the story had been silent for so long: it is rewritten within two days, and what comes later in words of its own and quotes
it is a follow-up (these reached 1.26). Word for word reprints come as late as they like."""
LEAST_INSIDE = 0.43
"""Spun copies had .44, the report of a second outlet with most of the facts .41; two short notices with names in common but nothing told in common had .39 at a lower sum."""
DOUBT = 1.5
"""Names and figures that count as not covered: three of four known say less than twelve of sixteen."""
LEAST_REST = 0.43
"""Coverage of what is not word for word. Episodes of a series share their frame and nothing else: below .2."""
OTHER_REST = 0.3
"""Coverage of what is not word for word, below which it is about something else."""
LEAST_MASS = 0.5
"""Share that is word for word from which the rest no longer matters (appended, trimmed, topped, updated copies)."""
FRAMED = 0.65
"""Below this share the words in common may be a frame: an opening and a closing around another event."""
OWN = 0.25
"""Share of a sentence found in one passage of the story below which it is the article's own."""
MOST_OWN = 0.28
"""Share of the article in such sentences from which it is another outlet's own account: these had .36 and more, copies told otherwise .26."""
BRIEF = 0.6
"""Inside from which such a text is a brief all the same, with a sentence of its own."""
LEAST_ANCHORS = 2.5
"""Names and figures from which two texts can be told to tell the same: the shortest brief of the streams had three."""
OPENING_ANCHORS = 6.0
"""Names and figures in a digest's opening that make it the story's own lead and not a greeting."""
REPEATED = 2
"""Sentences in which a text names a country that it is about."""
REPLACED = 2
"""Sentences of one form with another name in its place that show another event."""

ANOTHER_DAY = "days later, the same form with another date"

LEAST_ANCHOR = min(weight for weight in ANCHORS if weight)


@dataclass(frozen=True)
class Kinship:
    """What speaks for one story, measured when first asked for; shares are 0..1."""

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

    @lazy
    def back_inside(self) -> float:
        """Share of what the story's sentences say that one passage of the article says."""
        return float(np.add.reduce(self.told.row_weights * self.alignment.back)) / self.told.weight

    @lazy
    def own(self) -> float:
        """Share of the article in sentences of which the story tells hardly anything."""
        own = ~self.alignment.exact & (self.alignment.inside < OWN)
        return float(np.add.reduce(self.alignment.weight[own])) / self.alignment.mine.weight

    @property
    def late(self) -> bool:
        """Whether the story had said nothing for `LATE_MS` when the article came, or the other way round."""
        mine, theirs = self.alignment.mine.published, self.told.published
        return mine is not None and theirs is not None and abs(mine - theirs) > LATE_MS

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

    @lazy
    def conflict(self) -> str | None:
        """What forbids a merge, in words, None where nothing does."""
        if self.countries is not None:
            return "each is about a country that the other does not name"
        if self.leads_apart and self.rest < OTHER_REST:
            return "neither has what the other opens with, and what is not word for word is about something else"
        if self.replaced >= REPLACED and self.verbatim >= (LEAST_MASS if self.in_step else LEAST_FIXED):
            return f"another name in its place in {self.replaced} sentences of the same form"
        if self.late and self.formed >= LEAST_FORM and self.forms.anew:
            return ANOTHER_DAY
        if self.formed < LEAST_FORM or max(self.coverage, self.back_coverage) >= NO_ROOM:
            return None
        if self.forms.agreement < LEAST_AGREEMENT:
            return f"only {self.forms.agreement:.0%} of the names and figures in sentences of the same form agree"
        if self.forms.redated:
            return "other dates and figures in the same form"
        if self.forms.redirected:
            return "another name and another date in the same opening"
        return None

    @lazy
    def other_notice(self) -> str | None:
        """What forbids a merge, in words, if these are official notices: who writes a report changes a name or a date to correct it."""
        if max(self.verbatim, self.back_verbatim) >= LEAST_MASS and self.forms.refilled:
            return "the same notice with another name in its lead"
        if self.late and self.formed >= LEAST_FORM and self.forms.dated:
            return ANOTHER_DAY
        return None

    @lazy
    def ground(self) -> str | None:
        """What makes it one story, in words, None where nothing does. A conflict forbids it all the same."""
        mass = max(self.verbatim, self.back_verbatim)
        if mass >= LEAST_MASS and not (self.framed and mass < FRAMED):
            return f"{self.verbatim:.0%} of it is the story's word for word or nearly, and {self.back_verbatim:.0%} of the story is in it"
        sure = self.coverage * self.anchors / (self.anchors + DOUBT)
        least = LATE_KINSHIP if self.late else OPENING_KINSHIP if self.opening_only else LEAST_KINSHIP
        told = (
            self.coverage >= LEAST_COVERAGE
            and sure + self.inside >= least
            and self.rest >= LEAST_REST
            and self.inside >= LEAST_INSIDE
            and not self._own_account
        )
        if told and self.anchors >= LEAST_ANCHORS:
            return f"the story has {self.coverage:.0%} of its names and figures and tells {self.inside:.0%} of what it says"
        if self.in_step:
            return "it tells the story's facts in the story's order, with its figures or names"
        if self.opening >= OPENING_ANCHORS and not self.framed:
            return "it opens with the story's own opening"
        return None

    @property
    def _own_account(self) -> bool:
        """Whether it tells the same event out of its own sources: much of it is not the story's, and the story is not all in it."""
        return self.inside < BRIEF and self.back_coverage < NO_ROOM and self.own >= MOST_OWN and not self.in_step

    @property
    def retold(self) -> float:
        """Share of the article that it has from the story in whatever words: of names and figures, or all of it where few of them agree but it
        is in step."""
        return self.coverage if self.coverage >= NO_ROOM or not self.in_step else 1.0

    @property
    def plain(self) -> bool:
        """Whether the other direction cannot say otherwise: hardly anything is shared, or nearly all of it."""
        most = max(self.coverage, self.back_coverage)
        mass = max(self.verbatim, self.back_verbatim)
        return (most < HOPELESS and mass < HOPELESS and self.opening < OPENING_ANCHORS) or (
            most >= NO_ROOM and self.ground is not None and not self.leads_apart
        )

    @property
    def strength(self) -> float:
        """How strongly it speaks for this story among several."""
        return self.coverage + self.inside + self.verbatim + 0.1 * self.back_coverage


def measure(alignment: Alignment, told: Told, *, opening_only: bool = False) -> Kinship:
    """Measure what speaks for one story."""
    mine, weight = alignment.mine, alignment.weight
    near = alignment.exact | (alignment.likeness >= NEAR)
    told_near = alignment.back_likeness >= NEAR
    shared = float(np.add.reduce(mine.anchor_weights[alignment.known]))
    return Kinship(
        alignment=alignment,
        told=told,
        near=near,
        told_near=told_near,
        verbatim=float(np.add.reduce(weight[near])) / mine.weight,
        back_verbatim=float(np.add.reduce(told.row_weights[told_near])) / told.weight,
        inside=float(np.add.reduce(weight * np.where(alignment.exact, 1, alignment.inside))) / mine.weight,
        coverage=shared / max(mine.anchors, 1.0),
        back_coverage=shared / max(told.anchors, 1.0),
        opening_only=opening_only,
    )


def overlap(mine: Set[int], terms: Set[int]) -> float:
    """Return the coverage, the larger of both ways, of an article's and a story's anchors: the terms that tell of the event, each once.
    What is hopeless by the numbers of terms alone is 0."""
    shared = mine & terms
    if len(shared) < HOPELESS * LEAST_ANCHOR * min(len(mine), len(terms)):
        return 0.0
    return _worth(shared) / max(min(_worth(mine), _worth(terms)), 1.0)


def _worth(anchors: Set[int]) -> float:
    return sum([ANCHORS[term >> KIND_SHIFT] for term in anchors])


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
