"""Evacuations that are stopped or put off."""

import pytest

from tests.extract.frames.telling import ABROAD, told


@pytest.mark.parametrize(
    "sentence",
    [
        "The second airlift was postponed.",
        "The French airlift has been put on hold.",
        "A convoy for Britons was turned back at the border.",
        "A French evacuation flight was unable to land.",
        "The evacuation was called off after an hour.",
        "Shelling put a stop to the airlift.",
        "The convoy for Britons could not leave on Friday.",
        "The evacuation broke off at dusk.",
    ],
)
def test_what_is_stopped_or_put_off_is_halted_and_nothing_else(sentence: str) -> None:
    reports = [line for line in told(ABROAD + sentence) if not line.startswith("evacuation completed FR citizens")]
    assert [line.split()[:2] for line in reports] == [["evacuation", "halted"]]


@pytest.mark.parametrize(
    "text",
    [
        "The match was postponed because of fog. All flights were cancelled at Heathrow.",
        "The airline suspended flights to Tel Aviv.",
    ],
)
def test_other_things_that_are_put_off_are_no_reports(text: str) -> None:
    assert told(text) == []
