"""Decide which place each mention means, by the evidence of the text around it; where the evidence does not decide, leave it open.

Evidence, strongest first: a region or country written right behind the name ("Lebanon, Pennsylvania"); the countries the text names, and
those the caller prefers (a dateline, an outlet's country); how well known the place is. Weights are on a log10 scale of inhabitants, so
that one unit means "ten times as large": `COUNTRY_TOLD` lets a place of the country in question win over one a thousand times as large.
"""

import math
from collections.abc import Mapping, Sequence

from workers.gazetteer.mentions import Mention
from workers.gazetteer.places import Candidate
from workers.gazetteer.votes import CLEAR_LEAD, Votes
from workers.gazetteer.weights import LEAST_ALONE, fame, weight

CONTAINED = 6.0
NOT_CONTAINED = -4.0
COUNTRY_TOLD = 3.0
REGION_TOLD = 1.5

MARGIN = 0.5
"""The best reading must weigh three times as much as the best in another country, else the name is left open."""

LEAST_ELSEWHERE = 5.8
"""Where the text speaks of other countries, a place in one it does not speak of must have 600,000 inhabitants or be a capital."""

LEAST_UNIQUE = 5.0
"""... or 100,000 where no other country has a place of that name a tenth as large."""

PLACED = 1.0
"""A preposition of place before such a name ("in Walvis Bay") makes up for nine in ten inhabitants."""

LEAST_COMMON = 5.5
"""A common English word ("Reading", "Mobile") means a town only from 300,000 inhabitants, or where its country is told."""

LEAST_IN_NAME = 6.3
"""Beside another capitalised word only a place as large as Paris is still a place; "Vladimir Putin" is none."""

TOLD = 0.3
UNTOLD_REGION = 100_000
"""Where the text names regions of a country, a smaller town of its other regions is a namesake."""


def resolve(found: Sequence[Mention], prefer: Mapping[str, float] | None = None) -> list[Candidate | None]:
    """Return for each mention the place it means, None where undecided.

    `prefer` gives extra weight to countries by ISO 3166 alpha-2 code (1.0 as much as a mention of the country). Where the country is clear
    but several of its places bear the name and none stands out, the returned place has no id and no coordinates.
    """
    votes = Votes.of(found, prefer or {})
    regions = {(c.country, c.admin1) for m in found for c in m.candidates[:1] if c.feature == "region"}
    return [_decide(m, _container(found, k), votes, regions, sure=_abbreviated(found, k)) for k, m in enumerate(found)]


def _abbreviated(found: Sequence[Mention], k: int) -> bool:
    """Whether the place behind mention `k` that says where it lies is a state's abbreviation."""
    return bool(_container(found, k)) and found[k + 1].abbreviated


def _container(found: Sequence[Mention], k: int) -> tuple[Candidate, ...]:
    """The candidates of a region or country written right behind mention `k`: "Lebanon, Pennsylvania"."""
    if k + 1 >= len(found):
        return ()
    here, after = found[k], found[k + 1]
    if after.kind != "place" or not after.after_comma or after.start - here.end > len(", "):
        return ()
    return tuple(c for c in after.candidates if c.feature in ("country", "region", "county", "area"))


def _decide(
    mention: Mention, container: Sequence[Candidate], votes: Votes, regions: set[tuple[str, str]], *, sure: bool
) -> Candidate | None:
    """`sure`: the container is told as one, so that a place outside it is another of the same name."""
    if mention.kind != "place" and len(mention.candidates) == 1:
        return mention.candidates[0]
    scored = sorted(
        ((_score(c, mention, container, votes, regions), c) for c in mention.candidates),
        key=lambda pair: pair[0],
        reverse=True,
    )
    best_score, best = scored[0]
    if sure and best.feature == "city" and not any(_inside(candidate, container) for candidate in mention.candidates):
        state = container[0]
        return Candidate(mention.text, state.country, None, None, None, 0, "city", state.admin1, state.timezone)
    rival = max((score for score, c in scored if c.country != best.country), default=-math.inf)
    if best_score - rival < MARGIN or not (_inside(best, container) or _plausible(best, mention, votes, regions)):
        return None
    twins = [c for score, c in scored[1:] if c.country == best.country and best_score - score < MARGIN]
    if any(t.admin1 != best.admin1 and t.feature == best.feature for t in twins):
        return Candidate(best.name, best.country, None, None, None, 0, best.feature, "", None)
    return best


def _score(
    candidate: Candidate, mention: Mention, container: Sequence[Candidate], votes: Votes, regions: set[tuple[str, str]]
) -> float:
    score = weight(candidate) + COUNTRY_TOLD * min(1.0, votes.share(candidate.country, _other_than(mention)))
    if _inside(candidate, container):
        score += CONTAINED
    elif container:
        score += NOT_CONTAINED
    elif candidate.feature in ("city", "county") and (candidate.country, candidate.admin1) in regions:
        score += REGION_TOLD
    return score


def _inside(candidate: Candidate, container: Sequence[Candidate]) -> bool:
    return any(
        candidate.country == c.country
        and (c.feature in ("country", "area") or candidate.admin1 == c.admin1)
        and c != candidate
        for c in container
    )


def _other_than(mention: Mention) -> str | None:
    """A town's name does not testify for its own country; a country's does."""
    return None if mention.candidates[0].feature == "country" else mention.text


def _plausible(best: Candidate, mention: Mention, votes: Votes, regions: set[tuple[str, str]]) -> bool:
    size, told = weight(best), votes.share(best.country, _other_than(mention)) >= TOLD
    rival = max((weight(c) for c in mention.candidates if c.country != best.country), default=-math.inf)
    alone = size - rival >= CLEAR_LEAD
    placed = PLACED if mention.placed and alone else 0.0
    if best.feature == "country":
        return True
    if mention.common:
        return fame(best) >= LEAST_COMMON or (told and not mention.in_name)
    if mention.in_name:
        return size >= LEAST_IN_NAME or best.feature == "area"
    small = best.feature == "city" and best.population < UNTOLD_REGION and (best.country, best.admin1) not in regions
    if small and len(mention.candidates) > 1 and any(country == best.country for country, _ in regions):
        return False
    if told:
        return True
    if not votes.any_told(TOLD, mention.text):
        return size + placed >= LEAST_ALONE
    return size + placed >= (LEAST_UNIQUE if alone else LEAST_ELSEWHERE)
