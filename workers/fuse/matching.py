"""How well a report fits an event: a score where they can be one evacuation, None where they cannot.

Hard rules first (country, action, apart statuses, background, actor, groups, places, cause, time), then evidence is weighed. Weights count how
telling a fact is, one unit being an ordinary coincidence; `ENOUGH` asks for about a place told alike and two more facts, or the same text lineage.
"""

from datetime import date, timedelta

from schemas.events import Event
from schemas.reports import Affected, Cause, Quantity, Report, When
from schemas.vocabulary import APART, Action, CauseCategory, Group, Precision, Status
from workers.fuse.actors import Likeness, likeness
from workers.fuse.places import Relation, population, relate

ENOUGH = 4.5
LINEAGE = 4.0
PLACES = {Relation.UNCLEAR: 0.0, Relation.OPEN: 0.5, Relation.NEAR: 1.5, Relation.NESTED: 2.0, Relation.SAME: 3.0}
ACTORS = {Likeness.OPEN: 0.5, Likeness.SUBORDINATE: 1.5, Likeness.SAME: 2.0}
SAME_NUMBER = 1.5
SAME_DAY = 1.0
OTHER_DETAIL = -0.5
CROWDED = 2.0

LONG_CRISIS = timedelta(days=7)
"""Orders and advice of states, and disasters that last: told anew for days."""
SHORT_INCIDENT = timedelta(days=2)
"""A bomb threat or a fire in one building is over in a day; the next one there is another event."""
RECALLED = timedelta(days=2)
"""For so long after a return its evacuation is recalled; later reports tell of a new one."""
ONE_STORY = timedelta(days=14)
"""Updates of one text."""
LARGE_TOWN = 300_000
"""In a town of this size two like incidents on one day are no rarity, so that its name alone says little."""

LOCAL_CAUSES = frozenset({CauseCategory.STRUCTURE_FIRE, CauseCategory.BOMB_THREAT, CauseCategory.UNEXPLODED_ORDNANCE,
    CauseCategory.CHEMICAL, CauseCategory.ACCIDENT, CauseCategory.TERRORISM})  # fmt: skip
KIN = (
    frozenset({CauseCategory.FLOOD, CauseCategory.STORM, CauseCategory.DAM_FAILURE, CauseCategory.LANDSLIDE}),
    frozenset({CauseCategory.EARTHQUAKE, CauseCategory.TSUNAMI, CauseCategory.NUCLEAR}),
    frozenset({CauseCategory.EARTHQUAKE, CauseCategory.VOLCANO, CauseCategory.LANDSLIDE}),
    frozenset({CauseCategory.ARMED_CONFLICT, CauseCategory.CIVIL_UNREST, CauseCategory.TERRORISM}),
    frozenset({CauseCategory.CHEMICAL, CauseCategory.ACCIDENT, CauseCategory.STRUCTURE_FIRE}),
    frozenset({CauseCategory.BOMB_THREAT, CauseCategory.TERRORISM, CauseCategory.UNEXPLODED_ORDNANCE}),
    frozenset({CauseCategory.DISEASE, CauseCategory.ACCIDENT}),
    frozenset({CauseCategory.WILDFIRE, CauseCategory.STRUCTURE_FIRE}),
)
"""Causes that one happening is told under: a storm floods, an earthquake raises a wave, a tanker crash spills a chemical."""
VAGUE = frozenset({CauseCategory.UNKNOWN, CauseCategory.OTHER})


def family(action: Action, status: Status, background: bool) -> tuple[str, str, bool]:
    """Return what keeps events apart whatever else they share; reports and events of one family may merge."""
    return action, status if status in APART else "", background


def fit(report: Report, event: Event, *, kin: bool, twice: bool) -> float | None:
    """Return how well a report fits an event of its country, None where it is another evacuation.

    `kin` says that the event is told by the report's text lineage already, `twice` by this very article.
    """
    if not _actions_fit(report, event) or not _times_fit(report, event, kin=kin):
        return None
    causes = _causes(report.cause, event.cause)
    if causes is None:
        return None
    actors, groups = likeness(report.actor, event.actor), _groups(report, event)
    places = relate(report.origins, event.origins)
    going_back = report.action is not event.action
    if going_back and (actors is Likeness.DIFFERENT or groups is None):
        actors, groups = Likeness.OPEN, 0.5
    if actors is Likeness.DIFFERENT or groups is None or places is Relation.APART:
        return None
    if not kin and (places is Relation.UNCLEAR or (places is Relation.NEAR and actors is not Likeness.SAME)):
        return None
    if not going_back and _another_movement(report, event, twice=twice, kin=kin):
        return None
    score = PLACES[places] + ACTORS[actors] + groups + causes + _nearness(report, event) + _details(report, event)
    if kin:
        return score + LINEAGE
    if _crowded(report, event, places):
        score -= CROWDED
    return score if score >= ENOUGH else None


