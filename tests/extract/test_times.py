"""Date phrases, found and resolved."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workers.extract.times import Tense, day_before, find, resolve

WEDNESDAY = datetime(2023, 5, 10, 12, tzinfo=UTC)


def days(text: str, tense: Tense = Tense.PAST, published: datetime | None = WEDNESDAY, context: date | None = None):
    phrases = find(text)
    assert len(phrases) == 1, [text[phrase.start : phrase.end] for phrase in phrases]
    when = resolve(phrases[0], published, None, tense, context)
    return None if when is None else (when.start and str(when.start), when.end and str(when.end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They left on Friday.", "2023-05-05", "2023-05-05"),
        ("They left on Wednesday morning.", "2023-05-10", "2023-05-10"),
        ("They left late on Tuesday night.", "2023-05-09", "2023-05-09"),
        ("They left last Wednesday.", "2023-05-03", "2023-05-03"),
        ("They left shortly after dark.", "2023-05-10", "2023-05-10"),
        ("They left at eleven; nobody stayed.", "2023-05-10", "2023-05-10"),
        ("They left at 11.", "2023-05-10", "2023-05-10"),
        ("20.10", "2023-05-10", "2023-05-10"),
        ("**15.45** The last ones left.", "2023-05-10", "2023-05-10"),
        ("They left on Tuesday of last week.", "2023-05-02", "2023-05-02"),
        ("They left yesterday.", "2023-05-09", "2023-05-09"),
        ("They left the day before yesterday.", "2023-05-08", "2023-05-08"),
        ("They left last night.", "2023-05-09", "2023-05-09"),
        ("They left this morning.", "2023-05-10", "2023-05-10"),
        ("They left overnight.", "2023-05-09", "2023-05-10"),
        ("They left two days ago.", "2023-05-08", "2023-05-08"),
        ("They left in the past 24 hours.", "2023-05-09", "2023-05-10"),
        ("They left over the weekend.", "2023-05-06", "2023-05-07"),
        ("They left earlier this week.", "2023-05-08", "2023-05-10"),
        ("They left this month.", "2023-05-01", "2023-05-10"),
        ("They left on the 7th.", "2023-05-07", "2023-05-07"),
        ("They left on the 28th, by bus.", "2023-04-28", "2023-04-28"),
        ("They left on the 28th of last month.", "2023-04-28", "2023-04-28"),
        ("They left last week.", "2023-05-01", "2023-05-07"),
        ("They left late last month.", "2023-04-01", "2023-04-30"),
        ("They left in February.", "2023-02-01", "2023-02-28"),
        ("They left last October.", "2022-10-01", "2022-10-31"),
        ("They left in September last year.", "2022-09-01", "2022-09-30"),
        ("They left in August 2021.", "2021-08-01", "2021-08-31"),
        ("They left in 1975.", "1975-01-01", "1975-12-31"),
        ("They left on 12 February.", "2023-02-12", "2023-02-12"),
        ("They left on Feb. 12.", "2023-02-12", "2023-02-12"),
        ("They left on the 20th. February.", "2023-02-20", "2023-02-20"),
        ("They left on February 12, 2022.", "2022-02-12", "2022-02-12"),
        ("They left on 2022-02-12.", "2022-02-12", "2022-02-12"),
        ("They left on 13/02/2022.", "2022-02-13", "2022-02-13"),
        ("They left on 02/13/2022.", "2022-02-13", "2022-02-13"),
        ("They left between Monday and Wednesday.", "2023-05-08", "2023-05-10"),
        ("They left on Thursday and Friday.", "2023-05-04", "2023-05-05"),
        ("They left from 15 to 19 April.", "2023-04-15", "2023-04-19"),
        ("They left between 28 and 31 March.", "2023-03-28", "2023-03-31"),
        ("They left in the first three days of September 1939.", "1939-09-01", "1939-09-03"),
        ("They have left since Sunday.", "2023-05-07", "2023-05-10"),
        ("They had left by Monday night.", None, "2023-05-08"),
        ("They had left by Wednesday morning.", "2023-05-10", "2023-05-10"),
        ("As of Tuesday they had left.", None, "2023-05-09"),
        ("They left at half past four.", "2023-05-10", "2023-05-10"),
    ],
)
def test_what_is_over_lies_on_or_before_the_day_of_publication(text, start, end):
    assert days(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They will leave on Friday.", "2023-05-12", "2023-05-12"),
        ("They will leave next Wednesday.", "2023-05-17", "2023-05-17"),
        ("They must leave by noon Friday.", None, "2023-05-12"),
        ("They must leave not later than 12 noon on Friday.", None, "2023-05-12"),
        ("They must leave by noon today.", "2023-05-10", "2023-05-10"),
        ("They must leave by the end of the week.", None, "2023-05-14"),
        ("They have until Sunday.", None, "2023-05-14"),
        ("They will leave tomorrow.", "2023-05-11", "2023-05-11"),
        ("They will leave within 24 to 72 hours.", "2023-05-11", "2023-05-13"),
        ("They will leave on the 7th.", "2023-06-07", "2023-06-07"),
        ("They will leave this week.", "2023-05-08", "2023-05-14"),
        ("They have till 6pm.", "2023-05-10", "2023-05-10"),
        ("They will leave next week.", "2023-05-15", "2023-05-21"),
        ("They will leave from Monday.", "2023-05-15", "2023-05-15"),
        ("They will leave on 5 January.", "2024-01-05", "2024-01-05"),
        ("They will leave in June.", "2023-06-01", "2023-06-30"),
    ],
)
def test_what_is_planned_lies_on_or_after_the_day_of_publication(text, start, end):
    assert days(text, Tense.FUTURE) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "They will leave in the coming days.",
        "They left recently.",
        "They left on 12/02/2022.",
        "They left on 30 February.",
    ],
)
def test_what_no_calendar_tells_stays_open(text):
    assert days(text, Tense.FUTURE) is None


@pytest.mark.parametrize(
    "text", ["They left on Friday.", "They left yesterday.", "They left on 12 February.", "They left in May."]
)
def test_a_relative_date_without_a_publishing_time_stays_open(text):
    assert days(text, published=None) is None


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Midway"])
@pytest.mark.parametrize("published", [datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def test_the_ends_of_all_years_are_days_everywhere(published: datetime, zone: str):
    """Regression: an article of 31 December 9999 about a place east of Greenwich, and each of its copies, were rejected."""
    (phrase,) = find("today")
    when = resolve(phrase, published, ZoneInfo(zone), Tense.UNKNOWN, None)
    assert when is not None
    assert when.start == published.date()


def test_a_full_date_needs_no_publishing_time():
    assert days("They left on 12 February 2022.", published=None) == ("2022-02-12", "2022-02-12")


@pytest.mark.parametrize(
    "text",
    [
        "He may leave.",
        "They sat down.",
        "KATHMANDU, April 28 (CNA) - Planes landed.",
        "By Jens Kolbe | 03.12.2021, 15:22",
        "Sun and sand.",
        "The 2000 people left.",
        "It may 12 times.",
    ],
)
def test_no_date_is_seen_in_modals_datelines_stamps_and_counts(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left the same day.", "2023-05-06"),
        ("They left the day before.", "2023-05-05"),
        ("They left the previous evening.", "2023-05-05"),
        ("They came home the following morning.", "2023-05-07"),
        ("They left two days earlier.", "2023-05-04"),
    ],
)
def test_a_phrase_that_points_back_counts_from_the_day_told_before(text, expected):
    assert days(text, context=date(2023, 5, 6)) == (expected, expected)
    assert days(text, context=None) is None


def test_the_last_day_told_is_what_the_next_passage_points_to():
    passages = ["The dam broke on Monday.", "Troops came on Tuesday evening, a week after the rain."]
    assert day_before(passages, WEDNESDAY, None) == date(2023, 5, 9)


def test_today_is_the_day_at_the_place():
    late = datetime(2023, 5, 10, 23, 30, tzinfo=UTC)
    (phrase,) = find("They left this morning.")
    when = resolve(phrase, late, ZoneInfo("Asia/Tokyo"), Tense.PAST)
    assert when is not None
    assert when.start == date(2023, 5, 11)


def test_the_publishers_weekday_counts_though_the_place_is_still_a_day_behind():
    early = datetime(2023, 5, 10, 2, tzinfo=timezone(timedelta(hours=1)))
    (phrase,) = find("They left on Wednesday.")
    when = resolve(phrase, early, ZoneInfo("America/Los_Angeles"), Tense.PAST)
    assert when is not None
    assert when.start == date(2023, 5, 10)


def test_a_leap_day_without_a_year_is_the_last_one_there_was():
    assert days("They left on Feb. 29.") == ("2020-02-29", "2020-02-29")


SAMPLE = "on by since until last next this Friday May March 12 31 30th February 2021 yesterday ago two days week between and from to the in noon - , ."
WORDS = st.sampled_from(re.split(" ", SAMPLE))


@given(st.lists(WORDS, max_size=12).map(" ".join), st.datetimes(timezones=st.just(UTC)), st.sampled_from(Tense))
@example("31 - 12 May", WEDNESDAY, Tense.PAST)
@example("31 - 12 May 2021", WEDNESDAY, Tense.PAST)
def test_phrases_are_exact_slices_and_ends_never_precede_starts(text, published, tense):
    last = 0
    for phrase in find(text):
        assert last <= phrase.start <= phrase.core < phrase.end <= len(text)
        last = phrase.end
        when = resolve(phrase, published, None, tense, published.date())
        if when is not None and when.start is not None and when.end is not None:
            assert when.start <= when.end


def test_a_phrase_does_not_reach_over_the_one_before_it():
    """Regression: "on this noon Friday" was two phrases that overlapped."""
    first, second = find("on this noon Friday")
    assert first.end <= second.start


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    for phrase in find(text):
        resolve(phrase, WEDNESDAY, None, Tense.UNKNOWN)


@pytest.mark.parametrize("text", ["They live on the 3rd floor.", "Shops on the 5th Avenue shut."])
def test_an_ordinal_of_something_else_is_no_day(text):
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["They left at 11.5 knots.", "They left at 2,700 homes.", "20.10 euros", "They left at 11 stops."]
)
def test_a_figure_that_is_no_hour_tells_no_day(text: str):
    assert find(text) == []
