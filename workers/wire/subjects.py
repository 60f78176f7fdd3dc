"""Subjects from IPTC Media Topics (http://cv.iptc.org/newscodes/mediatopic/)."""

from schemas.events import Event
from schemas.item import Subject
from schemas.vocabulary import CauseCategory

MEDIATOPIC = "http://cv.iptc.org/newscodes/mediatopic/{}"
DISASTER = ("03000000", "disaster, accident and emergency incident")
CONFLICT = ("16000000", "conflict, war and peace")
CONFLICTS = frozenset({CauseCategory.ARMED_CONFLICT, CauseCategory.CIVIL_UNREST, CauseCategory.TERRORISM})


def subjects(event: Event) -> list[Subject]:
    """Return the media topics of an event."""
    topics = [CONFLICT] if event.cause.category in CONFLICTS else [DISASTER]
    return [Subject(name=name, uri=MEDIATOPIC.format(code)) for code, name in topics]
