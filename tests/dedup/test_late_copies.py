"""Copies days later: a reprint word for word still belongs to its story, the same form with another day does not."""

from schemas.vocabulary import Verdict
from tests.dedup.articles import AGENCY, FLOOD, article, stories, two

DAYS = 24

SCHOOL = """At 9:40 a.m. on Tuesday, March 3 our school was cleared after a caller said that there was a bomb in the gym.

All 311 pupils and the staff left in good order and are safe.

They were walked to the library of Tarrow, where teachers counted them twice.

Police with dogs are searching the building.

Parents may fetch their children from the library at the usual time.

We know that such a call frightens, and our counsellors are there for any child who wishes to talk about it.

Please do not ring the office, since its lines are needed, and do not come to the school unless we ask you to.

The schools of Tarrow county, office of the superintendent, who thanks all parents for their calm and for their patience."""

NEXT_SCHOOL = SCHOOL.replace(
    "At 9:40 a.m. on Tuesday, March 3 our school was cleared", "At 1:15 p.m. on Monday, March 9 we emptied our school"
).replace("311", "406")

LOG = """Port Vela Fire Service: calls of note in the 24 hours to 8 a.m., {day} March.

Tanner Lane: {first} Two engines.

Quay Road: {second} One engine.

Oldmoor: {third}

Test your smoke alarm once a week."""


def test_a_weekly_papers_reprint_after_five_days_of_other_news_is_a_copy():
    others = [article(f"n{hour}", f"The council of Marle met {hour} times.", hours=hour) for hour in range(1, 5 * DAYS)]
    weekly = FLOOD.rpartition("\n\n")[0] + "\n\nFor the weekend, from our files."
    first, *_, copy = stories(article("a", FLOOD), *others, article("b", weekly, hours=5 * DAYS))
    assert (copy.story_id, copy.verdict) == (first.story_id, Verdict.DUPLICATE)


def test_a_letter_in_the_same_form_about_another_day_of_the_next_week_is_another_story():
    first, other = two(SCHOOL, NEXT_SCHOOL, hours=6 * DAYS)
    assert other.story_id != first.story_id


def test_a_copy_with_another_figure_after_four_days_is_no_reprint():
    first, other = two(AGENCY, AGENCY.replace("1,240", "2,450"), hours=4 * DAYS)
    assert other.story_id != first.story_id


def test_the_next_days_log_under_the_same_heading_is_another_page():
    monday = LOG.format(
        day="Monday 2", first="fire in a cellar.", second="smell of gas, 40 people out.", third="lorry on its side."
    )
    tuesday = LOG.format(
        day="Tuesday 3", first="dog in a well.", second="gorse burning, walkers led down.", third="shed lost."
    )
    first, other = two(monday, tuesday, hours=DAYS)
    assert other.story_id != first.story_id
