"""Which event a report goes to: a copy to its story's, a return to the evacuation it ends, another to one of its own."""

from schemas.vocabulary import Operation, Status
from tests.fuse.told import UK, Desk, copy_of, embassy, people, report


def test_two_outlets_that_tell_the_same_make_one_event_with_two_lineages():
    desk = Desk().take(embassy("a"), embassy("b", hours=3, source="AFP"))
    assert (desk.event.source_count, desk.event.independent_sources) == (2, 2)


def test_two_hundred_reprints_of_one_text_are_one_lineage():
    desk = Desk().take(embassy("a"), *(copy_of("a", f"c{k}", hours=k / 100) for k in range(200)))
    event = desk.event
    assert (event.source_count, event.independent_sources) == (201, 1)
    assert len(event.sources) <= 25
    assert len(desk.items) == 1


def test_a_copy_gives_a_source_but_never_a_value():
    mangled = {"quantity": people(9000), "actor": {"name": "Unified States", "country": "US", "kind": "government"}}
    desk = Desk().take(embassy("a", quantity=people(310)), copy_of("a", "b", **mangled, status="completed"))
    assert desk.event.quantity.max == 310
    assert desk.event.actor.name == "United States"
    assert desk.event.status is Status.ORDERED
    assert [s.article_id for s in desk.event.sources] == ["a", "b"]


def test_a_copy_whose_story_is_not_known_here_changes_nothing():
    desk = Desk().take(copy_of("elsewhere", "b"))
    assert desk.outcomes == ["ignored"]
    assert not desk.results[0].outputs


def test_a_copy_goes_to_the_event_of_its_story_that_it_tells_of():
    british = embassy("a", actor=UK)
    desk = Desk().take(embassy("a"), british, copy_of("a", "b", actor=UK))
    counts = {e.actor.country: e.source_count for e in desk.events.values()}
    assert counts == {"US": 1, "GB": 2}


def test_an_update_that_copies_an_article_of_the_event_counts_for_its_lineage():
    desk = Desk().take(embassy("a"), embassy("b", hours=1, of="a", verdict="update", story_id="another"))
    assert desk.event.independent_sources == 1


def test_a_return_joins_the_evacuation_it_ends():
    desk = Desk().take(report("a"), report("b", action="return", status="completed", hours=30))
    event = desk.event
    assert event.action == "evacuation"
    assert [(e.action, e.status) for e in event.timeline] == [("evacuation", "ordered"), ("return", "completed")]
    assert desk.items[-1].headlines[0].value == "Evacuation of Paradise ends"


def test_a_return_without_a_known_evacuation_is_an_event_of_its_own():
    desk = Desk().take(report("a", action="return", status="completed"))
    assert (desk.event.action, desk.event.operation) == ("return", Operation.CREATED)


def test_after_the_return_a_recall_joins_and_a_new_order_is_a_new_event():
    desk = Desk().take(report("a"), report("b", action="return", status="completed", hours=30), report("c", hours=31))
    assert len(desk.events) == 1
    desk.take(report("d", hours=24 * 5))
    assert len(desk.events) == 2
