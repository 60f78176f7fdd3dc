"""Who acts under a name of their own."""

import pytest

from tests.extract.articles import constructions, story
from workers.extract.stage import reports_of


def test_a_storm_s_name_is_no_actor():
    text = (
        "Tropical Cyclone Odessa evacuated 2,700 residents from Cowley Point in Queensland. Rain fell. Roads flooded."
    )
    one = story(text)
    reports = reports_of(one, constructions().extract([one])[0])
    assert [report.actor for report in reports if report.actor and "Odessa" in report.actor.name] == []


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Netanyahu ordered residents of Rafah to evacuate ahead of an offensive in Gaza.", "IL"),
        ("Zelensky ordered the evacuation of the Donetsk region on Saturday as shells fell.", "UA"),
        ("Donald Trump ordered residents of Tehran to evacuate as jets bombed Iran.", "US"),
    ],
)
def test_a_head_of_government_acts_for_the_state(text: str, country: str):
    """Regression: "Donald Trump" and "Netanyahu" were organisations of no country."""
    found = constructions().extract([story(text)])[0]
    assert country in {draft.actor.country for draft in found if draft.actor is not None}
