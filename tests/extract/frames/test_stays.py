"""People who stay where they are, by a body's decision or by their own will."""

import pytest

from tests.extract.frames.telling import ABROAD, FIRE, told


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ('"We\'re not leaving," the Italian ambassador said.', "evacuation ruled_out IT diplomatic_staff NE"),
        ("Italy's ambassador will remain at her post in the embassy.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("The Italian ambassador isn't going anywhere.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("Italy is keeping its diplomats in place.", "evacuation ruled_out IT diplomatic_staff NE"),
    ],
)
def test_a_state_that_leaves_its_people_where_they_are_rules_their_evacuation_out(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


def test_an_authority_that_lets_a_town_stay_rules_its_evacuation_out() -> None:
    assert any(
        line.startswith("evacuation ruled_out") and line.endswith("residents US")
        for line in told(FIRE + "Residents of Chico can stay in their homes.")
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Her neighbour is staying put with three dogs.",
        "Residents were advised to stay indoors.",
    ],
)
def test_people_who_stay_by_their_own_will_rule_nothing_out(sentence: str) -> None:
    assert not [line for line in told(FIRE + sentence) if "ruled_out" in line]


@pytest.mark.parametrize(
    "text",
    [
        "US troops will remain in Germany until 2030, the Pentagon said.",
        "The striker will stay at Arsenal. He is not going anywhere, his agent said.",
        "Bank of Ireland keeps its staff at the Cork office.",
    ],
)
def test_ordinary_stays_are_no_reports(text: str) -> None:
    assert told(text) == []
