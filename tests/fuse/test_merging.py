"""Merging: what an event's status and number are when its reports tell several."""

from schemas.vocabulary import Status
from tests.fuse.told import START, Desk, at, embassy, people, report


def test_a_status_advances_and_an_older_late_report_undoes_nothing():
    desk = Desk().take(
        embassy("a", status="planned"), embassy("b", status="under_way", hours=10), embassy("c", hours=2)
    )
    assert desk.event.status is Status.UNDER_WAY
    assert [e.status for e in desk.event.timeline] == ["planned", "ordered", "under_way"]
    assert desk.event.updated_at == at(10)
    assert desk.event.first_reported_at == START


def test_a_halt_replaces_what_it_halts_and_going_on_replaces_the_halt():
    desk = Desk().take(embassy("a", status="under_way"), embassy("b", status="halted", hours=2))
    assert desk.event.status is Status.HALTED
    desk.take(embassy("c", status="ordered", hours=1))
    assert desk.event.status is Status.HALTED
    desk.take(embassy("d", status="under_way", hours=3))
    assert desk.event.status is Status.UNDER_WAY


def test_the_latest_number_counts_and_a_late_older_one_does_not():
    desk = Desk().take(
        report("a", quantity=people(640)),
        report("b", quantity=people(910), hours=20),
        report("c", quantity=people(700), hours=10),
    )
    assert desk.event.quantity.max == 910


def test_a_body_that_is_named_stands_before_authorities_without_a_name():
    sheriff = {"name": "Butte County Sheriff's Office", "country": "US", "kind": "local_authority"}
    unnamed = {"name": "Authorities", "country": "US", "kind": "local_authority"}
    desk = Desk().take(report("a", actor=unnamed), report("b", actor=sheriff, hours=1))
    desk.take(report("c", actor=unnamed, hours=2), report("d", actor=unnamed, hours=3))
    assert desk.event.actor.name == "Butte County Sheriff's Office"
    assert Desk().take(report("a", actor=unnamed)).event.actor.name == "Authorities"
