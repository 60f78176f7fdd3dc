"""The current values of an event: what all its standing claims together say."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from schemas.events import TimelineEntry
from schemas.reports import Actor, Affected, Cause, Place, Quantity, When
from schemas.vocabulary import ADVANCING, Action, ActorKind, CauseCategory, Group, Status
from workers.fuse.actors import says_who
from workers.fuse.claims import Claim, standing
from workers.fuse.places import Relation, is_country, relation, same_place

T = TypeVar("T")
MOST_PLACES = 30
"""More origins than one order of a state names are lists run together."""


@dataclass(frozen=True, slots=True)
class Values:
    """The fields of an event that claims decide."""

    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    attribution: str | None
    confidence: float
    timeline: list[TimelineEntry]


def merge(claims: Sequence[Claim]) -> Values:
    """Return the values of at least one claim. The order of claims of different times does not matter."""
    told = standing(claims)
    action = next((claim.action for claim in told if claim.action is not Action.RETURN), Action.RETURN)
    own = [claim for claim in told if claim.action is action]
    status = current_status([claim.status for claim in own])
    newest = own[-1]
    speaking = next((c for c in reversed(own) if c.status is status and c.attribution), newest)
    return Values(
        action=action, status=status, actor=_actor(own), affected=_affected(own),
        origins=_places([c.origins for c in own]), destinations=_destinations(own), when=_when(own, status),
        quantity=next((c.quantity for c in reversed(own) if c.quantity is not None), None), cause=_cause(own),
        attribution=speaking.attribution, confidence=_confidence(own), timeline=timeline(told),
    )  # fmt: skip


def current_status(told: Sequence[Status]) -> Status:
    """Return the status that statuses in the order of content time lead to: it advances, a halt replaces it, what goes on replaces the halt."""
    now = told[0]
    for status in told[1:]:
        if status is Status.HALTED or now is Status.HALTED:
            now = status
        elif status in ADVANCING and now in ADVANCING:
            now = max(now, status, key=ADVANCING.index)
    return now


def timeline(claims: Iterable[Claim]) -> list[TimelineEntry]:
    """Return each action and status once, with the first claim that told it, in content time."""
    entries: dict[tuple[Action, Status], TimelineEntry] = {}
    for claim in claims:
        entries.setdefault(
            (claim.action, claim.status),
            TimelineEntry(action=claim.action, status=claim.status, report_id=claim.report_id,
                          reported_at=claim.published_at, when=claim.when, quantity=claim.quantity),
        )  # fmt: skip
    return list(entries.values())


def by_support(claims: Sequence[Claim], key: Callable[[Claim], T | None]) -> T | None:
    """Return the value that most lineages tell, each by its latest word; among equals the latest told. None where nobody tells it."""
    latest: dict[str, T] = {}
    for claim in claims:
        value = key(claim)
        if value is not None:
            latest.pop(claim.lineage, None)
            latest[claim.lineage] = value
    told = list(latest.values())
    return max(reversed(told), key=told.count) if told else None


def _actor(claims: Sequence[Claim]) -> Actor | None:
    told = [each for each in claims if each.actor and says_who(each.actor)] or claims
    state = by_support(told, lambda c: c.actor if c.actor and c.actor.kind is not ActorKind.MILITARY else None)
    return state or by_support(told, lambda c: c.actor)


def _affected(claims: Sequence[Claim]) -> list[Affected]:
    found: dict[Group, Affected] = {}
    for claim in claims:
        for affected in claim.affected:
            found.setdefault(affected.group, affected)
    if len(found) > 1:
        found.pop(Group.UNSPECIFIED, None)
    return list(found.values())


def _places(lists: Iterable[list[Place]]) -> list[Place]:
    """All places told, the most specific ones: a country or region gives way to what lies in it."""
    found: list[Place] = []
    for place in (place for places in lists for place in places):
        twin = next((k for k, known in enumerate(found) if same_place(known, place)), None)
        if twin is None:
            found.append(place)
        elif found[twin].geonames_id is None and place.geonames_id is not None:
            found[twin] = place
    narrow = [place for place in found if not _wider(place, found)]
    return narrow[:MOST_PLACES]


def _wider(place: Place, others: Sequence[Place]) -> bool:
    for other in others:
        if other is place or other.country != place.country:
            continue
        if is_country(place) and not is_country(other):
            return True
        if place.lat is None and other.lat is not None and relation(place, other) is Relation.NESTED:
            return True
    return False


def _destinations(claims: Sequence[Claim]) -> list[Place]:
    latest: dict[str, list[Place]] = {}
    for claim in claims:
        if claim.destinations:
            latest[claim.lineage] = claim.destinations
    return _places(latest.values())


def _when(claims: Sequence[Claim], status: Status) -> When | None:
    for wanted in ([c for c in claims if c.status is status], claims):
        for claim in reversed(wanted):
            if claim.when is not None and (claim.when.start or claim.when.end):
                return claim.when
    return None


def _cause(claims: Sequence[Claim]) -> Cause:
    known = by_support(claims, lambda c: None if c.cause.category is CauseCategory.UNKNOWN else c.cause.category)
    if known is None:
        return claims[-1].cause
    telling = [c.cause for c in claims if c.cause.category is known]
    return next((cause for cause in telling if cause.text), telling[0])


def _confidence(claims: Sequence[Claim]) -> float:
    """The chance that not every lineage is wrong, each taken at its best claim and as independent of the others."""
    best: dict[str, float] = {}
    for claim in claims:
        best[claim.lineage] = max(best.get(claim.lineage, 0.0), claim.confidence)
    wrong = 1.0
    for confidence in best.values():
        wrong *= 1.0 - confidence
    return round(1.0 - wrong, 4)
