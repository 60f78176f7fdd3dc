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


@pytest.mark.parametrize(
    "paragraph",
    [
        "The pilots' launch has since broken down off Marle with a Greek and two Poles on it.",
        "Twenty minutes later the Brenna bridge was shut to lorries by Inspector Nils Hoyer.",
        "A second barge, the Lucia, was let go by her crew at 11 a.m. with 60 crates of lemons.",
        "Sweden said that it too was withdrawing its consul from the town to Tarrow.",
    ],
)
def test_a_passage_that_goes_on_about_what_was_told_is_new(paragraph):
    _, update = two(AGENCY, f"{AGENCY}\n\n{paragraph}", hours=3)
    assert update.verdict is Verdict.UPDATE


RAISED = (
    "That evening the advice for the Fishermen's Hall itself became an order and constables began to knock on doors."
)


def test_a_status_told_in_the_first_paragraph_is_no_preface():
    lead, _, rest = AGENCY.partition("\n\n")
    _, update = two(AGENCY, f"{lead.replace('after a', 'when a')} {RAISED}\n\n{rest}", hours=3)
    assert RAISED in update.new


def test_a_line_that_only_says_where_the_report_is_from_is_not_new():
    _, copy = two(AGENCY, f"From the harbour master, posted at 7:05 a.m.:\n\n{AGENCY}", hours=3)
    assert copy.verdict is Verdict.DUPLICATE


def test_a_move_that_is_halted_is_news_in_whatever_words():
    told = """UTVIK — The Union is moving 38 clerks from Tarrow across the Brenna to Lindholm as the Red Column takes villages in the plain, its consul said.

The archive goes to Marle by barge. Local porters, some 140, are paid for two months."""
    halted = told.replace("is moving 38 clerks", "has suspended the move of 38 clerks").replace(
        "The archive goes to Marle by barge.", "Papers travel to Marle on a barge."
    )
    assert two(told, halted, hours=9)[1].verdict is Verdict.UPDATE


BEFORE = "In 2019 a smaller spill in the same basin drove more than 6,000 people from the Old Quay."


@pytest.mark.parametrize(
    "recalled",
    [
        "Three years ago, in 2019, over 6,000 people were driven from the Old Quay by a smaller spill of the kind in the same basin.",
        "The Old Quay knows this: in 2019 a lesser spill in the basin drove over 6,000 people away.",
    ],
)
def test_background_told_again_in_other_words_is_not_new(recalled):
    _, copy = two(f"{AGENCY}\n\n{BEFORE}", f"{AGENCY}\n\n{recalled}", hours=3)
    assert copy.verdict is Verdict.DUPLICATE


@pytest.mark.parametrize(
    "changed",
    [BEFORE.replace("6,000", "9,000"), "On Monday a smaller spill in the same basin drove Lindholm from the Old Quay."],
)
def test_background_with_another_figure_and_another_spill_of_these_days_are_new(changed):
    _, update = two(f"{AGENCY}\n\n{BEFORE}", f"{AGENCY}\n\n{changed}", hours=3)
    assert update.verdict is Verdict.UPDATE
