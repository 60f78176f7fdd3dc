"""What is ruled out, stopped, demanded, closed, moved or reversed, in wordings of many voices; and what only sounds like it."""

import pytest

from tests.extract.frames.telling import told

ABROAD = "France evacuated its citizens from Niamey, Niger, after the coup. "
FIRE = "Crews evacuated Paradise, California, as the fire came near. "
GOMA = "Rebels are nearing Goma in Congo. The UN ordered its staff out. "


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
        ('"We\'re not leaving," the Italian ambassador said.', "evacuation ruled_out IT diplomatic_staff NE"),
        ("Italy's ambassador will remain at her post in the embassy.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("The Italian ambassador isn't going anywhere.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("Italy is keeping its diplomats in place.", "evacuation ruled_out IT diplomatic_staff NE"),
        ("The evacuation of Italian diplomats is not foreseen.", "evacuation ruled_out IT diplomatic_staff NE"),
    ],
)
def test_a_state_that_leaves_its_people_where_they_are_is_read(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


def test_a_charity_that_will_not_pull_its_people_out_rules_out_moving_workers() -> None:
    assert "evacuation ruled_out Oxfam workers CD" in told(GOMA + "Oxfam said it had no plans to pull its people out.")


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("The Italian embassy is operating normally.", "closure ruled_out IT unspecified NE"),
        ("The Italian embassy keeps its doors open.", "closure ruled_out IT unspecified NE"),
        ("Italy's embassy never closed.", "closure ruled_out IT unspecified NE"),
        ("Italy has no plans to close its embassy.", "closure ruled_out IT unspecified NE"),
        ("The Italian embassy continues to function.", "closure ruled_out IT unspecified NE"),
        ("Italy has suspended consular services in Niamey.", "closure completed IT unspecified NE"),
        ("The Italian embassy in Niamey has bolted its doors.", "closure completed IT unspecified NE"),
        ("Italy pulled down the shutters at its embassy in Niamey.", "closure completed IT unspecified NE"),
        ("Italy announced the temporary closure of its embassy in Niamey.", "closure completed IT unspecified NE"),
        ("The Italian consulate in Niamey is no longer operating.", "closure completed IT unspecified NE"),
        ("Rome ordered its embassy in Niamey to close.", "closure ordered IT unspecified NE"),
        ("The Italian mission has moved to Cotonou.", "relocation completed IT unspecified NE"),
        ("Italy transferred its embassy to Cotonou.", "relocation completed IT unspecified NE"),
        ("The Italian embassy now works out of Cotonou.", "relocation under_way IT unspecified NE"),
        ("Italy's consular services are being provided from Cotonou.", "relocation under_way IT unspecified NE"),
        ("Italy opened a temporary embassy office in Cotonou.", "relocation completed IT unspecified NE"),
    ],
)
def test_posts_close_move_or_stay_open(sentence: str, report: str) -> None:
    assert report in told(ABROAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The second airlift was postponed.",
        "The French airlift has been put on hold.",
        "A convoy for Britons was turned back at the border.",
        "A French evacuation flight was unable to land.",
        "The evacuation was called off after an hour.",
        "Shelling put a stop to the airlift.",
        "The convoy for Britons could not leave on Friday.",
        "The evacuation broke off at dusk.",
    ],
)
def test_what_is_stopped_or_put_off_is_halted_and_nothing_else(sentence: str) -> None:
    reports = [line for line in told(ABROAD + sentence) if not line.startswith("evacuation completed FR citizens")]
    assert [line.split()[:2] for line in reports] == [["evacuation", "halted"]]


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


@pytest.mark.parametrize(
    "sentence",
    [
        "The evacuation order was lifted on Friday.",
        "The sheriff lifted the evacuation order for Paradise.",
        "The order was downgraded to a warning.",
        "Residents were allowed back into their homes.",
        "Residents were given the green light to return.",
        "The all-clear was given at noon.",
        "Firefighters gave residents the all-clear to go home.",
        "The cordon was lifted at six.",
        "It is safe for residents to return, the sheriff said.",
        "Residents are able to return to their homes.",
        "Evacuees began returning to their homes on Sunday.",
        "The sheriff told residents that they could go home.",
    ],
)
def test_the_way_back_is_a_return_of_residents(sentence: str) -> None:
    returns = [line for line in told(FIRE + sentence) if line.startswith("return")]
    assert len(returns) == 1
    assert " residents US" in returns[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials said that no evacuation of Chico is planned.",
        "People in Chico do not need to leave, the sheriff said.",
        "The sheriff denied rumours that Chico would be evacuated.",
        "Residents of Chico can stay in their homes.",
        "Nobody in Chico is being evacuated, the sheriff said.",
    ],
)
def test_an_authority_that_spares_a_town_rules_its_evacuation_out(sentence: str) -> None:
    assert any(
        line.startswith("evacuation ruled_out") and line.endswith("residents US") for line in told(FIRE + sentence)
    )


@pytest.mark.parametrize(
    "text",
    [
        "The state school in Leeds closed its doors on Friday for the summer holidays.",
        "Tesco closed two shops in Bristol after a fall in sales.",
        "The road remains open, Highways England said. The bridge stays open too.",
        "The embassy will be closed on Monday for a public holiday.",
        "The consulate in Boston shuts next year as part of budget cuts.",
        "US troops will remain in Germany until 2030, the Pentagon said.",
        "The striker will stay at Arsenal. He is not going anywhere, his agent said.",
        "Bank of Ireland keeps its staff at the Cork office.",
        "Families returned home from their holidays on Sunday.",
        "Pupils went back to school on Monday after the summer break.",
        "The match was postponed because of fog. All flights were cancelled at Heathrow.",
        "Union leaders demanded higher pay. The opposition called on the minister to resign.",
        "There are no plans to close the hospital, the trust said.",
        "The minister ruled out an election. He dismissed calls to resign.",
        "The company moved its headquarters from London to Dublin to save tax.",
        "The president refused to leave office.",
        "The museum reopened after two years of renovation.",
        "The airline suspended flights to Tel Aviv.",
        "Nobody was moved by the speech. No one is leaving the party yet.",
        "The council has no plans to move the market.",
    ],
)
def test_ordinary_closures_stays_and_returns_are_no_reports(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Some residents refuse to leave their homes.",
        "Her neighbour is staying put with three dogs.",
        "Those who could not go by themselves were collected by the fire service.",
        "Residents were advised to stay indoors.",
    ],
)
def test_people_who_stay_by_their_own_will_rule_nothing_out(sentence: str) -> None:
    assert not [line for line in told(FIRE + sentence) if "ruled_out" in line]


def test_a_state_that_closes_another_states_post_expels_it() -> None:
    assert told("Lithuania downgraded ties and is shutting the Russian consulate in Klaipeda.") == []
