"""How well known a place is, on a log10 scale of inhabitants: one unit means "ten times as large"."""

import math

from workers.gazetteer.places import Candidate
from workers.gazetteer.words import word_list

FEATURES = {"country": 8.0, "region": 5.0, "area": 7.0, "county": 4.0}
"""What a country or region weighs beside towns."""

KNOWN_REGION = 5.8
"""A region that the world's press names without its country (`known_regions` in `data/words.txt`)."""

US_STATE = 7.8
"""A US state weighs about as much as a country: "Georgia" alone stays open."""

CAPITAL = 7.0
"""The press names capitals without the country, however small, while somebody lives there: Plymouth on Montserrat lies under ash."""

GREAT_CAPITAL = 8.0
MILLION = 1_000_000
"""A capital of a million stands for its government too ("Berlin said"): no namesake in a country the text tells of outweighs it, unless its region is told."""

ALIAS = -1.0

LEAST_ALONE = 4.0
"""Without any country told, a name means a town only if it has 10,000 inhabitants: smaller ones are mostly people's names."""


def weight(candidate: Candidate) -> float:
    """Return how well known a place is by this name; a place known better by another name weighs less."""
    return fame(candidate) + (ALIAS if candidate.alias else 0.0)


def fame(candidate: Candidate) -> float:
    """Return how well known a place is, by whatever name."""
    if candidate.feature == "region" and candidate.country == "US":
        size = US_STATE
    elif candidate.feature == "region" and candidate.country in word_list("known_regions"):
        size = KNOWN_REGION
    else:
        size = FEATURES.get(candidate.feature) or math.log10(max(candidate.population, 100))
    if candidate.feature == "capital" and candidate.population:
        return GREAT_CAPITAL if candidate.population >= MILLION else max(size, CAPITAL)
    return size
