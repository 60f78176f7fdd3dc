"""Sentences cut after one form: what an article fills in otherwise than its story."""

from dataclasses import dataclass
from operator import mul

import numpy as np

from workers.dedup.align import ALIGNED, Alignment, Told
from workers.dedup.restated import unit_terms
from workers.dedup.sayings import ANCHOR_WEIGHT
from workers.dedup.terms import COUNTRY, DATE, KIND_SHIFT, KINDS, NAME, NUMBER, SMALL, WORD

NEAR = 0.75
"""Likeness from which two sentences are the same sentence with a word or a figure changed."""
FORM = 0.6
"""Likeness from which two sentences are cut after one form, so that a name or figure in one stands for that in the other."""
SAME_WORDS, FORM_WORDS = 0.75, 2
"""Share of the words, and their number, that sentences of one form have in common though every name and figure in them differs."""
EXACT_AGREEMENT = 0.5
"""What names and figures in sentences word for word count for in it: a form has its own (the office, the telephone number)."""
LEAD = 2
"""The first sentences, in which another name tells of another event."""
LEAST_LEAD = 7
"""Terms of a sentence that tells something: a heading with its place and date has six ("Security Alert: Nairobi, Kenya, August 4.")."""
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
    refilled: bool = False
    """another name stands in a name's place up to the first sentence that names and counts or dates something: it tells which event it is"""
    reset: bool = False
    """in the same sentences another date or another figure (beyond small ones) stands in its place too: a correction changes one thing"""
    rematter: bool = False
    """a sentence has another date for the one in its place and other words for the ones in theirs: it gives another reason"""
    kept_figures: int = 0
    changed_figures: int = 0
    figures: int = 0
    """those in sentences that are not word for word"""
    changed_dates: int = 0
    dated: bool = False
    """another date stands in a date's place"""

    @property
    def agreement(self) -> float:
        """Share of the names and figures that agree."""
        return self.agreed / self.told if self.told else 1.0

    @property
    def altered(self) -> bool:
        """Whether a date, a name or a figure is another."""
        return self.changed_dates > 0 or self.changed_figures > 0 or self.replaced > 0

    @property
    def redated(self) -> bool:
        """Whether dates and nearly all figures differ."""
        figures = self.changed_figures + self.kept_figures
        most = self.changed_figures >= max(2.0, CHANGED_FIGURES * figures) and self.kept_figures <= MOST_KEPT_FIGURES
        return self.changed_dates > 0 and most

    @property
    def anew(self) -> bool:
        """Whether dates differ, and most of the figures beside them."""
        return self.changed_dates > 0 and self.changed_figures >= max(2.0, CHANGED_FIGURES * self.figures)


def forms_of(alignment: Alignment, told: Told) -> Forms:
    """Compare the sentences of an article with those of a story that are cut after the same form."""
    forms = Forms()
    mine = alignment.mine
    kinds = np.bincount(mine.sayings.kinds[alignment.exact[mine.sayings.owner]], minlength=KINDS).tolist()
    forms.told = forms.agreed = EXACT_AGREEMENT * sum(map(mul, ANCHORS, kinds))
    forms.kept_figures = kinds[NUMBER] + kinds[SMALL]
    alike = ~alignment.exact & ((alignment.likeness >= NEAR) | (alignment.inside >= ALIGNED))
    unlike = set((~(alike | alignment.exact)).nonzero()[0].tolist())
    if unlike:
        for number, row in alignment.pairs:
            alike[number] |= number in unlike and _same_words(mine.terms(number), told.terms(row))
    numbers = alike.nonzero()[0].tolist()
    if numbers:
        own = set(mine.vocabulary.tolist())
        for number in numbers:
            _compare(alignment, told, number, own, forms)
        lead = _lead(mine)
        forms.refilled = any(number <= lead and _replaces(alignment, told, number, own) for number in numbers)
        leading = [number for number in numbers if number <= max(lead, LEAD - 1)]
        forms.reset = forms.refilled and any(_exchanges(alignment, told, n, k) for n in leading for k in (DATE, NUMBER))
    return forms


