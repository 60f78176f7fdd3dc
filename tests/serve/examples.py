"""Items and events written by hand, as the pipeline publishes them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.events import Conflict, ConflictSide, Event, Source, TimelineEntry
from schemas.item import AltId, Item, ItemPlace, Named, Point, Text
from schemas.reports import Actor, Affected, Cause, Place, Quantity, Slice, When
from schemas.vocabulary import Operation

MORNING = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)
URI = "https://evacwire.invalid/event/"


def item(event_id: str = "e1", version: int = 1, **changed: Any) -> Item:
    """An item of the Yerevan story; `headline`, `body` and any property may be given."""
    headline = changed.pop("headline", "US orders diplomats' families out of Armenia")
    body = changed.pop(
        "body",
        "The United States ordered the families of its diplomats to leave Yerevan.\n\nSome 240 people are covered.",
    )
    values: dict[str, Any] = {
        "uri": f"{URI}{event_id}",
        "profile": "evacwire",
        "version": str(version),
        "first_created": MORNING,
        "version_created": MORNING + timedelta(minutes=version - 1),
        "pub_status": "usable",
        "urgency": 3,
        "language": "en",
        "title": headline,
        "slugline": "ARMENIA-EVACUATION",
        "by": "evacwire",
        "located": "Yerevan",
        "headlines": [Text(role="main", value=headline)],
        "descriptions": [],
        "bodies": [Text(role="plain", value=body, content_type="text/plain")],
        "ed_note": None,
        "subjects": [],
        "places": [ItemPlace(name="Yerevan", rel="origin", literal="AM", geo_json=Point(coordinates=[44.51, 40.18]))],
        "organisations": [],
        "info_sources": [],
        "genres": [],
        "digital_source_type": Named(
            name="trained algorithmic media", uri="http://cv.iptc.org/newscodes/digitalsourcetype/"
        ),
        "alt_ids": [AltId(role="event", value=event_id)],
    }
    return Item(**{**values, **changed})


def cancelled(event_id: str = "e1", version: int = 2, note: str = "The outlet withdrew its report.") -> Item:
    """The item that takes an earlier one off the wire."""
    return item(event_id, version, pub_status="canceled", ed_note=note)


def source(article_id: str, name: str, quote: str, before: str = "", after: str = "", **changed: Any) -> Source:
    """An article that says `quote`."""
    values: dict[str, Any] = {
        "article_id": article_id,
        "story_id": article_id,
        "source": name,
        "url": f"https://{name.lower().replace(' ', '')}.example/{article_id}",
        "published_at": MORNING,
        "report_id": f"r-{article_id}",
        "evidence": Slice(**{"in": "text"}, quote=quote, start=len(before), end=len(before) + len(quote)),
        "context": before + quote + after,
        "attribution": None,
    }
    return Source(**{**values, **changed})


def event(event_id: str = "e1", version: int = 1, **changed: Any) -> Event:
    """The event behind `item`; any field may be given."""
    quote = "The United States ordered the families of its diplomats on Monday to leave Yerevan"
    values: dict[str, Any] = {
        "event_id": event_id,
        "version": version,
        "operation": Operation.CREATED if version == 1 else Operation.UPDATED,
        "country": "AM",
        "action": "evacuation",
        "status": "ordered",
        "actor": Actor(name="United States", country="US", kind="government"),
        "affected": [Affected(group="dependants", text="the families of its diplomats")],
        "origins": [Place(place="Yerevan", country="AM", geonames_id=616052, lat=40.18, lon=44.51)],
        "destinations": [],
        "when": When(start=MORNING.date(), end=None, precision="day"),
        "quantity": Quantity(min=240, max=240, qualifier="about"),
        "cause": Cause(category="armed_conflict", text="a night of artillery fire along the southern border"),
        "background": False,
        "attribution": "The State Department",
        "confidence": 0.93,
        "timeline": [
            TimelineEntry(
                action="evacuation",
                status="ordered",
                report_id="r-a1",
                reported_at=MORNING,
                when=None,
                quantity=Quantity(min=240, max=240, qualifier="about"),
            )
        ],
        "sources": [
            source(
                "a1",
                "Associated Press",
                quote,
                "ANKARA (AP) - ",
                ", the capital of Armenia, and allowed non-emergency staff to go.",
            )
        ],
        "source_count": 1,
        "independent_sources": 1,
        "conflicts": [],
        "changes": [],
        "note": None,
        "first_reported_at": MORNING,
        "updated_at": MORNING + timedelta(minutes=version - 1),
    }
    return Event(**{**values, **changed})


def disputed(event_id: str = "e1", version: int = 2) -> Event:
    """The event once a second agency gives another number."""
    second = source(
        "a2",
        "Reuters",
        "about 400 people were told to go",
        "YEREVAN (Reuters) - Some ",
        ".",
        published_at=MORNING + timedelta(minutes=30),
    )
    sides = [
        ConflictSide(value={"min": 240, "max": 240, "qualifier": "about"}, sources=["a1"]),
        ConflictSide(value={"min": 400, "max": 400, "qualifier": "about"}, sources=["a2"]),
    ]
    return event(
        event_id,
        version,
        conflicts=[Conflict(field="quantity", sides=sides)],
        sources=[*event().sources, second],
        source_count=2,
        independent_sources=2,
    )
