"""Posts that close or suspend their services."""

import pytest

from tests.extract.frames.telling import ABROAD, told


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("Italy's embassy never closed.", "closure ruled_out IT unspecified NE"),
        ("Italy has suspended consular services in Niamey.", "closure completed IT unspecified NE"),
        ("The Italian embassy in Niamey has bolted its doors.", "closure completed IT unspecified NE"),
        ("Italy pulled down the shutters at its embassy in Niamey.", "closure completed IT unspecified NE"),
        ("Italy announced the temporary closure of its embassy in Niamey.", "closure completed IT unspecified NE"),
        ("The Italian consulate in Niamey is no longer operating.", "closure completed IT unspecified NE"),
        ("Rome ordered its embassy in Niamey to close.", "closure ordered IT unspecified NE"),
    ],
)
def test_posts_close_or_are_told_not_to_have_closed(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


def test_a_state_that_closes_another_states_post_expels_it() -> None:
    assert told("Lithuania downgraded ties and is shutting the Russian consulate in Klaipeda.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The state school in Leeds closed its doors on Friday for the summer holidays.",
        "Tesco closed two shops in Bristol after a fall in sales.",
        "The embassy will be closed on Monday for a public holiday.",
        "The consulate in Boston shuts next year as part of budget cuts.",
    ],
)
def test_ordinary_closures_are_no_reports(text: str) -> None:
    assert told(text) == []
