"""A place is emptied or moved, and those inside are meant: "police cleared the station", "the town was evacuated", "the hospital was moved to Lviv"."""

import re

from schemas.vocabulary import Group
from workers.extract.groups import People
from workers.extract.syntax import Token, is_passive, particles, subject
from workers.extract.view import View

INHABITED = frozenset(
    (
        "hospital",
        "school",
        "orphanage",
        "prison",
        "jail",
        "nursing home",
        "care home",
        "clinic",
        "kindergarten",
        "camp",
        "university",
    )
)
"""Places whose move to elsewhere is the move of those inside."""

SITE_NAME = re.compile(
    r"\b(?:gare|\w*bahnhof|estaci[oó]n|stazione|station|airport|aeropuerto|a[eé]roport|flughafen|terminal|mall|centre|center|plaza|arena|stadium|stade|tower|museum|mus[eé]e|louvre|hall|palace|theatre|theater|opera|cathedral|basilica|hotel|market|bazaar|exchange|pier|zoo|park)\b",
    re.IGNORECASE,
)
"""Words in the names of places where nobody lives."""


def emptied(
    view: View, verb: Token, classes: frozenset[str], things: list[Token], pairs: list[tuple[str, Token]], base: str
) -> tuple[list[People] | None, list[Token]]:
    """Return who is inside the places that a verb empties or moves, None where it does neither, and the places emptied."""
    places = [thing for thing in things if _is_place(view, thing)]
    if not classes & {"empty", "evacuate"}:
        out = bool(particles(verb) & {"out", "off"}) and base in ("order", "force", "turn", "get")
        moved = base in ("move", "relocate", "transfer", "shift", "evacuate") and any(to == "to" for to, _ in pairs)
        kept = [thing for thing in places if view.lexicon.noun_lemma(thing.lower_) in INHABITED]
        if places and out and any(view.mention(thing) for thing in places):
            return _dwellers(view, places), places
        return (_dwellers(view, kept), []) if kept and moved else (None, [])
    if not places and "evacuate" in classes and base == "evacuate":
        places = [thing for thing in things if thing.pos_ == "PROPN" and thing.text[:1].isupper()]
    inside = [
        each
        for preposition, noun in pairs
        if preposition == "of" and noun.head.head.i == verb.i
        for each in view.people(noun)
    ]
    if places:
        if base in ("clear", "vacate") and not (inside or is_passive(verb) or _by_authority(view, verb)):
            return None, []
        return inside or _dwellers(view, places), places
    if base in ("airlift", "repatriate", "medevac"):
        return None, []
    return None, []


def _by_authority(view: View, verb: Token) -> bool:
    who = subject(verb)
    return who is not None and (
        any(name.startswith("role_") for name in view.classes(who))
        or view.mention(who) is not None
        or who.pos_ == "PROPN"
    )


def _name(place: Token) -> str:
    """The capitalised words around a token."""
    first = last = place.i
    while first > 0 and place.doc[first - 1].text[:1].isupper():
        first -= 1
    while last + 1 < len(place.doc) and place.doc[last + 1].text[:1].isupper():
        last += 1
    return str(place.doc[first : last + 1].text)


def _dwellers(view: View, places: list[Token]) -> list[People]:
    place = places[0]
    post = "post" in view.classes(place)
    town = view.lexicon.noun_lemma(place.lower_) in (
        "town",
        "village",
        "city",
        "neighbourhood",
        "neighborhood",
        "district",
        "street",
        "block",
        "home",
        "house",
        "flat",
        "apartment",
        "hamlet",
        "suburb",
        "settlement",
        "area",
        "zone",
        "island",
        "coast",
        "community",
        "quarter",
        "valley",
        "residence",
        "estate",
        "county",
        "parish",
        "barangay",
        "property",
        "campsite",
    ) or (view.mention(place) is not None and "building" not in view.classes(place))
    start, end = int(place.idx), int(place.idx) + len(place.text)
    site = view.mention(place) is not None and SITE_NAME.search(_name(place)) is not None
    town = town and not site
    group = Group.DIPLOMATIC_STAFF if post else Group.RESIDENTS if town else Group.UNSPECIFIED
    for words, inside in (
        (("school", "university", "college", "campus", "kindergarten", "nursery"), Group.STUDENTS),
        (("hospital", "nursing home", "care home", "ward", "clinic"), Group.PATIENTS),
        (("prison", "jail"), Group.PRISONERS),
        (("rig", "platform", "mine", "factory", "plant", "refinery", "warehouse", "office"), Group.WORKERS),
        (("resort", "hotel", "campsite", "campground"), Group.TOURISTS),
        (("camp",), Group.REFUGEES),
    ):
        if place.lower_ in words or view.lexicon.noun_lemma(place.lower_) in words:
            group = inside
    return [People(place, group, start, end, None, not site)]


def _is_place(view: View, thing: Token) -> bool:
    mention = view.mention(thing)
    if mention is not None and mention.kind == "place":
        return True
    return bool(view.classes(thing) & {"building", "post", "organisation_site"})
