"""Controls: what a withdrawal takes back, and what an editor cancels."""

from schemas.reports import Cancel
from schemas.vocabulary import Operation
from tests.fuse.told import UK, Desk, at, copy_of, embassy, people, report, withdrawal


def test_the_last_report_withdrawn_cancels_the_event():
    desk = Desk().take(embassy("a"), withdrawal("a"))
    assert desk.event.operation is Operation.CANCELLED
    assert desk.items[-1].pub_status == "canceled"
    assert desk.items[-1].uri == desk.items[0].uri
    assert "Reuters withdrew its report" in desk.items[-1].ed_note


def test_no_late_copy_and_no_update_of_the_story_revives_it():
    desk = Desk().take(embassy("a"), withdrawal("a"))
    desk.take(copy_of("a", "b", hours=10), embassy("c", hours=11, story_id="s-a", of="a", verdict="update"))
    assert desk.outcomes[2:] == ["ignored", "ignored"]
    assert desk.event.operation is Operation.CANCELLED


def test_another_story_may_start_another_event():
    desk = Desk().take(embassy("a"), withdrawal("a"), embassy("z", hours=12))
    assert len(desk.events) == 2


def test_what_only_the_withdrawn_article_said_is_taken_back():
    desk = Desk().take(report("a"), report("b", hours=1, quantity=people(910)), withdrawal("b"))
    assert desk.event.quantity is None
    assert desk.operations() == ["created", "updated", "corrected"]
    assert desk.event.source_count == 1


def test_a_withdrawn_copy_is_one_source_less_and_no_news():
    desk = Desk().take(embassy("a"), copy_of("a", "b"), withdrawal("b"))
    assert (desk.event.source_count, len(desk.items)) == (1, 1)


def test_an_edited_article_keeps_what_its_new_content_says():
    edited = report("a", content_id="c2", quantity=people(640), hours=1, of="a", verdict="update", report_id="r2")
    desk = Desk().take(report("a", quantity=people(600)), edited, withdrawal("a", keep="c2"))
    assert desk.event.quantity.max == 640
    assert desk.event.source_count == 1
    assert desk.event.operation is not Operation.CANCELLED


def test_one_article_withdrawn_changes_every_event_it_supports():
    desk = Desk().take(embassy("a"), embassy("a", actor=UK), withdrawal("a"))
    assert {e.operation for e in desk.events.values()} == {Operation.CANCELLED}


def test_a_withdrawal_of_an_unknown_article_changes_nothing():
    assert Desk().take(withdrawal("nobody")).outcomes == ["ignored"]


def test_an_editor_cancels_with_a_reason():
    desk = Desk().take(embassy("a"))
    order = Cancel(event_id=desk.event.event_id, reason="a hoax", at=at(3))
    desk.take(order, order)
    assert desk.outcomes == ["event", "cancel", "ignored"]
    assert desk.event.note == "a hoax"
    assert desk.operations() == ["created", "cancelled"]


def test_an_event_that_was_never_an_item_is_cancelled_without_one():
    desk = Desk().take(report("a", background=True))
    desk.take(Cancel(event_id=desk.event.event_id, reason="a hoax", at=at(3)))
    assert desk.items == []
