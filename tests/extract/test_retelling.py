"""How likely two drafts of one article tell one evacuation."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.reports import Affected, Place, Quantity
from schemas.vocabulary import Action, Group, Qualifier, Status
from tests.evaluate.retelling import learned, meant
from tests.extract.articles import constructions, story
from workers.extract.assemble import Draft
from workers.extract.fulldates import span
from workers.extract.retelling import comparable, likely, telling
from workers.extract.stage import reports_of

TEXT = "Japan ordered its citizens to leave Mali on Monday. They are worried. Planes came."


def _order(later: int = 0) -> Draft:
    """Return an order, told so many sentences later."""
    one = story(TEXT)
    (draft,) = constructions().extract([one])[0]
    return replace(draft, sentence=constructions().context(one).sentences[later])


def _chance(first: Draft, second: Draft) -> float:
    return likely(telling(first), telling(second))


def test_a_draft_and_itself_likely_tell_one():
    assert _chance(_order(), _order(2)) > 0.5


def test_their_order_is_of_no_account():
    order, again = _order(), replace(_order(2), status=Status.UNDER_WAY)
    assert _chance(order, again) == pytest.approx(_chance(again, order))


@pytest.mark.parametrize(
    "other",
    [
        {"action": Action.CLOSURE},
        {"background": True},
        {"status": Status.RULED_OUT},
        {"status": Status.CALLED_FOR},
    ],
)
def test_another_action_another_crisis_and_what_does_not_happen_are_never_one(other: dict[str, object]):
    assert not comparable(_order(), replace(_order(), **other))
    assert _chance(_order(), replace(_order(2), **other)) == 0


def test_what_is_halted_is_not_what_is_done_but_in_a_title():
    halted, done = replace(_order(), status=Status.HALTED), replace(_order(2), status=Status.COMPLETED)
    title = replace(done, sentence=replace(done.sentence, part="title"))
    assert [comparable(halted, done), comparable(halted, title)] == [False, True]


def _with_quantity(draft: Draft, count: int) -> Draft:
    return replace(draft, quantity=Quantity(min=count, max=count, qualifier=Qualifier.EXACT))


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (lambda d: d, lambda d: replace(d, affected=[Affected(group=Group.PATIENTS, text="patients")])),
        (lambda d: d, lambda d: replace(d, actor=d.actor.model_copy(update={"name": "France", "country": "FR"}))),
        (lambda d: d, lambda d: replace(d, origins=[Place(place="Niger", country="NE")])),
        (lambda d: d, lambda d: replace(d, when=span(date(2021, 2, 7)))),
        (lambda d: _with_quantity(d, 40), lambda d: _with_quantity(d, 90)),
    ],
    ids=["other people", "another actor", "another country", "another day", "another count"],
)
def test_what_differs_speaks_against_it(nearer, farther):
    first = _with_quantity(_order(), 40)
    assert _chance(first, farther(_order(2))) < _chance(first, nearer(_order(2)))


def test_a_report_means_the_gold_one_whose_words_its_sentence_carries():
    (report,) = reports_of(story(TEXT), constructions().extract([story(TEXT)])[0])
    gold = {
        "action": "evacuation", "status": "ordered", "actor": {"name": "Japan", "country": "JP"}, "affected": ["citizens"],
        "origins": [{"place": "Mali", "country": "ML"}], "destinations": [], "when": None, "quantity": None, "cause": "unknown",
        "background": False,
    }  # fmt: skip
    another = {**gold, "actor": {"name": "France", "country": "FR"}}
    carried = {**gold, "quote": "ordered its citizens to leave Mali"}
    assert meant(report, [gold, carried, another]) == 1
    assert meant(report, [another]) is None


def test_the_fit_learns_what_tells_one_from_two():
    found = [(n, {"any": 1.0, "far": float(n % 2)}, n % 2 == 0) for n in range(60)]
    names, weights, share = learned(found)
    assert (names, share) == (("any", "far"), 1.0)
    assert weights[0] > 0 > weights[1]
