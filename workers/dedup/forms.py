"""Sentences cut after one form: what an article fills in otherwise than its story."""

from dataclasses import dataclass
from operator import mul

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Told
from workers.dedup.sayings import ANCHOR_WEIGHT
from workers.dedup.terms import COUNTRY, DATE, KIND_SHIFT, KINDS, NAME, NUMBER, SMALL

NEAR = 0.75
"""Likeness from which two sentences are the same sentence with a word or a figure changed."""
FORM = 0.6
"""Likeness from which two sentences are cut after one form, so that a name or figure in one stands for that in the other."""
EXACT_AGREEMENT = 0.5
"""What names and figures in sentences word for word count for in it: a form has its own (the office, the telephone number)."""
LEAD = 2
"""The first sentences, in which another name tells of another event."""
CHANGED_FIGURES = 0.7
MOST_KEPT_FIGURES = 1

ANCHORS: list[float] = ANCHOR_WEIGHT.tolist()


@dataclass(slots=True)
class Forms:
    """What sentences of one form say of each other."""

    told: float = 0.0
    agreed: float = 0.0
    replaced: int = 0
    """sentences in which a name stands in another's place"""
    lead_replaced: bool = False
    """one of them among the first"""
    redirected: bool = False
    """among the first sentences both a name and a date are others"""
    kept_figures: int = 0
    changed_figures: int = 0
    changed_dates: int = 0

    @property
    def agreement(self) -> float:
        """Share of the names and figures that agree."""
        return self.agreed / self.told if self.told else 1.0

    @property
    def redated(self) -> bool:
        """Whether dates and nearly all figures differ."""
        figures = self.changed_figures + self.kept_figures
        most = self.changed_figures >= max(2.0, CHANGED_FIGURES * figures) and self.kept_figures <= MOST_KEPT_FIGURES
        return self.changed_dates > 0 and most


def forms_of(alignment: Alignment, told: Told) -> Forms:
    """Compare the sentences of an article with those of a story that are cut after the same form."""
    forms = Forms()
    mine = alignment.mine
    kinds = np.bincount(mine.sayings.kinds[alignment.exact[mine.sayings.owner]], minlength=KINDS).tolist()
    forms.told = forms.agreed = EXACT_AGREEMENT * sum(map(mul, ANCHORS, kinds))
    forms.kept_figures = kinds[NUMBER] + kinds[SMALL]
    alike = ~alignment.exact & ((alignment.likeness >= NEAR) | (alignment.inside >= ALIGNED))
    numbers = alike.nonzero()[0].tolist()
    if numbers:
        own = set(mine.vocabulary.tolist())
        for number in numbers:
            _compare(alignment, told, number, own, forms)
    return forms


def _compare(alignment: Alignment, told: Told, number: int, mine: set[int], forms: Forms) -> None:
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
