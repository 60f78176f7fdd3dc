"""Compose the wire item of an event: the ninjs properties, filled from the event's fields alone."""

from collections.abc import Sequence

from schemas.events import Event
from schemas.item import (
    AltId,
    InfoSource,
    Item,
    ItemPlace,
    Named,
    Organisation,
    Point,
    Text,
)
from schemas.reports import Place
from schemas.vocabulary import Operation
from workers.wire import phrases
from workers.wire.body import body, changes_line, note
from workers.wire.headline import headline, slugline
from workers.wire.heard import Heard, differences, restatements
from workers.wire.subjects import subjects
from workers.wire.urgency import urgency

BY = "evacwire"
GEONAMES = "https://sws.geonames.org/{}/"
DATA_DRIVEN = Named(name="Data-driven media", uri="http://cv.iptc.org/newscodes/digitalsourcetype/dataDrivenMedia")
CURRENT = Named(name="Current", uri="http://cv.iptc.org/newscodes/genre/Current")


def item_uri(event_id: str) -> str:
    """Return the `uri` of an event's item, the same for all its versions."""
    return f"urn:evacwire:event:{event_id}"


def compose(event: Event, version: int, operation: Operation, before: Heard | None, min_sources: int) -> Item:
    """Return the item of a published change.

    `version` counts the event's items; `before` is what the wire heard by the last one (None for the first); an event with fewer
    independent sources than `min_sources` is flagged as single-source.
    """
    changes = differences(before, event) if before else []
    if operation is Operation.CORRECTED:
        changes += [r for r in restatements(event) if r.field not in {change.field for change in changes}]
    single = event.independent_sources < min_sources and operation is not Operation.CANCELLED
    paragraphs = body(event, operation)
    line = headline(event, operation)
    return Item(
        uri=item_uri(event.event_id), profile="evacwire-event", version=str(version),
        first_created=event.first_reported_at, version_created=event.updated_at,
        pub_status="canceled" if operation is Operation.CANCELLED else "usable",
        urgency=urgency(event), language="en", title=line, slugline=slugline(event), by=BY,
        located=phrases.place(event.origins[0]) if event.origins else None,
        headlines=[Text(role="main", value=line, content_type="text/plain")],
        descriptions=_descriptions(event, operation, changes_line(changes), single=single),
        bodies=_bodies(paragraphs),
        ed_note=note(event, operation, changes, single=single),
        subjects=subjects(event), places=_places(event),
        organisations=[Organisation(name=event.actor.name, rel="actor")] if event.actor else [],
        info_sources=_sources(event), genres=[CURRENT], digital_source_type=DATA_DRIVEN,
        alt_ids=[AltId(role="event", value=event.event_id), AltId(role="eventVersion", value=str(event.version))],
    )  # fmt: skip


def _descriptions(event: Event, operation: Operation, changes: str, *, single: bool) -> list[Text]:
    found = [Text(role="operation", value=operation.value), Text(role="status", value=event.status.value)]
    if changes:
        found.append(Text(role="changes", value=changes))
    if single:
        found.append(Text(role="flag", value="single-source"))
    return found


def _bodies(paragraphs: Sequence[str]) -> list[Text]:
    plain = "\n\n".join(paragraphs)
    return [Text(role="main", value=plain, content_type="text/plain", word_count=len(plain.split()))]


def _places(event: Event) -> list[ItemPlace]:
    return [_place(p, "origin") for p in event.origins] + [_place(p, "destination") for p in event.destinations]


def _place(place: Place, rel: str) -> ItemPlace:
    point = Point(coordinates=[place.lon, place.lat]) if place.lat is not None and place.lon is not None else None
    uri = GEONAMES.format(place.geonames_id) if place.geonames_id is not None else None
    return ItemPlace(name=place.place, rel=rel, uri=uri, literal=place.country, geo_json=point)


def _sources(event: Event) -> list[InfoSource]:
    return [
        InfoSource(name=s.source or s.article_id, role="source", uri=_address(s.url), literal=s.article_id)
        for s in event.sources
    ]


def _address(url: str | None) -> str | None:
    plain = url is not None and url.startswith(("http://", "https://")) and url.isascii() and url.isprintable()
    return url if plain and " " not in (url or " ") else None
