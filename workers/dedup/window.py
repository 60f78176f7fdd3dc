"""The window: the signatures of the articles that count, found by feature, by id and by story. The stage's state.

An article leaves when stream time has moved `WINDOW` past the stream time it came at, or when `CAPACITY` younger ones are there. Entries
are numbered from 1 in order of arrival, so the oldest go first and everything about an article is a position in a list. Per article there
is one `bytes` object (its packed signature) and one entry of the id table; nothing else is an object.
"""

from array import array
from functools import lru_cache

import numpy as np

from workers.dedup.align import Told
from workers.dedup.features import kept_features, kept_features_of_lot
from workers.dedup.index import Index
from workers.dedup.sayings import joined
from workers.dedup.scores import Found
from workers.dedup.signature import (
    UNKNOWN_TIME,
    Heading,
    Lot,
    Signature,
    anchors_of,
    article_id_of,
    checked,
    heading_of,
    kept,
    keys_of,
    pack,
    sayings_of,
    stream_time_of,
    unpack,
)
from workers.ids import digest
from workers.stage import Record

SIGNATURE_HEADER = "evacwire-signature"

WINDOW_MS = 6 * 24 * 3_600_000
"""Six days: most copies come within one, weekend editions and weekly papers reprint within the week; a weekly form has not yet come round again."""
CAPACITY = 1_000_000
LONGEST_STEP_MS = 3_600_000
"""One article moves stream time by an hour at most, so that a date in the year 9999 evicts nothing."""
LOT = 4_096
"""Articles restored that are indexed together, which takes a third of the time that one by one would."""
DROP_AT = 65_536
"""Evicted entries are taken off the front of the lists in lots of this size."""
MOST_UNITS = 64
"""Articles of a story that are compared with: the first ones and the newest. A live story of a week has fewer that say something."""
CACHED_STORIES = 1_000
KEYS = 1 << 10
"""Story keys kept: each is asked for several times while an article is decided on."""
SNAPSHOT = b"evacwire-dedup-1\n"


