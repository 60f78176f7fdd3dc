"""The state: repeats are known, what passed by is remembered and bounded, a snapshot is checked."""

import pytest

from schemas.reports import Withdrawal
from tests.fuse.told import Desk, at, copy_of, embassy, people, withdrawal
from workers.fuse.lives import REPORTS_KEPT
from workers.stage import Record
from workers.topics import Topic


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
        kill = withdrawal("b")
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
