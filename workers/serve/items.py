"""`/wire/items` and `/wire/events`: the newest versions as JSON, in pages, with ETags."""

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlencode

import orjson
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schemas.vocabulary import CauseCategory, Status
from workers.serve.facts import CANCELLED, Query, folded
from workers.serve.store import Held, Place, Store

PAGE = 50
LARGEST_PAGE = 200
"""At some 4 KB an item under a megabyte; a larger `limit` gets this many."""
LONGEST_TEXT = 200
"""Code points of free text in a query."""
STATUSES = frozenset(Status) | {CANCELLED}
CAUSES = frozenset(CauseCategory)


class BadQueryError(ValueError):
    """A query that cannot be answered. The message is one line for the reader."""


def read_query(params: QueryParams) -> Query:
    """Read the filters: `country`, `status`, `cause` (each may be repeated) and `q`; raises `BadQueryError`."""
    text = params.get("q", "")
    if len(text) > LONGEST_TEXT:
        raise BadQueryError(f"q: at most {LONGEST_TEXT} characters")
    countries = frozenset(code.upper() for code in params.getlist("country") if code)
    if not all(len(code) == 2 and code.isascii() and code.isalpha() for code in countries):
        raise BadQueryError("country: ISO 3166 alpha-2 codes, ZZ where none is known")
    return Query(
        countries=countries,
        statuses=_words(params, "status", STATUSES),
        causes=_words(params, "cause", CAUSES),
        words=tuple(folded(text).split()),
    )


def read_limit(params: QueryParams) -> int:
    """Read `limit`, the size of a page; raises `BadQueryError`."""
    limit = params.get("limit", str(PAGE))
    if not (limit.isascii() and limit.isdecimal() and 0 < len(limit) < 10 and int(limit) > 0):
        raise BadQueryError("limit: a whole number of at least 1")
    return min(int(limit), LARGEST_PAGE)


def read_cursor(params: QueryParams) -> Place | None:
    """Read `cursor`, where the page begins; raises `BadQueryError`."""
    cursor = params.get("cursor")
    place = Place.parse(cursor) if cursor else None
    if cursor and place is None:
        raise BadQueryError("cursor: what `next` of the page before says")
    return place


def row(held: Held) -> bytes:
    """Return an item with its place in the list and the brief form of its event (null where it has not come), as the page reads them."""
    event = held.event.brief if held.event else b"null"
    return b'{"place":"%s","item":%s,"event":%s}' % (str(held.place).encode(), held.item.value, event)


class Items:
    """The endpoints over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(self, request: Request) -> Response:
        """Answer with `{items, next, position}`, newest first; with `view=desk` `{rows, next, position, counts}`."""
        params = request.query_params
        try:
            query, before, limit = read_query(params), read_cursor(params), read_limit(params)
        except BadQueryError as error:
            return JSONResponse({"error": str(error)}, 400)
        found, following = self._store.page(query, before, limit)
        about = {"next": str(following) if following else None, "position": str(self._store.journal.position)}
        if params.get("view") == "desk":
            counts = orjson.dumps(self._store.counts())
            listed = b'"counts":%s,"rows":[%s]' % (counts, b",".join(map(row, found)))
        else:
            listed = b'"items":[%s]' % b",".join(held.item.value for held in found)
        body = b"%s,%s}" % (orjson.dumps(about)[:-1], listed)
        return tagged(request, body, "application/json", _links(request, following))

    async def item(self, request: Request) -> Response:
        """Answer with the newest item of one event."""
        held = self._store.held(request.path_params["event_id"])
        if held is None:
            return JSONResponse({"error": "no item of that event is held"}, 404)
        return tagged(request, held.item.value, "application/json")

    async def event(self, request: Request) -> Response:
        """Answer with the newest version of one event, whole."""
        event = self._store.event(request.path_params["event_id"])
        if event is None:
            return JSONResponse({"error": "no such event is held"}, 404)
        return tagged(request, event.value, "application/json")


def tagged(request: Request, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """Return the body under an ETag, or 304 without it where the reader has it already."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    common = {"etag": tag, "cache-control": "no-cache", **(headers or {})}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=common)
    return Response(body, media_type=media_type, headers=common)


def _has(known: str, tag: str) -> bool:
    tags = (part.strip().removeprefix("W/") for part in known.split(","))
    return any(part in (tag, "*") for part in tags)


def _links(request: Request, following: Place | None) -> dict[str, str]:
    if following is None:
        return {}
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return {"link": f'<{request.url.path}?{urlencode([*others, ("cursor", str(following))])}>; rel="next"'}


def _words(params: QueryParams, name: str, known: Iterable[str]) -> frozenset[str]:
    asked = frozenset(word for word in params.getlist(name) if word)
    if not asked <= frozenset(known):
        raise BadQueryError(f"{name}: one of {', '.join(sorted(known))}")
    return asked
