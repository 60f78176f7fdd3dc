"""CloudEvents 1.0 headers in binary mode, as the Kafka protocol binding has them: attributes in `ce_` headers, the value as it is."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from workers.topics import Topic

SPECVERSION = "1.0"
SOURCE = "/evacwire/{}"
"""The topic, the same on every machine: source and id together are unique, as CloudEvents asks."""


class EventType(StrEnum):
    """What a record is."""

    ITEM = "org.evacwire.wire.item"
    VERSION = "org.evacwire.event.version"
    STATE = "org.evacwire.event.state"
    RETIRED = "org.evacwire.event.retired"


TOPICS = {
    EventType.ITEM: Topic.ITEMS,
    EventType.VERSION: Topic.HISTORY,
    EventType.STATE: Topic.EVENTS,
    EventType.RETIRED: Topic.EVENTS,
}
CONTENT_TYPE = "application/json"


def headers(kind: EventType, event_id: str, version: int, at: datetime | None) -> Mapping[str, bytes]:
    """Return the headers of a record about one version of an event. `at` is content time; left out where unknown."""
    attributes = {
        "ce_specversion": SPECVERSION,
        "ce_id": f"{event_id}.{version}",
        "ce_type": kind.value,
        "ce_source": SOURCE.format(TOPICS[kind]),
        "ce_subject": event_id,
    }
    if at is not None:
        attributes["ce_time"] = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if kind is not EventType.RETIRED:
        attributes["content-type"] = CONTENT_TYPE
    return {name: value.encode("ascii") for name, value in attributes.items()}
