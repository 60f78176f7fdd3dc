"""Whom a deed that will not be done would have taken."""

from tests.extract.frames.telling import GOMA, told


def test_a_charity_that_will_not_pull_its_people_out_rules_out_moving_workers() -> None:
    assert "evacuation ruled_out Oxfam workers CD" in told(GOMA + "Oxfam said it had no plans to pull its people out.")
