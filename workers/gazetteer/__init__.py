"""What is a place, a nationality, an office of a state; and which place a name means. Pure data and functions, shared by the stages."""

from functools import lru_cache

from workers.gazetteer.countries import Country, names
from workers.gazetteer.mentions import Mention, country_candidate, is_abbreviated, lookup, mentions
from workers.gazetteer.places import Candidate
from workers.gazetteer.resolve import resolve

__all__ = ["Candidate", "Country", "Gazetteer", "Mention", "gazetteer"]


class Gazetteer:
    """The gazetteer's face: find mentions, resolve them, look up countries."""

    mentions = staticmethod(mentions)
    resolve = staticmethod(resolve)
    lookup = staticmethod(lookup)
    is_abbreviated = staticmethod(is_abbreviated)
    country_place = staticmethod(country_candidate)

    def country(self, code: str) -> Country | None:
        """Return a country by its ISO 3166 alpha-2 code, None for an unknown one."""
        return names().countries.get(code)

    def country_named(self, word: str) -> Country | None:
        """Return the country of a name, adjective or noun for its nationals ("Ukraine", "Ukrainian", "Ukrainians")."""
        found = lookup(word)
        return None if found is None or found[1][0].feature != "country" else self.country(found[1][0].country)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer of this process; the data are read at the first look-up."""
    return Gazetteer()
