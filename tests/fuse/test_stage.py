"""What fuse does with reports: merging, counting, life, news."""

from datetime import timedelta

import pytest

from schemas.reports import Cancel, Withdrawal
from schemas.vocabulary import Operation, Status
from tests.fuse.told import KYIV, PARADISE, START, UK, UKRAINE, US, Desk, at, embassy, people, report
from workers.fuse.lives import REPORTS_KEPT
from workers.stage import Record
from workers.topics import Topic


def copy_of(article: str, by: str, **fields):
    return embassy(by, story_id=f"s-{article}", of=article, verdict="duplicate", source=by, **fields)


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


def test_lineages_that_disagree_at_one_time_are_a_conflict_with_who_says_which():
    desk = Desk().take(report("a", quantity=people(640)), report("b", quantity=people(2000), hours=1))
    (conflict,) = desk.event.conflicts
    assert conflict.field == "quantity"
    assert [(s.value["max"], s.sources) for s in conflict.sides] == [(640, ["a"]), (2000, ["b"])]
    assert "Reports differ on the number of people: 640 (Reuters); 2,000 (Reuters)." in desk.items[-1].bodies[0].value


def test_one_lineage_that_moves_on_is_no_conflict():
    update = report("b", quantity=people(2000), hours=1, story_id="s-a", of="a", verdict="update")
    assert Desk().take(report("a", quantity=people(640)), update).event.conflicts == []


def test_an_update_that_copies_an_article_of_the_event_counts_for_its_lineage():
    desk = Desk().take(embassy("a"), embassy("b", hours=1, of="a", verdict="update", story_id="another"))
    assert desk.event.independent_sources == 1


def test_a_return_joins_the_evacuation_it_ends():
    desk = Desk().take(report("a"), report("b", action="return", status="completed", hours=30))
    event = desk.event
    assert event.action == "evacuation"
    assert [(e.action, e.status) for e in event.timeline] == [("evacuation", "ordered"), ("return", "completed")]
    assert desk.items[-1].headlines[0].value == "Evacuation of Paradise ends"


def test_how_far_the_evacuation_had_come_is_no_news_once_people_return():
    back = report("b", action="return", status="authorized", hours=5)
    assert Desk().take(report("a"), back, report("c", status="completed", hours=6)).operations() == [
        "created",
        "updated",
    ]


def test_a_return_without_a_known_evacuation_is_an_event_of_its_own():
    desk = Desk().take(report("a", action="return", status="completed"))
    assert (desk.event.action, desk.event.operation) == ("return", Operation.CREATED)


def test_after_the_return_a_recall_joins_and_a_new_order_is_a_new_event():
    desk = Desk().take(report("a"), report("b", action="return", status="completed", hours=30), report("c", hours=31))
    assert len(desk.events) == 1
    desk.take(report("d", hours=24 * 5))
    assert len(desk.events) == 2


def test_a_repeated_report_changes_nothing():
    desk = Desk().take(embassy("a"), embassy("a"))
    assert desk.outcomes == ["event", "repeat"]
    assert not desk.results[1].outputs


