"""Wakes the stream readers: many records that come together wake each reader once."""

import asyncio

from workers.serve.store import Store

TICK_SECONDS = 0.1
"""Readers are woken ten times a second at most, so 500 readers of 50 items a second take 5,000 writes a second and not 25,000."""


class Hub:
    """The store with what stream readers need beside it: the next change, whether the source answers, and the end of the server."""

    def __init__(self, store: Store, tick: float = TICK_SECONDS) -> None:
        self.store = store
        self.source_away = False
        self.closing = False
        self._tick = tick
        self._due: asyncio.TimerHandle | None = None
        self._changed = asyncio.Event()
        store.subscribe(lambda _: self.wake())

    @property
    def change(self) -> asyncio.Event:
        """The event that the next change sets. Take it before reading the store, so that no change falls in between."""
        return self._changed

    def wake(self) -> None:
        """Wake all readers soon."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(self._tick, self._wake_now)

    def set_source_away(self, away: bool) -> None:
        """Note whether the source has stopped to answer, and tell the readers."""
        if away != self.source_away:
            self.source_away = away
            self.wake()

    def close(self) -> None:
        """Wake all readers for the last time: their streams end."""
        self.closing = True
        self._wake_now()

    def _wake_now(self) -> None:
        self._due = None
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
