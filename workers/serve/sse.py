"""`/wire/stream`: server-sent events. Each item is a message whose `id` is the position after it; a reader that names one resumes there.

Readers hold nothing but a number in the journal, so a slow one costs no memory. One that falls out of the journal is dropped; it may come back
with its last id and is told by a `reset` what it missed cannot be sent.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from workers.serve.hub import Hub
from workers.serve.items import row
from workers.serve.journal import Entry
from workers.serve.positions import Position

HEARTBEAT_SECONDS = 15.0
"""Proxies close connections that are silent for a minute, some after 30 s; the HTML standard advises a comment every 15 s."""
RETRY_MS = 2_000
BATCH = 16
"""Entries to one write: at some 4 KB an item as much as the transport buffers, so a reader that lags costs 128 KB."""
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
"""A stream is not to be kept, nor held back by a proxy."""


class Reader:
    """One reader's way through the journal. `known` is what it had read when it came; `desk` readers get rows, with a change of an event alone too."""

    def __init__(self, hub: Hub, known: Position | None, *, desk: bool, fresh: bool) -> None:
        self._hub = hub
        self._known = known
        self._desk = desk
        self._journal = hub.store.journal
        self._next = self._journal.first
        self._missed = not fresh and (known is None or not self._journal.complete_from(known))
        self._away: bool | None = None
        self._dirty: dict[str, None] = {}

    def note(self, event_id: str) -> None:
        """Note that an event has changed (desk readers only)."""
        self._dirty[event_id] = None

    def read(self) -> bytes:
        """Return what there is to send now, nothing where all is sent; raises `LookupError` for a reader that has fallen out of the journal."""
        if self._journal is not self._hub.store.journal:
            self._journal, self._next, self._known, self._missed = self._hub.store.journal, 0, None, True
        frames = []
        if self._missed:
            self._missed, self._known, self._dirty = False, None, {}
            frames.append(message({"position": str(self._journal.floor)}, event="reset"))
        while not frames:
            entries = self._journal.read(self._next, BATCH)
            self._next += len(entries)
            frames += [self._frame(entry) for entry in entries if self._is_due(entry)]
            if len(entries) < BATCH:
                return b"".join(frames + self._desk_frames())
        return b"".join(frames)

    def _is_due(self, entry: Entry) -> bool:
        return self._known is None or entry.offset >= self._known.next_offset(entry.partition)

    def _frame(self, entry: Entry) -> bytes:
        position = entry.position
        if self._known is not None and not position.covers(self._known):
            position = position.joined(self._known)
        if not self._desk:
            return b"id: %s\ndata: %s\n\n" % (str(position).encode(), entry.value)
        held = self._hub.store.held(entry.event_id)
        self._dirty.pop(entry.event_id, None)
        return b"id: %s\ndata: %s\n\n" % (str(position).encode(), row(held)) if held else b""

    def _desk_frames(self) -> list[bytes]:
        if not self._desk:
            return []
        rows = [self._hub.store.held(event_id) for event_id in self._dirty]
        self._dirty = {}
        frames = [b"data: %s\n\n" % row(held) for held in rows if held]
        if self._away != self._hub.source_away:
            self._away = self._hub.source_away
            frames.append(message({"source": "away" if self._away else "live"}, event="source"))
        return frames


def message(data: dict[str, Any], *, event: str) -> bytes:
    """Return a named message; without an id, so it leaves the reader's place as it is."""
    return b"event: %s\ndata: %s\n\n" % (event.encode(), orjson.dumps(data))


class EventStream(StreamingResponse):
    """A stream that lets go of its place when it ends, however it ends."""

    def __init__(self, content: AsyncIterator[bytes], release: Callable[[], None]) -> None:
        super().__init__(content, media_type="text/event-stream", headers=HEADERS)
        self._release = release

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream to its end."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._release()


class Streams:
    """All open streams, `limit` at most."""

    def __init__(self, hub: Hub, limit: int, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        self._hub = hub
        self._limit = limit
        self._heartbeat = heartbeat
        self.open = 0

    async def endpoint(self, request: Request) -> Response:
        """Answer a request for the stream: from where `Last-Event-ID` or `?after=` says, `?after=now` from now on, else from the oldest item held."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream", headers=HEADERS)
        if self._hub.closing or self.open >= self._limit:
            return JSONResponse({"error": "too many open streams"}, 503, {"retry-after": "5"})
        reader = self._reader(request)
        end_notes = self._hub.store.subscribe(reader.note) if _desk(request) else None
        self.open += 1

        def release() -> None:
            self.open -= 1
            if end_notes is not None:
                end_notes()

        return EventStream(self._frames(reader), release)

    def _reader(self, request: Request) -> Reader:
        asked = request.headers.get("last-event-id") or request.query_params.get("after") or ""
        known = self._hub.store.journal.position if asked == "now" else Position.parse(asked)
        return Reader(self._hub, known, desk=_desk(request), fresh=not asked)

    async def _frames(self, reader: Reader) -> AsyncIterator[bytes]:
        yield b"retry: %d\n\n" % RETRY_MS
        while not self._hub.closing:
            change = self._hub.change
            try:
                frames = reader.read()
            except LookupError:
                return
            if frames:
                yield frames
                continue
            try:
                async with asyncio.timeout(self._heartbeat):
                    await change.wait()
            except TimeoutError:
                yield b": still here\n\n"


def _desk(request: Request) -> bool:
    return request.query_params.get("view") == "desk"
