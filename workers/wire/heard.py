"""What the wire last heard of an event, and how that differs from what it is now."""

from dataclasses import dataclass

from schemas.base import Model
from schemas.events import Event
from schemas.reports import Actor, Cause, Place, Quantity, When
from schemas.vocabulary import Action, CauseCategory, Qualifier, Status
from workers.wire import phrases

ROUNDING = 0.05
"""Two approximate numbers this close are one number told twice."""
DEADLINES = frozenset({Status.ADVISED, Status.AUTHORIZED, Status.PLANNED, Status.ORDERED})
"""The statuses under which a day is still to come."""

GOING_BACK = frozenset({Status.AUTHORIZED, Status.ORDERED, Status.UNDER_WAY, Status.COMPLETED})
"""The statuses of a return that end an evacuation; a return planned or advised does not yet."""


class Heard(Model):
    """The fields of the last published item that a later one may change. `version` counts items from 1."""

    version: int
    status: Status
    actor: Actor | None
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    returned: Status | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One change that is news: the field and the change in words."""

    field: str
    words: str


def heard(event: Event, version: int) -> Heard:
    """Return what the wire hears of an event by its item of this version."""
    return Heard(
        version=version, status=event.status, actor=event.actor, origins=event.origins,
        destinations=event.destinations, when=event.when, quantity=event.quantity, cause=event.cause,
        returned=returned(event),
    )  # fmt: skip


def returned(event: Event) -> Status | None:
    """Return how far the return has come that an evacuation's timeline tells of, None where nobody goes back yet."""
    if event.action is Action.RETURN:
        return None
    told = (e.status for e in reversed(event.timeline) if e.action is Action.RETURN)
    return next((status for status in told if status in GOING_BACK), None)


def differences(before: Heard, event: Event) -> list[Difference]:
    """Return what is new for the desk: status, return, actor, number, places, destinations, deadline, a cause that was unknown."""
    found: list[Difference | None] = [
        _status(before, event),
        _returned(before, event),
        _actor(before, event),
        _quantity(before, event),
        _places("origins", "places", before.origins, event.origins),
        _places("destinations", "destinations", before.destinations, event.destinations),
        _deadline(before, event),
        _cause(before, event),
    ]
    return [difference for difference in found if difference is not None]


def _status(before: Heard, event: Event) -> Difference | None:
    if before.status is event.status or returned(event) is not None:
        return None
    return Difference("status", f"status: {_plain(before.status)} before, now {_plain(event.status)}")


def restatements(event: Event) -> list[Difference]:
    """Return what a corrected version takes back of the words themselves: whom it affects, the cause."""
    return [
        Difference(change.field, f"{change.field}: {_words(change.before)} before, now {_words(change.after)}")
        for change in event.changes
        if change.field in ("affected", "cause") and _words(change.before) != _words(change.after)
    ]


def _words(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    told = [part["text"] or part.get("category", "").replace("_", " ") for part in parts if isinstance(part, dict)]
    return phrases.listed([f"“{phrases.quotation(text)}”" for text in told]) if any(told) else "not known"


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _returned(before: Heard, event: Event) -> Difference | None:
    now = returned(event)
    if now is None or now is before.returned:
        return None
    return Difference("return", f"return: {_plain(now)}")


def _actor(before: Heard, event: Event) -> Difference | None:
    old, new = before.actor, event.actor
    if (old and phrases.named(old)) == (new and phrases.named(new)):
        return None
    was = f"{phrases.named(old)} before" if old else "not known before"
    return Difference("actor", f"responsible body: {was}, now {phrases.named(new) if new else 'not known'}")


def _quantity(before: Heard, event: Event) -> Difference | None:
    old, new = before.quantity, event.quantity
    if old == new or (old is not None and new is not None and _rounded(old, new)):
        return None
    was = f"{phrases.number(old)} before" if old else "not known before"
    return Difference("quantity", f"number of people: {was}, now {phrases.number(new) if new else 'not known'}")


def _rounded(old: Quantity, new: Quantity) -> bool:
    if Qualifier.EXACT in (old.qualifier, new.qualifier) and old.qualifier is new.qualifier:
        return False
    sides = [(old.min, new.min), (old.max, new.max)]
    return all(a == b or (a and b and abs(a - b) <= ROUNDING * max(a, b)) for a, b in sides)


def _places(field: str, word: str, old: list[Place], new: list[Place]) -> Difference | None:
    if _keys(old) == _keys(new):
        return None
    was = f"{phrases.places(old)} before" if old else "not known before"
    return Difference(field, f"{word}: {was}, now {phrases.places(new) if new else 'not known'}")


def _keys(places: list[Place]) -> set[object]:
    return {place.geonames_id or (place.place.casefold(), place.country) for place in places}


def _deadline(before: Heard, event: Event) -> Difference | None:
    if event.status not in DEADLINES or event.when is None or event.when == before.when:
        return None
    now = phrases.days(event.when)
    was = phrases.days(before.when) if before.when else ""
    if not now or now == was:
        return None
    return Difference("when", f"date: {f'{was} before' if was else 'not known before'}, now {now}")


def _cause(before: Heard, event: Event) -> Difference | None:
    old, new = before.cause.category, event.cause.category
    if old is new or old is not CauseCategory.UNKNOWN:
        return None
    return Difference("cause", f"cause: not known before, now {_plain(new)}")
