"""`/wire/feed.atom`: the newest items as an Atom feed (RFC 4287); a cancelled item is a tombstone (RFC 6721)."""

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from workers.serve.facts import Query, parts
from workers.serve.items import BadQueryError, read_cursor, read_limit, read_query, tagged
from workers.serve.store import Held, Store

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
GEORSS = "http://www.georss.org/georss"
FEED_ID = "tag:evacwire,2026:wire"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom asks for a time even where neither the item nor its arrival has one."""
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, not even escaped."""

for _prefix, _namespace in (("", ATOM), ("at", TOMBSTONES), ("georss", GEORSS)):
    ElementTree.register_namespace(_prefix, _namespace)


class Feed:
    """The endpoint over one store. Takes the filters and the paging of `/wire/items`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def endpoint(self, request: Request) -> Response:
        """Answer with the feed."""
        params = request.query_params
        try:
            query, before, limit = read_query(params), read_cursor(params), read_limit(params)
        except BadQueryError as error:
            return JSONResponse({"error": str(error)}, 400)
        found, following = self._store.page(query, before, limit)
        base, own = str(request.base_url), str(request.url)
        older = str(request.url.include_query_params(cursor=str(following))) if following else None
        title = "Evacuations" if query == Query() else "Evacuations: a selection"
        return tagged(request, feed(found, title=title, base=base, own=own, older=older), "application/atom+xml")


def feed(found: list[Held], *, title: str, base: str, own: str, older: str | None) -> bytes:
    """Return the feed as UTF-8 XML. `base` is the page's address, `own` the feed's, `older` that of the page after it."""
    items = [(held, orjson.loads(held.item.value)) for held in found]
    root = ElementTree.Element(_atom("feed"))
    _add(root, "id", FEED_ID)
    _add(root, "title", title)
    _add(root, "updated", max((_updated(held, item) for held, item in items), default=NEVER.isoformat()))
    _add(_add(root, "author"), "name", "evacwire")
    _add(root, "generator", "evacwire")
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", base, "text/html")
    if older:
        _link(root, "next", older, "application/atom+xml")
    for held, item in items:
        (_tombstone if held.item.cancelled else _entry)(root, held, item, base)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ElementTree.Element, held: Held, item: dict[str, Any], base: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", held.item.uri)
    _add(entry, "title", _first(item, "headlines") or item.get("title") or "Evacuation")
    _add(entry, "updated", _updated(held, item))
    if item.get("firstCreated"):
        _add(entry, "published", item["firstCreated"])
    _link(entry, "alternate", f"{base}#{held.item.event_id}", "text/html")
    _link(entry, "related", f"{base}wire/items/{held.item.event_id}", "application/json")
    if held.event is not None:
        for scheme, term in (
            ("country", held.event.country),
            ("status", held.event.status),
            ("cause", held.event.cause),
        ):
            _add(entry, "category", term=term, scheme=f"tag:evacwire,2026:{scheme}")
    _add(entry, "content", _first(item, "bodies"), type="text")
    for place in parts(item, "places"):
        point = place.get("geoJSON")
        coordinates = point.get("coordinates") if isinstance(point, dict) else None
        if isinstance(coordinates, list) and len(coordinates) > 1:
            ElementTree.SubElement(entry, f"{{{GEORSS}}}point").text = f"{coordinates[1]} {coordinates[0]}"
            break


def _tombstone(root: ElementTree.Element, held: Held, item: dict[str, Any], _base: str) -> None:
    tombstone = ElementTree.SubElement(
        root, f"{{{TOMBSTONES}}}deleted-entry", ref=_clean(held.item.uri), when=_updated(held, item)
    )
    ElementTree.SubElement(tombstone, f"{{{TOMBSTONES}}}comment").text = _clean(item.get("edNote") or "cancelled")


def _updated(held: Held, item: dict[str, Any]) -> str:
    told = item.get("versionCreated")
    return told if told else datetime.fromtimestamp(held.place.stamp / 1000, UTC).isoformat()


def _first(item: dict[str, Any], name: str) -> str:
    return next((str(part["value"]) for part in parts(item, name) if part.get("value")), "")


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, _atom(name), {key: _clean(value) for key, value in attributes.items()})
    element.text = None if text is None else _clean(text)
    return element


def _link(parent: ElementTree.Element, rel: str, href: str, media_type: str) -> None:
    _add(parent, "link", rel=rel, href=href, type=media_type)


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _clean(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)
