"""Places: one and the same, nested, near, or apart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.reports import Place
from tests.fuse.told import KYIV, PARADISE, UKRAINE
from workers.fuse.places import NEAR_KM, Relation, distance_km, is_country, keys, relate, search_keys


def place(fields: dict[str, Any]) -> Place:
    return Place.model_validate(fields)


KYIV_REGION = {"place": "Kyiv", "country": "UA", "geonames_id": 703447}
MAGALIA = {"place": "Magalia", "country": "US", "geonames_id": 5369367, "lat": 39.8121, "lon": -121.5783}
CALIFORNIA = {"place": "California", "country": "US", "geonames_id": 5332921}
MIAMI = {"place": "Miami", "country": "US", "geonames_id": 4164138, "lat": 25.7743, "lon": -80.1937}


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (KYIV, KYIV, Relation.SAME),
        (KYIV, KYIV_REGION, Relation.SAME),
        (KYIV, {"place": "Kyiv", "country": "UA"}, Relation.SAME),
        (KYIV, UKRAINE, Relation.OPEN),
        (PARADISE, CALIFORNIA, Relation.NESTED),
        (MIAMI, CALIFORNIA, Relation.APART),
        (PARADISE, MAGALIA, Relation.NEAR),
        (PARADISE, MIAMI, Relation.APART),
        (PARADISE, {"place": "Mill Canyon", "country": "US"}, Relation.UNCLEAR),
        ({"place": "Sage Canyon", "country": None}, {"place": "Mill Canyon", "country": None}, Relation.APART),
        (KYIV, PARADISE, Relation.APART),
    ],
)
def test_two_places_relate(one, other, relation):
    assert relate([place(one)], [place(other)]) is relation
    assert relate([place(other)], [place(one)]) is relation


def test_lists_relate_as_their_closest_pair():
    assert relate([place(MIAMI), place(KYIV)], [place(KYIV)]) is Relation.SAME
    assert relate([], [place(KYIV)]) is Relation.UNCLEAR


def test_a_country_is_known_by_its_names():
    assert is_country(place(UKRAINE))
    assert is_country(place({"place": "The Netherlands", "country": "NL"}))
    assert not is_country(place(KYIV))


def test_a_distance_is_the_great_circles():
    assert distance_km(place(PARADISE), place(MAGALIA)) == pytest.approx(6.9, abs=0.5)
    assert distance_km(place(PARADISE), place(UKRAINE)) is None


some_places = st.lists(
    st.one_of(
        st.sampled_from([place(p) for p in (KYIV, KYIV_REGION, UKRAINE)]),
        st.builds(Place, place=st.sampled_from(["Mill", "Sage"]), country=st.sampled_from(["UA", None])),
        st.builds(
            Place,
            place=st.sampled_from(["Here", "There", "Mill"]),
            country=st.just("UA"),
            geonames_id=st.none(),
            lat=st.floats(-60, 60),
            lon=st.floats(-180, 179.9),
        ),
    ),
    max_size=3,
)


@given(some_places, some_places)
def test_every_event_that_can_fit_by_its_place_is_found_by_its_keys(mine, theirs):
    wanted = search_keys(mine)
    if wanted is not None and not wanted & keys(theirs):
        assert relate(mine, theirs) in (Relation.APART, Relation.UNCLEAR)


@given(st.floats(-60, 60), st.floats(-180, 179.9), st.floats(-0.3, 0.3), st.floats(-0.6, 0.6))
def test_near_places_share_a_square_or_lie_in_neighbours(lat, lon, north, east):
    here = Place(place="Here", country="UA", geonames_id=1, lat=lat, lon=lon)
    there = Place(place="There", country="UA", geonames_id=2, lat=lat + north, lon=(lon + east + 180) % 360 - 180)
    apart = distance_km(here, there)
    if apart is not None and apart <= NEAR_KM:
        assert search_keys([here]) & keys([there])
