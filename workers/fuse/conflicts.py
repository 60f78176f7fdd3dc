"""Independent lineages that contradict each other, and who says which."""

from collections.abc import Callable, Hashable, Sequence
from datetime import timedelta

from schemas.base import Model
from schemas.events import Conflict, ConflictSide
from schemas.vocabulary import CauseCategory, Status
from workers.fuse.claims import Claim, standing
from workers.fuse.places import Relation, relate

AT_ONE_TIME = timedelta(hours=12)
"""Numbers and statuses move on; told within half a day of each other, different ones contradict."""
ROUNDING = 0.1
"""Outlets round: numbers within a tenth of each other agree."""


def conflicts(claims: Sequence[Claim]) -> list[Conflict]:
    """Return the conflicts between the latest words of different lineages, by field."""
    claims = standing(claims)
    found = [
        _conflict("quantity", claims, lambda c: c.quantity, _numbers_clash),
        _conflict("cause", claims, lambda c: None if c.cause.category in (CauseCategory.UNKNOWN, CauseCategory.OTHER)
                  else c.cause.category, lambda a, b: a.cause.category is not b.cause.category),
        _conflict("destinations", claims, lambda c: tuple(c.destinations) or None,
                  lambda a, b: relate(a.destinations, b.destinations) is Relation.APART),
        _conflict("status", claims, lambda c: c.status, _statuses_clash),
    ]  # fmt: skip
    return [conflict for conflict in found if conflict is not None]


def _conflict(
    field: str,
    claims: Sequence[Claim],
    value: Callable[[Claim], Hashable | None],
    clash: Callable[[Claim, Claim], bool],
) -> Conflict | None:
    latest = {c.lineage: c for c in claims if value(c) is not None}
    disputed = [c for c in latest.values() if any(clash(c, other) for other in latest.values() if other is not c)]
    if not disputed:
        return None
    sides: dict[Hashable | None, list[str]] = {}
    for claim in disputed:
        sides.setdefault(value(claim), []).append(claim.article_id)
    return Conflict(field=field, sides=[ConflictSide(value=_plain(v), sources=who) for v, who in sides.items()])


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.model_dump(mode="json") if isinstance(value, Model) else str(value)


def _together(first: Claim, second: Claim) -> bool:
    if first.published_at is None or second.published_at is None:
        return True
    return abs(first.published_at - second.published_at) <= AT_ONE_TIME


def _numbers_clash(first: Claim, second: Claim) -> bool:
    a, b = first.quantity, second.quantity
    if a is None or b is None or first.status is not second.status or not _together(first, second):
        return False
    low, high = max(a.min or 0, b.min or 0), [q.max for q in (a, b) if q.max is not None]
    return bool(high) and low > min(high) * (1 + ROUNDING)


CLASHING = {frozenset({Status.ADVISED, Status.ORDERED}), frozenset({Status.AUTHORIZED, Status.ORDERED})}
"""Voluntary or mandatory: not a matter of progress when told at one time."""


def _statuses_clash(first: Claim, second: Claim) -> bool:
    return frozenset({first.status, second.status}) in CLASHING and _together(first, second)
