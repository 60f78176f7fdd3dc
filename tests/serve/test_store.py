"""The store and its journal: the newest versions, in the order they came, bounded."""

import pytest

from tests.serve.examples import cancelled, disputed, event, item
from workers.serve.facts import Query, folded
from workers.serve.journal import Journal
from workers.serve.positions import Position
from workers.serve.store import Place, Store

START = Position("e", (0,))


def filled(*records, kept=100):
    store = Store(START, kept)
    for number, record in enumerate(records):
        store.take_item(record.to_json(), Place(0, 0, number))
    return store


def listed(store, query=None, limit=100):
    found, _ = store.page(query or Query(), None, limit)
    return [(held.item.event_id, held.item.version) for held in found]


def test_the_newest_item_comes_first_and_an_update_takes_its_place_again_at_the_top():
    assert listed(filled(item("a"), item("b"), item("a", 2), item("c"))) == [("c", 1), ("a", 2), ("b", 1)]


def test_a_repeat_and_a_late_copy_change_nothing():
    store = filled(item("a", 2), item("b"), item("a", 2), item("a", 1))
    assert listed(store) == [("b", 1), ("a", 2)]
    assert [entry.event_id for entry in store.journal.read(0, 9)] == ["a", "b"]
    assert store.journal.position == Position("e", (4,))


def test_a_late_copy_does_not_revive_a_cancelled_item():
    store = filled(item("a"), cancelled("a", 2), item("a", 1))
    held = store.held("a")
    assert held is not None
    assert held.item.cancelled


def test_the_oldest_items_go_where_there_is_no_room():
    store = filled(*(item(f"e{number}") for number in range(40)), kept=16)
    assert listed(store) == [(f"e{number}", 1) for number in range(39, 23, -1)]
    assert store.journal.end == 40
    assert store.journal.end - store.journal.first < 18


@pytest.mark.parametrize(
    "record", [b"", b"{", b"[]", b"7", b"{}", b'{"uri":7}', b'{"uri":"u","version":"x"}', b"\xff", b'{"uri":"u:e","altIds":7,"bodies":[1,{"value":{}}]}']
)  # fmt: skip
def test_what_is_no_item_is_passed_and_the_position_moves_on(record):
    store = Store(START)
    store.take_item(record, Place(0, 0, 0))
    store.take_event(record)
    store.take_item(item("a").to_json(), Place(0, 0, 1))
    assert ("a", 1) in listed(store)
    assert store.journal.position == Position("e", (2,))


def test_walking_the_pages_meets_each_item_once_though_new_ones_come():
    store = filled(*(item(f"e{number}") for number in range(10)))
    met, before = [], None
    for number in range(10, 20):
        found, before = store.page(Query(), before, 3)
        met += [held.item.event_id for held in found]
        if before is None:
            break
        store.take_item(item(f"e{number}").to_json(), Place(0, 0, number))
    assert met == [f"e{number}" for number in range(9, -1, -1)]


def test_items_are_found_by_country_status_cause_and_text():
    store = filled(item("a", body="The sheriff of São Vicente spoke."), item("b"), cancelled("c", 1))
    store.take_event(event("a", country="US", status="advised", cause={"category": "flood", "text": None}).to_json())
    store.take_event(event("b").to_json())
    assert listed(store, Query(countries=frozenset({"US"}))) == [("a", 1)]
    assert listed(store, Query(statuses=frozenset({"ordered"}))) == [("b", 1)]
    assert listed(store, Query(statuses=frozenset({"cancelled"}))) == [("c", 1)]
    assert listed(store, Query(causes=frozenset({"flood"}))) == [("a", 1)]
    assert listed(store, Query(words=tuple(folded("SAO sheriff").split()))) == [("a", 1)]
    assert listed(store, Query(words=("artillery",))) == [("b", 1)]


def test_a_new_event_version_alone_is_told_to_listeners_and_an_old_one_is_not():
    store, told = filled(item("a")), []
    store.subscribe(told.append)
    store.take_event(event("a", 1).to_json())
    store.take_event(disputed("a", 2).to_json())
    store.take_event(event("a", 1).to_json())
    store.take_event(event("unknown", 1).to_json())
    assert told == ["a", "a"]
    held = store.held("a")
    assert held is not None
    assert held.event is not None
    assert held.event.version == 2


def test_items_are_counted_by_country_status_and_cause():
    store = filled(item("a"), cancelled("b", 1))
    store.take_event(event("a").to_json())
    assert store.counts() == {
        "status": {"cancelled": 1, "ordered": 1},
        "country": {"AM": 2},
        "cause": {"armed_conflict": 1},
    }


def test_a_journal_knows_what_it_no_longer_has():
    journal = Journal(Position("e", (5, 7)), capacity=8)
    for offset in range(5, 25):
        journal.append(0, offset, "x", b"{}")
    assert not journal.complete_from(Position("e", (5, 7)))
    assert journal.complete_from(Position("e", (20, 7)))
    assert not journal.complete_from(Position("e", (20, 6)))
    assert not journal.complete_from(Position("other", (20, 7)))
    with pytest.raises(LookupError):
        journal.read(0, 1)
