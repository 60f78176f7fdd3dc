"""Reports made by hand, and a desk that feeds them to fuse and reads what comes out."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schemas.events import Event, EventState
from schemas.item import Item
from schemas.reports import Cancel, Report, Withdrawal
from workers.fuse import FuseStage
from workers.ids import digest
from workers.stage import Record, Result
from workers.topics import Topic

START = datetime(2026, 6, 8, 12, tzinfo=UTC)
KYIV = {"place": "Kyiv", "country": "UA", "geonames_id": 703448, "lat": 50.4547, "lon": 30.5238}
UKRAINE = {"place": "Ukraine", "country": "UA", "geonames_id": 690791}
PARADISE = {"place": "Paradise", "country": "US", "geonames_id": 5381002, "lat": 39.7596, "lon": -121.6219}
US = {"name": "United States", "country": "US", "kind": "government"}
UK = {"name": "United Kingdom", "country": "GB", "kind": "government"}


def at(hours: float) -> datetime:
    """The start of the tests' time and so many hours."""
    return START + timedelta(hours=hours)


def report(article: str = "a1", *, hours: float | None = 0, **fields: Any) -> Report:
    """A report of residents ordered out of Paradise, with other fields as given. Its story is the article's unless told."""
    quote = "Residents were ordered to leave."
    base: dict[str, Any] = {
        "article_id": article, "content_id": f"c-{article}", "story_id": f"s-{article}", "source": "Reuters",
        "url": f"https://example.org/{article}", "published_at": None if hours is None else at(hours), "verdict": "new",
        "of": None, "country": "US", "action": "evacuation", "status": "ordered", "actor": None,
        "affected": [{"group": "residents", "text": "residents"}], "origins": [PARADISE], "destinations": [], "when": None,
        "quantity": None, "cause": {"category": "wildfire", "text": "a wildfire"}, "background": False, "attribution": None,
        "evidence": {"in": "text", "quote": quote, "start": 0, "end": len(quote), "fields": {}}, "context": quote, "confidence": 0.8,
    }  # fmt: skip
    made = {**base, **fields}
    made.setdefault("report_id", digest("report", article, made["content_id"], repr(sorted(fields.items(), key=str))))
    return Report.model_validate(made)


def embassy(article: str = "a1", **fields: Any) -> Report:
    """A report of the US ordering its embassy staff out of Kyiv."""
    base: dict[str, Any] = {
        "country": "UA",
        "actor": US,
        "origins": [KYIV],
        "cause": {"category": "armed_conflict", "text": None},
        "affected": [{"group": "diplomatic_staff", "text": "staff"}],
    }
    return report(article, **{**base, **fields})


def copy_of(article: str, by: str, **fields: Any) -> Report:
    """A reprint by another outlet of an article on the embassy staff."""
    return embassy(by, story_id=f"s-{article}", of=article, verdict="duplicate", source=by, **fields)


def correction(**fields: Any) -> Report:
    """An outlet's corrected account, two hours later, of what its article "a" told of Paradise."""
    return report("b", hours=2, story_id="s-a", of="a", verdict="update", correction=True, **fields)


def withdrawal(article: str, *, keep: str | None = None) -> Withdrawal:
    """The withdrawal, nine hours in, of an article or of all its contents but one."""
    return Withdrawal(article_id=article, keep_content_id=keep, published_at=at(9))


def people(count: int, *, qualifier: str = "exact") -> dict[str, Any]:
    """A quantity."""
    return {"min": count, "max": count, "qualifier": qualifier}


class Desk:
    """Fuse with one partition, and everything it has written."""

    def __init__(self, **settings: Any) -> None:
        self.stage = FuseStage(**settings)
        self.state = self.stage.new_state()
        self.results: list[Result] = []

    def take(self, *messages: Report | Cancel | Withdrawal) -> "Desk":
        """Feed messages in one batch."""
        records = [Record(m.to_json()) for m in messages]
        self.results += self.stage.process(records, self.state)
        return self

    def written(self, topic: Topic) -> list[Any]:
        """The outputs to a topic."""
        return [o for r in self.results for o in r.outputs if o.topic is topic]

    @property
    def events(self) -> dict[str, EventState]:
        """The current state of each event that has not retired."""
        current: dict[str, EventState] = {}
        for output in self.written(Topic.EVENTS):
            current.pop(output.key.decode(), None)
            if output.value is not None:
                current[output.key.decode()] = EventState.from_json(output.value)
        return current

    @property
    def event(self) -> EventState:
        """The only event."""
        (event,) = self.events.values()
        return event

    @property
    def history(self) -> list[Event]:
        """All versions in order."""
        return [Event.from_json(o.value) for o in self.written(Topic.HISTORY)]

    @property
    def items(self) -> list[Item]:
        """All items in order."""
        return [Item.from_json(o.value) for o in self.written(Topic.ITEMS)]

    @property
    def outcomes(self) -> list[str]:
        """What became of each message."""
        return [r.outcome for r in self.results]

    def operations(self) -> list[str]:
        """What each item does."""
        return [d.value for i in self.items for d in i.descriptions if d.role == "operation"]
