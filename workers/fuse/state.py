"""The state of fuse for one partition: the live events, found by country, lineage, article and report."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from schemas.events import Event
from schemas.reports import Place
from workers.fuse.lives import REPORTS_KEPT, Clock, Life
from workers.fuse.matching import family
from workers.fuse.places import keys, search_keys
from workers.stage import Record

K = TypeVar("K", bound=Hashable)
Family = tuple[str, tuple[str, str, bool]]
PASSED = TypeAdapter(list[str])


class FuseState:
    """Live events in the order they were last written. Rebuilt from the stage's own EVENTS records; the compacted topic suffices.

    `passed` are the ids of messages that changed nothing since the last record was written: the next record takes them along. A crash before
    it may lose them; until something changes a repeat does what it did before.
    """

    def __init__(self) -> None:
        self.clock = Clock()
        self.passed: dict[str, None] = {}
        self.lives: dict[str, Life] = {}
        self.held: dict[str, None] = {}
        self._by_family: dict[Family, dict[str, None]] = defaultdict(dict)
        self._by_place: dict[tuple[Family, str], dict[str, None]] = defaultdict(dict)
        self._by_lineage: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_article: dict[str, dict[str, None]] = defaultdict(dict)
        self._by_report: dict[str, str] = {}

    def restore(self, output: Record) -> None:
        """Take in one record of evacuations.events: an event's state, or a tombstone (an empty value)."""
        if not output.value:
            self.drop((output.key or b"").decode("utf-8"))
            return
        self.put(Life.from_record(output.value))

    def save(self) -> bytes:
        """Return JSON lines: the ids that no record has taken along yet, then the live events in the order they were last written."""
        return b"\n".join([orjson.dumps(list(self.passed)), *(life.to_record() for life in self.lives.values())])

    def load(self, snapshot: bytes) -> None:
        """Take what `save` returned; raises `ValueError` for anything else."""
        fresh = FuseState()
        try:
            passed, *lives = snapshot.splitlines() or [b""]
            fresh.passed = dict.fromkeys(PASSED.validate_json(passed))
            for line in lives:
                fresh.put(Life.from_record(line))
        except (ValidationError, orjson.JSONDecodeError, TypeError) as error:
            raise ValueError(f"not a snapshot of fuse: {error}") from error
        self.__dict__ = fresh.__dict__

    def sizes(self) -> dict[str, int]:
        """Return how many events are live and how many of them wait for more sources."""
        return {"events": len(self.lives), "held": len(self.held)}

    def put(self, life: Life) -> None:
        """Take the new state of an event, which is now the one written last."""
        event_id = life.event.event_id
        before = self.lives.pop(event_id, None)
        self.lives[event_id] = life
        self.clock = life.kept.clock
        self._by_family[_family(life.event)][event_id] = None
        if before is not None:
            self._unlink(before, life)
        for key in keys(life.event.origins):
            self._by_place[_family(life.event), key][event_id] = None
        for lineage in life.kept.lineages:
            self._by_lineage[lineage][event_id] = None
        for article in life.kept.supporters:
            self._by_article[article][event_id] = None
        for report in life.kept.reports:
            self._by_report[report] = event_id
        if life.kept.held_until is not None:
            self.held[event_id] = None
        else:
            self.held.pop(event_id, None)

    def drop(self, event_id: str) -> None:
        """Forget an event."""
        before = self.lives.pop(event_id, None)
        if before is not None:
            self.held.pop(event_id, None)
            self._unlink(before, None)

    def seen(self, message_id: str) -> bool:
        """Whether a report or withdrawal has been here already, whatever it did."""
        return message_id in self._by_report or message_id in self.passed

    def passed_by(self, message_id: str) -> None:
        """Remember a message that changed nothing: repeated after others it might."""
        self.passed[message_id] = None
        if len(self.passed) > REPORTS_KEPT:
            del self.passed[next(iter(self.passed))]

    def take_passed(self) -> list[str]:
        """Return the ids that a record is to take along, and forget them."""
        taken, self.passed = list(self.passed), {}
        return taken

    def candidates(
        self, country: str, kinds: Sequence[tuple[str, str, bool]], origins: Sequence[Place], lineage: str
    ) -> Iterator[Life]:
        """Yield each event of a country and of these families that a report from these origins, or of this lineage, can fit."""
        found: dict[str, None] = {}
        wanted = search_keys(origins)
        for family_ in ((country, kind) for kind in kinds):
            if wanted is None:
                found |= self._by_family.get(family_, {})
            else:
                for key in wanted:
                    found |= self._by_place.get((family_, key), {})
        found |= self._by_lineage.get(lineage, {})
        return (self.lives[event_id] for event_id in found if self.lives[event_id].event.country == country)

    def of_lineage(self, lineage: str) -> list[Life]:
        """Return the events that a text lineage tells of."""
        return [self.lives[event_id] for event_id in self._by_lineage.get(lineage, ())]

    def of_article(self, article_id: str) -> list[Life]:
        """Return the events that an article supports."""
        return [self.lives[event_id] for event_id in self._by_article.get(article_id, ())]

    def _unlink(self, before: Life, after: Life | None) -> None:
        event_id = before.event.event_id
        if after is None or _family(after.event) != _family(before.event):
            _remove(self._by_family, _family(before.event), event_id)
        gone = {(_family(before.event), key) for key in keys(before.event.origins)}
        if after is not None:
            gone -= {(_family(after.event), key) for key in keys(after.event.origins)}
        for filed in gone:
            _remove(self._by_place, filed, event_id)
        kept = None if after is None else after.kept
        for lineage in set(before.kept.lineages) - set(kept.lineages if kept else ()):
            _remove(self._by_lineage, lineage, event_id)
        for article in before.kept.supporters.keys() - (kept.supporters.keys() if kept else set()):
            _remove(self._by_article, article, event_id)
        for report in set(before.kept.reports) - set(kept.reports if kept else ()):
            self._by_report.pop(report, None)


def _family(event: Event) -> Family:
    return event.country, family(event.action, event.status, event.background)


def _remove(index: dict[K, dict[str, None]], key: K, event_id: str) -> None:
    index[key].pop(event_id, None)
    if not index[key]:
        del index[key]
