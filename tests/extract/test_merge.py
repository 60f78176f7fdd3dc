"""What one article tells twice."""

from dataclasses import replace
from datetime import date

from schemas.vocabulary import Group, Status
from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence
from workers.extract.fulldates import span
from workers.extract.merge import DOUBTED, joined, merge
from workers.extract.reader.heard import Heard

TEXT = "Japan ordered its citizens to leave Mali on Monday. They are worried. Planes came."


def _heard(heard: Heard, p: float) -> Heard:
    """Return the reader's word where it is as sure of everything."""
    return replace(
        heard,
        labels=dict.fromkeys(heard.labels, p),
        statuses=dict.fromkeys(heard.statuses, p),
        groups=dict.fromkeys(heard.groups, p),
        countries=dict.fromkeys(heard.countries, p),
        actors=tuple((name, p) for name, _ in heard.actors),
    )


def _told(first: float, second: float) -> list[Draft]:
    """Return an order, and its carrying out that a later sentence tells, each with how sure the reader is of it."""
    one = story(TEXT)
    (order,) = constructions().extract([one])[0]
    context = extractor().context(one)
    heard = extractor().heard(context)[0]
    moved = replace(order, status=Status.UNDER_WAY, sentence=context.sentences[1])
    return [
        replace(draft, heard=_heard(heard, p), loudest=p, when=None, fields={})
        for draft, p in ((order, first), (moved, second))
    ]


def test_the_more_advanced_status_of_two_sure_tellings_stands():
    drafts = _told(0.99, 0.99)
    assert min(map(confidence, drafts)) >= DOUBTED
    assert [draft.status for draft in merge(drafts)] == [Status.UNDER_WAY]


def test_a_doubted_telling_adds_nothing_to_a_sure_one():
    """It led where its status was the more advanced, and the sure report was dropped with it."""
    order, moved = _told(0.99, 0.01)
    assert confidence(order) >= DOUBTED > confidence(moved)
    assert merge([order, moved]) == [order]
    order, moved = _told(0.01, 0.99)
    assert merge([order, moved]) == [moved]


def test_a_date_that_a_sentence_tells_itself_stands_before_the_day_of_another_passage():
    order, moved = _told(0.99, 0.99)
    monday, sunday = span(date(2022, 2, 7)), span(date(2022, 2, 6))
    made = joined(replace(order, when=monday, own_when=True), replace(moved, when=sunday, own_when=False))
    assert (made.status, made.when) == (Status.UNDER_WAY, monday)


def test_as_many_people_told_of_twice_in_one_sentence_are_moved_once():
    """Regression: "has completed the airlift of its nationals, bringing home 1,312 people" gave two reports."""
    text = "India has completed the airlift of its nationals from the Sudanese port of Suakin, bringing home 1,312 people on seven flights. It is quiet. Ships came."
    (report,) = merge(constructions().extract([story(text)])[0])
    assert [each.group for each in report.affected] == [Group.CITIZENS]
    assert report.quantity is not None
    assert (report.status, report.quantity.min) == (Status.COMPLETED, 1312)
