"""Stream time: no wild date and no missing one stops the events."""

from schemas.vocabulary import Status
from tests.fuse.told import KYIV, Desk, embassy, report
from workers.topics import Topic


def test_a_date_in_the_year_9999_retires_nothing():
    desk = Desk().take(embassy("a"), report("wild", published_at="9999-01-01T00:00:00Z"), report("b", hours=1))
    assert not [o for o in desk.written(Topic.EVENTS) if o.value is None]
    assert len(desk.items) == 3


def test_a_wild_date_at_the_very_beginning_makes_nothing_stale():
    desk = Desk().take(
        report("wild", published_at="9999-01-01T00:00:00Z"),
        report("wild", published_at="9999-01-01T00:00:00Z", origins=[KYIV], country="UA"),
        embassy("a"),
    )
    assert desk.items[-1].headlines[0].value.startswith("US orders")


def test_undated_reports_merge_and_run():
    desk = Desk().take(report("a", hours=None), report("b", hours=None, status="under_way"))
    assert desk.event.status is Status.UNDER_WAY
    assert desk.event.updated_at is None
    assert len(desk.items) == 2