class TestRepeatsAfterOthers:
    """What extract writes again after a crash comes behind what followed it the first time."""

    def test_a_copy_that_found_no_event_does_not_count_when_repeated_after_its_storys_event_is_born(self):
        """The regression: an event had a source too many, a copy that came before the update of its story that first told of the place."""
        copied, update = copy_of("a", "b"), embassy("c", story_id="s-a", of="a", verdict="update", hours=1)
        desk = Desk().take(copied, update, copied, update)
        assert desk.outcomes == ["ignored", "event", "repeat", "repeat"]
        assert [s.article_id for s in desk.event.sources] == ["c"]

    def test_a_copys_second_report_does_not_count_when_repeated_after_the_copy_was_withdrawn(self):
        """The regression: only the report that gave the source was remembered."""
        first, second = copy_of("a", "b"), copy_of("a", "b", status="completed")
        kill = Withdrawal(article_id="b", keep_content_id=None, published_at=at(9))
        desk = Desk().take(embassy("a"), first, second, kill, first, second, kill)
        assert desk.outcomes[4:] == ["repeat", "repeat", "ignored"]
        assert desk.event.source_count == 1

    def test_a_replacement_repeated_after_the_next_one_takes_nothing_back(self):
        """The regression: the first edit, repeated, withdrew what the second one said, and the event was cancelled."""
        edits = [
            (
                embassy("a", content_id=f"c{k}", hours=k, of="a", verdict="update", quantity=people(300 + k)),
                Withdrawal(article_id="a", keep_content_id=f"c{k}", published_at=at(k)),
            )
            for k in (1, 2)
        ]
        stream = [message for edit in edits for message in edit]
        desk = Desk().take(embassy("a"), *stream)
        versions = len(desk.history)
        desk.take(*stream)
        assert desk.outcomes[5:] == ["repeat"] * 4
        assert (len(desk.history), desk.event.quantity.max) == (versions, 302)

    def test_what_changed_nothing_is_remembered_across_a_restart(self):
        copied, update = copy_of("a", "b"), embassy("c", story_id="s-a", of="a", verdict="update", hours=1)
        desk = Desk().take(copied)
        saved, desk.state = desk.state.save(), desk.stage.new_state()
        desk.state.load(saved)
        desk.take(update)
        restored = desk.stage.new_state()
        for output in desk.written(Topic.EVENTS):
            restored.restore(Record(output.value, output.key))
        assert [r.outcome for r in desk.stage.process([Record(copied.to_json())], restored)] == ["repeat"]

    def test_a_kill_notice_that_comes_twice_is_heard_twice(self):
        kill = Withdrawal(article_id="a", keep_content_id=None, published_at=None)
        again = embassy("a", content_id="c2", hours=2, report_id="again")
        desk = Desk().take(embassy("a"), embassy("b", hours=1), kill, again, kill)
        assert desk.outcomes[-1] == "withdrawal"
        assert desk.event.source_count == 1


def test_a_state_is_bounded_whatever_passes_by_without_an_event():
    desk = Desk().take(*(copy_of("elsewhere", f"b{k}") for k in range(REPORTS_KEPT + 5)))
    assert len(desk.state.passed) == REPORTS_KEPT
    desk.take(embassy("a"))
    assert len(desk.event.state["reports"]) == REPORTS_KEPT
    assert not desk.state.passed


@pytest.mark.parametrize("snapshot", [b"", b"nonsense", b"{}", b"[1]", b'[]\n{"event": 1}'])
def test_what_is_no_snapshot_is_refused(snapshot):
    with pytest.raises(ValueError, match="not a snapshot of fuse"):
        Desk().state.load(snapshot)


def test_every_change_of_state_is_a_version_and_says_what_changed():
    desk = Desk().take(report("a"), report("b", quantity=people(640), hours=1))
    assert [e.version for e in desk.history] == [1, 2]
    changes = {c.field: (c.before, c.after) for c in desk.history[1].changes}
    assert changes["quantity"] == (None, {"min": 640, "max": 640, "qualifier": "exact"})
    assert changes["independent_sources"] == (1, 2)


def test_outputs_come_in_order_item_history_state():
    (result,) = Desk().take(embassy("a")).results
    assert [o.topic for o in result.outputs] == [Topic.ITEMS, Topic.HISTORY, Topic.EVENTS]
    assert len({o.key for o in result.outputs}) == 1
    assert [t.metric for t in result.tallies] == ["events_published_total", "wire_items_total"]


def test_what_is_no_event_message_is_rejected_whole():
    (result,) = Desk().stage.process([Record(b'{"kind": "cancel"}')], Desk().state)
    assert result.outcome == "rejected"
    assert result.outputs[0].topic is Topic.REJECTED


