"""The connections: those that say nothing and those that read nothing are ended, so that they cost the others nothing."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 10.0
"""How long a new connection may take to ask for something."""
STALLED_SECONDS = 20.0
"""How long a reader may take nothing of what waits for it, once the buffers are full."""


class LimitedProtocol(H11Protocol):
    """Uvicorn's protocol with an end to waiting."""

    request_seconds = REQUEST_SECONDS
    stalled_seconds = STALLED_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(self.request_seconds, transport.abort)

    def data_received(self, data: bytes) -> None:
        """Take in bytes; the first whole request ends the wait for it."""
        super().data_received(data)
        if self.cycle is not None and not self.flow.write_paused:
            self._stop_waiting()

    def pause_writing(self) -> None:
        """Begin to wait for the reader."""
        super().pause_writing()
        self._wait_for_reader(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """End the wait for the reader."""
        super().resume_writing()
        self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_reader(self, waiting: int) -> None:
        def look() -> None:
            now = self.transport.get_write_buffer_size()
            if now >= waiting:
                self.transport.abort()
            else:
                self._wait_for_reader(now)

        self._stop_waiting()
        self._patience = self.loop.call_later(self.stalled_seconds, look)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
