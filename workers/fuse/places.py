"""How two places of a report and an event relate."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from math import asin, cos, floor, radians, sin, sqrt

from schemas.reports import Place
from workers.gazetteer import gazetteer
from workers.gazetteer.fold import fold

EARTH_RADIUS_KM = 6371.0
NEXT_DOOR_KM = 5.0
"""Parts of one town, or a town and its suburb, under two names."""

NEAR_KM = 40.0
"""Towns that one order of one authority covers: about the extent of a county."""

WIDE = "*"
"""The key of events at no narrower place than a region."""


class Relation(IntEnum):
    """From places that exclude each other to one and the same."""

    APART = 0
    UNCLEAR = 1
    """One side names no place, or one that the gazetteer does not know."""
    OPEN = 2
    """One side says only the country."""
    NEAR = 3
    NESTED = 4
    SAME = 5


def relate(first: Sequence[Place], second: Sequence[Place]) -> Relation:
    """Return the closest relation between any place of the one and any of the other; UNCLEAR where either is empty."""
    if not first or not second:
        return Relation.UNCLEAR
    return max(relation(a, b) for a in first for b in second)


@lru_cache(maxsize=65536)
def relation(first: Place, second: Place) -> Relation:
    """Return how two places relate."""
    if first.country and second.country and first.country != second.country:
        return Relation.APART
    if same_place(first, second):
        return Relation.SAME
    if is_country(first) or is_country(second):
        return Relation.OPEN
    if _inside(first, second) or _inside(second, first):
        return Relation.NESTED
    if _placed(first) != _placed(second):
        return Relation.UNCLEAR
    apart = distance_km(first, second)
    if apart is None:
        return Relation.NEAR if _one_region(first, second) else Relation.APART
    if apart <= NEXT_DOOR_KM:
        return Relation.NESTED
    return Relation.NEAR if apart <= NEAR_KM else Relation.APART


def same_place(first: Place, second: Place) -> bool:
    """Whether two places are one: the same id, or the same name in the same country."""
    if first.geonames_id is not None and first.geonames_id == second.geonames_id:
        return True
    return fold(first.place) == fold(second.place) and first.country == second.country


@lru_cache(maxsize=16384)
def is_country(place: Place) -> bool:
    """Whether a place is a whole country."""
    country = gazetteer().country(place.country) if place.country else None
    if country is None:
        return False
    if place.geonames_id is not None:
        return place.geonames_id == country.geonames_id
    return fold(place.place) in {fold(name) for name in (country.name, *country.others)}


def keys(places: Sequence[Place]) -> frozenset[str]:
    """Return the keys to file an event's origins under, so that every event a report can fit is found by `search_keys`."""
    return frozenset(key for place in places for key in _keys(place)) or frozenset({WIDE})


def search_keys(places: Sequence[Place]) -> frozenset[str] | None:
    """Return the keys to look under for a report's origins, None where any event of the country may fit."""
    found = {WIDE}
    for place in places:
        if place.lat is not None and place.lon is not None:
            row, column = _square(place.lat, place.lon)
            found |= {_cell(row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)}
        elif place.geonames_id is not None or is_country(place):
            return None
        found.add(fold(place.place))
    return frozenset(found) if places else None


def _keys(place: Place) -> tuple[str, ...]:
    if place.lat is not None and place.lon is not None:
        return (_cell(*_square(place.lat, place.lon)), fold(place.place))
    if place.geonames_id is not None or is_country(place):
        return (WIDE, fold(place.place))
    return (fold(place.place),)


def _square(lat: float, lon: float) -> tuple[int, int]:
    """The square of one degree that a point lies in; up to 68 degrees of latitude its neighbours reach farther than `NEAR_KM`."""
    return floor(lat), floor(lon)


def _cell(row: int, column: int) -> str:
    return f"{row}/{column % 360}"


def _placed(place: Place) -> bool:
    return place.geonames_id is not None or place.lat is not None


@lru_cache(maxsize=16384)
def population(place: Place) -> int:
    """Return how many live at a place as far as the gazetteer knows, else 0."""
    found = gazetteer().lookup(place.place)
    return max((c.population for c in found[1] if c.country == place.country), default=0) if found else 0


def distance_km(first: Place, second: Place) -> float | None:
    """Return the great-circle distance (haversine formula), None where either has no coordinates."""
    if first.lat is None or first.lon is None or second.lat is None or second.lon is None:
        return None
    lat1, lat2 = radians(first.lat), radians(second.lat)
    step_lat, step_lon = lat2 - lat1, radians(second.lon - first.lon)
    half = sin(step_lat / 2) ** 2 + cos(lat1) * cos(lat2) * sin(step_lon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


@lru_cache(maxsize=16384)
def _units(place: Place) -> tuple[frozenset[str], frozenset[str]]:
    """The first-level units a place may lie in, and those it may itself be."""
    found = gazetteer().lookup(place.place)
    candidates = [c for c in found[1] if c.country == place.country] if found else []
    if place.geonames_id is not None:
        candidates = [c for c in candidates if c.geonames_id == place.geonames_id] or candidates
    inside = frozenset(c.admin1 for c in candidates if c.admin1 and c.feature != "region")
    being = frozenset(c.admin1 for c in candidates if c.admin1 and c.feature == "region")
    return inside, being


def _inside(inner: Place, outer: Place) -> bool:
    return bool(_units(inner)[0] & _units(outer)[1])


def _one_region(first: Place, second: Place) -> bool:
    return bool(_units(first)[0] & _units(second)[0])
