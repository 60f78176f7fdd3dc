"""Why: the category of danger a sentence tells, else the one its article is about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.vocabulary import CauseCategory
from workers.extract.lexicon import Lexicon
from workers.extract.sentences import Sentence

PREFIX = "cause_"
SPECIFIC = (
    "unexploded_ordnance",
    "bomb_threat",
    "tsunami",
    "dam_failure",
    "landslide",
    "volcano",
    "nuclear",
    "chemical",
    "disease",
    "wildfire",
    "earthquake",
    "storm",
    "structure_fire",
    "flood",
    "terrorism",
    "armed_conflict",
    "civil_unrest",
    "accident",
    "other",
)
"""Where one passage has signs of several, the more specific one names the danger (a quake that raises a tsunami, a bomb from the war)."""

LINKS = (
    "after",
    "because of",
    "due to",
    "amid",
    "as",
    "following",
    "owing to",
    "for fear of",
    "over",
    "ahead of",
    "before",
    "from",
    "when",
    "in the face of",
    "since",
    "on account of",
    "in response to",
    "citing",
    "by",
)


@dataclass(frozen=True, slots=True)
class CauseFound:
    """A category and the words that tell it, in a sentence of the article."""

    category: CauseCategory
    sentence: int
    start: int
    end: int
    weight: float


def find(sentence: Sentence, lexicon: Lexicon) -> list[CauseFound]:
    """Return the signs of danger in a sentence; words that follow a causal link weigh more."""
    found: list[CauseFound] = []
    lowered = sentence.text.lower()
    for name, pattern in lexicon.patterns(PREFIX):
        for match in pattern.finditer(sentence.text):
            before = lowered[max(0, match.start() - 40) : match.start()]
            linked = any(f" {link} " in f" {before}" for link in LINKS)
            weight = (2.0 if linked else 1.0) * (0.5 if name == "other" else 1.0)
            found.append(CauseFound(CauseCategory(name), sentence.index, match.start(), match.end(), weight))
    return found


def article_cause(sentences: Sequence[Sentence], lexicon: Lexicon) -> CauseFound | None:
    """Return the danger the whole article is about, with its first words; None where it tells of none."""
    votes: defaultdict[CauseCategory, float] = defaultdict(float)
    first: dict[CauseCategory, CauseFound] = {}
    for sentence in sentences:
        for cause in find(sentence, lexicon):
            place = 2.0 if sentence.part == "title" else 1.5 if sentence.paragraph < 2 else 1.0
            votes[cause.category] += cause.weight * place
            first.setdefault(cause.category, cause)
    if not votes:
        return None
    best = max(votes, key=lambda category: (votes[category] + _edge(category), category.value))
    return first[best]


def _edge(category: CauseCategory) -> float:
    return 1.2 * (len(SPECIFIC) - SPECIFIC.index(category.value)) / len(SPECIFIC)


def sentence_cause(found: Sequence[CauseFound], article: CauseFound | None) -> CauseFound | None:
    """Return the danger a sentence tells: the article's own where the sentence has a sign of it, else its strongest."""
    if not found:
        return None
    if article is not None:
        same = [cause for cause in found if cause.category is article.category]
        if same:
            return same[0]
    return max(found, key=lambda cause: (cause.weight, _edge(cause.category)))
