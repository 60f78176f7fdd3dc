"""Matching: what makes two reports one event, and what keeps them apart."""

import pytest

from tests.fuse.told import PARADISE, UK, UKRAINE, Desk, embassy, people, report


def test_different_actors_are_different_events():
    assert len(Desk().take(embassy("a"), embassy("b", actor=UK, hours=1)).events) == 2


def test_different_groups_are_different_events():
    citizens = [{"group": "citizens", "text": "its citizens"}]
    assert len(Desk().take(embassy("a"), embassy("b", affected=citizens, hours=1)).events) == 2


@pytest.mark.parametrize("status", ["ruled_out", "called_for"])
def test_what_is_ruled_out_or_called_for_never_merges_with_what_happens(status):
    assert len(Desk().take(embassy("a"), embassy("b", status=status, hours=1)).events) == 2
    assert len(Desk().take(embassy("a", status=status), embassy("b", status=status, hours=1)).events) == 1


def test_background_never_merges_with_the_present():
    assert len(Desk().take(report("a"), report("b", background=True, hours=1)).events) == 2


def test_a_report_that_names_only_the_country_fits_the_foreign_actors_event():
    desk = Desk().take(embassy("a"), embassy("b", origins=[UKRAINE], hours=2))
    assert [p.place for p in desk.event.origins] == ["Kyiv"]


def test_an_unnamed_actor_fits_the_event_of_the_same_place():
    sheriff = {"name": "Butte County Sheriff's Office", "country": "US", "kind": "local_authority"}
    desk = Desk().take(report("a", actor=sheriff), report("b", hours=2))
    assert desk.event.actor.name == "Butte County Sheriff's Office"


def test_towns_far_apart_are_two_events():
    redding = {"place": "Redding", "country": "US", "geonames_id": 5570160, "lat": 40.5865, "lon": -122.3917}
    assert len(Desk().take(report("a"), report("b", origins=[redding], hours=1)).events) == 2


def test_two_bomb_threats_in_one_town_a_week_apart_are_two_events():
    threat = {"category": "bomb_threat", "text": "a bomb threat"}
    assert len(Desk().take(report("a", cause=threat), report("b", cause=threat, hours=24 * 7)).events) == 2


def test_two_movements_told_by_one_article_stay_two_events():
    flown = {
        "status": "completed",
        "quantity": people(200),
        "when": {"start": "2026-06-04", "end": "2026-06-04", "precision": "day"},
    }
    later = {
        "status": "completed",
        "quantity": people(150),
        "when": {"start": "2026-06-05", "end": "2026-06-05", "precision": "day"},
    }
    desk = Desk().take(embassy("a", **flown), embassy("a", **later))
    assert sorted(e.quantity.max for e in desk.events.values()) == [150, 200]
    again = {**flown, "story_id": "s-a", "of": "a", "verdict": "update", "hours": 5}
    desk.take(embassy("b", **again))
    assert {e.quantity.max: e.source_count for e in desk.events.values()} == {200: 2, 150: 1}


def test_template_orders_without_a_known_place_are_not_one_event():
    """The regression: a sheriff's orders for three canyons that no gazetteer knows became one event."""
    sheriff = {"name": "Tehachapi County Sheriff's Office", "country": None, "kind": "local_authority"}
    unknown = {"country": "ZZ", "actor": sheriff, "origins": []}
    assert len(Desk().take(report("a", **unknown), report("b", hours=20, **unknown)).events) == 2
    canyons = [
        {"country": "ZZ", "actor": sheriff, "origins": [{"place": f"{n} Canyon", "country": None}]}
        for n in ("Mill", "Sage")
    ]
    assert len(Desk().take(report("a", **canyons[0]), report("b", **canyons[1])).events) == 2


def test_a_school_and_its_town_in_one_text_are_one_place():
    school, halifax = (
        {"place": "Prince Edward Academy", "country": "CA"},
        {"place": "Halifax", "country": "CA", "geonames_id": 6324729},
    )
    one = report("a", country="CA", origins=[school])
    assert len(Desk().take(one, report("a", country="CA", origins=[halifax], status="completed")).events) == 1
    assert len(Desk().take(one, report("b", country="CA", origins=[halifax])).events) == 2


def test_places_next_to_each_other_under_one_authority_are_one_event():
    magalia = {"place": "Magalia", "country": "US", "geonames_id": 5369367, "lat": 39.8121, "lon": -121.5783}
    sheriff = {"name": "Butte County Sheriff's Office", "country": "US", "kind": "local_authority"}
    desk = Desk().take(report("a", actor=sheriff), report("b", actor=sheriff, origins=[magalia], hours=1))
    assert [p.place for p in desk.event.origins] == ["Paradise", "Magalia"]
    assert desk.event.origins[0].geonames_id == PARADISE["geonames_id"]
