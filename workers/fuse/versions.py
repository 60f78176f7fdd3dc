"""The next version of an event: its values anew from its claims, what changed, and how."""

from datetime import datetime
from typing import Any

from schemas.base import Model
from schemas.events import Change, Event, Source
from schemas.vocabulary import Operation
from workers.fuse.claims import NEVER, Claim
from workers.fuse.conflicts import conflicts
from workers.fuse.lives import Kept
from workers.fuse.merging import current_status, merge

RESTATED = ("action", "status", "actor", "affected", "origins", "destinations", "when", "quantity", "cause")
"""The fields whose change by the same lineage is a correction."""
COMPARED = (*RESTATED, "attribution", "confidence", "timeline", "source_count", "independent_sources", "conflicts")


def first_version(event_id: str, country: str, background: bool, kept: Kept, sources: list[Source]) -> Event:
    """Return version 1 of an event."""
    return Event(
        event_id=event_id, version=1, operation=Operation.CREATED, country=country, background=background,
        sources=sources, changes=[], note=None, **_computed(kept),
    )  # fmt: skip


def next_version(event: Event, kept: Kept, sources: list[Source], operation: Operation, note: str | None) -> Event:
    """Return the version after `event`, with what it changes; CORRECTED falls back to UPDATED where no told field changes."""
    fields = {**dict(event), **_computed(kept), "sources": sources, "version": event.version + 1}
    fields["first_reported_at"] = _earliest(event.first_reported_at, fields["first_reported_at"])
    fields["updated_at"] = _latest(event.updated_at, fields["updated_at"])
    return _finished(event, fields, operation, note)


def cancelled_version(event: Event, kept: Kept, sources: list[Source], note: str, at: datetime | None) -> Event:
    """Return the version that cancels an event: its values stay as last told."""
    counts = {"source_count": len(kept.supporters) + kept.forgotten, "independent_sources": _independent(kept.claims)}
    fields = {**dict(event), **counts, "sources": sources, "version": event.version + 1, "conflicts": []}
    fields["updated_at"] = _latest(event.updated_at, at)
    return _finished(event, fields, Operation.CANCELLED, note)


def _finished(event: Event, fields: dict[str, Any], operation: Operation, note: str | None) -> Event:
    changes = [
        Change(field=name, before=_plain(getattr(event, name)), after=_plain(fields[name]))
        for name in COMPARED
        if getattr(event, name) != fields[name]
    ]
    if operation is Operation.CORRECTED and not any(_restated(event, change.field, fields) for change in changes):
        operation, note = Operation.UPDATED, None
    return Event(**{**fields, "operation": operation, "note": note, "changes": changes})


def _restated(event: Event, field: str, fields: dict[str, Any]) -> bool:
    """Whether a told field is taken back: what was empty is no correction, nor is a status that moves on."""
    if field == "status":
        return current_status([event.status, fields["status"]]) is not fields["status"]
    return field in RESTATED and bool(getattr(event, field))


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.model_dump(mode="json", by_alias=True) if isinstance(value, Model) else value


def _computed(kept: Kept) -> dict[str, Any]:
    values = merge(kept.claims)
    times = [c.published_at for c in kept.claims if c.published_at is not None]
    return {
        **{name: getattr(values, name) for name in values.__slots__},
        "source_count": len(kept.supporters) + kept.forgotten,
        "independent_sources": _independent(kept.claims),
        "conflicts": conflicts(kept.claims),
        "first_reported_at": min(times, default=None),
        "updated_at": max(times, default=None),
    }


def _independent(claims: list[Claim]) -> int:
    return len({claim.lineage for claim in claims})


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((one or NEVER, other or NEVER)) if one or other else None
