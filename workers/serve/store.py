"""What the server holds: the newest version of each item and of each event, bounded, in the order in which the items came."""

from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from workers.serve.facts import EventFacts, ItemFacts, Query, labels, read_event, read_item
from workers.serve.journal import Journal
from workers.serve.positions import Position

ITEMS_KEPT = 5_000
"""Some days of a busy wire. At about 25 KB for an item with its event, 125 MB at most."""

LOG = structlog.get_logger("serve")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """An item's place in the list, newest last: when it came (Unix milliseconds, 0 where the source does not tell), then where it stands in the source."""

    stamp: int
    partition: int
    offset: int

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Return the place that `str` wrote; None for anything else."""
        parts = text.split("-")
        if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 18 for part in parts):
            return None
        return cls(*map(int, parts))

    def __str__(self) -> str:
        return f"{self.stamp}-{self.partition}-{self.offset}"


@dataclass(frozen=True, slots=True)
class Held:
    """An item, where it stands in the list, and its event where that has come too."""

    place: Place
    item: ItemFacts
    event: EventFacts | None


class Store:
    """The items and events seen so far. Not thread-safe: everything happens in one event loop."""

    def __init__(self, start: Position, kept: int = ITEMS_KEPT) -> None:
        self._kept = kept
        self._listeners: list[Callable[[str], None]] = []
        self.restart(start)

    def restart(self, start: Position) -> None:
        """Forget everything: the source has begun anew at this position."""
        self.journal = Journal(start, self._kept)
        self._items: dict[str, tuple[Place, ItemFacts]] = {}
        self._order: list[tuple[Place, str]] = []
        self._events: OrderedDict[str, EventFacts] = OrderedDict()

    def subscribe(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call the listener with an event's id whenever its item or the event itself has changed. Returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def take_item(self, value: bytes, place: Place) -> None:
        """Take in a record of the item topic. A version that is held already changes nothing; what is no item is logged and passed."""
        try:
            item = read_item(value)
        except (ValueError, TypeError, AttributeError) as error:
            self.journal.passed(place.partition, place.offset)
            LOG.warning("not a wire item", partition=place.partition, offset=place.offset, error=str(error)[:200])
            return
        held = self._items.get(item.event_id)
        if held is not None and held[1].version >= item.version:
            self.journal.passed(place.partition, place.offset)
            return
        if held is not None:
            del self._order[bisect_left(self._order, (held[0], item.event_id))]
        self._items[item.event_id] = (place, item)
        insort(self._order, (place, item.event_id))
        while len(self._order) > self._kept:
            del self._items[self._order.pop(0)[1]]
        self.journal.append(place.partition, place.offset, item.event_id, item.value)
        self._tell(item.event_id)

    def take_event(self, value: bytes) -> None:
        """Take in a record of the event history; an older version than the one held changes nothing."""
        try:
            event = read_event(value)
        except (ValueError, TypeError) as error:
            LOG.warning("not an event", error=str(error)[:200])
            return
        held = self._events.get(event.event_id)
        if held is not None and held.version >= event.version:
            return
        self._events[event.event_id] = event
        self._events.move_to_end(event.event_id)
        while len(self._events) > self._kept:
            self._events.popitem(last=False)
        if event.event_id in self._items:
            self._tell(event.event_id)

    def held(self, event_id: str) -> Held | None:
        """Return the item of that event."""
        found = self._items.get(event_id)
        return None if found is None else Held(*found, self._events.get(event_id))

    def event(self, event_id: str) -> EventFacts | None:
        """Return the newest version of the event."""
        return self._events.get(event_id)

    def page(self, query: Query, before: Place | None, limit: int) -> tuple[list[Held], Place | None]:
        """Return up to `limit` items that match, newest first, of those that stand before the place given; and where the next page begins, None at the end."""
        found: list[Held] = []
        end = len(self._order) if before is None else bisect_left(self._order, (before, ""))
        for at in range(end - 1, -1, -1):
            held = self.held(self._order[at][1])
            if held is None or not query.matches(held.item, held.event):
                continue
            if len(found) == limit:
                return found, found[-1].place
            found.append(held)
        return found, None

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many items there are of each country, status and cause."""
        counters: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
        for event_id, (_, item) in self._items.items():
            for counter, label in zip(counters, labels(item, self._events.get(event_id)), strict=True):
                counter[label] += 1
        names = ("status", "country", "cause")
        return {
            name: {label: count for label, count in sorted(counter.items()) if label}
            for name, counter in zip(names, counters, strict=True)
        }

    def _tell(self, event_id: str) -> None:
        for listener in self._listeners:
            listener(event_id)