class TestNews:
    @pytest.mark.parametrize("fields", [{"background": True}, {"status": "called_for"}])
    def test_background_and_mere_calls_are_events_without_items(self, fields):
        desk = Desk().take(report("a", **fields))
        assert len(desk.history) == 1
        assert desk.items == []

    def test_a_stale_report_is_an_event_without_an_item_until_a_fresh_one_joins(self):
        now = report("now", origins=[KYIV], country="UA", hours=24 * 30)
        desk = Desk().take(report("first", hours=24 * 29, country="UA", origins=[KYIV]), now)
        desk = Desk()
        desk.take(*(report(f"x{k}", hours=k, country="UA", origins=[KYIV]) for k in range(100)))
        before = len(desk.items)
        desk.take(report("late", hours=-1))
        assert len(desk.items) == before
        desk.take(report("fresh", hours=99))
        assert desk.operations()[before:] == ["created"]

    def test_old_news_told_today_is_no_item(self):
        long_ago = {"start": "2026-05-01", "end": "2026-05-01", "precision": "day"}
        assert Desk().take(report("a", status="completed", when=long_ago)).items == []

    def test_a_reprint_a_confirmation_and_a_moved_confidence_are_no_items(self):
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
    def test_what_a_desk_would_run_is_an_update_that_says_what_changed(self, fields, words):
        desk = Desk().take(report("a"), report("b", hours=1, **fields))
        assert desk.operations() == ["created", "updated"]
        assert [d.value for d in desk.items[1].descriptions if d.role == "changes"] == [words]
        assert [i.version for i in desk.items] == ["1", "2"]
        assert len({i.uri for i in desk.items}) == 1

    def test_a_single_source_is_flagged_until_another_confirms(self):
        desk = Desk().take(embassy("a"), embassy("b", hours=1, status="under_way"))
        flags = [[d.value for d in i.descriptions if d.role == "flag"] for i in desk.items]
        assert flags == [["single-source"], []]

    def test_quiet_publishes_events_but_no_items(self):
        desk = Desk(quiet=True).take(embassy("a"))
        assert desk.items == []
        assert len(desk.history) == 1


class TestHolding:
    def test_an_item_waits_for_more_sources(self):
        desk = Desk(hold=timedelta(hours=2)).take(embassy("a"))
        assert desk.items == []
        desk.take(embassy("b", hours=0.5))
        assert desk.operations() == ["created"]

    def test_an_item_is_released_once_stream_time_has_passed(self):
        desk = Desk(hold=timedelta(hours=2)).take(embassy("a"), report("x", hours=1.9))
        assert desk.items == []
        desk.take(report("z", hours=2.5, origins=[{"place": "Redding", "country": "US"}]))
        assert desk.items[0].headlines[0].value == "US orders its diplomatic staff to leave Kyiv"


class TestCorrections:
    def correction(self, **fields):
        return report("b", hours=2, story_id="s-a", of="a", verdict="update", correction=True, **fields)

    def test_a_correction_by_the_same_lineage_corrects_the_item_and_says_what_was_wrong(self):
        desk = Desk().take(report("a", quantity=people(910)), self.correction(quantity=people(640)))
        assert desk.event.operation is Operation.CORRECTED
        assert desk.event.quantity.max == 640
        assert desk.operations() == ["created", "corrected"]
        assert "910 before, now 640" in desk.items[1].ed_note

    def test_a_correction_takes_a_status_back(self):
        desk = Desk().take(report("a", status="ordered"), self.correction(status="advised"))
        assert desk.event.status is Status.ADVISED

    def test_a_correction_of_the_return_leaves_the_evacuation(self):
        """The regression: a corrected article that told of the return blanked the evacuation's number and place."""
        desk = Desk().take(report("a", quantity=people(1800)), self.correction(action="return", status="completed"))
        assert desk.event.quantity.max == 1800
        assert [p.place for p in desk.event.origins] == ["Paradise"]
        assert desk.event.operation is Operation.UPDATED

    def test_an_advance_told_in_a_corrected_article_is_an_update(self):
        desk = Desk().take(report("a"), self.correction(status="completed"))
        assert desk.operations() == ["created", "updated"]

    def test_a_correction_that_is_silent_about_a_field_leaves_it(self):
        desk = Desk().take(
            report("a", quantity=people(910), destinations=[UKRAINE]), self.correction(quantity=people(640))
        )
        assert [p.place for p in desk.event.destinations] == ["Ukraine"]

    def test_a_correction_changes_no_other_lineages_word(self):
        other = report("c", hours=1, quantity=people(5000))
        desk = Desk().take(report("a", quantity=people(910)), other, self.correction())
        assert desk.event.quantity.max == 5000


