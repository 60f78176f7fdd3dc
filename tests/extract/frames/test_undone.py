"""Verbs of moving that are themselves denied."""

import pytest

from tests.extract.frames.telling import FIRE, told


@pytest.mark.parametrize(
    "sentence",
    [
        "People in Chico do not need to leave, the sheriff said.",
        "Nobody in Chico is being evacuated, the sheriff said.",
    ],
)
def test_an_authority_by_which_nobody_has_to_go_rules_the_evacuation_out(sentence: str) -> None:
    assert any(
        line.startswith("evacuation ruled_out") and line.endswith("residents US") for line in told(FIRE + sentence)
    )


def test_people_who_could_not_go_by_themselves_rule_nothing_out() -> None:
    assert not [
        line
        for line in told(FIRE + "Those who could not go by themselves were collected by the fire service.")
        if "ruled_out" in line
    ]


def test_figures_of_speech_are_no_reports() -> None:
    assert told("Nobody was moved by the speech. No one is leaving the party yet.") == []