class Window:
    """The articles in the window, in order of arrival."""

    def __init__(self, window_ms: int = WINDOW_MS, capacity: int = CAPACITY) -> None:
        """`window_ms`: how long an article stays, in stream time; `capacity`: how many may stay."""
        self._window = window_ms
        self._capacity = capacity
        self._clear()

    def _clear(self) -> None:
        self.now = UNKNOWN_TIME
        self._first_time = UNKNOWN_TIME
        self._base = 1
        self._oldest = 1
        self._packed: list[bytes] = []
        self._stories = array("Q")
        self._counts = array("H")
        self._by_id: dict[int, int] = {}
        self._units: dict[int, list[int]] = {}
        self._index = Index()
        self._indexed = 1
        self._told: dict[int, Told] = {}

    def __len__(self) -> int:
        return self._base + len(self._packed) - self._oldest

    def sizes(self) -> dict[str, int]:
        """Return how many articles the window holds."""
        return {"articles": len(self)}

    # The state protocol

    def restore(self, output: Record) -> None:
        """Take in one record of the stories topic by its signature header; raises `ValueError` where it has none."""
        data = output.headers.get(SIGNATURE_HEADER)
        if data is None:
            raise ValueError("a record without a signature is not of dedup's making")
        self._take(data)

    def save(self) -> bytes:
        """Return the whole window as bytes."""
        live = self._packed[self._oldest - self._base :]
        lengths = array("I", map(len, live)).tobytes()
        return b"".join([self._snapshot_head(), lengths, *live])

    def _snapshot_head(self) -> bytes:
        return SNAPSHOT + len(self).to_bytes(8, "little") + self.now.to_bytes(8, "little", signed=True)

    def load(self, snapshot: bytes) -> None:
        """Take what `save` returned; raises `ValueError` for anything else."""
        if not snapshot.startswith(SNAPSHOT):
            raise ValueError("not a snapshot of dedup's window")
        at = len(SNAPSHOT)
        count = int.from_bytes(snapshot[at : at + 8], "little")
        now = int.from_bytes(snapshot[at + 8 : at + 16], "little", signed=True)
        at += 16
        if len(snapshot) < at + 4 * count:
            raise ValueError("a snapshot that is cut off")
        lengths = array("I")
        lengths.frombytes(snapshot[at : at + 4 * count])
        at += 4 * count
        if len(snapshot) != at + sum(lengths):
            raise ValueError("a snapshot that is cut off")
        self._clear()
        for length in lengths:
            self._take(snapshot[at : at + length])
            at += length
        self.now = now

    # Writing

    def advanced(self, published: int) -> int:
        """Return stream time as an article of that content time moves it."""
        if published == UNKNOWN_TIME:
            return self.now
        if self.now == UNKNOWN_TIME:
            return published
        return max(self.now, min(published, self.now + LONGEST_STEP_MS))

    def add(self, signature: Signature) -> bytes:
        """Add an article, evict what is too old; return the packed signature."""
        self._index_lot()
        sayings = kept(signature.sayings)
        data = pack(signature, sayings)
        number = self._enter(data)
        if sayings:
            features = kept_features(sayings)
            self._counts[-1] = len(features)
            self._index.add(features, number)
        self._indexed = number + 1
        self._evict(number)
        return data

    def _take(self, data: bytes) -> None:
        """Add an article by its signature; raises `ValueError` where it is none. It is indexed later, in a lot."""
        number = self._enter(checked(data))
        self._evict(number)
        if number + 1 - self._indexed >= LOT:
            self._index_lot()

    def _enter(self, data: bytes) -> int:
        number = self._base + len(self._packed)
        heading = heading_of(data)
        own = story_key(heading.article_id)
        if own in self._by_id or heading.says:
            self._note_units(heading.story, own, number, heading.says)
        self._packed.append(data)
        self._stories.append(heading.story)
        self._counts.append(0)
        self._by_id[own] = number
        if heading.stream_time != UNKNOWN_TIME:
            if self.now == UNKNOWN_TIME:
                self._first_time = heading.stream_time
            self.now = max(self.now, heading.stream_time)
        return number

    def _index_lot(self) -> None:
        """Index the articles that are not yet."""
        first, end = self._indexed, self._base + len(self._packed)
        if first == end:
            return
        features, counts = kept_features_of_lot(Lot.of(self._packed[first - self._base :]))
        self._counts[first - self._base :] = array("H", counts.tolist())
        self._index.add_lot(features, counts, first)
        self._indexed = end

    def _note_units(self, story: int, own: int, number: int, says: bool) -> None:
        """List the articles of a story that say something, once there is more than its founder. An article that comes back in another story
        leaves the one it has founded."""
        self._told.pop(story, None)
        self._told.pop(own, None)
        founder = self._founder(story)
        if story not in self._units and founder is None and (own == story or not says):
            return
        units = self._units.setdefault(story, [] if founder is None else [founder])
        if says:
            units.append(number)

    def _founder(self, story: int) -> int | None:
        """Return the newest article with the id that founded a story, None where it has left the window or come back in another story."""
        number = self._by_id.get(story)
        return None if number is None or self._stories[number - self._base] != story else number

    def _evict(self, newest: int) -> None:
        while self._oldest < newest:
            place = self._oldest - self._base
            if len(self) <= self._capacity and not self._expired(self._packed[place]):
                break
            if self._oldest >= self._indexed:
                self._index_lot()
            self._forget(self._oldest, place)
            self._oldest += 1
        gone = self._oldest - self._base
        if gone >= DROP_AT:
            del self._packed[:gone], self._stories[:gone], self._counts[:gone]
            self._base = self._oldest

    def _expired(self, data: bytes) -> bool:
        """Whether an article's time is over. Those that came before any dated one go with the first dated one."""
        if self.now == UNKNOWN_TIME:
            return False
        came = stream_time_of(data)
        return (self._first_time if came == UNKNOWN_TIME else came) < self.now - self._window

    def _forget(self, number: int, place: int) -> None:
        own = story_key(article_id_of(self._packed[place]))
        self._packed[place] = b""
        if self._by_id.get(own) == number:
            del self._by_id[own]
        self._index.forget(self._counts[place])
        story = self._stories[place]
        units = self._units.get(story)
        if units and units[0] == number:
            del units[0]
            if not units:
                del self._units[story]
        self._told.pop(story, None)

    # Reading

    def seen(self, article_id: str) -> Signature | None:
        """Return the newest signature with that article id, None where it is not in the window."""
        number = self._by_id.get(story_key(article_id))
        return None if number is None else self.signature(number)

    def signature(self, number: int) -> Signature:
        """Return the signature of an article in the window."""
        return unpack(self._packed[number - self._base])

    def heading(self, number: int) -> Heading:
        """Return who an article in the window is and when it and its story's first were published."""
        return heading_of(self._packed[number - self._base])

    def keys(self, story: int) -> dict[int, int]:
        """Return the keys of the sentences that a story has said, each with the number of the article that first said it."""
        found: dict[int, int] = {}
        for number in reversed(self._units_of(story)):
            found.update(dict.fromkeys(keys_of(self._packed[number - self._base]), number))
        return found

    def anchors(self, story: int) -> frozenset[int]:
        """Return the different terms of what a story has said that tell of the event."""
        if (cached := self._told.get(story)) is not None:
            return cached.sayings.anchors
        anchors = [anchors_of(self._packed[number - self._base]) for number in self._units_of(story)]
        return anchors[0] if len(anchors) == 1 else frozenset[int]().union(*anchors)

    def _units_of(self, story: int) -> list[int]:
        founder = self._founder(story)
        units = self._units.get(story, [] if founder is None else [founder])
        return units if len(units) <= MOST_UNITS else units[: MOST_UNITS // 2] + units[-MOST_UNITS // 2 :]

    def told(self, story: int) -> Told:
        """Return what a story has said, laid out for comparison: nothing where all of it has left the window."""
        if (cached := self._told.get(story)) is not None:
            return cached
        units = self._units_of(story)
        packed = [self._packed[number - self._base] for number in units]
        parts = [sayings_of(data) for data in packed]
        bringers = [number for number, part in zip(units, parts, strict=True) for _ in range(len(part))]
        newest = max((heading_of(data).published for data in packed), default=UNKNOWN_TIME)
        if len(self._told) >= CACHED_STORIES:
            self._told.clear()
        self._told[story] = told = Told(joined(parts), bringers, None if newest == UNKNOWN_TIME else newest)
        return told

    def find(self, features: list[int]) -> Found:
        """Return the entries that features lead to."""
        self._index_lot()
        rows, numbers = self._index.find(np.fromiter(features, np.uint32, len(features)), self._oldest)
        return Found(rows, np.frombuffer(self._stories, np.uint64)[numbers - np.uint32(self._base)])


@lru_cache(maxsize=KEYS)
def story_key(article_id: str) -> int:
    """Return the 64-bit number of the story that an article founds; the same number finds the article by its id."""
    return int(digest("story", article_id), 16)