def _details(report: Report, event: Event) -> float:
    """What number, day and destination say: the same ones tell one movement, others may be news of it or another movement."""
    score = 0.0
    if report.quantity is not None and event.quantity is not None:
        score += SAME_NUMBER if _counts_meet(report.quantity, event.quantity) else OTHER_DETAIL
    if _day(report.when) is not None and _day(event.when) is not None:
        score += SAME_DAY if _day(report.when) == _day(event.when) else OTHER_DETAIL
    if report.destinations and event.destinations:
        score += SAME_DAY if relate(report.destinations, event.destinations) > Relation.NEAR else OTHER_DETAIL
    return score


def _actions_fit(report: Report, event: Event) -> bool:
    if report.background != event.background:
        return False
    if report.action is Action.RETURN and event.action is Action.EVACUATION:
        return report.status not in APART and event.status not in APART
    return family(report.action, report.status, False) == family(event.action, event.status, False)


def _times_fit(report: Report, event: Event, *, kin: bool) -> bool:
    first, last = event.first_reported_at, event.updated_at
    if report.published_at is None or first is None or last is None:
        return True
    if kin or report.action is Action.RETURN:
        window = ONE_STORY
    else:
        local = report.cause.category in LOCAL_CAUSES or event.cause.category in LOCAL_CAUSES
        foreign = event.actor is not None and event.actor.country not in (None, event.country)
        window = SHORT_INCIDENT if local and not foreign else LONG_CRISIS
    if not kin and report.action is not Action.RETURN and _anew(report, event):
        return False
    return first - window <= report.published_at <= last + window


def _anew(report: Report, event: Event) -> bool:
    """Whether an evacuation report tells of a new one: people have returned, and it is dated behind their return or comes days after it."""
    for entry in event.timeline:
        if (
            entry.action is Action.RETURN
            and entry.status is Status.COMPLETED
            and entry.reported_at
            and report.published_at
        ):
            day = _day(report.when)
            return (
                day is not None and day > entry.reported_at.date()
            ) or report.published_at - entry.reported_at > RECALLED
    return False


def _groups(report: Report, event: Event) -> float | None:
    mine, theirs = _people(report.affected, report), _people(event.affected, event)
    if not mine or not theirs:
        return 0.5
    if mine == theirs:
        return 1.5
    return 1.0 if mine & theirs else None


def _people(affected: list[Affected], told: Report | Event) -> frozenset[Group]:
    groups = {a.group for a in affected} - {Group.UNSPECIFIED}
    home = told.actor is None or told.actor.country in (None, told.country)
    if home and Group.CITIZENS in groups:
        groups = groups - {Group.CITIZENS} | {Group.RESIDENTS}
    return frozenset(groups)


def _causes(mine: Cause, theirs: Cause) -> float | None:
    if mine.category is theirs.category:
        return 0.5 if mine.category in VAGUE else 1.0
    if mine.category in VAGUE or theirs.category in VAGUE:
        return 0.5
    return 0.3 if any({mine.category, theirs.category} <= kin for kin in KIN) else None


def _nearness(report: Report, event: Event) -> float:
    if report.published_at is None or event.updated_at is None:
        return 0.0
    days = abs(report.published_at - event.updated_at) / timedelta(days=1)
    return max(0.0, 1.0 - days / 7)


def _another_movement(report: Report, event: Event, *, twice: bool, kin: bool) -> bool:
    """Whether a date, number or destination of its own tells another movement of the same people."""
    mine, theirs = _day(report.when), _day(event.when)
    days_differ = mine is not None and theirs is not None and mine != theirs
    counts_differ = not _counts_meet(report.quantity, event.quantity)
    goals_differ = (
        bool(report.destinations and event.destinations)
        and relate(report.destinations, event.destinations) is Relation.APART
    )
    if twice:
        return days_differ or counts_differ or goals_differ
    if kin or report.status is not Status.COMPLETED or event.status is not Status.COMPLETED:
        return False
    return days_differ and (counts_differ or goals_differ)


def _counts_meet(mine: Quantity | None, theirs: Quantity | None) -> bool:
    if mine is None or theirs is None:
        return True
    low = max(mine.min or 0, theirs.min or 0)
    high = min(q.max for q in (mine, theirs) if q.max is not None) if mine.max or theirs.max else low
    return low <= high * 1.05


def _day(when: When | None) -> date | None:
    return when.start if when is not None and when.precision is Precision.DAY else None


def _crowded(report: Report, event: Event, places: Relation) -> bool:
    """Whether the place is so large, and so little else is told, that two incidents may well share it."""
    if places is not Relation.SAME or (report.actor is not None and event.actor is not None):
        return False
    if report.cause.category not in LOCAL_CAUSES and event.cause.category not in LOCAL_CAUSES:
        return False
    return any(population(place) >= LARGE_TOWN for place in report.origins)


def fits_as_copy(report: Report, event: Event) -> float | None:
    """Return how well a copy's report fits an event of its own story: leniently, since copies mangle names. None where it tells something else."""
    if not _actions_fit(report, event):
        return None
    score = 2.0 * likeness(report.actor, event.actor) + 2.0 * relate(report.origins, event.origins)
    score += _groups(report, event) or 0.0
    score += 1.0 if report.status is event.status else 0.0
    if report.quantity is not None and report.quantity == event.quantity:
        score += 2.0
    return score
