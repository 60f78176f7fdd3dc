"""Decide which place each mention means, by the evidence of the text around it; where the evidence does not decide, leave it open.

Evidence, strongest first: a region or country written right behind the name ("Lebanon, Pennsylvania"); the countries the text names, and
those the caller prefers (a dateline, an outlet's country); how well known the place is. Weights are on a log10 scale of inhabitants, so
that one unit means "ten times as large": `COUNTRY_TOLD` lets a place of the country in question win over one a thousand times as large.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from workers.gazetteer.mentions import Mention
from workers.gazetteer.places import Candidate

CONTAINED = 6.0
NOT_CONTAINED = -4.0
COUNTRY_TOLD = 3.0
REGION_TOLD = 1.5
ALIAS = -1.0
FEATURES = {"country": 8.0, "region": 5.0, "area": 6.0, "county": 4.0}
"""What a country or region weighs beside towns: as one of so many inhabitants (log10)."""

KNOWN_REGIONS = frozenset(
    [
        "CA",
        "AU",
        "IN",
        "CN",
        "RU",
        "UA",
        "BR",
        "MX",
        "JP",
        "DE",
        "GB",
        "ES",
        "IT",
        "FR",
        "ID",
        "PK",
        "NG",
        "ET",
        "SD",
        "MM",
        "SY",
        "IQ",
        "IR",
        "AF",
        "YE",
        "PH",
    ]
)
"""Countries whose regions the world's press names without the country; they weigh `KNOWN_REGION`."""

KNOWN_REGION = 5.8
US_STATE = 7.8
"""A US state weighs about as much as a country: "Georgia" alone stays open."""

MARGIN = 0.5
"""The best reading must weigh three times as much as the best in another country, else the name is left open."""

UNSURE_VOTE = 0.35
"""What a name with several readings adds to each of their countries: three such names of one state outweigh one of another."""

MOST_UNSURE = 3
FIRMLY_TOLD = 0.6

LEAST_ALONE = 4.0
"""Without any country told, a name means a town only if it has 10,000 inhabitants: smaller ones are mostly people's names."""

LEAST_ELSEWHERE = 5.3
"""Where the text speaks of other countries, a place in one it does not speak of must have 200,000 inhabitants."""

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
    votes = country_votes(found, prefer or {})
    regions = {(c.country, c.admin1) for m in found for c in m.candidates[:1] if c.feature == "region"}
    return [_decide(m, _container(found, k), votes, regions) for k, m in enumerate(found)]


def country_votes(found: Sequence[Mention], prefer: Mapping[str, float]) -> dict[str, float]:
    """Return how strongly a text speaks of each country: 0 not at all, near 1 throughout, more where the caller prefers it."""
    told: dict[str, float] = defaultdict(float)
    unsure: dict[str, set[str]] = {}
    for mention in found:
        if vote := _vote(mention):
            told[mention.candidates[0].country] += vote
        elif not mention.in_name and not mention.common:
            unsure.setdefault(mention.text, {c.country for c in mention.candidates if _near_best(c, mention)})
    firm = {country for country, count in told.items() if count >= FIRMLY_TOLD}
    for countries in unsure.values():
        for country in countries if not countries & firm else ():
            told[country] += UNSURE_VOTE / len(countries) if len(countries) > MOST_UNSURE else UNSURE_VOTE
    votes = {code: count / (count + 0.6) for code, count in told.items()}
    for code, weight in prefer.items():
        votes[code] = votes.get(code, 0.0) + weight
    return votes


def _near_best(candidate: Candidate, mention: Mention) -> bool:
    return _weight(candidate) >= max(_weight(c) for c in mention.candidates) - 1.5


def _vote(mention: Mention) -> float:
    best = _largest(mention.candidates)
    if mention.kind != "place":
        return {"office": 0.4, "demonym": 0.6, "nationals": 0.6}[mention.kind] if len(mention.candidates) == 1 else 0.0
    if best is not mention.candidates[0] or mention.in_name or mention.common:
        return 0.0
    rivals = [_weight(c) for c in mention.candidates if c.country != best.country]
    lead = _weight(best) - max(rivals, default=0.0)
    if lead < 1.0:
        return 0.0
    if best.feature == "country":
        return 1.0
    if _weight(best) >= KNOWN_REGION - 0.8:
        return 0.7
    return 0.3 if not rivals and _weight(best) >= LEAST_ALONE - 0.5 else 0.0


def _largest(candidates: Sequence[Candidate]) -> Candidate:
    return max(candidates, key=_weight)


def _weight(candidate: Candidate) -> float:
    if candidate.feature == "region" and candidate.country == "US":
        size = US_STATE
    elif candidate.feature == "region" and candidate.country in KNOWN_REGIONS:
        size = KNOWN_REGION
    else:
        size = FEATURES.get(candidate.feature) or math.log10(max(candidate.population, 100))
    return size + (ALIAS if candidate.alias else 0.0)


def _container(found: Sequence[Mention], k: int) -> tuple[Candidate, ...]:
    """The candidates of a region or country written right behind mention `k`: "Lebanon, Pennsylvania"."""
    if k + 1 >= len(found):
        return ()
    here, after = found[k], found[k + 1]
    if after.kind != "place" or not 1 <= after.start - here.end <= 2:
        return ()
    return tuple(c for c in after.candidates if c.feature in ("country", "region", "county", "area"))


def _decide(
    mention: Mention, container: Sequence[Candidate], votes: Mapping[str, float], regions: set[tuple[str, str]]
) -> Candidate | None:
    if mention.kind != "place" and len(mention.candidates) == 1:
        return mention.candidates[0]
    scored = sorted(
        ((_score(c, container, votes, regions), c) for c in mention.candidates), key=lambda pair: pair[0], reverse=True
    )
    best_score, best = scored[0]
    rival = max((score for score, c in scored if c.country != best.country), default=-math.inf)
    if best_score - rival < MARGIN or not (_inside(best, container) or _plausible(best, mention, votes, regions)):
        return None
    twins = [c for score, c in scored[1:] if c.country == best.country and best_score - score < MARGIN]
    if any(t.admin1 != best.admin1 and t.feature == best.feature for t in twins):
        return Candidate(best.name, best.country, None, None, None, 0, best.feature, "", None)
    return best


def _score(
    candidate: Candidate, container: Sequence[Candidate], votes: Mapping[str, float], regions: set[tuple[str, str]]
) -> float:
    score = _weight(candidate) + COUNTRY_TOLD * votes.get(candidate.country, 0.0)
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


def _plausible(best: Candidate, mention: Mention, votes: Mapping[str, float], regions: set[tuple[str, str]]) -> bool:
    weight, told = _weight(best), votes.get(best.country, 0.0) >= TOLD
    if best.feature == "country":
        return True
    if mention.common:
        return weight >= LEAST_COMMON or (told and not mention.in_name)
    if mention.in_name:
        return weight >= LEAST_IN_NAME or best.feature == "area"
    small = best.feature == "city" and best.population < UNTOLD_REGION and (best.country, best.admin1) not in regions
    if small and any(country == best.country for country, _ in regions):
        return False
    if told:
        return True
    return weight >= (LEAST_ELSEWHERE if any(v >= TOLD for v in votes.values()) else LEAST_ALONE)
