"""How likely two drafts of one article tell one evacuation: who, whom, where, how many and when agree or not, how far apart and how surely they are told.

A logistic regression over features an editor can read; its weights are fitted on the articles held out, by `python -m tests.evaluate.retelling --write`.
"""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from pathlib import Path

from schemas.reports import Actor
from schemas.vocabulary import APART, Action, Group, Status
from workers.extract.assemble import Draft
from workers.extract.confidence import confidence
from workers.extract.features import Features
from workers.extract.naming import same_actor
from workers.extract.view import GUESSED
from workers.extract.wordsets import wordset

FILE = Path(__file__).with_name("retelling.toml")
"""The weights of the features, in the table `pairs`."""

ORDERING = frozenset((Status.ADVISED, Status.AUTHORIZED, Status.ORDERED))
"""What people are told to do; a movement with a number or destination of its own is told apart from it."""

MOVED = frozenset((Status.UNDER_WAY, Status.COMPLETED, Status.PLANNED))
WORD = re.compile(r"[^\W\d_]{3,}|\d+")
COMMON = wordset("retelling_common")
"""Words that any two sentences share."""


@lru_cache(maxsize=1)
def _fitted() -> Mapping[str, float]:
    weights: dict[str, float] = tomllib.loads(FILE.read_text(encoding="utf-8"))["pairs"]
    return weights


@dataclass(frozen=True, slots=True)
class Telling:
    """A draft with what each comparison asks of it."""

    draft: Draft
    sure: float
    groups: frozenset[Group]
    left: frozenset[str]
    countries: frozenset[str | None]
    goals: frozenset[str]
    words: frozenset[str]


def telling(draft: Draft) -> Telling:
    """Return a draft with what each comparison asks of it, worked out once."""
    return Telling(
        draft,
        confidence(draft),
        frozenset(each.group for each in draft.affected),
        frozenset(place.place for place in draft.origins),
        frozenset(place.country for place in draft.origins),
        frozenset(place.place for place in draft.destinations),
        frozenset(WORD.findall(draft.sentence.text.lower())) - COMMON,
    )


def likely(first: Telling, second: Telling) -> float:
    """Return the probability that two drafts tell one evacuation; 0 where they cannot."""
    if not comparable(first.draft, second.draft):
        return 0.0
    weights = _fitted()
    found = features(first, second)
    return 1 / (1 + math.exp(-sum(map(mul, found.values(), map(weights.__getitem__, found)))))


def comparable(first: Draft, second: Draft) -> bool:
    """Return whether two drafts may tell one evacuation at all: not where they are of another action, one alone is background, ruled out or called for, or one
    is halted where the other is done."""
    if first.action is not second.action or first.background != second.background:
        return False
    title = "title" in (first.sentence.part, second.sentence.part)
    if not title and ({first.status, second.status} == {Status.HALTED, Status.COMPLETED} or _of_others(first, second)):
        return False
    return first.status is second.status or (first.status not in APART and second.status not in APART)


def _of_others(first: Draft, second: Draft) -> bool:
    """Whether people are moved in both, and other people: "urged their citizens to leave and would withdraw their diplomats"."""
    a, b = ({each.group for each in draft.affected} for draft in (first, second))
    return first.action is Action.EVACUATION and not a & b and Group.UNSPECIFIED not in a | b


def features(first: Telling, second: Telling) -> Features:
    """Return what speaks for two comparable drafts' telling one evacuation, each between 0 and 1; their order is of no account."""
    if first.draft.sentence.index > second.draft.sentence.index:
        first, second = second, first
    one, other = first.draft, second.draft
    gap = other.sentence.index - one.sentence.index
    title = "title" in (one.sentence.part, other.sentence.part)
    alike = _alike(first, second)
    return {
        "any": 1.0,
        "same sentence": gap == 0,
        "next sentence": gap == 1 and not title,
        "words in common": len(first.words & second.words) / (min(len(first.words), len(second.words)) or 1),
        "both ordering, otherwise": {one.status, other.status} <= ORDERING and one.status is not other.status,
        "an order and its movement": _carried(one, other) or _carried(other, one),
        "same status": one.status is other.status,
        "ruled out or called for": one.status in APART,
        "return": one.action is Action.RETURN,
        "one guessed": (one.pattern == GUESSED) != (other.pattern == GUESSED),
        "later loosely read": other.pattern == "loose",
        "same groups": first.groups == second.groups,
        "groups in common": first.groups != second.groups and bool(first.groups & second.groups),
        "unspecified and others": not first.groups & second.groups
        and Group.UNSPECIFIED in first.groups | second.groups,
        **_of_who(one.actor, other.actor),
        **_of_where(first, second),
        **_of_how_many_and_when(one, other),
        "nothing differs": alike,
        "less sure, something differs": 0.0 if alike else min(first.sure, second.sure),
    }


def _alike(first: Telling, second: Telling) -> bool:
    """Whether the same is told of the same people, whatever one leaves out."""
    one, other = first.draft, second.draft
    acting = one.actor is None or other.actor is None or same_actor(one.actor, other.actor)
    placed = not first.left or not second.left or bool(first.left & second.left)
    goals = not first.goals or not second.goals or bool(first.goals & second.goals)
    counted = one.quantity is None or other.quantity is None or one.quantity == other.quantity
    dated = one.when is None or other.when is None or one.when == other.when
    return (
        one.status is other.status
        and acting
        and placed
        and goals
        and counted
        and dated
        and bool(first.groups & second.groups)
    )


def _of_who(one: Actor | None, other: Actor | None) -> Features:
    if one is None or other is None:
        return {"nobody acts in either": one is other, "nobody acts in one": one is not other}
    country, name = one.country is not None and one.country == other.country, one.name.lower() == other.name.lower()
    return {
        "actors of one country": country,
        "actors of one name": name,
        "other actors": not country and not name,
    }


def _of_where(first: Telling, second: Telling) -> Features:
    common = bool(first.left & second.left)
    goals, countries = bool(first.goals and second.goals), bool(first.countries and second.countries)
    return {
        "a place left in common": common,
        "a place left in common, told in both": common and first.draft.origin_told and second.draft.origin_told,
        "some places left in common": common and first.left != second.left,
        "other countries left": countries and not first.countries & second.countries,
        "a destination in common": goals and bool(first.goals & second.goals),
        "other destinations": goals and not first.goals & second.goals,
    }


def _of_how_many_and_when(one: Draft, other: Draft) -> Features:
    a, b = one.quantity, other.quantity
    counted = a is not None and b is not None
    same = a is not None and b is not None and (a.min, a.max) == (b.min, b.max)
    dated = one.when is not None and other.when is not None
    return {
        "same count": same,
        "other counts": counted and not same,
        "other days": dated and one.when != other.when,
    }


def _carried(order: Draft, movement: Draft) -> bool:
    """Whether the second is a movement of its own beside what people are told to do."""
    told = movement.quantity is not None or bool(movement.destinations)
    return order.status in ORDERING and movement.status in MOVED and told
