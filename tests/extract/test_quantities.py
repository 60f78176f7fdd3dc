"""Counts, in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary import Qualifier
from workers.extract.numerals import value
from workers.extract.quantities import find


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,400", 1400),
        ("4.500", 4500),
        ("1 250", 1250),
        ("12,50,000", 1_250_000),
        ("3 lakh", 300_000),
        ("1.2 million", 1_200_000),
        ("2k", 2000),
        ("158 thousand 165", 158_165),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a hundred and one", 101),
        ("two hundred and eighty", 280),
        ("seventeen hundred", 1700),
        ("twenty-two thousand five hundred", 22_500),
        ("half a million", 500_000),
        ("a million and a half", 1_500_000),
        ("one and a half million", 1_500_000),
        ("Fifty-eight", 58),
        ("hundred", 100),
    ],
)
def test_digits_and_words_come_to_a_number(words, number):
    assert value(words) == number


@pytest.mark.parametrize("words", ["", "many", "1.25", "and", "1,2,3"])
def test_what_is_no_whole_number_has_no_value(words):
    assert value(words) is None


@given(st.integers(0, 50_000_000))
def test_grouped_digits_read_back(number):
    assert value(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("about 4,000 people", 4000, 4000, Qualifier.ABOUT),
        ("the 1,000 or so whom", 1000, 1000, Qualifier.ABOUT),
        ("900 odd passengers", 900, 900, Qualifier.ABOUT),
        ("more than 500 residents", 500, None, Qualifier.MORE_THAN),
        ("upwards of 500", 500, None, Qualifier.MORE_THAN),
        ("no fewer than 60 people", 60, None, Qualifier.AT_LEAST),
        ("500 or more", 500, None, Qualifier.AT_LEAST),
        ("130+ people", 130, None, Qualifier.AT_LEAST),
        ("nearly 130", None, 130, Qualifier.NEARLY),
        ("fewer than 90 staff", None, 90, Qualifier.NEARLY),
        ("up to 130 staff", None, 130, Qualifier.UP_TO),
        ("as many as 350 of its nationals", None, 350, Qualifier.UP_TO),
        ("700 to 800 people", 700, 800, Qualifier.RANGE),
        ("between 700 and 800", 700, 800, Qualifier.RANGE),
        ("700-800 people", 700, 800, Qualifier.RANGE),
        ("2 to 3 million", 2_000_000, 3_000_000, Qualifier.RANGE),
        ("30-40,000 people", 30_000, 40_000, Qualifier.RANGE),
        ("hundreds of workers", 100, None, Qualifier.AT_LEAST),
        ("1,044 Americans, the largest group", 1044, 1044, Qualifier.EXACT),
        ("around a hundred and fifty people", 150, 150, Qualifier.ABOUT),
        ("the first hundred or so", 100, 100, Qualifier.ABOUT),
        ("In July 2006 around 15,000 Americans left", 15_000, 15_000, Qualifier.ABOUT),
        ("At 9:36 it left with 187 on board", 187, 187, Qualifier.EXACT),
    ],
)
def test_qualifiers_open_a_side_or_close_it(text, low, high, qualifier):
    (count,) = find(text)
    assert (count.min, count.max, count.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "300 kilometres away",
        "40 % of them",
        "a 31-year-old",
        "at 5 pm",
        "Level 3",
        "Phases 1 and 2",
        "Highway 6",
        "No. 2 middle school",
        "a magnitude 7.8 quake",
        "$500 and €40",
        "on 12 February 2022",
        "KATHMANDU, April 28 (CNA) - Governments",
        "dozens of people",
        "a C-130",
        "in 1975",
        "within 48 hours",
        "4. Guests of the hotel are to leave by the side door.",
        "children under five",
        "a 90-flat tower",
        "from milepost 12",
        "patients of floors six to nine",
    ],
)
def test_measures_labels_prices_and_dates_are_no_counts(text):
    assert find(text) == ()


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error_and_in_order(text):
    counts = find(text)
    assert all(0 <= count.start <= count.number_start < count.end <= len(text) for count in counts)
    assert [count.start for count in counts] == sorted(count.start for count in counts)
