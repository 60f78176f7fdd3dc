"""Plain agency English for the values of an event: numbers, places, people, days, causes. Each returns the words alone."""

from collections.abc import Sequence
from datetime import date, datetime

from schemas.reports import Actor, Affected, Place, Quantity, When
from schemas.vocabulary import ActorKind, Group, Precision, Qualifier
from workers.gazetteer import gazetteer

QUOTE_WORDS = 40
"""The longest quotation an item holds."""
ELLIPSIS = "…"

PEOPLE = {
    Group.DIPLOMATIC_STAFF: "embassy staff",
    Group.DEPENDANTS: "families of staff",
    Group.CITIZENS: "citizens",
    Group.RESIDENTS: "residents",
    Group.MILITARY: "military personnel",
    Group.PATIENTS: "patients",
    Group.STUDENTS: "students",
    Group.WORKERS: "workers",
    Group.TOURISTS: "tourists",
    Group.PRISONERS: "prisoners",
    Group.REFUGEES: "refugees",
    Group.UNSPECIFIED: "people",
}
QUALIFIERS = {
    Qualifier.ABOUT: "about {}",
    Qualifier.MORE_THAN: "more than {}",
    Qualifier.AT_LEAST: "at least {}",
    Qualifier.UP_TO: "up to {}",
    Qualifier.NEARLY: "nearly {}",
}
THE = frozenset(
    {"US", "GB", "AE", "NL", "PH", "BS", "GM", "MV", "CF", "CD", "CG", "DO", "CZ", "KM", "SC", "SB", "MH", "IM"}
)
"""Countries that English names with an article."""


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def number(quantity: Quantity) -> str:
    """Return a count as told: "about 4,000", "700 to 800"."""
    low, high = quantity.min, quantity.max
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,}"
    value = low if low is not None else high
    if value is None:
        return ""
    pattern = QUALIFIERS.get(quantity.qualifier)
    if pattern is None and (low is None or high is None):
        pattern = "up to {}" if low is None else "at least {}"
    return (pattern or "{}").format(f"{value:,}")


def people(affected: Sequence[Affected], actor: Actor | None) -> str:
    """Return the groups affected; citizens are told as the actor's."""
    groups = list(dict.fromkeys(a.group for a in affected)) or [Group.UNSPECIFIED]
    return listed([_people(group, actor) for group in groups])


def _people(group: Group, actor: Actor | None) -> str:
    if group is not Group.CITIZENS or actor is None or actor.country is None:
        return PEOPLE[group]
    country = gazetteer().country(actor.country)
    return f"{adjective(country.adjectives, country.name)} citizens" if country else PEOPLE[group]


def adjective(adjectives: Sequence[str], name: str) -> str:
    """Return a country's adjective, its name where it has none."""
    return adjectives[0] if adjectives else name


def country_name(code: str | None, *, article: bool = True) -> str:
    """Return a country's English name, with "the" where English has it; empty for an unknown code."""
    country = gazetteer().country(code) if code else None
    if country is None:
        return ""
    return f"the {country.name}" if article and code in THE and not country.name.startswith("The ") else country.name


def place(where: Place) -> str:
    """Return a place with its country: "Kyiv, Ukraine"; a country alone as itself."""
    country = country_name(where.country, article=False)
    if not country:
        return where.place
    known = gazetteer().country_named(where.place)
    if known is not None and known.code == where.country:
        return country_name(where.country)
    return f"{where.place}, {country}"


def places(wheres: Sequence[Place], *, most: int = 4) -> str:
    """Return places as a list, a shared country told once, at most `most` by name."""
    countries = {where.country for where in wheres}
    if len(wheres) == 1 or len(countries) > 1:
        return listed([place(where) for where in wheres[:most]])
    names = [where.place for where in wheres[:most]]
    more = len(wheres) - len(names)
    if more:
        names.append(f"{more} other place{'s' if more > 1 else ''}")
    country = country_name(wheres[0].country, article=False)
    return f"{listed(names)}, {country}" if country else listed(names)


def named(actor: Actor) -> str:
    """Return an actor as it stands in a sentence."""
    country = gazetteer().country_named(actor.name)
    if country is not None and actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY):
        return country_name(country.code)
    return actor.name


SHORT = {
    "the United States": "US",
    "the United Kingdom": "UK",
    "the United Arab Emirates": "UAE",
    "United States": "US",
    "United Kingdom": "UK",
}


def short(name: str) -> str:
    """Return a name as it stands in a headline."""
    return SHORT.get(name, name.removeprefix("the "))


def day(value: date) -> str:
    """Return a day as it stands in copy: "Feb. 12, 2022" is American; ours is "12 February 2022"."""
    return f"{value.day} {value:%B %Y}"


def days(when: When) -> str:
    """Return the days told, with the preposition: "on 12 February 2022", "between ... and ...", "in February 2022"."""
    start, end = when.start, when.end
    if when.precision is Precision.MONTH and (start or end):
        return f"in {(start or end):%B %Y}"
    about = "around" if when.precision is Precision.APPROXIMATE else "on"
    if start and end and start != end:
        return f"between {day(start)} and {day(end)}"
    if start:
        return f"{about} {day(start)}"
    return f"by {day(end)}" if end else ""


def moment(at: datetime) -> str:
    """Return a moment of UTC or local time: "14:05 on 8 June 2026"."""
    return f"{at:%H:%M} on {day(at.date())}"


def quotation(quote: str) -> str:
    """Return a quotation on one line of at most 40 words, cut at a word and marked with an ellipsis where it goes on."""
    words = quote.split()
    if len(words) <= QUOTE_WORDS:
        return " ".join(words)
    return " ".join(words[:QUOTE_WORDS]).rstrip(",;:-–—") + f" {ELLIPSIS}"


def sentence(text: str) -> str:
    """Return text as a sentence: a capital first, one final stop."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."
