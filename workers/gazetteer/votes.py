"""Which countries a text speaks of, and how strongly, counted name by name so that no name testifies for itself."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Self

from workers.gazetteer.mentions import Mention
from workers.gazetteer.places import Candidate
from workers.gazetteer.weights import KNOWN_REGION, LEAST_ALONE, weight

COUNTRY_VOTE = 1.0
PEOPLE_VOTE = 0.6
OFFICE_VOTE = 0.4
REGION_VOTE = 0.7
TOWN_VOTE = 0.3

UNSURE_VOTE = 0.35
"""What a name with several readings adds to each of their countries: three such names of one state outweigh one of another."""

MOST_UNSURE = 3
"""Beyond so many countries an unsure name's vote is shared out among them."""

FIRMLY_TOLD = 0.6
HALF = 0.6
"""Votes v count as v / (v + HALF): the first mention of a country counts most, and none counts as 1."""

CLEAR_LEAD = 1.0
"""A name votes where its best reading is ten times as large as the best in another country."""


class Votes:
    """The countries of a text by ISO 3166 alpha-2 code, with the names that speak for each."""

    def __init__(self, prefer: Mapping[str, float]) -> None:
        self._prefer = dict(prefer)
        self._by_country: dict[str, dict[str, float]] = defaultdict(dict)

    @classmethod
    def of(cls, found: Sequence[Mention], prefer: Mapping[str, float]) -> Self:
        """Count the votes of a text's mentions; `prefer` is added for good."""
        votes = cls(prefer)
        unsure: dict[str, set[str]] = {}
        for mention in found:
            if vote := _vote(mention):
                votes._add(mention.candidates[0].country, mention.text, vote)
            elif not mention.in_name and not mention.common:
                unsure.setdefault(mention.text, {c.country for c in mention.candidates if _near_best(c, mention)})
        firm = {country for country, names in votes._by_country.items() if sum(names.values()) >= FIRMLY_TOLD}
        for name, countries in unsure.items():
            for country in countries if not countries & firm else ():
                votes._add(country, name, UNSURE_VOTE / (len(countries) if len(countries) > MOST_UNSURE else 1))
        return votes

    def _add(self, country: str, name: str, vote: float) -> None:
        names = self._by_country[country]
        names[name] = names.get(name, 0.0) + vote

    def share(self, country: str, without: str | None = None) -> float:
        """Return how strongly the text speaks of a country, 0 to 1 (more where preferred), not counting the name `without`."""
        names = self._by_country.get(country, {})
        count = sum(names.values()) - (names.get(without, 0.0) if without is not None else 0.0)
        return count / (count + HALF) + self._prefer.get(country, 0.0)

    def any_told(self, least: float, without: str) -> bool:
        """Whether the text speaks of any country at least so strongly, not counting the name `without`."""
        return any(self.share(country, without) >= least for country in {*self._by_country, *self._prefer})


def _near_best(candidate: Candidate, mention: Mention) -> bool:
    return weight(candidate) >= max(weight(c) for c in mention.candidates) - 1.5


def _vote(mention: Mention) -> float:
    if mention.kind != "place":
        return (OFFICE_VOTE if mention.kind == "office" else PEOPLE_VOTE) if len(mention.candidates) == 1 else 0.0
    best = max(mention.candidates, key=weight)
    if best is not mention.candidates[0] or mention.in_name or mention.common:
        return 0.0
    rivals = [weight(c) for c in mention.candidates if c.country != best.country]
    if weight(best) - max(rivals, default=0.0) < CLEAR_LEAD:
        return 0.0
    if best.feature == "country":
        return COUNTRY_VOTE
    if weight(best) >= KNOWN_REGION - 0.8:
        return REGION_VOTE
    return TOWN_VOTE if not rivals and weight(best) >= LEAST_ALONE - 0.5 else 0.0
