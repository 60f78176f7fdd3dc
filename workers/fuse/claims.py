"""A claim: what one report says of an event, kept while the event lives so that values can be recomputed without it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from schemas.base import Model
from schemas.events import Source
from schemas.reports import Actor, Affected, Cause, Place, Quantity, Report, Slice, When
from schemas.vocabulary import ADVANCING, Action, CauseCategory, Status, Verdict

NEVER = datetime.min.replace(tzinfo=UTC)
"""Where a claim of unknown content time sorts: before all others, so that it never overrides what is dated."""


class Told(Model):
    """Where a claim was told."""

    article_id: str
    content_id: str
    story_id: str
    report_id: str
    source: str | None
    url: str | None
    published_at: AwareDatetime | None
    in_: Literal["text", "title"] = Field(alias="in")
    quote: str
    start: int
    end: int
    context: str
    attribution: str | None
    verdict: Verdict

    def as_source(self) -> Source:
        """Return the entry of the event's source list."""
        return Source(
            article_id=self.article_id, story_id=self.story_id, source=self.source, url=self.url,
            published_at=self.published_at, report_id=self.report_id, context=self.context, attribution=self.attribution,
            verdict=self.verdict, evidence=Slice.model_validate({"in": self.in_, "quote": self.quote, "start": self.start, "end": self.end}),
        )  # fmt: skip


class Claim(Told):
    """A value-bearing report (of a new article or an update, never of a copy). `lineage` is the story it counts for."""

    lineage: str
    action: Action
    status: Status
    actor: Actor | None
    affected: list[Affected]
    origins: list[Place]
    destinations: list[Place]
    when: When | None
    quantity: Quantity | None
    cause: Cause
    confidence: float
    corrects: bool = False
    """It takes back what its lineage said before."""

    @property
    def at(self) -> datetime:
        """Content time, or the far past where unknown."""
        return self.published_at or NEVER


def told(report: Report) -> dict[str, object]:
    """Return the fields of `Told` of a report."""
    evidence = report.evidence
    return {
        "article_id": report.article_id, "content_id": report.content_id, "story_id": report.story_id,
        "report_id": report.report_id, "source": report.source, "url": report.url, "published_at": report.published_at,
        "in": evidence.in_, "quote": evidence.quote, "start": evidence.start, "end": evidence.end,
        "context": report.context, "attribution": report.attribution, "verdict": report.verdict,
    }  # fmt: skip


def claim_of(report: Report, lineage: str) -> Claim:
    """Return a report as a claim of a lineage."""
    return Claim.model_validate(
        {
            **told(report), "lineage": lineage, "action": report.action, "status": report.status, "actor": report.actor,
            "affected": report.affected, "origins": report.origins, "destinations": report.destinations,
            "when": report.when, "quantity": report.quantity, "cause": report.cause, "confidence": report.confidence,
            "corrects": report.correction,
        }
    )  # fmt: skip


def standing(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims by content time (those of one time by how far they have come, then as they came), without what corrections in their own lineage have replaced."""
    ordered = sorted(claims, key=lambda claim: (claim.at, claim.action is Action.RETURN, _rank(claim.status)))
    corrections = {(claim.lineage, claim.action): (k, claim) for k, claim in enumerate(ordered) if claim.corrects}
    return [
        _corrected(claim, k, *corrections[claim.lineage, claim.action])
        if (claim.lineage, claim.action) in corrections
        else claim
        for k, claim in enumerate(ordered)
    ]


def _rank(status: Status) -> int:
    """The order in which statuses told at one moment came about."""
    return ADVANCING.index(status) if status in ADVANCING else len(ADVANCING)


def _corrected(claim: Claim, place: int, corrected_at: int, correction: Claim) -> Claim:
    """An earlier claim keeps only what the correction is silent about."""
    if place >= corrected_at:
        return claim
    silent: dict[str, object] = {"status": correction.status}
    for name in ("actor", "when", "quantity"):
        silent |= {name: None} if getattr(correction, name) is not None else {}
    for name in ("affected", "origins", "destinations"):
        silent |= {name: []} if getattr(correction, name) else {}
    if correction.cause.category is not CauseCategory.UNKNOWN:
        silent["cause"] = correction.cause
    return claim.model_copy(update=silent)
