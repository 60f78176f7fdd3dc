"""The last items in the order they came. Live readers and readers that come back read the same journal, so between the two nothing is lost or sent twice."""

from dataclasses import dataclass

from workers.serve.positions import Position


@dataclass(frozen=True, slots=True)
class Entry:
    """One item version as it came: its place in the source, the position of a reader that has read it, its event and its JSON on one line."""

    partition: int
    offset: int
    position: Position
    event_id: str
    value: bytes


class Journal:
    """A bounded list of entries, counted from 0 for as long as the process runs."""

    def __init__(self, start: Position, capacity: int) -> None:
        self._entries: list[Entry] = []
        self._capacity = capacity
        self.first = 0
        self.floor = start
        self.position = start

    @property
    def end(self) -> int:
        """The number that the next entry gets."""
        return self.first + len(self._entries)

    def passed(self, partition: int, offset: int) -> Position:
        """Move the position past a record and return it."""
        self.position = self.position.after(partition, offset)
        return self.position

    def append(self, partition: int, offset: int, event_id: str, value: bytes) -> None:
        """Add an entry; the oldest go where there is no room. They go an eighth of the capacity at a time, which costs less than one by one."""
        self._entries.append(Entry(partition, offset, self.passed(partition, offset), event_id, value))
        if len(self._entries) >= self._capacity + self._capacity // 8:
            gone = self._entries[: -self._capacity]
            del self._entries[: -self._capacity]
            self.first += len(gone)
            for entry in gone:
                self.floor = self.floor.after(entry.partition, entry.offset)

    def read(self, number: int, most: int) -> list[Entry]:
        """Return up to `most` entries from `number` on; raises `LookupError` where that one is gone."""
        if number < self.first:
            raise LookupError(f"entry {number} is gone")
        return self._entries[number - self.first : number - self.first + most]

    def complete_from(self, position: Position) -> bool:
        """Whether all that a reader at the position has not read is still here."""
        return position.covers(self.floor)
