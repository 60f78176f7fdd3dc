"""An event: what all reports together say of one evacuation, with its life so far."""

from typing import Any

from pydantic import AwareDatetime, Field

from schemas.base import Model
from schemas.reports import Actor, Affected, Cause, Place, Quantity, Slice, When
from schemas.vocabulary import Action, Operation, Status, Verdict


class TimelineEntry(Model):
    """An action and status of the event, with the first report that told it and the content time of that report."""

    action: Action
    status: Status
    report_id: str
    reported_at: AwareDatetime | None
    when: When | None
    quantity: Quantity | None


class Source(Model):
    """One article that reports the event."""

    article_id: str
    story_id: str
    source: str | None
    url: str | None
    published_at: AwareDatetime | None
    report_id: str
    evidence: Slice
    context: str = Field(description="the quote with up to 200 characters on either side")
    attribution: str | None
    verdict: Verdict | None = Field(
        default=None, description="what the article is to its story; only new and update give values"
    )


class ConflictSide(Model):
    """One value of a disputed field and who says it."""

    value: Any
    sources: list[str] = Field(description="article ids")


class Conflict(Model):
    """Independent lineages that disagree on a field."""

    field: str
    sides: list[ConflictSide]


class Change(Model):
    """One field that this version changes."""

    field: str
    before: Any
    after: Any


class Event(Model):
    """The merged current state of one evacuation. `version` counts changes of state from 1."""

    event_id: str
    version: int = Field(ge=1)
    operation: Operation
    country: str
    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    background: bool
    attribution: str | None
    confidence: float = Field(ge=0, le=1)
    timeline: list[TimelineEntry]
    sources: list[Source] = Field(description="capped; source_count is exact")
    source_count: int
    independent_sources: int
    conflicts: list[Conflict]
    changes: list[Change] = Field(description="what this version changes against the one before")
    note: str | None = Field(description="why it was corrected or cancelled")
    first_reported_at: AwareDatetime | None
    updated_at: AwareDatetime | None


class EventState(Event):
    """The record of the compacted topic: the event and what fuse needs to go on from it. `state` is evacwire's own; consumers ignore it."""

    state: dict[str, Any]
