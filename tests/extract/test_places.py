"""Where a text says that people leave: names, codes of zones, words that point at a place."""

import pytest

from tests.extract.articles import constructions, extractor, story
from workers.extract.stage import reports_of


def origins(text: str) -> list[str]:
    one = story(text)
    return [place.place for report in reports_of(one, constructions().extract([one])[0]) for place in report.origins]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The sheriff issued an evacuation order for zones SC-1 and SC-2 in Sage Canyon.", ["Sage Canyon"]),
        ("The county ordered residents of zones LAC-E017, LAC-E019 and B2 in Altadena to evacuate.", ["Altadena"]),
        ("The county ordered residents of Altadena to evacuate.", ["Altadena"]),
    ],
)
def test_a_zone_s_code_is_no_place_but_the_town_it_lies_in_is(text: str, places: list[str]):
    assert origins(f"{text} The fire in California grew. Crews came.") == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Some 2,100 people had to leave their homes in Oud-Pernis on Wednesday after a leak in Rotterdam.", ["Oud-Pernis"]),
        ("The mayor ordered residents of Kafr-Nabuda to evacuate after shells hit Syria.", ["Kafr-Nabuda"]),
    ],
)  # fmt: skip
def test_a_hamlet_that_the_gazetteer_lacks_has_its_whole_name(text: str, places: list[str]):
    """Regression: people left "Oud" and "Pernis"."""
    assert origins(f"{text} It is quiet. Crews came.") == places


def test_a_zone_of_one_letter_is_no_place():
    """Regression: people left "A"."""
    text = (
        "People in surge zones A and B at Tarrant Point in Australia were ordered to evacuate. It rained. Crews came."
    )
    assert "A" not in origins(text)


def test_a_church_keeps_its_saint():
    one = story("All 410 pupils in Ohio were evacuated to St. Luke's Church. Deputies found nothing. It was late.")
    (draft,) = constructions().extract([one])[0]
    assert [place.place for place in draft.destinations] == ["St. Luke's Church"]


def test_a_storm_is_no_place():
    text = "People at Cowley Point were ordered to evacuate before Tropical Cyclone Odessa. The wind rose in Australia. Crews came."
    assert "Tropical Cyclone Odessa" not in origins(text)


def test_zones_told_by_their_codes_alone_leave_no_code_as_a_place():
    assert "BUT-112" not in origins(
        "The sheriff ordered residents of zone BUT-112 to evacuate. A fire grew. Crews came."
    )


def test_a_place_that_the_dateline_names_is_told_by_the_dateline_s_words():
    """It was told by as many characters of the last sentence."""
    one = story("GALLE, Sri Lanka (AP) - Residents were ordered to evacuate at once. The water rose. Crews came.")
    (report,) = reports_of(one, constructions().extract([one])[0])
    assert [place.place for place in report.origins] == ["Galle"]
    assert report.evidence.fields["origins"].quote == "GALLE"


def test_a_capital_in_the_dateline_is_where_the_agency_sits_and_not_what_people_leave():
    text = (
        "DHAKA, Nov 17 (Reuters) - Bangladesh moved 45,000 people to shelters on Tuesday after a river broke its banks."
    )
    one = story(f"{text} Boats came. Nine people drowned.")
    (report,) = reports_of(one, extractor().extract([one])[0])
    assert [place.place for place in report.origins] == ["Bangladesh"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Patients were evacuated from hospitals in Asheville, N.C., and Boone, N.C.", ["Asheville", "Boone"]),
        ("Residents of Lismore NSW were told to evacuate on Monday as floods rose.", ["Lismore"]),
        ("Deputies ordered residents of Paradise, Calif., to evacuate as a wildfire spread.", ["Paradise"]),
    ],
)
def test_a_state_behind_a_town_is_no_place_of_its_own(text: str, places: list[str]):
    """Regression: "N.C." became a place by the name of "N.c.", and "Lismore NSW" was all of the state."""
    assert origins(text) == places
