"""Two readings of one assertion."""

from dataclasses import replace

from schemas.vocabulary import Action
from tests.extract.articles import constructions, story
from workers.extract.assemble import Draft
from workers.extract.rivals import unrivalled
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


def test_people_who_are_ordered_out_are_not_let_back_in_one_breath():
    order = "Japan ordered its citizens to leave Mali because of the fighting. It is quiet. Nobody came."
    (told,) = constructions().extract([story(order)])[0]
    back = _unsure(told, Action.RETURN)
    assert unrivalled([told, back]) == [told]
