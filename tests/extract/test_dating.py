"""Which date of a sentence belongs to which assertion."""

import pytest

from schemas.vocabulary import Status
from workers.extract.dating import choose
from workers.extract.times import Bound, Tense, find


def chosen(parser, text: str, verb: str, status: Status):
    (doc,) = parser.parse([text])
    trigger = next(token for token in doc if token.text == verb)
    dated = choose(find(text), doc, trigger, status)
    return None if dated is None else (text[dated.phrase.start : dated.phrase.end], dated)


@pytest.mark.parametrize(
    ("text", "verb", "status", "words"),
    [
        ("Police evacuated the town on Friday after a flood.", "evacuated", Status.COMPLETED, "on Friday"),
        ("On Monday the army moved 300 villagers to Lodja.", "moved", Status.COMPLETED, "On Monday"),
        ("A plane will fly out 80 diplomats on Thursday.", "fly", Status.PLANNED, "on Thursday"),
        (
            "The ministry said on Monday a plane would fly out 80 diplomats on Thursday.",
            "fly",
            Status.PLANNED,
            "on Thursday",
        ),
        ("The governor ordered the town to leave on Tuesday.", "ordered", Status.ORDERED, "on Tuesday"),
        ("The mayor said on Tuesday that residents should leave.", "leave", Status.ADVISED, "on Tuesday"),
        ("Villagers were moved to schools on Friday and fed by the army.", "moved", Status.COMPLETED, "on Friday"),
    ],
)
def test_the_date_at_the_assertion_is_taken(parser, text, verb, status, words):
    found = chosen(parser, text, verb, status)
    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize(
    ("text", "verb", "status"),
    [
        ("Police evacuated the town after last year's flood.", "evacuated", Status.COMPLETED),
        ("The ministry said on Friday that 300 people had been evacuated.", "evacuated", Status.COMPLETED),
        ("The town was emptied because of Tuesday's explosion.", "emptied", Status.COMPLETED),
        ("Oxfam told its staff to leave Dori, and it moved its base to Kaya in September.", "told", Status.ORDERED),
        (
            "Zambia will reopen its schools on Monday, and it is moving all patients to a stadium.",
            "moving",
            Status.UNDER_WAY,
        ),
        (
            "On Friday the two states urged their citizens to leave and said they would withdraw some diplomats.",
            "withdraw",
            Status.PLANNED,
        ),
    ],
)
def test_the_date_of_something_else_is_left(parser, text, verb, status):
    assert chosen(parser, text, verb, status) is None


def test_a_deadline_of_an_order_looks_ahead(parser):
    found = chosen(parser, "The town ordered everyone to leave by Friday.", "ordered", Status.ORDERED)
    assert found is not None
    assert (found[1].phrase.bound, found[1].tense) == (Bound.BY, Tense.FUTURE)


def test_a_report_of_what_is_over_looks_back(parser):
    found = chosen(parser, "Troops took 40 nuns to the coast on Friday.", "took", Status.COMPLETED)
    assert found is not None
    assert found[1].tense is Tense.PAST


def test_a_state_since_a_day_came_about_on_that_day(parser):
    found = chosen(parser, "The embassy has been closed since Friday.", "closed", Status.COMPLETED)
    assert found is not None
    assert found[1].phrase.bound is Bound.ON


def test_a_date_in_a_since_clause_opens_the_span(parser):
    found = chosen(
        parser,
        "Since the fighting began on 15 April 2023 the UN has relocated 1,200 staff.",
        "relocated",
        Status.COMPLETED,
    )
    assert found is not None
    assert found[1].phrase.bound is Bound.SINCE


def test_a_plan_that_is_over_looks_back(parser):
    found = chosen(parser, "A convoy was to have taken 600 women to Ouagadougou in August.", "taken", Status.PLANNED)
    assert found is not None
    assert found[1].tense is Tense.PAST
