"""An event in fuse's memory: its latest version, and what is needed to go on from there. Both are written as one record."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pydantic import AwareDatetime

from schemas.base import Model
from schemas.events import Event, EventState, Source
from schemas.vocabulary import Operation
from workers.fuse.claims import Claim
from workers.wire import Heard

SOURCES_SHOWN = 25
"""An event's `sources` list at most this many; each lineage's first come before reprints."""
SUPPORTERS_KEPT = 1000
"""Articles remembered by id: as many can be withdrawn or recognised as counted. Beyond, only their number is kept."""
REPORTS_KEPT = 1000
"""Ids of reports and withdrawals remembered as seen. A repeat comes within a batch or two of its first delivery."""
CLAIMS_KEPT = 100
"""A live blog restates an event all day; beyond this many claims the oldest that a later one of its lineage restates is let go."""
LONGEST_STEP = timedelta(hours=1)
"""One article moves stream time by an hour at most, so that a date in the year 9999 evicts nothing."""


class Clock(Model):
    """Stream time: the latest content time, approached by at most an hour a report.

    The first dated report sets it only for a start: an earlier second one puts it back, so that one wild date at the very beginning does no harm.
    """

    at: AwareDatetime | None = None
    settled: bool = False

    def moved(self, at: datetime | None) -> "Clock":
        """Return the clock after a report of content time `at`."""
        if at is None:
            return self
        if self.at is None:
            return Clock(at=at)
        if not self.settled and at <= self.at:
            return Clock(at=at, settled=at < self.at)
        return Clock(at=max(self.at, min(at, self.at + LONGEST_STEP)), settled=True)


class Supporter(Model):
    """An article that supports an event: the lineage it counts for and which content of it."""

    lineage: str
    content_id: str


class Kept(Model):
    """What fuse keeps of an event beside its latest version: `EventState.state`.

    `reports` are the ids of the event's own reports, and of messages that changed nothing until it was written (`FuseState.passed`).
    """

    claims: list[Claim]
    supporters: dict[str, Supporter]
    forgotten: int = 0
    reports: list[str]
    lineages: list[str]
    heard: Heard | None = None
    fresh: bool = False
    held_until: AwareDatetime | None = None
    touched: AwareDatetime | None = None
    clock: Clock = Clock()


class Life(Model):
    """An event and what is kept of it."""

    event: Event
    kept: Kept

    @property
    def cancelled(self) -> bool:
        """Whether the event has been cancelled; nothing revives it."""
        return self.event.operation is Operation.CANCELLED

    def holds(self, article_id: str, content_id: str) -> bool:
        """Whether the event holds values of this content of an article."""
        return any(c.article_id == article_id and c.content_id == content_id for c in self.kept.claims)

    def to_record(self) -> bytes:
        """Return the record of the compacted topic."""
        return EventState(**dict(self.event), state=self.kept.model_dump(mode="json", by_alias=True)).to_json()

    @classmethod
    def from_record(cls, value: bytes) -> "Life":
        """Read what `to_record` wrote; raises `pydantic.ValidationError`."""
        record = EventState.from_json(value)
        fields = {name: getattr(record, name) for name in Event.model_fields}
        return cls(event=Event(**fields), kept=Kept.model_validate(record.state))


def supported(kept: Kept, article_id: str, supporter: Supporter, report_id: str) -> Kept:
    """Return what is kept once an article's report supports the event."""
    supporters = {**kept.supporters, article_id: supporter}
    forgotten = kept.forgotten
    claimants = {claim.article_id for claim in kept.claims}
    while len(supporters) > SUPPORTERS_KEPT:
        oldest = next((a for a in supporters if a not in claimants), next(iter(supporters)))
        del supporters[oldest]
        forgotten += 1
    lineages = kept.lineages if supporter.lineage in kept.lineages else [*kept.lineages, supporter.lineage]
    return kept.model_copy(
        update={
            "supporters": supporters,
            "forgotten": forgotten,
            "lineages": lineages,
            "reports": [*kept.reports, report_id][-REPORTS_KEPT:],
        }
    )


def remembering(kept: Kept, message_ids: Sequence[str]) -> Kept:
    """Return what is kept with the ids of more messages that have been here, within `REPORTS_KEPT`."""
    return kept.model_copy(update={"reports": [*kept.reports, *message_ids][-REPORTS_KEPT:]})


def with_claim(claims: Sequence[Claim], claim: Claim) -> list[Claim]:
    """Return the claims with one more, within `CLAIMS_KEPT`: first to go is the oldest that told no status first and that its lineage has restated."""
    kept = [*claims, claim]
    if len(kept) <= CLAIMS_KEPT:
        return kept
    first_told = {(c.action, c.status): c.report_id for c in reversed(kept)}
    restated = {c.report_id for k, c in enumerate(kept) if any(d.lineage == c.lineage for d in kept[k + 1 :])}
    leaving = next((c for c in kept if c.report_id in restated and c.report_id not in first_told.values()), kept[0])
    return [c for c in kept if c is not leaving]


def shown(sources: Iterable[Source], more: Source) -> list[Source]:
    """Return the capped list of sources with one more: an article stands in it once, and a new story displaces a reprint."""
    listed = [s for s in sources if s.article_id != more.article_id]
    if len(listed) < SOURCES_SHOWN:
        return [*listed, more]
    if any(s.story_id == more.story_id for s in listed):
        return listed
    stories = [s.story_id for s in listed]
    reprint = next((k for k in range(len(listed) - 1, -1, -1) if stories.index(stories[k]) != k), None)
    return listed if reprint is None else [*listed[:reprint], *listed[reprint + 1 :], more]
