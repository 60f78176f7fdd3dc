"""Subjects from IPTC Media Topics (http://cv.iptc.org/newscodes/mediatopic/, English names as of March 2025)."""

from schemas.events import Event
from schemas.item import Subject
from schemas.vocabulary import Action, CauseCategory, Group

MEDIATOPIC = "http://cv.iptc.org/newscodes/mediatopic/{}"
DISASTER = "03000000"
ACCIDENT = "20000139"
RESPONSE = "20000168"
CONFLICT = "16000000"
DIPLOMACY = "20000639"
NAMES = {
    "03000000": "disaster, accident and emergency incident",
    "16000000": "conflict, war and peace",
    "20000053": "act of terror",
    "20000056": "armed conflict",
    "20000065": "civil unrest",
    "20000079": "ordnance clearance",
    "20000139": "accident and emergency incident",
    "20000141": "industrial accident and incident",
    "20000142": "nuclear accident and incident",
    "20000150": "fire",
    "20000153": "earthquake",
    "20000154": "flood",
    "20000155": "landslide",
    "20000157": "meteorological disaster",
    "20000159": "volcanic eruption",
    "20000161": "structural failure",
    "20000168": "emergency response",
    "20000448": "communicable disease",
    "20000639": "diplomacy",
    "20001202": "wildfire",
    "20001353": "tsunami",
}
CAUSES = {
    CauseCategory.ARMED_CONFLICT: (CONFLICT, "20000056"),
    CauseCategory.CIVIL_UNREST: (CONFLICT, "20000065"),
    CauseCategory.TERRORISM: (CONFLICT, "20000053"),
    CauseCategory.UNEXPLODED_ORDNANCE: (DISASTER, "20000079"),
    CauseCategory.BOMB_THREAT: (DISASTER, ACCIDENT),
    CauseCategory.ACCIDENT: (DISASTER, ACCIDENT),
    CauseCategory.CHEMICAL: (DISASTER, "20000141"),
    CauseCategory.NUCLEAR: (DISASTER, "20000142"),
    CauseCategory.STRUCTURE_FIRE: (DISASTER, "20000150"),
    CauseCategory.WILDFIRE: (DISASTER, "20001202"),
    CauseCategory.EARTHQUAKE: (DISASTER, "20000153"),
    CauseCategory.TSUNAMI: (DISASTER, "20001353"),
    CauseCategory.VOLCANO: (DISASTER, "20000159"),
    CauseCategory.FLOOD: (DISASTER, "20000154"),
    CauseCategory.LANDSLIDE: (DISASTER, "20000155"),
    CauseCategory.STORM: (DISASTER, "20000157"),
    CauseCategory.DAM_FAILURE: (DISASTER, "20000161"),
    CauseCategory.DISEASE: (DISASTER, "20000448"),
}
MISSIONS = frozenset({Group.DIPLOMATIC_STAFF, Group.DEPENDANTS})


def subjects(event: Event) -> list[Subject]:
    """Return the media topics of an event: the branch, the cause where there is a topic for it, emergency response, and diplomacy where a
    mission moves or shuts."""
    topics = [*CAUSES.get(event.cause.category, (DISASTER,)), RESPONSE]
    shut = (
        event.action in (Action.CLOSURE, Action.RELOCATION)
        and event.actor is not None
        and event.actor.country != event.country
    )
    if shut or any(affected.group in MISSIONS for affected in event.affected):
        topics.append(DIPLOMACY)
    return [Subject(name=NAMES[code], uri=MEDIATOPIC.format(code)) for code in topics]
