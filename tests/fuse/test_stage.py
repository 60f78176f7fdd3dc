"""The stage: what it writes in which order, how long it holds an item, and when it forgets an event."""

from datetime import timedelta

from tests.fuse.told import Desk, embassy, report
from workers.stage import Record
from workers.topics import Topic


def test_outputs_come_in_order_item_history_state():
    (result,) = Desk().take(embassy("a")).results
    assert [o.topic for o in result.outputs] == [Topic.ITEMS, Topic.HISTORY, Topic.EVENTS]
    assert len({o.key for o in result.outputs}) == 1
    assert [t.metric for t in result.tallies] == ["events_published_total", "wire_items_total"]


def test_what_is_no_event_message_is_rejected_whole():
    (result,) = Desk().stage.process([Record(b'{"kind": "cancel"}')], Desk().state)
    assert result.outcome == "rejected"
    assert result.outputs[0].topic is Topic.REJECTED


def test_records_carry_cloudevents_headers():
    item, history, state = Desk().take(embassy("a")).results[0].outputs
    event_id = item.key.decode()
    for output, kind in (
        (item, b"org.evacwire.wire.item"),
        (history, b"org.evacwire.event.version"),
        (state, b"org.evacwire.event.state"),
    ):
        assert output.headers["ce_specversion"] == b"1.0"
        assert output.headers["ce_id"] == f"{event_id}.1".encode()
        assert output.headers["ce_type"] == kind
        assert output.headers["ce_source"] == f"/evacwire/{output.topic}".encode()
        assert output.headers["ce_time"] == b"2026-06-08T12:00:00Z"
        assert output.headers["content-type"].startswith(b"application/json")


def test_history_holds_no_private_state():
    assert b'"state"' not in Desk().take(embassy("a")).written(Topic.HISTORY)[0].value


def test_an_item_waits_for_more_sources():
    desk = Desk(hold=timedelta(hours=2)).take(embassy("a"))
    assert desk.items == []
    desk.take(embassy("b", hours=0.5))
    assert desk.operations() == ["created"]


def test_an_item_is_released_once_stream_time_has_passed():
    desk = Desk(hold=timedelta(hours=2)).take(embassy("a"), report("x", hours=1.9))
    assert desk.items == []
    desk.take(report("z", hours=2.5, origins=[{"place": "Redding", "country": "US"}]))
    assert desk.items[0].headlines[0].value == "US orders its diplomatic staff to leave Kyiv"


def test_an_idle_event_retires_with_a_tombstone():
    desk = Desk().take(embassy("old"))
    desk.take(
        *(report(f"x{k}", hours=k, origins=[{"place": f"Town {k}", "country": "US"}]) for k in range(1, 24 * 14 + 3))
    )
    tombstones = [o for o in desk.written(Topic.EVENTS) if o.value is None]
    assert len(tombstones) >= 1
    assert all(e.country == "US" for e in desk.events.values())
