"""What becomes of each offset of one partition between its arrival and its commit."""

import time
from collections import deque
from dataclasses import dataclass, field


class OffsetJumpError(RuntimeError):
    """A record came that does not follow the one before it: committing past the gap would lose what was dropped on the way."""


@dataclass(slots=True, eq=False)
class Ledger:
    """The offsets of one partition since the last seek, in order of arrival. `committable` is the offset before which everything is done.

    A ledger lives from one seek to the next: its tickets mean nothing to the ledger that follows it.
    """

    committable: int
    _next: int = field(init=False)
    _waiting: deque[tuple[int, float]] = field(init=False, default_factory=deque)
    _done: set[int] = field(init=False, default_factory=set)
    _moved_at: float = field(init=False)

    def __post_init__(self) -> None:
        self._next = self.committable
        self._moved_at = time.monotonic()

    def arrive(self, offset: int, timestamp: float = 0.0, follows: int | None = None) -> "Ticket":
        """Note the arrival of a record, written at Unix time `timestamp`; raises `OffsetJumpError` where it is not the one expected.

        `follows` says that the broker itself has nothing between that offset and this record (compaction, markers of transactions).
        """
        if offset != self._next and not (follows == self._next < offset):
            raise OffsetJumpError(f"offset {offset} came where {self._next} was expected")
        if not self._waiting:
            self._moved_at = time.monotonic()
        self._next = offset + 1
        self._waiting.append((offset, timestamp))
        return Ticket(self, offset)

    def done(self, offset: int) -> None:
        """Note that everything that follows from a record has been written; a second time changes nothing."""
        if offset < self.committable:
            return
        self._done.add(offset)
        while self._waiting and self._waiting[0][0] in self._done:
            offset = self._waiting.popleft()[0]
            self._done.discard(offset)
            self.committable = offset + 1
            self._moved_at = time.monotonic()

    def waiting_seconds(self) -> float:
        """Return for how long the oldest record has been waiting while nothing got done; 0 where none waits."""
        return time.monotonic() - self._moved_at if self._waiting else 0.0

    def in_flight(self) -> int:
        """Return how many records have come and are not done."""
        return len(self._waiting)

    def oldest_timestamp(self) -> float | None:
        """Return when the oldest waiting record was written, None where none waits."""
        return self._waiting[0][1] if self._waiting else None


@dataclass(frozen=True, slots=True, eq=False)
class Ticket:
    """A record's place in a ledger."""

    ledger: Ledger
    offset: int
