"""Reads a folder that `evacwire run` wrote, and goes on reading while it is being written."""

import asyncio
from hashlib import blake2b
from pathlib import Path

from workers.serve.hub import Hub
from workers.serve.positions import Position
from workers.serve.store import Place, Store

ITEMS = "wire.jsonl"
EVENTS = "events.jsonl"
POLL_SECONDS = 0.2
CHUNK = 1 << 18
"""Bytes to one step: some tens of milliseconds of work, between which readers are served."""


class FolderError(ValueError):
    """The folder cannot be served. The message is one line."""


class Tail:
    """The complete lines of a growing file, each read once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity: tuple[int, int] | None = None
        self._read = 0
        self._rest = b""
        self.lines = 0

    def replaced(self) -> bool:
        """Whether the file has become another, or shorter, since it was first read."""
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return False
        identity = (status.st_dev, status.st_ino)
        if self._identity is None:
            self._identity = identity
        return identity != self._identity or status.st_size < self._read

    def read(self) -> list[tuple[int, bytes]]:
        """Return the next complete lines with their numbers from 0, without blank ones; none where there is nothing new."""
        complete: list[bytes] = []
        try:
            with self._path.open("rb") as file:
                file.seek(self._read)
                while not complete and (chunk := file.read(CHUNK)):
                    self._read += len(chunk)
                    *complete, self._rest = (self._rest + chunk).split(b"\n")
        except FileNotFoundError:
            return []
        first, self.lines = self.lines, self.lines + len(complete)
        return [(first + at, line) for at, line in enumerate(complete) if line.strip()]


class Folder:
    """The two files of a folder, read into a store."""

    def __init__(self, path: Path) -> None:
        """Raise `FolderError` where `path` is no folder that `run` wrote."""
        if not path.is_dir():
            raise FolderError(f"{path}: no such folder")
        if not (path / ITEMS).is_file():
            raise FolderError(f"{path}: holds no {ITEMS}; is it a folder that `evacwire run` wrote?")
        self._path = path
        self._begin()

    def start(self) -> Position:
        """Return the position at the beginning. The first item names the epoch: another run over the same articles writes the same items."""
        try:
            with (self._path / ITEMS).open("rb") as file:
                line = file.readline()
        except FileNotFoundError:
            line = b""
        return Position(blake2b(line if line.endswith(b"\n") else b"", digest_size=6).hexdigest())

    def read(self, store: Store) -> bool:
        """Take in what is new, up to a chunk of each file; returns whether there was anything."""
        if self._begun_anew(store):
            self._begin()
            store.restart(self.start())
        events, items = self._events.read(), self._items.read()
        for _, line in events:
            store.take_event(line)
        for number, line in items:
            store.take_item(line, Place(0, 0, number))
        return bool(events or items)

    def read_all(self, store: Store) -> None:
        """Take in all there is now."""
        while self.read(store):
            pass

    async def follow(self, hub: Hub) -> None:
        """Take in what is added until cancelled."""
        while True:
            fresh = self.read(hub.store)
            await asyncio.sleep(0 if fresh else POLL_SECONDS)

    def _begin(self) -> None:
        self._items, self._events = Tail(self._path / ITEMS), Tail(self._path / EVENTS)

    def _begun_anew(self, store: Store) -> bool:
        if self._items.replaced() or self._events.replaced():
            return True
        return self.start().epoch != store.journal.position.epoch
