"""Plain agency English for the values of an event: numbers, places, people, days, causes. Each returns the words alone."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from schemas.reports import Actor, Affected, Place, Quantity, When
from schemas.vocabulary import ActorKind, Group, Precision, Qualifier
from workers.clocks import local_time
from workers.gazetteer import gazetteer

QUOTE_WORDS = 40
"""The longest quotation an item holds."""
ELLIPSIS = "…"
INNER = str.maketrans('“”„«»"', "‘’‘‘’'")

PEOPLE = {
    Group.DIPLOMATIC_STAFF: "diplomatic staff",
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
ONE = {
    Group.DIPLOMATIC_STAFF: "member of the diplomatic staff",
    Group.DEPENDANTS: "family member of staff",
    Group.CITIZENS: "citizen",
    Group.RESIDENTS: "resident",
    Group.MILITARY: "member of the military",
    Group.PATIENTS: "patient",
    Group.STUDENTS: "student",
    Group.WORKERS: "worker",
    Group.TOURISTS: "tourist",
    Group.PRISONERS: "prisoner",
    Group.REFUGEES: "refugee",
    Group.UNSPECIFIED: "person",
}
OWN = {
    Group.DIPLOMATIC_STAFF: "its diplomatic staff",
    Group.DEPENDANTS: "families of its staff",
    Group.CITIZENS: "its citizens",
    Group.MILITARY: "its military personnel",
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


def people(affected: Sequence[Affected], actor: Actor | None, quantity: Quantity | None = None) -> str:
    """Return the groups affected with their number: "its citizens", "about 190 Japanese citizens", "40 diplomatic staff and families of staff"."""
    groups = list(dict.fromkeys(a.group for a in affected)) or [Group.UNSPECIFIED]
    count = number(quantity) if quantity else ""
    if count == "1":
        return f"one {ONE[groups[0]]}"
    if count:
        return f"{count} {listed([_nationals(group, actor) for group in groups])}"
    words = [PEOPLE[group] for group in groups]
    if actor is not None and groups[0] in OWN:
        words[0] = OWN[groups[0]]
    return listed(words)


def _nationals(group: Group, actor: Actor | None) -> str:
    country = gazetteer().country(actor.country) if group is Group.CITIZENS and actor and actor.country else None
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
    """Return an actor as it stands in a sentence: "the United States", "the Butte County Sheriff's Office", "authorities"."""
    country = gazetteer().country_named(actor.name)
    if country is not None and actor.kind in (ActorKind.GOVERNMENT, ActorKind.MILITARY):
        return country_name(country.code)
    last = actor.name.rpartition(" ")[2].casefold()
    if actor.name.casefold() in PLURALS:
        return actor.name.casefold()
    article = " " in actor.name and last in BODIES and not actor.name.casefold().startswith(("the ", "a "))
    return f"the {actor.name}" if article else actor.name


def plural(actor: Actor) -> bool:
    """Whether an actor takes a verb in the plural ("police have", "firefighters have")."""
    return actor.name.rpartition(" ")[2].casefold() in PLURALS


def agreed(words: str) -> str:
    """Return a clause that begins with a verb in the third person singular, in the plural: "has moved its" is "have moved their"."""
    verb, space, rest = words.partition(" ")
    verb = VERBS.get(verb) or (verb[:-1] if verb.endswith("s") else verb)
    return verb + space + rest.replace("its ", "their ")


BODIES = frozenset({"nations", "union", "cross", "crescent", "department", "ministry", "office", "agency", "authority", "service", "services",
    "organization", "organisation", "army", "navy", "guard", "brigade", "council", "government", "commission", "institute", "embassy"})  # fmt: skip
"""Last words of the names of bodies that English names with an article."""
PLURALS = frozenset({"authorities", "officials", "police", "forces", "troops", "firefighters", "crews", "teams", "rescuers", "services", "soldiers",
    "volunteers", "responders", "paramedics", "engineers", "managers", "organisers", "organizers", "operators", "leaders", "boats", "workers"})  # fmt: skip
"""Last words of actors that take the plural."""
VERBS = {"has": "have", "is": "are"}
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


def mission(actor: Actor | None) -> str:
    """Return what closes or moves where no people are told of."""
    if actor is None:
        return "a post"
    return "its post" if actor.kind in (ActorKind.GOVERNMENT, ActorKind.ORGANIZATION) else "its operations"


def day(value: date) -> str:
    """Return a day as it stands in copy: "12 February 2022"."""
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


def moment(at: datetime, zone: ZoneInfo | None) -> str:
    """Return a moment in UTC and, where the zone is known, in local time: "14:05 UTC (17:05 local time) on 8 June 2026"."""
    at = at.astimezone(UTC)
    local = local_time(at, zone) if zone else None
    if local is None:
        return f"{at:%H:%M} UTC on {day(at.date())}"
    if local.date() == at.date():
        return f"{at:%H:%M} UTC ({local:%H:%M} local time) on {day(at.date())}"
    return f"{at:%H:%M} UTC on {day(at.date())} ({local:%H:%M} local time on {day(local.date())})"


def quotation(quote: str) -> str:
    """Return a quotation on one line of at most 40 words, cut at a word and marked with an ellipsis where it goes on.

    Quotation marks within are single, since the item sets it in double ones.
    """
    words = quote.translate(INNER).split()
    if len(words) <= QUOTE_WORDS:
        return " ".join(words)
    return " ".join(words[:QUOTE_WORDS]).rstrip(",;:-–—") + f" {ELLIPSIS}"


def quoted(quote: str) -> str:
    """Return a quotation in its marks, with the final stop of the sentence that ends with it."""
    words = quotation(quote)
    return (
        f"“{words}”" if words.endswith((".", "!", "?", ELLIPSIS, ".’", "!’", "?’", ".'", "!'", "?'")) else f"“{words}”."
    )


def speaker(attribution: str) -> str:
    """Return who said so as it stands inside a sentence: "the embassy", "State Department spokesman Ned Price"."""
    attribution = re.sub(r"^(?:the )+(?=the )", "", attribution, flags=re.IGNORECASE)
    first, space, rest = attribution.partition(" ")
    return (
        f"{first.lower()}{space}{rest}"
        if first in ("The", "A", "An", "Its", "His", "Her", "Their", "Some", "One")
        else attribution
    )


def capital(text: str) -> str:
    """Return text with a capital first."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return text as a sentence: a capital first, one final stop."""
    text = capital(" ".join(text.split()))
    return text if text.endswith((".", "!", "?", ".”", "!”", "?”", "…”")) else f"{text}."
