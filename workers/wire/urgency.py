"""How urgent an item is: IPTC urgency, 1 the most urgent, here 2 to 8."""

from schemas.events import Event
from schemas.vocabulary import Action, CauseCategory, Operation, Status

MANY = 1000
"""People from which an evacuation is national news."""
GRAVE = frozenset({CauseCategory.ARMED_CONFLICT, CauseCategory.NUCLEAR, CauseCategory.TSUNAMI, CauseCategory.VOLCANO,
    CauseCategory.DAM_FAILURE, CauseCategory.TERRORISM})  # fmt: skip
URGENT = frozenset({Status.ORDERED, Status.UNDER_WAY})


def urgency(event: Event) -> int:
    """Return the urgency: it starts at 5 and rises by one each for an order or movement now under way, for a grave cause, for a thousand
    people or more; it falls by one each for a closure or relocation, for what is ruled out, and by two where the return has begun.
    A cancellation is 2: every desk that ran the item must see it."""
    if event.operation is Operation.CANCELLED:
        return 2
    level = 5
    level -= event.status in URGENT
    level -= event.cause.category in GRAVE
    level -= event.quantity is not None and max(event.quantity.min or 0, event.quantity.max or 0) >= MANY
    level += event.action in (Action.CLOSURE, Action.RELOCATION)
    level += event.status is Status.RULED_OUT
    level += 2 * (event.action is Action.RETURN or any(e.action is Action.RETURN for e in event.timeline))
    return level
