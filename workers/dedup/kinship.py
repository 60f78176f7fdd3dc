"""Are two texts one story? What the measures say is weighed here: what makes it one, and what forbids it."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from workers.dedup.align import Alignment, Told
from workers.dedup.forms import ANCHORS, NEAR
from workers.dedup.lazy import lazy
from workers.dedup.measures import Measures
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
OPENING_KINSHIP = 1.35
"""The same where only the opening of a page is compared: openings of follow-ups, of forms and of second outlets' reports had 1.3."""
LATE_KINSHIP = 1.4
"""The same where the story had been silent for `LATE_MS`: follow-ups reached 1.26."""
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
MOST_OWN = 0.12
"""Share of the article in sentences of its own from which it is another outlet's own account: copies told otherwise had
.09 at most, second outlets' reports of one event mostly .15 and more."""
BRIEF = 0.65
"""Inside from which a text is a brief, with a sentence of its own or in its own order: not both."""
LEAST_ANCHORS = 2.5
"""Names and figures from which two texts can be told to tell the same: the shortest brief of the streams had three."""
OPENING_ANCHORS = 6.0
"""Names and figures in a digest's opening that make it the story's own lead and not a greeting."""
INSTALMENT_OWN = 0.1
"""Share in sentences of its own of the next instalment of a form, .12 in the streams: an update adds passages and seldom loses any."""
LEAST_REPRINT = 0.9
"""Share word for word of a reprint days later: those of d14 had .93 and more, another school's notice in the same form .79."""
REPLACED = 2
"""Sentences of one form with another name in its place that show another event."""

ANOTHER_DAY = "days later, the same form with another date"

LEAST_ANCHOR = min(weight for weight in ANCHORS if weight)


@dataclass(frozen=True)
class Kinship(Measures):
    """How an article and a story are related."""

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
        if self.digest and self.formed >= LEAST_FORM and self.forms.dated:
            return "the next issue of the same page"
        if self.long_silent and not self._reprint:
            return "more than three days later, and not word for word"
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
    def other_event(self) -> str | None:
        """What forbids a merge, in words, if the article corrects nothing: who corrects a report changes one thing, not two in its lead."""
        if max(self.verbatim, self.back_verbatim) >= LEAST_MASS and self.forms.reset:
            return "another name in the lead of the same form, and another date or figure beside it"
        return None

    @lazy
    def other_notice(self) -> str | None:
        """What forbids a merge, in words, if these are official notices: who writes a report changes a name or a date to correct it."""
        if max(self.verbatim, self.back_verbatim) >= LEAST_MASS and self.forms.refilled:
            return "the same notice with another name in its lead"
        if self.formed >= LEAST_FORM and self.forms.rematter:
            return "the same notice with another date and another reason"
        if self.late and self.formed >= LEAST_FORM and self.forms.dated:
            return ANOTHER_DAY
        return None

    @lazy
    def instalment(self) -> bool:
        """Whether it may be the next instalment of a form: another date, other figures beside it, and something that the story does not have."""
        room = max(self.coverage, self.back_coverage) < NO_ROOM
        return (
            room and self.formed >= LEAST_FORM and self.forms.dated and self.forms.anew and self.own >= INSTALMENT_OWN
        )

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
        if self.late:
            return None
        if self.in_step and not self.opening_only:
            return "it tells the story's facts in the story's order, with its figures or names"
        if self.opening >= OPENING_ANCHORS and not self.framed:
            return "it opens with the story's own opening"
        return None

    @property
    def _reprint(self) -> bool:
        """Whether one of the two is the other word for word, no date, name or figure in it changed."""
        return max(self.verbatim, self.back_verbatim) >= LEAST_REPRINT and not self.forms.altered

    @property
    def _own_account(self) -> bool:
        """Whether it tells the same event out of its own sources: some of it stands beside nothing that the story tells, or in another order;
        both where it tells no more than a brief would. A digest has no sources of its own."""
        if self.digest or self.in_step:
            return False
        if self.inside < BRIEF:
            return self.own >= MOST_OWN or self.disordered
        return self.own >= MOST_OWN and self.disordered

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


def measure(alignment: Alignment, told: Told, *, opening_only: bool = False, digest: bool = False) -> Kinship:
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
        digest=digest,
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
