"""The body of an item: short paragraphs, each claim with who says so. And the notes to the desk."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from schemas.events import Conflict, Event, Source
from schemas.reports import Place, Quantity, When
from schemas.vocabulary import Action, CauseCategory, Operation, Verdict
from workers.gazetteer import gazetteer
from workers.wire import phrases
from workers.wire.clauses import Style, clause
from workers.wire.heard import Difference, returned

OUTLETS_NAMED = 5
NO_TIME = datetime.min.replace(tzinfo=UTC)
PRONOUNS = frozenset({"he", "she", "it", "they", "who", "we", "i", "you"})
CAUSES = {
    CauseCategory.ARMED_CONFLICT: "armed conflict",
    CauseCategory.CIVIL_UNREST: "civil unrest",
    CauseCategory.TERRORISM: "terrorism",
    CauseCategory.WILDFIRE: "a wildfire",
    CauseCategory.STRUCTURE_FIRE: "a fire",
    CauseCategory.FLOOD: "flooding",
    CauseCategory.STORM: "a storm",
    CauseCategory.EARTHQUAKE: "an earthquake",
    CauseCategory.TSUNAMI: "a tsunami",
    CauseCategory.VOLCANO: "a volcano",
    CauseCategory.LANDSLIDE: "a landslide",
    CauseCategory.CHEMICAL: "a chemical hazard",
    CauseCategory.NUCLEAR: "a nuclear hazard",
    CauseCategory.DISEASE: "disease",
    CauseCategory.BOMB_THREAT: "a bomb threat",
    CauseCategory.UNEXPLODED_ORDNANCE: "unexploded ordnance",
    CauseCategory.DAM_FAILURE: "a dam failure",
    CauseCategory.ACCIDENT: "an accident",
}
PLACES = TypeAdapter(list[Place])
FIELDS = {
    "quantity": "the number of people",
    "cause": "the cause",
    "destinations": "the destination",
    "status": "how far it has come",
}


def body(event: Event, operation: Operation) -> list[str]:
    """Return the paragraphs of the body."""
    if operation is Operation.CANCELLED:
        return [_cancelled(event)]
    paragraphs = [
        _lead(event),
        _cause(event),
        _quote(event),
        _course(event),
        *_conflicts(event),
    ]
    return [p for p in [*paragraphs, _sources(event), _times(event)] if p]


def changes_line(changes: Sequence[Difference]) -> str:
    """Return what an update changes, in words."""
    return phrases.sentence("; ".join(change.words for change in changes)) if changes else ""


def note(event: Event, operation: Operation, changes: Sequence[Difference], *, single: bool) -> str | None:
    """Return the note to the desk: why cancelled, what was wrong, that one source stands alone."""
    notes = []
    if operation is Operation.CANCELLED:
        notes.append(f"CANCELLED: {phrases.sentence(event.note or 'No report supports it any more')} Do not use.")
    elif operation is Operation.CORRECTED:
        wrong = changes_line(changes)
        notes.append(" ".join(p for p in ("CORRECTION:", phrases.sentence(event.note or ""), wrong) if p.strip(".")))
    if single:
        notes.append("Single source: no independent report confirms it yet.")
    return " ".join(notes) or None


def _cancelled(event: Event) -> str:
    told = clause(event, Style(headline=False))
    return f"{dateline(event)}The report that {told} no longer stands. {phrases.sentence(event.note or '')}".strip()


def dateline(event: Event) -> str:
    """Return where and when, before the first paragraph: "KYIV, Ukraine, 8 June 2026 (evacwire) — "."""
    where = [phrases.place(event.origins[0])] if event.origins else []
    day = [phrases.day(event.updated_at.astimezone(UTC).date())] if event.updated_at else []
    if where:
        town, comma, country = where[0].partition(", ")
        where = [f"{town.removeprefix('the ').upper()}{comma}{country}"]
    told = ", ".join([*where, *day])
    return f"{told} (evacwire) — " if told else ""


def _lead(event: Event) -> str:
    told = phrases.capital(clause(event, Style(headline=False)))
    when = _day_told(event)
    if when is not None and (days := phrases.days(when)):
        told = f"{told} {days}"
    if event.attribution and _speaks(event.attribution, told):
        told = f"{told.rstrip(',')}, {phrases.speaker(event.attribution)} said"
    source = speaker(event)
    by = f", according to {source.source}" if source and source.source else ""
    return dateline(event) + phrases.sentence(told.rstrip(",") + by)


def _day_told(event: Event) -> When | None:
    """The day of what the lead tells: of the return where people go back."""
    back = returned(event)
    if back is None:
        return event.when
    return next((e.when for e in event.timeline if e.action is Action.RETURN and e.status is back), None)


def _speaks(attribution: str, told: str) -> bool:
    """Whether naming who said so adds something: not a pronoun, and not the actor again."""
    return attribution.casefold() not in PRONOUNS and attribution.casefold() not in told.casefold()


def speaker(event: Event) -> Source | None:
    """Return the source that stands for the current values: the latest that is no copy, if possible one that tells the number."""
    own = [s for s in event.sources if s.verdict is not Verdict.DUPLICATE] or event.sources
    figures = {f"{n:,}" for n in (event.quantity.min, event.quantity.max) if n is not None} if event.quantity else set()
    ranked = [(any(f in s.evidence.quote for f in figures), s.published_at or NO_TIME, k) for k, s in enumerate(own)]
    return own[max(ranked)[2]] if ranked else None


def _cause(event: Event) -> str:
    words, text = CAUSES.get(event.cause.category), event.cause.text
    if words is None:
        return f"The reason given was {phrases.quoted(text)}" if text else ""
    known = not text or text.casefold() in words
    return (
        f"The cause given was {words}."
        if known
        else f"The cause given was {words} (“{phrases.quotation(text or '')}”)."
    )


def _quote(event: Event) -> str:
    source = speaker(event)
    return f"{_outlet(source)} reported: {phrases.quoted(source.evidence.quote)}" if source else ""


def _outlet(source: Source) -> str:
    return source.source or "An unnamed outlet"


def _outlets(sources: Sequence[Source]) -> list[str]:
    return list(dict.fromkeys(s.source for s in sources if s.source))


def _course(event: Event) -> str:
    steps = [e for e in event.timeline if e.reported_at is not None]
    if len(steps) < 2:
        return ""
    told = [f"{_step(e.action, e.status)} ({phrases.day(e.reported_at.date())})" for e in steps if e.reported_at]
    return f"As first reported (UTC days): {', '.join(told)}."


def _step(action: str, status: str) -> str:
    return f"{action} {status.replace('_', ' ')}"


def _conflicts(event: Event) -> list[str]:
    names = {s.article_id: _outlet(s) for s in event.sources}
    return [_conflict(conflict, names) for conflict in event.conflicts]


def _conflict(conflict: Conflict, names: Mapping[str, str]) -> str:
    sides = []
    for side in conflict.sides:
        who = dict.fromkeys(names.get(article, "another outlet") for article in side.sources)
        sides.append(f"{_value(conflict.field, side.value)} ({phrases.listed(list(who))})")
    return f"Reports differ on {FIELDS.get(conflict.field, conflict.field)}: {'; '.join(sides)}."


def _value(field: str, value: object) -> str:
    if field == "quantity":
        return phrases.number(Quantity.model_validate(value))
    if field == "destinations":
        return phrases.places(PLACES.validate_python(value))
    return str(value).replace("_", " ")


def _sources(event: Event) -> str:
    outlets = _outlets(event.sources)[:OUTLETS_NAMED]
    named = f": {', '.join(outlets)}" if outlets else ""
    if event.independent_sources > 1:
        return f"This rests on {event.independent_sources} independent sources{named}."
    if event.source_count > 1:
        return f"This rests on one text, carried in {event.source_count} articles{named}."
    return f"This rests on one source{named}."


def _times(event: Event) -> str:
    if event.updated_at is None:
        return ""
    return f"Last reported at {phrases.moment(event.updated_at, timezone(event.origins))}."


def timezone(origins: Sequence[Place]) -> ZoneInfo | None:
    """Return the time zone of the first origin that the gazetteer knows one for."""
    for place in origins:
        found = gazetteer().lookup(place.place)
        for candidate in found[1] if found else ():
            same = (
                candidate.geonames_id == place.geonames_id if place.geonames_id else candidate.country == place.country
            )
            if same and candidate.timezone:
                return ZoneInfo(candidate.timezone)
    return None
