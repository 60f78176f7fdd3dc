"""People who are let back or come back."""

import pytest

from tests.extract.frames.telling import FIRE, told


@pytest.mark.parametrize(
    "sentence",
    [
        "Residents were allowed back into their homes.",
        "Residents were given the green light to return.",
        "It is safe for residents to return, the sheriff said.",
        "Residents are able to return to their homes.",
        "Evacuees began returning to their homes on Sunday.",
        "The sheriff told residents that they could go home.",
    ],
)
def test_people_who_may_go_back_or_do_are_a_return_of_residents(sentence: str) -> None:
    returns = [line for line in told(FIRE + sentence) if line.startswith("return")]
    assert len(returns) == 1
    assert " residents US" in returns[0]


@pytest.mark.parametrize(
    "text",
    [
        "Families returned home from their holidays on Sunday.",
        "Pupils went back to school on Monday after the summer break.",
    ],
)
def test_ordinary_ways_home_are_no_reports(text: str) -> None:
    assert told(text) == []
