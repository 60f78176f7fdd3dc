"""Claims: what still stands after a correction by the same lineage."""

from schemas.vocabulary import Operation, Status
from tests.fuse.told import UKRAINE, Desk, correction, people, report


def test_a_correction_takes_a_status_back():
    desk = Desk().take(report("a", status="ordered"), correction(status="advised"))
    assert desk.event.status is Status.ADVISED


def test_a_correction_of_the_return_leaves_the_evacuation():
    """The regression: a corrected article that told of the return blanked the evacuation's number and place."""
    desk = Desk().take(report("a", quantity=people(1800)), correction(action="return", status="completed"))
    assert desk.event.quantity.max == 1800
    assert [p.place for p in desk.event.origins] == ["Paradise"]
    assert desk.event.operation is Operation.UPDATED


def test_a_correction_that_is_silent_about_a_field_leaves_it():
    desk = Desk().take(report("a", quantity=people(910), destinations=[UKRAINE]), correction(quantity=people(640)))
    assert [p.place for p in desk.event.destinations] == ["Ukraine"]


def test_a_correction_changes_no_other_lineages_word():
    other = report("c", hours=1, quantity=people(5000))
    desk = Desk().take(report("a", quantity=people(910)), other, correction())
    assert desk.event.quantity.max == 5000