class TestWithdrawals:
    def kill(self, article, *, keep=None):
        return Withdrawal(article_id=article, keep_content_id=keep, published_at=at(9))

    def test_the_last_report_withdrawn_cancels_the_event(self):
        desk = Desk().take(embassy("a"), self.kill("a"))
        assert desk.event.operation is Operation.CANCELLED
        assert desk.items[-1].pub_status == "canceled"
        assert desk.items[-1].uri == desk.items[0].uri
        assert "Reuters withdrew its report" in desk.items[-1].ed_note

    def test_no_late_copy_and_no_update_of_the_story_revives_it(self):
        desk = Desk().take(embassy("a"), self.kill("a"))
        desk.take(copy_of("a", "b", hours=10), embassy("c", hours=11, story_id="s-a", of="a", verdict="update"))
        assert desk.outcomes[2:] == ["ignored", "ignored"]
        assert desk.event.operation is Operation.CANCELLED

    def test_another_story_may_start_another_event(self):
        desk = Desk().take(embassy("a"), self.kill("a"), embassy("z", hours=12))
        assert len(desk.events) == 2

    def test_what_only_the_withdrawn_article_said_is_taken_back(self):
        desk = Desk().take(report("a"), report("b", hours=1, quantity=people(910)), self.kill("b"))
        assert desk.event.quantity is None
        assert desk.operations() == ["created", "updated", "corrected"]
        assert desk.event.source_count == 1

    def test_a_withdrawn_copy_is_one_source_less_and_no_news(self):
        desk = Desk().take(embassy("a"), copy_of("a", "b"), self.kill("b"))
        assert (desk.event.source_count, len(desk.items)) == (1, 1)

    def test_an_edited_article_keeps_what_its_new_content_says(self):
        edited = report("a", content_id="c2", quantity=people(640), hours=1, of="a", verdict="update", report_id="r2")
        desk = Desk().take(report("a", quantity=people(600)), edited, self.kill("a", keep="c2"))
        assert desk.event.quantity.max == 640
        assert desk.event.source_count == 1
        assert desk.event.operation is not Operation.CANCELLED

    def test_one_article_withdrawn_changes_every_event_it_supports(self):
        desk = Desk().take(embassy("a"), embassy("a", actor=UK), self.kill("a"))
        assert {e.operation for e in desk.events.values()} == {Operation.CANCELLED}

    def test_a_withdrawal_of_an_unknown_article_changes_nothing(self):
        assert Desk().take(self.kill("nobody")).outcomes == ["ignored"]


class TestCancelling:
    def test_an_editor_cancels_with_a_reason(self):
        desk = Desk().take(embassy("a"))
        order = Cancel(event_id=desk.event.event_id, reason="a hoax", at=at(3))
        desk.take(order, order)
        assert desk.outcomes == ["event", "cancel", "ignored"]
        assert desk.event.note == "a hoax"
        assert desk.operations() == ["created", "cancelled"]

    def test_an_event_that_was_never_an_item_is_cancelled_without_one(self):
        desk = Desk().take(report("a", background=True))
        desk.take(Cancel(event_id=desk.event.event_id, reason="a hoax", at=at(3)))
        assert desk.items == []


class TestTime:
    def test_an_idle_event_retires_with_a_tombstone(self):
        desk = Desk().take(embassy("old"))
        desk.take(
            *(
                report(f"x{k}", hours=k, origins=[{"place": f"Town {k}", "country": "US"}])
                for k in range(1, 24 * 14 + 3)
            )
        )
        tombstones = [o for o in desk.written(Topic.EVENTS) if o.value is None]
        assert len(tombstones) >= 1
        assert all(e.country == "US" for e in desk.events.values())

    def test_a_date_in_the_year_9999_retires_nothing(self):
        desk = Desk().take(embassy("a"), report("wild", published_at="9999-01-01T00:00:00Z"), report("b", hours=1))
        assert not [o for o in desk.written(Topic.EVENTS) if o.value is None]
        assert len(desk.items) == 3

    def test_a_wild_date_at_the_very_beginning_makes_nothing_stale(self):
        desk = Desk().take(
            report("wild", published_at="9999-01-01T00:00:00Z"),
            report("wild", published_at="9999-01-01T00:00:00Z", origins=[KYIV], country="UA"),
            embassy("a"),
        )
        assert desk.items[-1].headlines[0].value.startswith("US orders")

    def test_undated_reports_merge_and_run(self):
        desk = Desk().take(report("a", hours=None), report("b", hours=None, status="under_way"))
        assert desk.event.status is Status.UNDER_WAY
        assert desk.event.updated_at is None
        assert len(desk.items) == 2


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
