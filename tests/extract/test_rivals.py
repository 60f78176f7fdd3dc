"""Two readings of one assertion."""

from dataclasses import replace

import pytest

from schemas.reports import Affected
from schemas.vocabulary import Action, Group
from tests.extract.articles import constructions, extractor, story
from workers.extract.assemble import Draft
from workers.extract.rivals import covers, unrivalled
from workers.extract.view import GUESSED

TEXT = "France has closed its embassy in Niamey because of the fighting. It is quiet. Nobody came."


def _unsure(draft: Draft, action: Action) -> Draft:
    """Return a guess of another action of the same people, by nobody."""
    return replace(
        draft, action=action, pattern=GUESSED, weight=0.0, actor=None, actor_told=False, origin_told=False, when=None
    )


def test_a_post_s_people_may_be_moved_in_the_breath_that_shuts_it():
    (closure,) = constructions().extract([story(TEXT)])[0]
    moved = _unsure(closure, Action.RELOCATION)
    assert unrivalled([closure, moved]) == [closure, moved]


@pytest.mark.parametrize(("p", "adds"), [(0.2, False), (0.6, True)])
def test_a_guess_of_other_people_adds_nothing_where_they_are_hardly_heard(p: float, adds: bool):
    """Regression: "the evacuation of wounded civilians" was halted, and that of workers."""
    one = story("Japan ordered its citizens to leave Mali because of the fighting. It is quiet. Nobody came.")
    (told,) = constructions().extract([one])[0]
    heard = extractor().heard(extractor().context(one))[0]
    faint = replace(heard, groups={group: p if group is Group.WORKERS else 0.1 for group in heard.groups})
    guess = replace(told, pattern=GUESSED, affected=[Affected(group=Group.WORKERS, text="staff")])
    assert covers(told, guess, faint) != adds


def test_people_who_are_ordered_out_are_not_let_back_in_one_breath():
    order = "Japan ordered its citizens to leave Mali because of the fighting. It is quiet. Nobody came."
    (told,) = constructions().extract([story(order)])[0]
    back = _unsure(told, Action.RETURN)
    assert unrivalled([told, back]) == [told]
