"""The time an article takes grows with its length, not with the square of what it tells."""

import cProfile
import pstats

import pytest

from tests.extract.articles import WEDNESDAY, extractor, story
from workers.extract.once import once

ORDER = "Officials ordered {n} residents of Kessel {n} to leave by {n}.30 p.m. "


def calls(orders: int) -> int:
    """Return how many functions are called for an article of so many orders that all differ, its parses and passages known."""
    article = story("".join(ORDER.replace("{n}", str(1000 + n)) for n in range(orders)), published=WEDNESDAY)
    extractor().extract([article])
    with cProfile.Profile() as profile:
        extractor().extract([article])
    return int(vars(pstats.Stats(profile))["total_calls"])


@pytest.mark.slow
def test_four_times_the_orders_cost_four_times_the_calls():
    """Regression: every draft asked the whole article anew, and was compared with every other; it was 5.3 times."""
    assert calls(400) < 4.5 * calls(100)


def test_a_question_about_an_article_is_answered_once():
    asked: list[str] = []

    @once
    def told(context, word):
        asked.append(word)
        return word in context.text

    context = extractor().context(story("Police cleared the square."))
    assert [told(context, "square"), told(context, "square"), told(context, "river")] == [True, True, False]
    assert asked == ["square", "river"]
