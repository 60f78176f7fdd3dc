"""Why: the category of danger a sentence tells, else the one its article is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.vocabulary import CauseCategory
from workers.extract.context import Context
from workers.extract.lexicon import Lexicon
from workers.extract.once import once
from workers.extract.sentences import Sentence

PREFIX = "cause_"
GENERIC = "generic_"
HINT = "hint_"
OTHER_SENSES = "other_senses"

SPECIFIC = (
    "unexploded_ordnance", "bomb_threat", "tsunami", "dam_failure", "landslide", "volcano", "nuclear", "chemical", "disease", "wildfire",
    "structure_fire", "earthquake", "storm", "flood", "terrorism", "armed_conflict", "civil_unrest", "accident", "other",
)  # fmt: skip
"""Where two dangers weigh the same, the more specific one is meant (a quake that raises a tsunami, a bomb from the war)."""

LINK = re.compile(
    r"\b(?:after|because(?: of)?|due to|amid|amidst|as|following|owing to|for fear of|fearing|over|ahead of|before|when|in the face of|since|on account of"
    r"|in response to|citing|triggered by|caused by|forced by|driven by|threatened by|hit by|struck by|prompted by|fle(?:e|d|eing)|escap\w+|from|in view of"
    r"|in the wake of|against|in case of|thanks to|with|while|where|by|from the path of|out of the path of|-hit|as a precaution (?:against|over))\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
"""Words between a move and its reason; what follows one within some words is linked."""

LINKED = 2.0
TOLD, VAGUE, HINTED = 1.0, 0.6, 0.3
"""Weights of a word that names a danger, of one that may, and of one that only goes with it; LINKED multiplies them after a causal link. Set on the development part."""

TITLE, LEAD = 2.0, 1.5
"""How much more the title and the first two paragraphs count for what an article is about."""

REPEATED = 4
"""A category's further signs beyond this many add nothing: a long background does not outvote the lead."""

LEAST = 1.5
"""An article whose signs of a danger weigh less is not about it."""

HUMAN = frozenset(
    (
        CauseCategory.TERRORISM,
        CauseCategory.ARMED_CONFLICT,
        CauseCategory.CIVIL_UNREST,
        CauseCategory.ACCIDENT,
        CauseCategory.OTHER,
    )
)
LEAST_HUMAN = 2.5
"""Words of violence stand in many articles that do not tell it as the reason: they must weigh more. Set on the development part."""

RECALLS = re.compile(
    r"\b(?:1[6-9]|20)\d\d\b|\b(?:years?|decades?) (?:ago|earlier|before)\b|\blast year\b", re.IGNORECASE
)
RECALLED = 0.5
"""How much a sentence counts for the article's danger that speaks of other years."""


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A category and the words that tell it, in a sentence of the article. Weighs less than 1 where it is only a hint."""

    category: CauseCategory
    sentence: int
    start: int
    end: int
    weight: float


def find(sentence: Sentence, lexicon: Lexicon) -> list[CauseFound]:
    """Return the signs of danger in a sentence, in order: the longest where they overlap; words that follow a causal link weigh more."""
    return [
        CauseFound(category, sentence.index, start, end, weight)
        for start, end, category, weight in _signs(sentence.text, lexicon)
    ]


@lru_cache(maxsize=4096)
def _signs(text: str, lexicon: Lexicon) -> tuple[tuple[int, int, CauseCategory, float], ...]:
    spans = [(found.start(), found.end(), "", 0.0) for found in lexicon.pattern(OTHER_SENSES).finditer(text)]
    for prefix, base in ((PREFIX, TOLD), (GENERIC, VAGUE), (HINT, HINTED)):
        for name, pattern in lexicon.patterns(prefix):
            spans.extend((match.start(), match.end(), name, base) for match in pattern.finditer(text))
    kept: list[tuple[int, int, str, float]] = []
    for start, end, name, base in sorted(spans, key=lambda span: (span[0] - span[1], -span[3] if span[2] else -9.0)):
        inside = [other for other in kept if start < other[1] and other[0] < end]
        if all(other[:2] == (start, end) and other[3] == base for other in inside):
            kept.append((start, end, name, base))
    return tuple(
        (start, end, CauseCategory(name), base * (LINKED if base > HINTED and _linked(text, start) else 1))
        for start, end, name, base in sorted(kept)
        if name
    )


def _linked(text: str, start: int) -> bool:
    return bool(LINK.search(text, max(0, start - 70), start))


def signs(
    sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[dict[CauseCategory, float], dict[CauseCategory, CauseFound]]:
    """Return how much the words of an article speak for each danger, and the first that do more than hint at it."""
    votes: defaultdict[CauseCategory, float] = defaultdict(float)
    seen: Counter[tuple[CauseCategory, bool]] = Counter()
    first: dict[CauseCategory, CauseFound] = {}
    for sentence in sentences:
        place: float = TITLE if sentence.part == "title" else LEAD if sentence.paragraph < 2 else 1.0
        place *= RECALLED if RECALLS.search(sentence.text) else 1.0
        for cause in find(sentence, lexicon):
            kind = (cause.category, cause.weight <= HINTED)
            seen[kind] += 1
            if seen[kind] <= REPEATED:
                votes[cause.category] += cause.weight * place
            if cause.weight > HINTED:
                first.setdefault(cause.category, cause)
    return dict(votes), first


@once
def danger(context: Context) -> CauseFound | None:
    """Return the danger an article is about, with its first words; None where it tells of none."""
    return article_cause(context.sentences, context.lexicon)


def article_cause(sentences: Sequence[Sentence], lexicon: Lexicon) -> CauseFound | None:
    """Return the danger that the sentences of a whole article are about, as `danger` does."""
    votes, first = signs(sentences, lexicon)
    told = [category for category in first if votes[category] >= (LEAST_HUMAN if category in HUMAN else LEAST)]
    if not told:
        return None
    return first[max(told, key=lambda category: (votes[category] * _share(category), _edge(category)))]


def _share(category: CauseCategory) -> float:
    return 0.5 if category is CauseCategory.OTHER else 1.0


def _edge(category: CauseCategory) -> int:
    return -SPECIFIC.index(category.value)


def sentence_cause(found: Iterable[CauseFound], article: CauseFound | None) -> CauseFound | None:
    """Return the danger a sentence tells: the article's own where the sentence has a sign of it, else its strongest; None where it has hints only."""
    told = list(found)
    strong = [cause for cause in told if cause.weight >= TOLD]
    waves = [cause for cause in strong if cause.category is CauseCategory.TSUNAMI]
    if waves:
        return waves[0]
    same = [cause for cause in told if article is not None and cause.category is article.category]
    if same:
        return max(same, key=lambda cause: cause.weight)
    return max(strong, key=lambda cause: (cause.weight, _edge(cause.category)), default=None)
