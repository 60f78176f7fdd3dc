"""Versions: each says what it changes, and whether it corrects."""

from schemas.vocabulary import Operation
from tests.fuse.told import Desk, correction, people, report


def test_every_change_of_state_is_a_version_and_says_what_changed():
    desk = Desk().take(report("a"), report("b", quantity=people(640), hours=1))
    assert [e.version for e in desk.history] == [1, 2]
    changes = {c.field: (c.before, c.after) for c in desk.history[1].changes}
    assert changes["quantity"] == (None, {"min": 640, "max": 640, "qualifier": "exact"})
    assert changes["independent_sources"] == (1, 2)


def test_a_correction_by_the_same_lineage_corrects_the_item_and_says_what_was_wrong():
    desk = Desk().take(report("a", quantity=people(910)), correction(quantity=people(640)))
    assert desk.event.operation is Operation.CORRECTED
    assert desk.event.quantity.max == 640
    assert desk.operations() == ["created", "corrected"]
    assert "910 before, now 640" in desk.items[1].ed_note


def test_an_advance_told_in_a_corrected_article_is_an_update():
    desk = Desk().take(report("a"), correction(status="completed"))
    assert desk.operations() == ["created", "updated"]
