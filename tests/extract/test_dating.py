"""Which date of a sentence belongs to which assertion."""

from datetime import UTC, datetime

import pytest

from schemas.vocabulary import Status
from tests.extract.articles import reports
from workers.extract.datefeatures import Assertion
from workers.extract.dating import choose, readings
from workers.extract.times import Bound, Tense, find, resolve

WEDNESDAY = datetime(2024, 5, 15, 12, tzinfo=UTC)


def chosen(parser, text: str, verb: str, status: Status, *, guessed: bool = False):
    (doc,) = parser.parse([text])
    trigger = next(token for token in doc if token.text == verb)
    assertion = Assertion(doc, trigger, status, guessed=guessed)
    read = readings(find(text), assertion, lambda phrase, tense: resolve(phrase, WEDNESDAY, None, tense))
    dated = choose(read)
    return None if dated is None else (text[dated.phrase.start : dated.phrase.end], dated)


def days(text: str) -> list[str | None]:
    """Return the days on which what a text of Wednesday, 15 May 2024, tells came about."""
    return [str(each.when.start) if each.when else None for each in reports(text, published="2024-05-15T12:00:00Z")]


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
        ("The town was emptied because of Tuesday's explosion.", "emptied", Status.COMPLETED),
        ("Oxfam told its staff to leave Dori, and it moved its base to Kaya in September.", "told", Status.ORDERED),
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


def test_a_date_beside_a_predicate_only_guessed_is_taken(parser):
    found = chosen(
        parser, "The mission, what is left of it, crossed into Benin on Friday.", "is", Status.COMPLETED, guessed=True
    )
    assert found is not None
    assert found[0] == "on Friday"


def test_a_date_of_the_saying_of_a_plan_looks_back(parser):
    found = chosen(
        parser, "On Monday Madrid announced that its soldiers would be withdrawn.", "withdrawn", Status.PLANNED
    )
    assert found is None or found[1].tense is Tense.PAST


def test_what_has_been_asked_since_a_day_was_asked_on_that_day(parser):
    found = chosen(parser, "Since Monday the staff may leave the country.", "leave", Status.AUTHORIZED)
    assert found is not None
    assert (str(found[1].when.start), str(found[1].when.end)) == ("2024-05-13", "2024-05-13")


def test_the_day_that_owns_an_act_is_no_bound(parser):
    found = chosen(
        parser, "After Monday's withdrawal of the last soldiers the town was calm.", "withdrawal", Status.COMPLETED
    )
    assert found is not None
    assert found[1].phrase.bound is Bound.ON


def test_an_hour_is_of_the_day_its_passage_speaks_of():
    text = (
        "The dam above Kole gave way on Monday morning. By ten at night the army had moved 3,000 villagers to a school."
    )
    assert days(text) == ["2024-05-13"]


def test_what_stands_has_no_date_of_the_passage_before_it():
    text = "The dam above Kole gave way on Monday morning. The ministry has no plan to evacuate the town."
    assert days(text) == [None]


def test_who_does_the_same_on_another_day_does_it_on_that_day():
    text = "Australia told its citizens to leave Mali on Monday. Germany did the same on Tuesday."
    assert days(text) == ["2024-05-13", "2024-05-14"]
