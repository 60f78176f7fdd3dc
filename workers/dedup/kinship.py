"""Are two texts one story? What speaks for it is measured here, and decided."""

from collections.abc import Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.dedup.align import ALIGNED, Alignment, Told
from workers.dedup.sayings import ANCHOR_WEIGHT
from workers.dedup.step import in_step
from workers.dedup.terms import COUNTRY, DATE, KIND_SHIFT, NAME, NUMBER, SMALL

NEAR = 0.75
"""Likeness from which two sentences are the same sentence with a word or a figure changed."""
FORM = 0.6
"""Likeness from which two sentences are cut after one form, so that a name or figure in one stands for that in the other."""

# The thresholds below were set on the development streams; beside each, the nearest values seen there on either side.
LEAST_AGREEMENT = 0.7
"""Look-alikes from one form reached .58, updates .82, spun copies .79."""
EXACT_AGREEMENT = 0.5
"""What names and figures in sentences word for word count for in it: a form has its own (the office, the telephone number)."""
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
LEAST_ANCHORS = 2.5
"""Names and figures from which two texts can be told to tell the same: the shortest brief of the streams had three."""
OPENING_ANCHORS = 6.0
"""Names and figures in a digest's opening that make it the story's own lead and not a greeting."""
REPEATED = 2
"""Sentences in which a text names a country that it is about."""
REPLACED, LEAD = 2, 2
"""Sentences of one form with another name in its place that show another event, one of them among the first so many."""
CHANGED_FIGURES = 0.7
MOST_KEPT_FIGURES = 1

ANCHORS: list[float] = ANCHOR_WEIGHT.tolist()
LEAST_ANCHOR = min(weight for weight in ANCHORS if weight)


@dataclass(frozen=True, slots=True)
class Kinship:
    """What speaks for one story; shares are 0..1."""

    verbatim: float
    """share of the article that is the story's, word for word or nearly"""
    back_verbatim: float
    """share of the story that is the article's, word for word or nearly"""
    inside: float
    """share of what the article's sentences say that one passage of the story says"""
    back_inside: float
    coverage: float
    """share of the article's names and figures that the story has"""
    back_coverage: float
    rest: float
    """the same share, of the sentences that are not word for word"""
    agreement: float
    """share of the names and figures in sentences of one form that agree"""
    replaced: int
    """sentences of one form in which a name stands in another's place"""
    redated: bool
    """dates and nearly all figures differ in sentences of one form"""
    framed: bool
    """opening and closing are shared, the middle is not"""
    opening: float
    """names and figures in the sentences word for word with which both begin"""
    formed: float
    """share of the article in sentences of one form with the story's"""
    redirected: bool
    """among the first sentences, of one form, both a name and a date are others"""
    leads_apart: bool
    """neither text has the other's first sentences, and the words in common are interrupted"""
    countries: tuple[int, int] | None
    """a country that the article names in several sentences and the story nowhere, and one the other way round"""
    anchors: float
    """weight of the article's names and figures"""
    in_step: bool
    """the article tells the story's facts in the story's order, with its figures or names"""

    def conflict(self) -> str | None:
        """Return what forbids a merge, in words, None where nothing does."""
        if self.countries is not None:
            return "each is about a country that the other does not name"
        if self.leads_apart and self.rest < OTHER_REST:
            return "neither has what the other opens with, and what is not word for word is about something else"
        if self.replaced >= REPLACED and self.verbatim >= (LEAST_MASS if self.in_step else LEAST_FIXED):
            return f"another name in its place in {self.replaced} sentences of the same form"
        if self.formed < LEAST_FORM or max(self.coverage, self.back_coverage) >= NO_ROOM:
            return None
        if self.agreement < LEAST_AGREEMENT:
            return f"only {self.agreement:.0%} of the names and figures in sentences of the same form agree"
        if self.redated:
            return "other dates and figures in the same form"
        if self.redirected:
            return "another name and another date in the same opening"
        return None

    def ground(self) -> str | None:
        """Return what makes it one story, in words, None where nothing does. A conflict forbids it all the same."""
        mass = max(self.verbatim, self.back_verbatim)
        if mass >= LEAST_MASS and not (self.framed and mass < FRAMED):
            return f"{self.verbatim:.0%} of it is the story's word for word or nearly, and {self.back_verbatim:.0%} of the story is in it"
        sure = self.coverage * self.anchors / (self.anchors + DOUBT)
        told = (
            self.coverage >= LEAST_COVERAGE
            and sure + self.inside >= LEAST_KINSHIP
            and self.rest >= LEAST_REST
            and self.inside >= LEAST_INSIDE
        )
        if told and self.anchors >= LEAST_ANCHORS:
            return f"the story has {self.coverage:.0%} of its names and figures and tells {self.inside:.0%} of what it says"
        if self.in_step:
            return "it tells the story's facts in the story's order, with its figures or names"
        if self.opening >= OPENING_ANCHORS and not self.framed:
            return "it opens with the story's own opening"
        return None

    @property
    def retold(self) -> float:
        """Share of the article that it has from the story in whatever words: of names and figures, or all of it where it is in step."""
        return 1.0 if self.in_step else self.coverage

    @property
    def plain(self) -> bool:
        """Whether the other direction cannot say otherwise: hardly anything is shared, or nearly all of it."""
        most = max(self.coverage, self.back_coverage)
        mass = max(self.verbatim, self.back_verbatim)
        return (most < HOPELESS and mass < HOPELESS and self.opening < OPENING_ANCHORS) or (
            most >= NO_ROOM and self.ground() is not None and not self.leads_apart
        )

    @property
    def strength(self) -> float:
        """How strongly it speaks for this story among several."""
        return self.coverage + self.inside + self.verbatim + 0.1 * self.back_coverage


