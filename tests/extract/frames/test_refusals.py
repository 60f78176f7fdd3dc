"""Plans, pleas and rumours that are denied."""

import pytest

from tests.extract.frames.telling import ABROAD, FIRE, told


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        (
            "Spain's foreign ministry said there was no need to fly its nationals home.",
            "evacuation ruled_out ES citizens NE",
        ),
        ("Berlin ruled out an airlift for its citizens.", "evacuation ruled_out DE citizens NE"),
        ("Warsaw dismissed calls for an evacuation of Poles in the country.", "evacuation ruled_out PL citizens NE"),
        ("Portugal has no intention of bringing its nationals home.", "evacuation ruled_out PT citizens NE"),
        ("Athens turned down a request to fly its citizens out.", "evacuation ruled_out GR citizens NE"),
        ("The evacuation of Italian diplomats is not foreseen.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("Italy has no plans to close its embassy.", "closure ruled_out IT unspecified NE"),
    ],
)
def test_a_plan_or_plea_that_is_denied_is_ruled_out(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials said that no evacuation of Chico is planned.",
        "The sheriff denied rumours that Chico would be evacuated.",
    ],
)
def test_an_authority_that_denies_an_evacuation_rules_it_out(sentence: str) -> None:
    assert any(
        line.startswith("evacuation ruled_out") and line.endswith("residents US") for line in told(FIRE + sentence)
    )


def test_people_who_refuse_to_leave_rule_nothing_out() -> None:
    assert not [line for line in told(FIRE + "Some residents refuse to leave their homes.") if "ruled_out" in line]


@pytest.mark.parametrize(
    "text",
    [
        "There are no plans to close the hospital, the trust said.",
        "The minister ruled out an election. He dismissed calls to resign.",
        "The president refused to leave office.",
        "The council has no plans to move the market.",
    ],
)
def test_other_denials_are_no_reports(text: str) -> None:
    assert told(text) == []
