"""The headline and the slugline of an item."""

import re

from schemas.events import Event
from schemas.vocabulary import CauseCategory, Operation
from workers.wire import phrases
from workers.wire.clauses import Style, clause

WORD = re.compile(r"[^\w]+")


def headline(event: Event, operation: Operation) -> str:
    """Return the headline: present tense, no final stop; a cancelled item says so first."""
    line = phrases.capital(clause(event, Style(headline=True)))
    return f"CANCELLED: {line}" if operation is Operation.CANCELLED else line


def slugline(event: Event) -> str:
    """Return the slugline: place, what, why ("KYIV-EVACUATION-ARMED-CONFLICT"), the same for all versions unless these change."""
    where = event.origins[0].place if event.origins else phrases.country_name(event.country, article=False)
    why = "" if event.cause.category in (CauseCategory.UNKNOWN, CauseCategory.OTHER) else event.cause.category
    parts = (WORD.sub("-", part).strip("-").upper() for part in (where, event.action, why.replace("_", "-")))
    return "-".join(part for part in parts if part)
