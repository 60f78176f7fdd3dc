"""News: which version of an event is an item, and what the item says."""

import pytest

from tests.fuse.told import KYIV, UKRAINE, US, Desk, copy_of, embassy, people, report


def test_how_far_the_evacuation_had_come_is_no_news_once_people_return():
    back = report("b", action="return", status="authorized", hours=5)
    assert Desk().take(report("a"), back, report("c", status="completed", hours=6)).operations() == [
        "created",
        "updated",
    ]


@pytest.mark.parametrize("fields", [{"background": True}, {"status": "called_for"}])
def test_background_and_mere_calls_are_events_without_items(fields):
    desk = Desk().take(report("a", **fields))
    assert len(desk.history) == 1
    assert desk.items == []


def test_an_event_that_is_not_sure_is_no_item_until_another_report_makes_it_surer():
    desk = Desk().take(report("a", confidence=0.3))
    assert (len(desk.history), desk.items) == (1, [])
    assert desk.take(report("b", hours=1, confidence=0.3)).operations() == ["created"]


def test_a_ministry_of_one_knows_not_which_state_is_no_item():
    ministry = {"name": "Foreign ministry", "country": None, "kind": "government"}
    assert Desk().take(embassy("a", actor=ministry)).items == []
    assert Desk().take(embassy("a", actor={**ministry, "country": "US"})).operations() == ["created"]


def test_a_stale_report_is_an_event_without_an_item_until_a_fresh_one_joins():
    now = report("now", origins=[KYIV], country="UA", hours=24 * 30)
    desk = Desk().take(report("first", hours=24 * 29, country="UA", origins=[KYIV]), now)
    desk = Desk()
    desk.take(*(report(f"x{k}", hours=k, country="UA", origins=[KYIV]) for k in range(100)))
    before = len(desk.items)
    desk.take(report("late", hours=-1))
    assert len(desk.items) == before
    desk.take(report("fresh", hours=99))
    assert desk.operations()[before:] == ["created"]


def test_old_news_told_today_is_no_item():
    long_ago = {"start": "2026-05-01", "end": "2026-05-01", "precision": "day"}
    assert Desk().take(report("a", status="completed", when=long_ago)).items == []


def test_a_reprint_a_confirmation_and_a_moved_confidence_are_no_items():
    desk = Desk().take(embassy("a"), copy_of("a", "b"), embassy("c", hours=1, confidence=0.99))
    assert desk.operations() == ["created"]
    assert len(desk.history) == 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "under_way"}, "Status: ordered before, now under way."),
        ({"quantity": people(640, qualifier="about")}, "Number of people: not known before, now about 640."),
        ({"destinations": [UKRAINE]}, "Destinations: not known before, now Ukraine."),
        ({"actor": US}, "Responsible body: not known before, now the United States."),
        (
            {"when": {"start": None, "end": "2026-06-12", "precision": "day"}},
            "Date: not known before, now by 12 June 2026.",
        ),
    ],
)
def test_what_a_desk_would_run_is_an_update_that_says_what_changed(fields, words):
    desk = Desk().take(report("a"), report("b", hours=1, **fields))
    assert desk.operations() == ["created", "updated"]
    assert [d.value for d in desk.items[1].descriptions if d.role == "changes"] == [words]
    assert [i.version for i in desk.items] == ["1", "2"]
    assert len({i.uri for i in desk.items}) == 1


def test_a_single_source_is_flagged_until_another_confirms():
    desk = Desk().take(embassy("a"), embassy("b", hours=1, status="under_way"))
    flags = [[d.value for d in i.descriptions if d.role == "flag"] for i in desk.items]
    assert flags == [["single-source"], []]


def test_quiet_publishes_events_but_no_items():
    desk = Desk(quiet=True).take(embassy("a"))
    assert desk.items == []
    assert len(desk.history) == 1
