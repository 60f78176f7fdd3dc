import pytest

from workers.dedup.rounding import is_rounded
from workers.dedup.terms import figure_term


@pytest.mark.parametrize(
    ("before", "value", "told"),
    [("More than ", 14_000, 14_236), ("nearly ", 500, 487), ("some ", 1_200, 1_240), ("over ", 2_000_000, 2_341_000)],
)
def test_a_hedged_round_figure_is_the_storys_rounded(before, value, told):
    assert is_rounded(before, value, [figure_term(told)])


@pytest.mark.parametrize(
    ("before", "value", "told"),
    [("", 14_000, 14_236), ("more than ", 14_000, 12_900), ("nearly ", 500, 512), ("about ", 1_243, 1_240)],
)
def test_an_unhedged_an_exact_or_another_figure_is_not(before, value, told):
    assert not is_rounded(before, value, [figure_term(told)])
