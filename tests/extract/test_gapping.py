"""Clauses that leave out their verb: "Italy has airlifted 200, Finland 470"."""

import pytest

from tests.extract.articles import extractor, reports, story
from workers.extract.stage import reports_of


def _told(text: str) -> list[tuple[str | None, int | None, str | None]]:
    """Return of each report who acts, how many are moved and the country they leave, as the constructions read them."""
    return [
        (r.actor and r.actor.country, r.quantity and r.quantity.min, r.origins[0].country if r.origins else None)
        for r in reports(text)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Italy has airlifted 200 citizens from Phuket, Finland 470.", [("IT", 200, "TH"), ("FI", 470, "TH")]),
        (
            "Mexico has flown 84 nationals home from Haiti, Brazil 53 and Chile 21.",
            [("MX", 84, "HT"), ("BR", 53, "HT"), ("CL", 21, "HT")],
        ),
        (
            "Japan has evacuated 190 of its citizens from Israel, and South Korea another 163, on military planes.",
            [("JP", 190, "IL"), ("KR", 163, "IL")],
        ),
        (
            "Germany has evacuated 101 people from Sudan, and Mexico has flown 84 nationals home from Haiti, Brazil 53.",
            [("DE", 101, "SD"), ("MX", 84, "HT"), ("BR", 53, "HT")],
        ),
    ],
)
def test_a_state_with_nothing_but_a_number_does_what_the_clause_before_tells(
    text: str, told: list[tuple[str, int, str]]
):
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Italy has airlifted 200 citizens from Phuket, Finland, and 30 dogs.",
        "Italy has airlifted 200 citizens from Thailand, Finland 470 tonnes of food.",
        "Italy has airlifted 200 citizens from Phuket by Friday, and Finland 2030 begins today.",
    ],
)
def test_what_is_no_such_clause_names_nobody_who_acts(text: str):
    assert {country for country, _, _ in _told(text)} == {"IT"}


def test_home_is_another_country_for_each_state():
    found = reports("Mexico has flown 84 nationals home from Haiti, Brazil 53 and Chile 21.")
    assert [[place.country for place in r.destinations] for r in found] == [["MX"], [], []]
    assert ["destinations" in r.evidence.fields for r in found[1:]] == [False, False]


def test_the_reader_does_not_give_the_clause_to_the_state_before_it():
    one = story("Italy has airlifted 200 citizens from Phuket, Finland 470, after the tsunami.")
    found = reports_of(one, extractor().extract([one])[0])
    assert [(r.actor and r.actor.country, r.quantity and r.quantity.min) for r in found] == [("IT", 200), ("FI", 470)]
