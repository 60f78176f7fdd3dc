"""Paragraphs after a report: what tells of other years says nothing of it, what goes on about its people does."""

import pytest

from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, two

COURT = """A court in Larkand on Monday sentenced Pavel Oster, 47, to four years in prison for taking bribes in the land office.

Judge Arta Gash said that he had stamped 61 permits without opening the files. "A stamp is not a toy," she said.

The defendant, who denied the charge, may appeal within 15 days. Nine people were indicted in the case."""


@pytest.mark.parametrize(
    "paragraph",
    [
        "He bakes, she sings: our guide to the weekend's best festival tickets.",
        "In 2014 a ferry sank off Marle and nine people drowned.",
        "About 310 tankers collide with something each year, insurers say. In 2021 four people were hurt when one went up in flames off Brenna.",
        "Last year coast guards of the region answered 94 calls, of which more than half came from ships in trouble.",
    ],
)
def test_what_happened_in_other_years_and_elsewhere_is_not_new(paragraph):
    _, copy = two(AGENCY, f"{AGENCY}\n\n{paragraph}", hours=3)
    assert copy.verdict is Verdict.DUPLICATE


@pytest.mark.parametrize(
    "paragraph",
    [
        "In 2021 the Corvina Star was held in Karlsund over her steering, the coast guard said.",
        "Residents evacuated on Monday may stay away for a week, the coast guard said, longer than each year's drill.",
    ],
)
def test_the_storys_own_past_and_its_news_are_new(paragraph):
    _, update = two(AGENCY, f"{AGENCY}\n\n{paragraph}", hours=3)
    assert update.verdict is Verdict.UPDATE


def test_a_paragraph_that_goes_on_about_somebody_is_new_though_it_speaks_of_no_danger():
    _, update = two(
        COURT, f"{COURT}\n\nHis lawyer, Mimi Hox, said on the steps that she would appeal on Thursday.", hours=3
    )
    assert update.verdict is Verdict.UPDATE
    assert any("Mimi Hox" in text for text in update.new)
