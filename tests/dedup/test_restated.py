"""What a house style writes otherwise is not news; another value is, in whatever units."""

import pytest

from schemas.vocabulary import Verdict
from tests.dedup.articles import FLOOD, two

FIRE = """A wildfire near Larkin had burned 27,000 hectares by Monday, 4 kilometres from the first houses of Yarrow, and 318 people were flown out, the forest service said.

Smoke cut the view at the airport to 600 metres, and it was 36 degrees Celsius. The fire grew by 12 percent in a day.

Two aircraft dropped 420 tonnes of water. "We hold the line," said Ann Riley, who leads the crews.

The evacuees sleep in the college of Marle, 85 kilometres upstream."""

IMPERIAL = """Near Larkin a forest blaze has spread over 104 square miles and stood 4 kilometers from the nearest homes of Yarrow; planes flew out 318 inhabitants on Monday, the forest service said.

It was 12 per cent larger than the day before. At the airport one could see no farther than 2,000 feet, in a heat of 36 degrees.

Four hundred and twenty tonnes of water fell from two planes. "We hold the line," crew leader Ann Riley said.

A college in Marle, some 85 kilometers up the river, took in the evacuees."""

ORDERED = """The district of Tolm has issued Evacuation Order 14-26 because of immediate danger to life from the Anvil fire.

Everyone in the area of Fort Larkin must leave now. The order covers 118 properties.

Register at the reception centre at Yarrow school. Close all windows and doors, and leave gates unlocked. Do not come back until the order has been lifted.

Bettina Rowe, the director, asks people to tell their neighbours."""

CAPITAL = """Ships carried 900 Greek workers from the port of Larkos on Monday, the foreign ministry said.

The minister told reporters in the Greek capital that 40 more were waiting. "They shall not wait long," he said.

Two aircraft stand ready in Cyprus. The embassy in Tripoli stays open."""


@pytest.mark.parametrize(
    ("metric", "otherwise"),
    [
        ("27,000 hectares", "66,700 acres"),
        ("27,000 hectares", "27,000 hectares (104 square miles)"),
        ("4 kilometres", "2.5 miles"),
        ("600 metres", "2,000 feet"),
        ("36 degrees Celsius", "97 degrees Fahrenheit"),
        ("36 degrees Celsius", "36 degrees"),
        ("27,000 hectares", "66,700 sections of land"),
        ("12 percent", "12 per cent"),
    ],
)
def test_a_figure_in_other_units_is_not_new(metric, otherwise):
    first, copy = two(FIRE, FIRE.replace(metric, otherwise), hours=2)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_bare_degrees_may_be_celsius():
    bare = FIRE.replace("36 degrees Celsius", "36 degrees")
    assert two(bare, bare.replace("36 degrees", "97 degrees Fahrenheit (36C)"), hours=2)[1].verdict is Verdict.DUPLICATE
    assert two(bare, bare.replace("36 degrees", "107 degrees Fahrenheit"), hours=2)[1].verdict is Verdict.UPDATE


def test_a_flow_in_cubic_feet_is_the_one_in_cubic_metres():
    copy = two(FLOOD, FLOOD.replace("11,400 cubic metres", "402,000 cubic feet"), hours=2)[1]
    assert copy.verdict is Verdict.DUPLICATE


def test_a_rewrite_with_large_figures_in_other_units_is_a_copy():
    first, copy = two(FIRE, IMPERIAL, hours=2)
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


@pytest.mark.parametrize(
    ("metric", "changed"),
    [
        ("27,000 hectares", "81,000 acres"),
        ("27,000 hectares", "29,500 hectares"),
        ("4 kilometres", "1.5 miles"),
        ("36 degrees Celsius", "104 degrees Fahrenheit"),
        ("12 percent", "18 per cent"),
    ],
)
def test_another_value_is_new_in_whatever_units(metric, changed):
    first, update = two(FIRE, FIRE.replace(metric, changed), hours=2)
    assert (update.story_id, update.verdict) == (first.story_id, Verdict.UPDATE)


def test_a_capital_by_its_name_or_as_its_countrys_is_not_new():
    named = CAPITAL.replace("the Greek capital", "Athens")
    assert two(CAPITAL, named, hours=1)[1].verdict is Verdict.DUPLICATE
    assert two(named, CAPITAL, hours=1)[1].verdict is Verdict.DUPLICATE
    assert two(CAPITAL, CAPITAL.replace("the Greek capital", "Patras"), hours=1)[1].verdict is Verdict.UPDATE


def test_a_spinner_is_known_by_words_that_mean_the_same():
    changed = ("has issued", "has released"), ("immediate danger", "instant danger"), ("Everyone", "Everybody"), ("leave now", "depart now"), ("Register at", "Sign up at")  # fmt: skip
    spun = ORDERED
    for word, other in changed:
        spun = spun.replace(word, other)
    assert two(ORDERED, spun, hours=1)[1].verdict is Verdict.DUPLICATE
    advised = ORDERED.replace("Register at", "Boil the water at")
    assert two(ORDERED, advised, hours=1)[1].verdict is Verdict.UPDATE


def test_a_figure_too_long_for_one_is_no_figure_in_other_units():
    endless = FIRE.replace("4 kilometres", f"1{'0' * 400} kilometres")
    assert two(FIRE, endless)[1].verdict is Verdict.UPDATE
