"""Doubts, and what the learned reader may say against them."""

from dataclasses import replace

import pytest

from schemas.reports import Cause
from schemas.vocabulary import CauseCategory
from tests.extract.articles import constructions, extractor, story
from workers.extract.doubts import doubt, standing

JOURNEY = "The ferry was late. The company took 40 passengers to Aberdeen on Monday. It rained."
EVICTION = "The ferry was late. Bailiffs evicted 40 tenants from the block on Monday. It rained."


@pytest.mark.parametrize(
    ("text", "why", "stands"), [(JOURNEY, "journey", True), (EVICTION, "eviction", False)], ids=["journey", "eviction"]
)
def test_a_sure_reader_overrules_a_doubt_by_absence_and_no_other(text: str, why: str, stands: bool):
    (draft,) = constructions().extract([story("The company evacuated 40 workers from the rig on Monday.")])[0]
    context = extractor().context(story(text))
    unknown = Cause(category=CauseCategory.UNKNOWN, text=None)
    doubted = replace(draft, cause=unknown, sentence=context.sentences[1])
    heard = next(iter(extractor().heard(context).values()))
    assert doubt(context, doubted, states=False) == why
    for p, left in ((0.2, False), (0.8, stands)):
        sure = replace(heard, labels=dict.fromkeys(heard.labels, p))
        assert bool(standing(context, [replace(doubted, heard=sure, loudest=p)])) is left


@pytest.mark.parametrize(("loudest", "lone", "stands"), [(0.1, False, False), (0.1, True, True), (0.9, False, True)])
def test_an_article_in_which_the_reader_hears_nothing_has_no_report_unless_it_is_a_line_or_two(
    loudest: float, lone: bool, stands: bool
):
    one = story("The company evacuated 40 workers from the rig on Monday because of a fire.")
    (draft,) = constructions().extract([one])[0]
    context = extractor().context(one)
    heard = next(iter(extractor().heard(context).values()))
    assert bool(standing(context, [replace(draft, heard=heard, loudest=loudest, lone=lone)])) is stands
