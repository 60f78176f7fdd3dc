"""Conflicts: lineages that disagree, and one that moves on."""

from tests.fuse.told import Desk, people, report


def test_lineages_that_disagree_at_one_time_are_a_conflict_with_who_says_which():
    desk = Desk().take(report("a", quantity=people(640)), report("b", quantity=people(2000), hours=1))
    (conflict,) = desk.event.conflicts
    assert conflict.field == "quantity"
    assert [(s.value["max"], s.sources) for s in conflict.sides] == [(640, ["a"]), (2000, ["b"])]
    assert "Reports differ on the number of people: 640 (Reuters); 2,000 (Reuters)." in desk.items[-1].bodies[0].value


def test_one_lineage_that_moves_on_is_no_conflict():
    update = report("b", quantity=people(2000), hours=1, story_id="s-a", of="a", verdict="update")
    assert Desk().take(report("a", quantity=people(640)), update).event.conflicts == []