def _same_words(mine: list[int], theirs: list[int]) -> bool:
    """Whether two sentences are cut after one form, whatever names and figures it was filled in with."""
    words = {term for term in mine if term >> KIND_SHIFT == WORD}
    others = {term for term in theirs if term >> KIND_SHIFT == WORD}
    return len(words & others) >= max(FORM_WORDS, SAME_WORDS * max(len(words), len(others)))


def _lead(mine: Told) -> int:
    """Return the first sentence, headings left out, that both names something and counts or dates it, -1 where none does."""
    for number in range(len(mine.sayings)):
        terms = mine.terms(number)
        kinds = {term >> KIND_SHIFT for term in terms} if len(terms) >= LEAST_LEAD else set[int]()
        if kinds & {NAME, COUNTRY} and kinds & {NUMBER, SMALL, DATE}:
            return number
    return -1


def _replaces(alignment: Alignment, told: Told, number: int, mine: set[int]) -> bool:
    """Whether a sentence has a name that the story has nowhere, where the story's has one that the article has nowhere."""
    gained = any(not known and term >> KIND_SHIFT in (NAME, COUNTRY) for term, known in alignment.has(number))
    nearest = int(alignment.nearest[number])
    return gained and any(t >> KIND_SHIFT in (NAME, COUNTRY) and t not in mine for t in told.terms(nearest))


def _exchanges(alignment: Alignment, told: Told, number: int, kind: int) -> bool:
    """Whether a sentence has a term of a kind that the story's passage has not, where the story's has one that the article's has not."""
    mine, nearest = alignment.mine, int(alignment.nearest[number])
    passage, theirs = mine.terms(max(0, number - 1), number + 2), told.terms(max(0, nearest - 1), nearest + 2)
    gained = any(term >> KIND_SHIFT == kind and term not in theirs for term in mine.terms(number))
    return gained and any(term >> KIND_SHIFT == kind and term not in passage for term in told.terms(nearest))


def _converted(mine: list[int], passage: set[int], nearest: list[int]) -> bool:
    """Whether a sentence has a unit of measure that the story's passage has not, for one that it has not itself."""
    units = unit_terms()
    if units.isdisjoint(mine) or units.isdisjoint(nearest):
        return False
    return any(t in units and t not in passage for t in mine) and any(t in units and t not in mine for t in nearest)


def _other_words(alignment: Alignment, number: int, lost: list[int]) -> bool:
    """Whether a sentence has at least two words that the story has nowhere for two that the article has nowhere."""
    gained = [term for term, known in alignment.has(number) if not known and term >> KIND_SHIFT == WORD]
    return min(len(gained), sum(term >> KIND_SHIFT == WORD for term in lost)) >= FORM_WORDS


def _compare(alignment: Alignment, told: Told, number: int, mine: set[int], forms: Forms) -> None:
    nearest = int(alignment.nearest[number])
    passage = set(told.terms(max(0, nearest - 1), nearest + 2))
    novel_name = novel_date = False
    lost = [term for term in told.terms(nearest) if term not in mine]
    nothing_lost = not any(ANCHORS[term >> KIND_SHIFT] for term in lost)
    converted = _converted(alignment.mine.terms(number), passage, told.terms(nearest))
    for term, known in alignment.has(number):
        kind = term >> KIND_SHIFT
        if converted and kind in (NUMBER, SMALL):
            continue
        weight = ANCHORS[kind]
        forms.told += weight
        forms.agreed += weight * (term in passage or (kind in (NAME, COUNTRY) and nothing_lost))
        novel_name |= kind in (NAME, COUNTRY) and not known
        novel_date |= kind == DATE and term not in passage
        if kind in (NUMBER, SMALL):
            forms.kept_figures += term in passage
            forms.changed_figures += term not in passage
            forms.figures += 1
        elif kind == DATE:
            forms.changed_dates += term not in passage
    kinds_lost = {term >> KIND_SHIFT for term in lost}
    redated = novel_date and (
        DATE in kinds_lost or any(_exchanges(alignment, told, number, kind) for kind in (NUMBER, SMALL))
    )
    forms.dated |= redated
    forms.rematter |= redated and alignment.likeness[number] >= FORM and _other_words(alignment, number, lost)
    if novel_name and alignment.likeness[number] >= FORM and not kinds_lost.isdisjoint((NAME, COUNTRY)):
        forms.replaced += 1
        forms.lead_replaced |= number < LEAD
        forms.redirected |= number < LEAD and novel_date
