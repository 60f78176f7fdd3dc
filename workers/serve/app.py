"""The web application: its addresses and what answers them."""

from collections.abc import Collection
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from workers.serve.atom import Feed
from workers.serve.hub import Hub
from workers.serve.items import Items
from workers.serve.security import Security
from workers.serve.sse import Streams

STATIC = Path(__file__).parent / "static"
MOST_STREAMS = 1_000


def make_app(
    hub: Hub,
    *,
    most_streams: int = MOST_STREAMS,
    hosts: Collection[str] | None = None,
    origins: Collection[str] = (),
    static: Path = STATIC,
) -> ASGIApp:
    """Return the application over a hub. `hosts` are the names it may be asked under (None: any), `origins` those whose pages may read its answers; `static` holds the page."""
    items = Items(hub.store)

    async def page(_: Request) -> Response:
        return FileResponse(static / "index.html", headers={"cache-control": "no-cache"})

    app = Starlette(
        routes=[
            Route("/", page),
            Route("/wire/items", items.page),
            Route("/wire/items/{event_id}", items.item),
            Route("/wire/events/{event_id}", items.event),
            Route("/wire/feed.atom", Feed(hub.store).endpoint),
            Route("/wire/stream", Streams(hub, most_streams).endpoint),
            Mount("/static", StaticFiles(directory=static)),
        ]
    )
    return Security(app, hosts, origins)
