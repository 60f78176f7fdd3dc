import pytest

from workers.dedup.numerals import read_together
from workers.dedup.reading import located, terms


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("Eleven hundred staff", "1,100"),
        ("a million inhabitants", "1,000,000"),
        ("2.4 million people", "2,400,000"),
        ("one hundred and twenty-six pupils", "126"),
        ("two thousand three hundred soldiers", "2,300"),
        ("half a dozen men", "6"),
        ("half a million people", "500,000"),
    ],
)
def test_a_number_of_several_words_is_the_figure_that_another_outlet_writes(words, figure):
    assert next(token for token in read_together(words.split()) if token) == figure


@pytest.mark.parametrize(
    "words",
    ["a few hundred people", "hundreds of people", "five people and six dogs", "a man and a dog", "in 2024 two men", "", "1.2.3 and , ."],
)  # fmt: skip
def test_words_that_are_no_number_together_stay_as_they_are(words):
    assert read_together(words.split()) == words.split()


def test_a_number_ends_where_the_next_begins():
    assert read_together(["two", "hundred,", "five", "of", "them"])[:3] == ["200", "", "five"]
    assert read_together(["12", "million", "and", "5", "dogs"])[0] == "12,000,000"


def test_a_figure_in_words_and_in_digits_is_the_same_term():
    one, _ = terms(["Police moved eleven hundred people."])
    other, _ = terms(["Police moved 1,100 people."])
    assert one.tolist() == other.tolist()
    assert [start for _, start, _ in located("Police moved eleven hundred people.")] == [0, 7, 13, 28]


def test_the_long_and_the_short_name_of_a_country_are_the_same_term():
    assert (
        terms(["He flew to the United States’ coast."])[0].tolist() == terms(["He flew to the US coast."])[0].tolist()
    )
    assert terms(["United Kingdom nationals left."])[0].tolist() == terms(["UK nationals left."])[0].tolist()


@pytest.mark.parametrize("war", ["World War II", "World War Two", "WWII"])
def test_a_war_is_a_time_however_its_numeral_is_written(war):
    one, _ = terms(["They found a bomb of the Second World War."])
    other, _ = terms([f"They found a bomb of {war}."])
    assert one.tolist() == other.tolist()


def test_letters_and_numerals_tell_apart_and_initials_do_not():
    assert terms(["They left Zone B on foot."])[0].tolist() != terms(["They left Zone C on foot."])[0].tolist()
    assert terms(["They raised Fundo II again."])[0].tolist() != terms(["They raised Fundo III again."])[0].tolist()
    assert terms(["They saw John F. Hill."])[0].tolist() == terms(["They saw John G. Hill."])[0].tolist()
