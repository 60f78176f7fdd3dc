"""What a report does: it joins the event it fits best, starts an event of its own, or changes nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.events import Source
from schemas.reports import Report
from schemas.vocabulary import APART, Action, Operation, Verdict
from workers.fuse.claims import Told, claim_of, told
from workers.fuse.lives import Clock, Kept, Life, Supporter, shown, supported, with_claim
from workers.fuse.matching import family, fit, fits_as_copy
from workers.fuse.state import FuseState
from workers.fuse.versions import first_version, next_version
from workers.gazetteer.fold import fold
from workers.ids import digest

IDLE_AFTER = timedelta(days=14)
"""An event nobody reports any more retires: twice as long as the longest time between two reports that may still merge."""
STALE_AFTER = timedelta(hours=72)
"""A report this far behind stream time is a late copy or an old page, no news; the window in which dedup knows a story."""
OLD_NEWS = timedelta(days=14)
"""An evacuation that ended this long before the article told of it is no news either."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The outcome word and, where a state changed, the event's new life."""

    outcome: str
    life: Life | None = None


def join(report: Report, state: FuseState, clock: Clock, hold: timedelta) -> Joined:
    """Return what a report that no event holds yet does, at the stream time it leads to."""
    lineage = lineage_of(report, state)
    if report.verdict is Verdict.DUPLICATE:
        return _copied(report, lineage, state, clock)
    live, dead = _best(report, lineage, state, clock)
    if dead is not None and (live is None or dead[0] >= live[0]):
        return Joined("ignored")
    if live is not None:
        return Joined("event", _joined(report, lineage, live[1], clock))
    return Joined("event", _born(report, lineage, state, clock, hold))


def lineage_of(report: Report, state: FuseState) -> str:
    """Return the lineage a report counts for: the one its article, or the article it copies or updates, counts for already; else its story."""
    for article in (report.article_id, report.of or report.article_id):
        if lives := state.of_article(article):
            return min(lives, key=_by_id).kept.supporters[article].lineage
    return report.story_id


def idle(life: Life, clock: Clock) -> bool:
    """Whether an event retires at this stream time."""
    touched = life.kept.touched
    return clock.at is not None and touched is not None and clock.at - touched > IDLE_AFTER


def _best(
    report: Report, lineage: str, state: FuseState, clock: Clock
) -> tuple[tuple[float, Life] | None, tuple[float, Life] | None]:
    """The best live event, and the best cancelled one of the same lineage, with their scores."""
    kinds = [family(report.action, report.status, report.background)]
    if report.action is Action.RETURN and report.status not in APART:
        kinds.append(family(Action.EVACUATION, report.status, report.background))
    live: tuple[float, Life] | None = None
    dead: tuple[float, Life] | None = None
    for life in state.candidates(report.country, kinds, report.origins, lineage):
        kin = lineage in life.kept.lineages
        if idle(life, clock) or (life.cancelled and not kin):
            continue
        twice = kin and life.holds(report.article_id, report.content_id)
        score = fit(report, life.event, kin=kin, twice=twice)
        if score is None:
            continue
        if life.cancelled:
            dead = _better(dead, (score, life))
        else:
            live = _better(live, (score, life))
    return live, dead


def _better(known: tuple[float, Life] | None, found: tuple[float, Life]) -> tuple[float, Life]:
    """The higher score; among equals the smaller event id, so that memory order decides nothing."""
    if known is None or (-found[0], _by_id(found[1])) < (-known[0], _by_id(known[1])):
        return found
    return known


def _by_id(life: Life) -> str:
    return life.event.event_id


def _source(report: Report) -> Source:
    return Told.model_validate(told(report)).as_source()


def _copied(report: Report, lineage: str, state: FuseState, clock: Clock) -> Joined:
    """A copy gives its story's event a source, never a value."""
    best: tuple[float, Life] | None = None
    for life in state.of_lineage(lineage):
        score = None if life.event.country != report.country or idle(life, clock) else fits_as_copy(report, life.event)
        if score is not None:
            best = _better(best, (score, life))
    if best is None or best[1].cancelled:
        return Joined("ignored")
    life = best[1]
    if report.article_id in life.kept.supporters:
        return Joined("repeat")
    kept = supported(
        life.kept, report.article_id, Supporter(lineage=lineage, content_id=report.content_id), report.report_id
    )
    event = next_version(life.event, kept, shown(life.event.sources, _source(report)), Operation.UPDATED, None)
    return Joined("event", Life(event=event, kept=kept))


def _joined(report: Report, lineage: str, life: Life, clock: Clock) -> Life:
    supporter = Supporter(lineage=lineage, content_id=report.content_id)
    kept = supported(life.kept, report.article_id, supporter, report.report_id)
    claim = claim_of(report, lineage)
    fresh = life.kept.fresh or _fresh(report, clock)
    kept = kept.model_copy(update={"claims": with_claim(kept.claims, claim), "fresh": fresh})
    corrects = report.correction and lineage in life.kept.lineages
    note = f"{report.source or 'The outlet'} corrected its report" if corrects else None
    operation = Operation.CORRECTED if corrects else Operation.UPDATED
    event = next_version(life.event, kept, shown(life.event.sources, claim.as_source()), operation, note)
    return Life(event=event, kept=kept)


def _born(report: Report, lineage: str, state: FuseState, clock: Clock, hold: timedelta) -> Life:
    held_until = clock.at + hold if hold and clock.at is not None else None
    claim = claim_of(report, lineage)
    kept = Kept(
        claims=[claim],
        supporters={report.article_id: Supporter(lineage=lineage, content_id=report.content_id)},
        reports=[report.report_id],
        lineages=[lineage],
        fresh=_fresh(report, clock),
        held_until=held_until,
    )
    event_id = _event_id(report, lineage)
    if event_id in state.lives:
        event_id = digest("event", event_id, report.report_id)
    return Life(event=first_version(event_id, report.country, report.background, kept, [claim.as_source()]), kept=kept)


def _event_id(report: Report, lineage: str) -> str:
    actor = fold(report.actor.name) if report.actor else None
    groups = ",".join(sorted(a.group for a in report.affected))
    origins = ",".join(sorted(fold(place.place) for place in report.origins))
    apart = report.status if report.status in APART else None
    background = "background" if report.background else None
    return digest("event", lineage, report.country, report.action, apart, background, actor, groups, origins)


def _fresh(report: Report, clock: Clock) -> bool:
    at = report.published_at
    if at is None:
        return True
    if clock.at is not None and clock.at - at > STALE_AFTER:
        return False
    ended = report.when and (report.when.end or report.when.start)
    return not ended or at - datetime(ended.year, ended.month, ended.day, tzinfo=at.tzinfo) <= OLD_NEWS
