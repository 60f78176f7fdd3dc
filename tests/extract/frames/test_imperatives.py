"""Bare imperatives of leaving, told by an authority."""

from tests.extract.frames.telling import ABROAD, NEARING, told


def test_an_authority_that_says_leave_now_advises_the_town_to_leave() -> None:
    assert told(NEARING + '"Leave now," the sheriff said.') == ["evacuation advised US residents US"]


def test_a_headline_that_says_leave_now_advises_the_town_to_leave() -> None:
    assert told("Residents are safe.", "Leave now: fire nears Chico, California") == [
        "evacuation advised - residents US"
    ]


def test_a_clause_that_only_says_who_is_spoken_to_does_not_make_an_imperative_conditional() -> None:
    assert any(
        line.startswith("evacuation advised") and " citizens " in line
        for line in told(ABROAD + "If you are in Niger, leave now, the Italian foreign ministry said.")
    )


def test_an_imperative_that_nobody_with_authority_says_is_no_report() -> None:
    assert told("Leave the dough to rise. Go out now and enjoy the sun.") == []