def measure(alignment: Alignment, told: Told) -> Kinship:
    """Measure what speaks for one story."""
    mine, weight = alignment.mine, alignment.weight
    whole = float(weight.sum()) or 1.0
    near = alignment.exact | (alignment.likeness >= NEAR)
    story_near = alignment.back_likeness >= NEAR
    story_whole = float(told.row_weights.sum()) or 1.0
    mine_weights = mine.anchor_weights
    anchors, story_anchors = float(mine_weights.sum()), float(told.anchor_weights.sum())
    shared = float(mine_weights[alignment.known].sum())
    forms = _forms(alignment, told)
    return Kinship(
        verbatim=float(weight[near].sum()) / whole,
        back_verbatim=float(told.row_weights[story_near].sum()) / story_whole,
        inside=float((weight * np.where(alignment.exact, 1, alignment.inside)).sum()) / whole,
        back_inside=float((told.row_weights * alignment.back).sum()) / story_whole,
        coverage=shared / max(anchors, 1.0),
        back_coverage=shared / max(story_anchors, 1.0),
        rest=_rest(alignment, mine_weights, near),
        agreement=forms.agreement,
        replaced=forms.replaced if forms.lead_replaced else 0,
        redated=forms.redated,
        framed=bool(near[0] and near[-1] and not near.all() and not story_near.all()),
        opening=_opening(alignment, near) if near[0] else 0.0,
        formed=float(weight[alignment.exact | (alignment.likeness >= FORM)].sum()) / whole,
        redirected=forms.redirected,
        leads_apart=bool(
            near.any()
            and not near[int(near.argmax()) :].all()
            and not (near | (alignment.inside >= ALIGNED))[:LEAD].any()
            and not (story_near | (alignment.back >= ALIGNED))[:LEAD].any()
        ),
        countries=_countries(alignment, told),
        anchors=anchors,
        in_step=in_step(alignment, told, shared / max(anchors, 1.0), shared / max(story_anchors, 1.0)),
    )  # fmt: skip


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


def _rest(alignment: Alignment, weights: NDArray[np.float32], near: NDArray[np.bool_]) -> float:
    """Coverage of the names and figures outside the sentences word for word; 1 where nothing is outside."""
    if near.all():
        return 1.0
    outside = weights * alignment.mine.among(~near)
    return float(outside[alignment.known].sum()) / max(float(outside.sum()), 1.0)


def _opening(alignment: Alignment, near: NDArray[np.bool_]) -> float:
    """Weight of the anchors in the article's first sentences as long as they are the story's opening too."""
    total = 0.0
    for number in range(len(near)):
        if not near[number] or alignment.to_opening[number] < FORM:
            break
        total += sum(ANCHORS[term >> KIND_SHIFT] for term in alignment.mine.terms(number))
    return total


@dataclass(slots=True)
class _Forms:
    """What sentences of one form say of each other."""

    told: float = 0.0
    agreed: float = 0.0
    replaced: int = 0
    lead_replaced: bool = False
    redirected: bool = False
    kept_figures: int = 0
    changed_figures: int = 0
    changed_dates: int = 0

    @property
    def agreement(self) -> float:
        return self.agreed / self.told if self.told else 1.0

    @property
    def redated(self) -> bool:
        figures = self.changed_figures + self.kept_figures
        most = self.changed_figures >= max(2.0, CHANGED_FIGURES * figures) and self.kept_figures <= MOST_KEPT_FIGURES
        return self.changed_dates > 0 and most


def _forms(alignment: Alignment, told: Told) -> _Forms:
    forms = _Forms()
    mine = alignment.mine
    kinds = mine.sayings.flat[alignment.exact[mine.sayings.owner]] >> KIND_SHIFT
    forms.told = forms.agreed = EXACT_AGREEMENT * float(ANCHOR_WEIGHT[kinds].sum())
    forms.kept_figures = int(((kinds == NUMBER) | (kinds == SMALL)).sum())
    alike = ~alignment.exact & ((alignment.likeness >= NEAR) | (alignment.inside >= ALIGNED))
    numbers = np.nonzero(alike)[0].tolist()
    if numbers:
        own = set(mine.vocabulary.tolist())
        for number in numbers:
            _compare(alignment, told, number, own, forms)
    return forms


def _compare(alignment: Alignment, told: Told, number: int, mine: set[int], forms: _Forms) -> None:
    nearest = int(alignment.nearest[number])
    passage = set(told.terms(max(0, nearest - 1), nearest + 2))
    novel_name = novel_date = False
    for term, known in alignment.has(number):
        kind = term >> KIND_SHIFT
        weight = ANCHORS[kind]
        forms.told += weight
        forms.agreed += weight * (term in passage)
        novel_name |= kind in (NAME, COUNTRY) and not known
        novel_date |= kind == DATE and term not in passage
        if kind in (NUMBER, SMALL):
            forms.kept_figures += term in passage
            forms.changed_figures += term not in passage
        elif kind == DATE:
            forms.changed_dates += term not in passage
    if novel_name and alignment.likeness[number] >= FORM:
        lost = [t for t in told.terms(nearest) if t >> KIND_SHIFT in (NAME, COUNTRY) and t not in mine]
        forms.replaced += bool(lost)
        forms.lead_replaced |= bool(lost) and number < LEAD
        forms.redirected |= bool(lost) and number < LEAD and novel_date
