"""Orders that are lifted, all-clears, and what opens again."""

import pytest

from tests.extract.frames.telling import FIRE, told


@pytest.mark.parametrize(
    "sentence",
    [
        "The evacuation order was lifted on Friday.",
        "The sheriff lifted the evacuation order for Paradise.",
        "The order was downgraded to a warning.",
        "The all-clear was given at noon.",
        "Firefighters gave residents the all-clear to go home.",
        "The cordon was lifted at six.",
    ],
)
def test_an_order_that_is_lifted_is_a_return_of_residents(sentence: str) -> None:
    returns = [line for line in told(FIRE + sentence) if line.startswith("return")]
    assert len(returns) == 1
    assert " residents US" in returns[0]


def test_ordinary_reopenings_are_no_reports() -> None:
    assert told("The museum reopened after two years of renovation.") == []
