"""What single sentences assert, in wordings of our own: the constructions, not the examples of the corpus."""

import pytest

from tests.extract.articles import reports

WAR = "Heavy fighting between the army and a militia has closed in on Khartoum, the capital of Sudan, where there are many embassies. "
FLOOD = "The river rose overnight in Carlisle, England, and streets flooded. "

ASSERTED = [
    (WAR + "Denmark flew 40 diplomats out of Khartoum on Friday.", "evacuation", "completed", "DK", "diplomatic_staff", "SD"),
    (WAR + "Thirty Danish nationals were airlifted from Khartoum by the Danish air force.", "evacuation", "completed", "DK", "citizens", "SD"),
    (WAR + "Norway urged its citizens to leave Sudan.", "evacuation", "advised", "NO", "citizens", "SD"),
    (WAR + "Finland ordered its embassy staff to leave Khartoum.", "evacuation", "ordered", "FI", "diplomatic_staff", "SD"),
    (FLOOD + "The mayor ordered residents to evacuate Carlisle at once.", "evacuation", "ordered", "GB", "residents", "GB"),
    (FLOOD + "Police urged residents to evacuate the area near the bridge.", "evacuation", "advised", "GB", "residents", "GB"),
    (WAR + "Washington has authorised the departure of embassy families.", "evacuation", "authorized", "US", "dependants", "SD"),
    (WAR + "Portugal will send a plane for its nationals.", "evacuation", "planned", "PT", "citizens", "SD"),
    (WAR + "Austria has no plans to evacuate its citizens from Sudan.", "evacuation", "ruled_out", "AT", "citizens", "SD"),
    (WAR + "Sweden has closed its embassy in Khartoum.", "closure", "completed", "SE", "unspecified", "SD"),
    (WAR + "The Swiss embassy in Khartoum remains open.", "closure", "ruled_out", "CH", "unspecified", "SD"),
    (WAR + "Ireland is moving its embassy from Khartoum to Cairo.", "relocation", "under_way", "IE", "unspecified", "SD"),
    (WAR + "The opposition in Vienna called on the government to evacuate Austrian students from Sudan.", "evacuation", "called_for", None, "students", "SD"),
    (FLOOD + "Police told residents of Carlisle to leave their homes on Saturday.", "evacuation", "ordered", "GB", "residents", "GB"),
    (FLOOD + "Firefighters ferried 60 pensioners from Carlisle to a school in Penrith.", "evacuation", "completed", "GB", "residents", "GB"),
    (FLOOD + "Residents of Carlisle were allowed to return to their homes on Saturday.", "return", "authorized", None, "residents", "GB"),
    (FLOOD + "The evacuation order for Carlisle was lifted on Saturday.", "return", "authorized", None, "residents", "GB"),
]  # fmt: skip


@pytest.mark.parametrize("asserted", ASSERTED, ids=lambda asserted: asserted[0].split(". ", 1)[1])
def test_a_sentence_asserts(asserted: tuple[str, str, str, str | None, str, str]) -> None:
    text, action, status, actor, group, country = asserted
    found = [
        (
            r.action,
            r.status,
            r.actor.country if r.actor and actor else None,
            group in [a.group for a in r.affected],
            r.country,
        )
        for r in reports(text)
    ]
    assert (action, status, actor, True, country) in found


NOT_ASSERTED = [
    "The haematoma was evacuated through a burr hole and the patient went home.",
    "Engineers evacuated the vacuum chamber before the pump failed and the vacuum was lost.",
    "Surgeons said that early evacuation of the clot helps.",
    "In the film, directed by her, the mayor orders everybody off the island; four stars, in cinemas now.",
    "Thursday's drill assumed a tsunami: pupils rehearsed how to walk uphill, a simulated siren sounded. It was an exercise.",
    "Families fled on foot across the border when they heard the guns.",
    "Investors are heading for the exits as funds pull out of Turkish bonds and shares fall; traders evacuated the trade.",
    "If the dam breaks, 60,000 people would have to be evacuated.",
    "The county has not ordered an evacuation.",
]


@pytest.mark.parametrize("text", NOT_ASSERTED)
def test_a_text_asserts_nothing(text: str) -> None:
    assert reports(text) == []


def test_coordinated_actors_make_a_report_each() -> None:
    found = reports(WAR + "On Friday the US, the UK and Japan urged their citizens to leave Sudan.")
    assert {r.actor.country for r in found if r.actor} == {"US", "GB", "JP"}


def test_one_order_over_several_towns_is_one_report() -> None:
    found = reports(FLOOD + "Police ordered residents of Carlisle, Penrith and Workington to leave.")
    assert [sorted(place.place for place in r.origins) for r in found] == [["Carlisle", "Penrith", "Workington"]]


def test_they_in_indirect_speech_are_those_who_speak() -> None:
    found = reports(WAR + "Norway and Finland said they would fly their diplomats out of Khartoum.")
    assert {r.actor.country for r in found if r.actor} == {"NO", "FI"}


def test_a_neighbour_does_the_same() -> None:
    found = reports(WAR + "Norway told its citizens to leave Sudan. Finland did the same.")
    assert {r.actor.country for r in found if r.actor} == {"NO", "FI"}


def test_a_number_of_something_else_is_no_quantity() -> None:
    found = reports(WAR + "Norway, which has 40 ships, urged its citizens to leave Sudan.")
    assert [r.quantity for r in found] == [None]
