"""Which words of a text may name a place."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workers.gazetteer import gazetteer
from workers.gazetteer.fold import fold


def texts(text: str) -> list[str]:
    return [m.text for m in gazetteer().mentions(text)]


def test_the_longest_name_wins():
    assert texts("the Democratic Republic of the Congo and Saint Vincent and the Grenadines") == [
        "Democratic Republic of the Congo",
        "Saint Vincent and the Grenadines",
    ]


def test_a_mention_is_an_exact_slice_without_the_possessive():
    text = "Turkey’s Hatay and Georgia's coast"
    found = gazetteer().mentions(text)
    assert [text[m.start : m.end] for m in found] == [m.text for m in found] == ["Turkey", "Hatay", "Georgia"]


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("the Russian side", "demonym", "RU"),
        ("many Britons left", "nationals", "GB"),
        ("a Dane left", "nationals", "DK"),
        ("Downing Street said", "office", "GB"),
        ("the Pentagon said", "office", "US"),
        ("the U.S. said", "place", "US"),
        ("in the UAE", "place", "AE"),
        ("in Burma", "place", "MM"),
        ("in Kiev", "place", "UA"),
        ("in Côte d’Ivoire", "place", "CI"),
    ],
)
def test_states_are_known_by_all_their_words(text, kind, country):
    (found,) = gazetteer().mentions(text)
    assert (found.kind, found.candidates[0].country) == (kind, country)


@pytest.mark.parametrize(
    "text", ["he told us", "it can go", "On Sunday the Police said", "Reading the order", "in the car"]
)
def test_ordinary_words_are_no_places(text):
    assert texts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sage Canyon residents were told to go",
        "QUAIL CANYON, Calif. — the sheriff said",
        "crews fought the Dixie Fire",
        "students went to St. Mark's Church",
    ],
)
def test_a_part_of_a_longer_name_surely_names_no_town(text):
    """Regression: people left "Canyon", a town in Texas."""
    assert [m.text for m in gazetteer().mentions(text) if not (m.in_name or m.abbreviated)] == []


def test_a_town_that_is_called_by_a_common_word_is_one_behind_a_preposition():
    assert texts("Police in Canyon said") == ["Canyon"]


def test_a_fire_brigade_has_a_town_s_name():
    assert [(m.text, m.in_name) for m in gazetteer().mentions("the Hamburg Fire Department said")] == [
        ("Hamburg", False)
    ]


def test_an_english_word_names_a_town_behind_a_preposition_of_place():
    assert texts("Police in Reading said") == ["Reading"]


def test_a_name_beside_another_capitalised_word_is_marked():
    (found,) = gazetteer().mentions("adviser Kate Sullivan spoke")
    assert found.in_name


@given(st.text())
def test_any_text_yields_exact_slices_in_order(text):
    found = gazetteer().mentions(text)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text())
@example("․")
@example("Cox﹣de")
def test_folding_twice_changes_nothing(name):
    assert fold(fold(name)) == fold(name)


def test_a_state_written_small_by_a_rewording_program_is_known():
    """Regression: "The united states has told its citizens" was nobody's word."""
    assert [
        (m.text, m.candidates[0].country)
        for m in gazetteer().mentions("The united states has told its citizens to go.")
    ] == [("united states", "US")]
