"""Evacuations that the powerless call for."""

import pytest

from tests.extract.frames.telling import ABROAD, told


@pytest.mark.parametrize(
    "sentence",
    [
        "British MPs called for the evacuation of the remaining Britons.",
        "Relatives begged the government in London to charter a plane for the stranded.",
        "The union demanded that the teachers be flown out.",
        "A petition by students urges Delhi to bring them home.",
    ],
)
def test_what_the_powerless_want_is_called_for(sentence: str) -> None:
    assert "called_for" in {line.split()[1] for line in told(ABROAD + sentence)}


def test_other_demands_are_no_reports() -> None:
    assert told("Union leaders demanded higher pay. The opposition called on the minister to resign.") == []
