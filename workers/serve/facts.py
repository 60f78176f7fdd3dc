"""What the lists and filters need to know of an item and of its event."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from schemas.events import Event

CANCELLED = "cancelled"
"""The word that filters take beside the event's statuses: the item was withdrawn from the wire."""

EVENT_ROLE = "event"
"""The role under which an item's `altIds` name its event."""


class NotAnItemError(ValueError):
    """A record is no wire item."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item version. `value` is its JSON on one line, `text` what free text is searched in; `status` and `country` are empty where it tells none."""

    uri: str
    event_id: str
    version: int
    cancelled: bool
    status: str
    country: str
    value: bytes
    text: str


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event version. `brief` is its JSON without the parts that only its own page shows."""

    event_id: str
    version: int
    country: str
    status: str
    cause: str
    value: bytes
    brief: bytes
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader asks for; an empty part asks for everything. `words` are folded."""

    countries: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()

    def matches(self, item: ItemFacts, event: EventFacts | None) -> bool:
        """Whether the item is asked for."""
        status, country, cause = labels(item, event)
        if self.countries and country not in self.countries:
            return False
        if self.statuses and status not in self.statuses:
            return False
        if self.causes and cause not in self.causes:
            return False
        event_text = event.text if event else ""
        return all(word in item.text or word in event_text for word in self.words)


def labels(item: ItemFacts, event: EventFacts | None) -> tuple[str, str, str]:
    """Return the status, country and cause that filters know the item by; empty where neither it nor its event tells."""
    status, country, cause = (event.status, event.country, event.cause) if event else (item.status, item.country, "")
    return CANCELLED if item.cancelled else status, country, cause


def folded(text: str) -> str:
    """Return the text in lower case and without accents, as the page folds it too."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(ch for ch in plain if not unicodedata.combining(ch)).casefold()


def read_item(value: bytes) -> ItemFacts:
    """Read a wire item; raises `ValueError` for what is none."""
    item = orjson.loads(value)
    if not isinstance(item, dict) or not isinstance(item.get("uri"), str):
        raise NotAnItemError("an item is an object with a uri")
    return ItemFacts(
        uri=item["uri"],
        event_id=event_id_of(item),
        version=int(item.get("version") or 1),
        cancelled=item.get("pubStatus") == "canceled",
        status=_first(part.get("value") for part in parts(item, "descriptions") if part.get("role") == "status"),
        country=_first(place.get("literal") for place in parts(item, "places") if place.get("rel") == "origin"),
        value=_compact(item),
        text=folded(" ".join(_strings(item))),
    )


def event_id_of(item: dict[str, Any]) -> str:
    """Return the id of the event that an item tells of: what `altIds` says, else the last part of its uri."""
    for other in parts(item, "altIds"):
        if other.get("role") == EVENT_ROLE and isinstance(other.get("value"), str):
            return str(other["value"])
    return str(item["uri"]).replace("/", ":").rsplit(":", 1)[-1]


def read_event(value: bytes) -> EventFacts:
    """Read an event version; raises `ValueError` for what is none."""
    event = Event.from_json(value)
    whole = event.model_dump(mode="json", by_alias=True)
    brief = {name: whole[name] for name in whole if name not in {"sources", "changes"}}
    people = [event.actor.name if event.actor else "", *(group.text for group in event.affected)]
    places = [place.place for place in (*event.origins, *event.destinations)]
    return EventFacts(
        event_id=event.event_id,
        version=event.version,
        country=event.country,
        status=event.status.value,
        cause=event.cause.category.value,
        value=_compact(whole),
        brief=_compact(brief),
        text=folded(" ".join([*people, *places, event.cause.text or ""])),
    )


def parts(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the objects in a list of the item; none where it is missing or no list."""
    listed = item.get(name)
    return [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []


def _compact(value: dict[str, Any]) -> bytes:
    # A copy: orjson's own bytes keep the room they were written in, ten times what a usual item takes.
    return memoryview(orjson.dumps(value)).tobytes()


def _first(values: Iterable[Any]) -> str:
    return next((value for value in values if isinstance(value, str)), "")


def _strings(item: dict[str, Any]) -> list[str]:
    values = [part.get("value") for name in ("headlines", "bodies") for part in parts(item, name)]
    return [value for value in (*values, item.get("title"), item.get("slugline")) if isinstance(value, str)]
