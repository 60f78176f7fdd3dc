"""Doubts, and what the learned reader may say against them."""

from dataclasses import replace

import pytest

from schemas.reports import Cause
from schemas.vocabulary import CauseCategory
from tests.extract.articles import constructions, extractor, story
from workers.extract.doubts import doubt, standing

JOURNEY = "The ferry was late. The company took 40 passengers to Aberdeen on Monday. It rained."
GOODS = 'The ferry was late. "Potatoes cannot be evacuated," the company said on Monday. It rained.'
"""Regression: a village's potatoes made "administration rules out evacuating residents" of the sample stream."""

EVICTION = "The ferry was late. Bailiffs evicted 40 tenants from the block on Monday. It rained."


@pytest.mark.parametrize(
    ("text", "why", "stands"),
    [(JOURNEY, "journey", True), (EVICTION, "eviction", False), (GOODS, "goods", False)],
    ids=["journey", "eviction", "goods"],
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
    one = story("The company evacuated 40 workers from the rig on Monday.")
    (draft,) = constructions().extract([one])[0]
    context = extractor().context(one)
    heard = next(iter(extractor().heard(context).values()))
    assert bool(standing(context, [replace(draft, heard=heard, loudest=loudest, lone=lone)])) is stands


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Portuguese should put off any trip to Tohoku after the earthquake, the foreign ministry said.", "travel"),
        ("The ministry advised Germans against all travel to Beirut because of the war.", "travel"),
        ("The hospital evacuated nine patients to Coimbra for want of beds as influenza spread.", "capacity"),
        ("The company evacuated 40 workers from the rig in the ordinary course after the fire season.", "routine"),
    ],
)
def test_what_moves_nobody_out_of_danger_is_doubted(text: str, why: str):
    (model,) = constructions().extract([story("The company told its workers to leave the rig because of a fire.")])[0]
    (draft,) = constructions().extract([story("The hospital evacuated 40 patients because of a fire.")])[0]
    context = extractor().context(story(text))
    drafts = [replace(each, sentence=context.sentences[0]) for each in (model, draft)]
    assert why in {doubt(context, each, states=True) for each in drafts}


def test_advice_to_leave_and_not_to_set_out_stands():
    context = extractor().context(story("Britons should leave Beirut now, and others should put off any trip there."))
    (model,) = constructions().extract([story("The company told its workers to leave the rig because of a fire.")])[0]
    assert doubt(context, replace(model, sentence=context.sentences[0]), states=True) is None


def test_plain_words_stand_in_an_article_in_which_the_reader_hears_nothing():
    """Regression: "Police evacuated Lyon's town hall on Monday after a bomb threat" was no report."""
    text = "Police evacuated Lyon's town hall on Monday after a bomb threat, officials said. No one was hurt, and staff returned to work. An inquiry began."
    one = story(text)
    context, (draft, *_) = extractor().drafted([one])[0]
    assert doubt(context, replace(draft, loudest=0.05), states=False) is None
